"""The listeners: public, console (the same unless told), private on loopback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

Ready = Callable[[], Awaitable[bool]]
# Above Meta's largest batch; every route that takes less checks it itself.
MOST_BYTES: Final = 4 * 1024 * 1024
# Requests that are under way get this long when the service stops, in seconds.
GOODBYE: Final = 5.0


@dataclass(slots=True)
class Listener:
    """One address and the application behind it."""

    app: web.Application
    host: str
    port: int
    _runner: web.AppRunner | None = field(default=None, init=False)

    async def start(self) -> None:
        """Listen. Port 0 takes a free one; `port` then says which."""
        self._runner = web.AppRunner(
            self.app, access_log=None, shutdown_timeout=GOODBYE, handle_signals=False
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port, reuse_port=False)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; streams were asked to end before."""
        if self._runner is not None:
            await self._runner.cleanup()


def public_app(routes: Iterable[web.AbstractRouteDef], ready: Ready) -> web.Application:
    """Return the application that the world reaches."""
    app = web.Application(client_max_size=MOST_BYTES)
    app.add_routes([*routes, *health_routes(ready)])
    return app


def health_routes(ready: Ready) -> list[web.RouteDef]:
    """Return /healthz (webhooks can be stored) and /readyz (they can be answered)."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_request: web.Request) -> web.Response:
        fine = await ready()
        return web.json_response({"ready": fine}, status=200 if fine else 503)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]

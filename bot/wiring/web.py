"""The listeners: public, console (the same unless told), private on loopback."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from aiohttp import web

from bot.hostile import storable_addresses

Ready = Callable[[], Awaitable[bool]]
# Above Meta's largest batch; every route that takes less checks it itself.
MOST_BYTES: Final = 4 * 1024 * 1024

# Requests that are under way get this long when the service stops, in seconds.
GOODBYE: Final = 5.0


class ListenError(RuntimeError):
    """An address cannot be listened on; says how to mend it."""


class Listener:
    """One address and the application behind it. Its port is known before it listens."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._wanted = port
        self._socket: socket.socket | None = None
        self._runner: web.AppRunner | None = None

    def bind(self) -> str:
        """Take the address (port 0: a free one) and return its URL. OSError when it is taken."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        self._socket = socket.socket(family)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((self._host, self._wanted))
        except OSError as error:
            self._socket.close()
            raise ListenError(
                f"{self._host}:{self._wanted} cannot be listened on ({error.strerror}); "
                "another program has it, or set MILLENNIUM_PORT"
            ) from error
        return self.url

    @property
    def url(self) -> str:
        """Where it listens, as this machine reaches it."""
        assert self._socket is not None
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self, app: web.Application) -> None:
        """Serve the application."""
        assert self._socket is not None
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=GOODBYE)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def stop(self) -> None:
        """Stop serving; streams are asked to end first (on_shutdown)."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._socket is not None:
            self._socket.close()


def public_app(routes: Iterable[web.AbstractRouteDef], ready: Ready) -> web.Application:
    """Return the application that the world reaches."""
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[storable_addresses])
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

"""The service's side of the control socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final

import structlog

Progress = Callable[[int], None]
Command = Callable[[Mapping[str, Any], Progress], Awaitable[Any]]
LONGEST: Final = 1_000_000
log = structlog.get_logger(__name__)


class ControlServer:
    """Serves named commands, one a connection, with progress while they run."""

    def __init__(self, path: Path, commands: Mapping[str, Command]) -> None:
        self._path = path
        self._commands = commands
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. Only the installation's own user may connect."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(
            self._serve, path=str(self._path), limit=LONGEST
        )
        self._path.chmod(0o600)

    async def stop(self) -> None:
        """Stop listening and take the socket's file away."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answer = await self._run(await reader.readline(), writer)
        except (ConnectionError, ValueError):
            answer = {"error": "the request is no line of JSON"}
        _send(writer, answer)
        try:
            await writer.drain()
        except ConnectionError:
            log.info("control.gone")
        writer.close()

    async def _run(self, line: bytes, writer: asyncio.StreamWriter) -> dict[str, Any]:
        request: Mapping[str, Any] = json.loads(line)
        command = self._commands.get(str(request.get("command")))
        if command is None:
            return {"error": f"this service knows no command {request.get('command')!r}"}

        def progress(done: int) -> None:
            _send(writer, {"progress": done})

        try:
            return {"result": await command(request.get("arguments") or {}, progress)}
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the caller's to read
            log.info("control.failed", command=request.get("command"), why=type(error).__name__)
            return {"error": str(error) or type(error).__name__}


def _send(writer: asyncio.StreamWriter, value: Mapping[str, Any]) -> None:
    if not writer.is_closing():
        writer.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")

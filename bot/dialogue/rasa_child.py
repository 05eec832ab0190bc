"""Rasa as a supervised child: started, watched, restarted, never left behind."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import structlog

from bot.dialogue.child_log import ChildLog
from nlu.runtime.launch import RasaHome

_PROBE_EVERY: Final = 0.1
_START_PATIENCE: Final = 120.0
_GOODBYE_PATIENCE: Final = 5.0
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_OUTPUT_LIMIT: Final = 1 << 20
Ready = Callable[[], Awaitable[bool]]
log = structlog.get_logger(__name__)


class RasaChild:
    """Keeps one Rasa server running on a random loopback port.

    variables: MILLENNIUM_RASA_TOKEN, MILLENNIUM_ACTIONS_URL and MILLENNIUM_ACTIONS_TOKEN.
    """

    def __init__(self, home: RasaHome, model: Path, variables: Mapping[str, str]) -> None:
        self._home = home
        self.model = model
        self._variables = dict(variables)
        self._process: Process | None = None
        self._url: str | None = None
        self._loads = False
        self._keeper: asyncio.Task[None] | None = None

    @property
    def url(self) -> str | None:
        """Base URL of the process that runs now; it may not be ready yet. None between two."""
        return self._url

    @property
    def pid(self) -> int | None:
        """Process id of the running child."""
        return self._process.pid if self._process else None

    @property
    def loads(self) -> bool:
        """Whether a process is alive that loads its model: it will answer, if one waits."""
        return self._loads

    def start(self, ready: Ready) -> None:
        """Start and keep it running. ready: asks the current child (RasaClient.ready)."""
        self._keeper = asyncio.create_task(self._keep(ready), name="rasa-child")

    async def stop(self) -> None:
        """End the child and stop restarting it."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        await self._end()

    async def _keep(self, ready: Ready) -> None:
        """One child after the other. Only those that never answer wait for their next try."""
        pause = _FIRST_PAUSE
        while True:
            if await self._lives(ready):
                pause = _FIRST_PAUSE
                continue
            log.warning("rasa.restarts", seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _lives(self, ready: Ready) -> bool:
        """Run one child from its start to its end. Return whether it had become ready."""
        try:
            process = self._process = await self._spawn()
        except OSError as error:
            log.error("rasa.not_started", why=str(error))  # noqa: TRY400 - says it all
            self._url = None
            return False
        output = ChildLog()
        assert process.stdout is not None
        follower = asyncio.create_task(output.follow(process.stdout))
        try:
            if not await self._becomes_ready(process, ready):
                log.error("rasa.start_failed", last_words=output.last_words)
                return False
            log.info("rasa.ready", pid=process.pid, model=self.model.name)
            await process.wait()
            log.error("rasa.ended", code=process.returncode)
            return True
        finally:
            await self._end()
            await asyncio.gather(follower, return_exceptions=True)

    async def _spawn(self) -> Process:
        port = _free_port()
        self._url = f"http://127.0.0.1:{port}"
        command = self._home.command(
            "serve", self.model.resolve(), port, self._home.project.resolve()
        )
        return await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, limit=_OUTPUT_LIMIT,
            cwd=self._home.project, env=self._home.environment(self._variables),
            # Ctrl-C at a terminal is the service's alone: it ends the child in its own time.
            start_new_session=True,
        )  # fmt: skip

    async def _becomes_ready(self, process: Process, ready: Ready) -> bool:
        until = time.monotonic() + _START_PATIENCE
        self._loads = True
        try:
            while process.returncode is None and time.monotonic() < until:
                if await ready():
                    return True
                await asyncio.sleep(_PROBE_EVERY)
            return False
        finally:
            self._loads = False

    async def _end(self) -> None:
        process, self._process, self._url = self._process, None, None
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _GOODBYE_PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _free_port() -> int:
    """A port that is free now. Whoever takes it first meanwhile costs one more start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

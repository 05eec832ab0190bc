"""The commands' side of the control socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.control.server import LONGEST


class ControlError(RuntimeError):
    """The running service refused or failed; its words say why."""


async def call(
    socket: Path, command: str, arguments: Mapping[str, Any], progress: Callable[[int], None]
) -> Any:
    """Run a command in the running service and return its result.

    ConnectionError when no service listens there; ControlError with what the service said.
    """
    reader, writer = await asyncio.open_unix_connection(str(socket), limit=LONGEST)
    request = {"command": command, "arguments": dict(arguments)}
    writer.write(json.dumps(request).encode() + b"\n")
    try:
        async for line in reader:
            answer: Mapping[str, Any] = json.loads(line)
            if "progress" in answer:
                progress(int(answer["progress"]))
            elif "error" in answer:
                raise ControlError(str(answer["error"]))
            else:
                return answer.get("result")
    finally:
        writer.close()
    raise ControlError("the service stopped before it answered; see its log")

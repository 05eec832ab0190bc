"""The lock that keeps a second service away from the same HOME."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

from bot.store.database import DatabaseError


class HomeLock:
    """A lock that is held until it is released or its process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let another service have this HOME."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def hold_home(home: Path) -> HomeLock:
    """Take HOME for this service. DatabaseError: another service runs on this HOME."""
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "service.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise DatabaseError(
            f"another service runs on this HOME ({home}); stop it, or set MILLENNIUM_HOME"
        ) from None
    return HomeLock(descriptor)


def is_held(home: Path) -> bool:
    """Whether a service runs on this HOME now."""
    if not (home / "service.lock").exists():
        return False
    try:
        hold_home(home).release()
    except DatabaseError:
        return True
    return False

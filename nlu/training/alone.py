"""One at a time, among every process that shares MODELS."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(folder: Path, waits: Callable[[], None] = lambda: None) -> Generator[None]:
    """Hold a folder; where another process holds it, call `waits` and wait for it.

    The lock is on the folder itself and leaves no file behind; the system frees it when the
    process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)

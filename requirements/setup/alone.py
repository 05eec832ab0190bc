"""One set-up at a time in a checkout."""

import fcntl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(lock: Path, say: Callable[[str], None]) -> Generator[None]:
    """Hold the file lock `lock`; wait, and say so, while another process holds it.

    The system frees the lock when the process ends, however it ends.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another set-up in this checkout to finish ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield

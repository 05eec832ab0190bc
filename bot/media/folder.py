"""HOME/media: files by the hash of their content, whole or not there at all."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

NAME: Final = re.compile(r"[0-9a-f]{64}")
# What was left unfinished or is no message's is swept away when it is this old, in seconds.
OLD: Final = 24 * 60 * 60


class Part:
    """A file that is being written; it has its name only when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._hash = hashlib.sha256()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._descriptor = os.open(path, flags, 0o600)
        # Who is cancelled leaves a thread that may still write: never into another's file.
        self._lock = threading.Lock()
        self._closed = False

    @property
    def sha256(self) -> str:
        """The hash of what was written, in hex."""
        return self._hash.hexdigest()

    async def write(self, data: bytes) -> None:
        """Write more."""
        await asyncio.to_thread(self._write, data)

    def _write(self, data: bytes) -> None:
        with self._lock:
            left = memoryview(data)
            while left and not self._closed:
                left = left[os.write(self._descriptor, left) :]
            self._hash.update(data)
            self.size += len(data)

    def finish(self, target: Path) -> None:
        """Bring it to the disk and give it its name. For a thread."""
        with self._lock:
            if not self._closed:
                os.fsync(self._descriptor)
                self.path.replace(target)

    def close(self) -> None:
        """Let go of it; what was not kept is gone. For a thread."""
        with self._lock:
            self._closed = True
            os.close(self._descriptor)
            self.path.unlink(missing_ok=True)


class MediaFolder:
    """Files on this machine. Unfinished ones lie apart, so that backups hold none."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "media"
        self._unfinished = home / "media.part"
        # Nothing is swept away in the moment in which it is put there.
        self._lock = threading.Lock()

    def path(self, sha256: str) -> Path:
        """Return where a file lies or would lie."""
        return self._folder / sha256[:2] / sha256

    async def has(self, sha256: str) -> bool:
        """Whether a file is here."""
        return await asyncio.to_thread(self.path(sha256).is_file)

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[Part]:
        """Begin a file; leaving without having kept it takes it away."""
        part = await asyncio.to_thread(self._begin)
        try:
            yield part
        finally:
            await asyncio.to_thread(part.close)

    async def keep(self, part: Part) -> None:
        """Give a whole file its name. After it returned, it is on disk."""
        await asyncio.to_thread(self._keep, part)

    async def parts(self, sha256: str, size: int) -> AsyncGenerator[bytes]:
        """Read a file in parts of one size."""
        with await asyncio.to_thread(self.path(sha256).open, "rb") as file:
            while data := await asyncio.to_thread(file.read, size):
                yield data

    def names(self) -> Iterator[str]:
        """Yield the hash of every file. For a thread."""
        for folder in sorted(self._folder.glob("??")):
            yield from (path.name for path in sorted(folder.iterdir()) if NAME.fullmatch(path.name))

    def remove_old(self, sha256: str) -> None:
        """Take a file away, unless it was put there lately. For a thread."""
        with self._lock:
            _unlink_old(self.path(sha256))

    def remove_unfinished(self) -> None:
        """Take away what a killed process left unfinished. For a thread."""
        for path in self._unfinished.glob("*"):
            _unlink_old(path)

    def _begin(self) -> Part:
        self._unfinished.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Part(self._unfinished / secrets.token_hex(16))

    def _keep(self, part: Part) -> None:
        target = self.path(part.sha256)
        for folder in (self._folder, target.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        with self._lock:
            part.finish(target)
        for folder in (target.parent, self._folder, self._folder.parent):
            _sync(folder)


def _sync(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unlink_old(path: Path) -> None:
    try:
        if time.time() - path.stat().st_mtime > OLD:
            path.unlink()
    except FileNotFoundError:
        return

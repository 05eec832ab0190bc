"""Hands files out: from this machine's folder, filled from the database where that has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.media.folder import MediaFolder
from bot.media.ports import MediaStore, Named


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of a message and where it lies."""

    path: Path
    file: Named


class Files(Protocol):
    """The files of messages, as pages hand them out."""

    async def open(self, account_id: int, conversation_id: int, message_id: int) -> Opened | None:
        """Return a message's file. None: the account has no such message, or it has no file."""
        ...


class MediaShelf:
    """Files over the folder and the database."""

    def __init__(self, store: MediaStore, folder: MediaFolder) -> None:
        self._store = store
        self._folder = folder

    async def open(self, account_id: int, conversation_id: int, message_id: int) -> Opened | None:
        """Return a message's file."""
        file = await self._store.file(account_id, conversation_id, message_id)
        if file is None or not await self._is_here(file):
            return None
        return Opened(self._folder.path(file.sha256), file)

    async def _is_here(self, file: Named) -> bool:
        if await self._folder.has(file.sha256):
            return True
        if not self._store.holds_bytes:
            return False
        async with self._folder.writing() as part:
            place = 0
            while (data := await self._store.part(file.sha256, place)) is not None:
                await part.write(data)
                place += 1
            if part.sha256 != file.sha256:
                return False
            await self._folder.keep(part)
        return True

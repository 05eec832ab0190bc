"""What keeping files needs from the database and from Meta."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.whatsapp.media import MediaInfo


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be fetched. kind: its message's type; sha256: what Meta said of it."""

    id: int
    meta_id: str
    kind: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it lies here: the hash of its content in hex, its bytes, its MIME type."""

    sha256: str
    size: int
    mime: str


@dataclass(frozen=True, slots=True)
class Named(Kept):
    """A kept file of one message, with the name that it came with."""

    name: str
    kind: str


class MediaStore(Protocol):
    """The files of messages in the database."""

    @property
    def holds_bytes(self) -> bool:
        """Whether the bytes lie in the database, so that HOME is only a cache."""
        ...

    async def wanted(self, media_id: int) -> Wanted | None:
        """Return a file that is not here yet; None where nothing is to be done."""
        ...

    async def share(self, wanted: Wanted, sha256: str) -> bool:
        """Keep it as the file of another message that has the same content, if there is one."""
        ...

    async def keep(self, wanted: Wanted, kept: Kept) -> None:
        """Note that a file's bytes are here for good."""
        ...

    async def give_up(self, media_id: int, reason: str) -> None:
        """Note why a file will never be here."""
        ...

    async def put_part(self, sha256: str, place: int, data: bytes) -> None:
        """Write a part of a file's bytes into the database; again changes nothing."""
        ...

    async def part(self, sha256: str, place: int) -> bytes | None:
        """Return a part of a file's bytes, None behind the last."""
        ...

    async def file(self, account_id: int, conversation_id: int, message_id: int) -> Named | None:
        """Return the kept file of a message of the account's conversation."""
        ...

    async def unused(self, hashes: Sequence[str]) -> list[str]:
        """Return which of these contents are no kept file's."""
        ...

    async def fetch_forgotten(self, before: int) -> None:
        """Have files fetched that wait since a moment and that nobody fetches.

        A node of an older version, which fetched none, wrote them during an upgrade.
        """
        ...

    async def forget_unused(self, before: int) -> None:
        """Forget files without a message, and bytes that have been no file's since a moment."""
        ...


class Meta(Protocol):
    """Where customers' files come from; raises WhatsAppError, MediaError for what is refused."""

    async def media(self, media_id: str) -> MediaInfo:
        """Return where a file lies."""
        ...

    def download(self, info: MediaInfo, most: int) -> AsyncGenerator[bytes]:
        """Fetch a file of at most so many bytes, piece by piece."""
        ...

"""Fetches the file of a message, once: a timer that is served until it is kept or given up.

Whatever is killed in between, the timer stays; what was downloaded lies under its content's
hash, so that doing it again changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any, Final, Protocol

from bot.clock import SECOND, Clock
from bot.media.folder import MediaFolder, Part
from bot.media.ports import Kept, MediaStore, Meta, Wanted
from bot.whatsapp.errors import WhatsAppError
from bot.whatsapp.media import MediaError, MediaInfo, digest_of, most_of

log = logging.getLogger(__name__)

KIND: Final = "media"
# Files that are fetched at once; the others keep no timer waiting that is about money.
MOST_AT_ONCE: Final = 4
LATER: Final = SECOND
# A download that was damaged on its way this often will not get better.
MOST_DAMAGED: Final = 5
# A part of a file in the database, in bytes.
PART: Final = 1024 * 1024


class Rung(Protocol):
    """A timer that is due."""

    @property
    def payload(self) -> Mapping[str, Any]: ...
    @property
    def attempts(self) -> int: ...


class DamagedError(Exception):
    """What came is not what Meta says it is."""


class Fetching:
    """The handler of timers of kind `media`. It may be called again at any time."""

    def __init__(self, store: MediaStore, meta: Meta, folder: MediaFolder, clock: Clock) -> None:
        self._store = store
        self._meta = meta
        self._folder = folder
        self._clock = clock
        self._under_way = 0

    async def serve(self, due: Rung) -> int | None:
        """Fetch a file. Returns when to come again while enough others are fetched."""
        wanted = await self._store.wanted(int(due.payload["media_id"]))
        if wanted is None:
            return None
        if self._under_way >= MOST_AT_ONCE:
            return self._clock.now() + LATER
        self._under_way += 1
        try:
            await self._fetch(wanted)
        except MediaError as error:
            log.warning("file %d will not be here: %s", wanted.id, error)
            await self._store.give_up(wanted.id, error.reason)
        except DamagedError:
            if due.attempts + 1 < MOST_DAMAGED:
                raise
            await self._store.give_up(wanted.id, "damaged")
        finally:
            self._under_way -= 1
        return None

    async def given_up(self, due: Rung, error: str) -> None:  # noqa: ARG002 - a timer's mourner
        """Say that a file could not be fetched, however often it was tried."""
        await self._store.give_up(int(due.payload["media_id"]), "unreachable")

    async def _fetch(self, wanted: Wanted) -> None:
        if await self._shared(wanted):
            return
        info = await self._look(wanted)
        most = most_of(wanted.kind, info.mime)
        if info.size > most:
            raise MediaError(f"the file has {info.size} bytes, {most} are the most", "too_big")
        async with self._folder.writing() as part:
            async with aclosing(self._meta.download(info, most)) as chunks:
                async for chunk in chunks:
                    await part.write(chunk)
            _check(part, digest_of(info.sha256) or wanted.sha256)
            await self._folder.keep(part)
        kept = Kept(part.sha256, part.size, info.mime)
        if self._store.holds_bytes:
            await self._into_database(kept)
        await self._store.keep(wanted, kept)

    async def _shared(self, wanted: Wanted) -> bool:
        """Whether another message brought the same content, which is here."""
        told = wanted.sha256
        if told is None or not (self._store.holds_bytes or await self._folder.has(told)):
            return False
        return await self._store.share(wanted, told)

    async def _look(self, wanted: Wanted) -> MediaInfo:
        try:
            return await self._meta.media(wanted.meta_id)
        except WhatsAppError as error:
            if not error.permanent:
                raise
            raise MediaError(f"Meta has it no more: {error}", "expired") from error

    async def _into_database(self, kept: Kept) -> None:
        place = 0
        async with aclosing(self._folder.parts(kept.sha256, PART)) as parts:
            async for data in parts:
                await self._store.put_part(kept.sha256, place, data)
                place += 1


def _check(part: Part, told: str | None) -> None:
    if not part.size:
        raise DamagedError("the file is empty")
    if told not in {None, part.sha256}:
        raise DamagedError(f"the file's hash is {part.sha256}, Meta says {told}")

"""Files of messages: to be fetched, kept, given up; who uses a content; its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    String,
    cast,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)

from bot.clock import Clock
from bot.console.inbox.values import LoggedFile
from bot.inbox.closing import Arrived, Closing
from bot.media.fetch import KIND
from bot.media.ports import Kept, Named, Wanted
from bot.store.changes import record_change
from bot.store.cut import fitting
from bot.store.database import Database
from bot.store.dialect import is_postgres, upsert
from bot.store.tables.conversation import media, media_part, message
from bot.store.tables.engine import timer
from bot.store.timers import set_timer
from bot.whatsapp.media import digest_of
from bot.whatsapp.read_message import read

KNOWN: Final = "known"
KEPT: Final = "kept"
GONE: Final = "gone"
# Of those that nobody fetches, so many at a sweep.
MOST_FORGOTTEN: Final = 1_000


def write_media(conn: Connection, closing: Closing, arrived: Arrived, message_id: int) -> None:
    """Write the file of a message, and that it is to be fetched, in the message's own commit."""
    told: Mapping[str, Any] = arrived.media or {}
    meta_id, account_id = told.get("meta_id"), closing.loaded.account_id
    row = {
        "account_id": account_id,
        "message_id": message_id,
        "meta_id": meta_id,
        "sha256": digest_of(told.get("sha256") or ""),
        "mime": told.get("mime"),
        "state": KNOWN if meta_id else GONE,
        "reason": None if meta_id else "expired",
        "at": closing.now,
    }
    made = insert(media).values(fitting(media, row)).returning(media.c.id)
    media_id: int = conn.execute(made).scalar_one()
    if meta_id:
        _have_fetched(conn, media_id, account_id, closing.now)


def _have_fetched(conn: Connection, media_id: int, account_id: int, at: int) -> None:
    set_timer(conn, f"{KIND}:{media_id}", at, KIND, {"media_id": media_id}, account_id)


class SqlMedia:
    """bot.media.ports.MediaStore over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    @property
    def holds_bytes(self) -> bool:
        return self._db.dialect == "postgresql"

    async def wanted(self, media_id: int) -> Wanted | None:
        return await self._db.read(read_wanted, media_id)

    async def share(self, wanted: Wanted, sha256: str) -> bool:
        return await self._db.write(share_file, wanted.id, sha256, self._clock.now())

    async def keep(self, wanted: Wanted, kept: Kept) -> None:
        await self._db.write(keep_file, wanted.id, kept, self._clock.now())

    async def give_up(self, media_id: int, reason: str) -> None:
        await self._db.write(give_up_file, media_id, reason, self._clock.now())

    async def put_part(self, sha256: str, place: int, data: bytes) -> None:
        await self._db.write(put_part, sha256, place, data, self._clock.now())

    async def part(self, sha256: str, place: int) -> bytes | None:
        return await self._db.read(read_part, sha256, place)

    async def file(self, account_id: int, conversation_id: int, message_id: int) -> Named | None:
        return await self._db.read(read_file, account_id, conversation_id, message_id)

    async def unused(self, hashes: Sequence[str]) -> list[str]:
        return await self._db.read(unused_of, hashes)

    async def fetch_forgotten(self, before: int) -> None:
        for media_id, account_id in await self._db.read(read_forgotten, before):
            await self._db.write(_have_fetched, media_id, account_id, self._clock.now())

    async def forget_unused(self, before: int) -> None:
        await self._db.write(forget_unused, before)


def read_wanted(conn: Connection, media_id: int) -> Wanted | None:
    """Return a file that is not kept yet; None for one that is, or that is nobody's any more."""
    joined = media.join(message, message.c.id == media.c.message_id)
    columns = (media.c.id, media.c.meta_id, message.c.type, media.c.sha256)
    mine = (media.c.id == media_id, media.c.state != KEPT, media.c.meta_id.is_not(None))
    row = conn.execute(select(*columns).select_from(joined).where(*mine)).one_or_none()
    return None if row is None else Wanted(row.id, row.meta_id or "", row.type, row.sha256)


def share_file(conn: Connection, media_id: int, sha256: str, at: int) -> bool:
    """Keep a file as another's that has the same content. False: there is no other.

    Its bytes are told to stay first: whoever sweeps at this moment comes before or after it.
    """
    if is_postgres(conn):
        stay = update(media_part).where(media_part.c.sha256 == sha256).values(at=at)
        if not conn.execute(stay).rowcount:
            return False
    same = select(media.c.size, media.c.mime).where(media.c.sha256 == sha256, _is_kept())
    row = conn.execute(same.limit(1)).one_or_none()
    if row is None:
        return False
    return keep_file(conn, media_id, Kept(sha256, row.size or 0, row.mime or ""), at)


def keep_file(conn: Connection, media_id: int, kept: Kept, at: int) -> bool:
    """Note that a file is here. False: it was before, or its message is gone."""
    values = {"sha256": kept.sha256, "size": kept.size, "mime": kept.mime}
    return _settle(conn, media_id, {**values, "state": KEPT, "reason": None}, at)


def give_up_file(conn: Connection, media_id: int, reason: str, at: int) -> bool:
    """Note why a file will not be here."""
    return _settle(conn, media_id, {"state": GONE, "reason": reason}, at)


def _settle(conn: Connection, media_id: int, values: Mapping[str, Any], at: int) -> bool:
    mine = (media.c.id == media_id, media.c.state != KEPT)
    told = update(media).where(*mine).values(fitting(media, values))
    row = conn.execute(told.returning(media.c.account_id, media.c.message_id)).one_or_none()
    if row is None:
        return False
    talk = select(message.c.conversation_id).where(message.c.id == row.message_id)
    record_change(conn, row.account_id, "conversation", conn.scalar(talk) or "", at)
    return True


def put_part(conn: Connection, sha256: str, place: int, data: bytes, at: int) -> None:
    """Write a part of a content; one that is there is only told to stay."""
    row = {"sha256": sha256, "place": place, "data": data, "at": at}
    fresh = upsert(conn, media_part).values(row)
    keys = [media_part.c.sha256, media_part.c.place]
    conn.execute(fresh.on_conflict_do_update(index_elements=keys, set_={"at": at}))


def read_part(conn: Connection, sha256: str, place: int) -> bytes | None:
    """Return a part of a content, None behind the last."""
    mine = (media_part.c.sha256 == sha256, media_part.c.place == place)
    return conn.scalar(select(media_part.c.data).where(*mine))


def read_file(
    conn: Connection, account_id: int, conversation_id: int, message_id: int
) -> Named | None:
    """Return the kept file of a message, if conversation and message are the account's."""
    joined = media.join(message, message.c.id == media.c.message_id)
    columns = (media.c.sha256, media.c.size, media.c.mime, message.c.type, message.c.payload)
    mine = (
        message.c.account_id == account_id,
        message.c.conversation_id == conversation_id,
        message.c.id == message_id,
        media.c.account_id == account_id,
        _is_kept(),
    )
    query = select(*columns).select_from(joined).where(*mine).order_by(media.c.id).limit(1)
    row = conn.execute(query).one_or_none()
    if row is None or row.sha256 is None:
        return None
    told = read(row.payload or {}).media
    name = told.filename if told else ""
    return Named(row.sha256, row.size or 0, row.mime or "", name, row.type)


def files_of(conn: Connection, message_ids: Sequence[int]) -> dict[int, LoggedFile]:
    """Return what became of the files of messages, by the message's id."""
    columns = (media.c.message_id, media.c.state, media.c.mime, media.c.size, media.c.reason)
    query = select(*columns).where(media.c.message_id.in_(message_ids)).order_by(media.c.id.desc())
    return {
        row.message_id: LoggedFile(row.state, row.mime or "", row.size or 0, row.reason or "")
        for row in conn.execute(query)
    }


def state_of_file() -> ScalarSelect[str]:
    """Return the state of a message's file, within a query of messages."""
    mine = media.c.message_id == message.c.id
    return select(media.c.state).where(mine).order_by(media.c.id).limit(1).scalar_subquery()


def unused_of(conn: Connection, hashes: Sequence[str]) -> list[str]:
    """Return which of these contents are no kept file's."""
    query = select(media.c.sha256).where(media.c.sha256.in_(hashes), _is_kept()).distinct()
    used = set(conn.scalars(query))
    return [one for one in hashes if one not in used]


def read_forgotten(conn: Connection, before: int) -> list[tuple[int, int]]:
    """Return files that wait since a moment without a timer, with their accounts."""
    own = literal(f"{KIND}:").concat(cast(media.c.id, String))
    set_before = exists().where(timer.c.key == own)
    mine = (media.c.state == KNOWN, media.c.meta_id.is_not(None), media.c.at < before)
    query = select(media.c.id, media.c.account_id).where(*mine, ~set_before)
    return [(row.id, row.account_id) for row in conn.execute(query.limit(MOST_FORGOTTEN))]


def forget_unused(conn: Connection, before: int) -> None:
    """Forget files whose message is gone, and bytes that are no file's since a moment."""
    conn.execute(delete(media).where(media.c.message_id.is_(None)))
    used = exists().where(media.c.sha256 == media_part.c.sha256, _is_kept())
    conn.execute(delete(media_part).where(media_part.c.at < before, ~used))


def _is_kept() -> ColumnElement[bool]:
    return media.c.state == KEPT

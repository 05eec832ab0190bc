"""The closing commit of a turn: everything it leaves, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, bindparam, insert, update
from sqlalchemy.sql import ClauseElement

from bot.clock import DAY
from bot.inbox.closing import Closing, ConflictError, Loaded
from bot.outbox.ports import Pending
from bot.store.changes import record_change
from bot.store.conversations import is_newest, load_conversation, shown_in
from bot.store.cut import fitting
from bot.store.database import Database
from bot.store.inbox import finish_rows
from bot.store.lanes import touch_own_lane
from bot.store.order_files import attach_receipts
from bot.store.outbox import Outgoing, write
from bot.store.plain_form import plain_form
from bot.store.prepared import given, prepared
from bot.store.sending import begin_at_once
from bot.store.tables.catalog import search_log
from bot.store.tables.conversation import conversation, turn
from bot.store.turn_cart import close_cart_of
from bot.store.turn_log import log_arrived
from bot.store.turn_people import change_hands, take_back_consent
from bot.store.window import latest
from index.types import Filters

# A conversation that rested this long begins a new session.
SESSION_IDLE: Final = DAY


@prepared
def _move_on(_: Connection) -> ClauseElement:
    """Give a conversation its next version, if it is as it was seen, with the same holder."""
    talk = conversation.c
    as_seen = (talk.version == bindparam("seen"), talk.mode == bindparam("holder"))
    values = given("context", "updated_at", "session_at")
    values |= {"version": talk.version + 1, "unread": talk.unread + bindparam("heard")}
    values["last_customer_at"] = latest(bindparam("wrote", type_=BigInteger))
    return update(conversation).where(talk.id == bindparam("talk"), *as_seen).values(values)


@prepared
def _new_turn(_: Connection) -> ClauseElement:
    names = ("account_id", "conversation_id", "key", "outcome", "intent", "ranking", "acts")
    values = given(*names, "timings", "model", "billable", "at")
    return insert(turn).values(values).returning(turn.c.id)


@prepared
def _new_search(_: Connection) -> ClauseElement:
    names = ("account_id", "conversation_id", "turn_id", "query", "filters", "hits", "found", "at")
    return insert(search_log).values(given(*names))


class SqlTurns:
    """bot.inbox.closing.Turns over the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def load(self, lane: str) -> Loaded:
        return await self._db.read(load_conversation, lane)

    async def quoted(self, account_id: int, wamid: str) -> tuple[str, ...]:
        return await self._db.read(shown_in, account_id, wamid)

    async def is_newest(self, conversation_id: int, wamid: str) -> bool:
        return await self._db.read(is_newest, conversation_id, wamid)

    async def close(self, closing: Closing) -> Sequence[Pending]:
        return await self._db.join(close_turn, closing)


def close_turn(conn: Connection, closing: Closing) -> Sequence[Pending]:
    """Write a turn as a whole, and begin to send what it says.

    ConflictError when lane, conversation or cart moved meanwhile.
    """
    if not touch_own_lane(conn, closing.lane, closing.owner):
        raise ConflictError(f"lane {closing.lane} went to another node")
    _next_version(conn, closing)
    turn_id = _write_turn(conn, closing)
    log_arrived(conn, closing, turn_id)
    attach_receipts(conn, closing)
    close_cart_of(conn, closing)
    _queue(conn, closing, turn_id)
    change_hands(conn, closing)
    take_back_consent(conn, closing)
    _searches(conn, closing, turn_id)
    done = [one.inbox_id for one in closing.arrived]
    if finish_rows(conn, done) != len(done):
        raise ConflictError("what the turn answers was answered already")
    loaded = closing.loaded
    record_change(conn, loaded.account_id, "conversation", loaded.conversation_id, closing.now)
    if closing.sends_at is None or not closing.leaving:
        return ()
    return begin_at_once(conn, closing.lane, closing.sends_at)


def _next_version(conn: Connection, closing: Closing) -> None:
    """Fence: the conversation must be as the turn read it, with the same holder."""
    loaded = closing.loaded
    moved = _move_on.run(
        conn, talk=loaded.conversation_id, seen=loaded.version, holder=loaded.mode,
        context=closing.context, updated_at=closing.now, session_at=_session(closing),
        heard=_from_customer(closing), wrote=_wrote(closing),
    )  # fmt: skip
    if moved != 1:
        raise ConflictError(f"conversation {loaded.conversation_id} moved on")


def _from_customer(closing: Closing) -> int:
    return sum(one.author == "customer" for one in closing.arrived)


def _wrote(closing: Closing) -> int | None:
    """Return when the customer wrote last, of what this turn answers."""
    moments = [one.opened for one in closing.arrived if one.opened is not None]
    return max(moments, default=None)


def _session(closing: Closing) -> int:
    started, last = closing.loaded.session_at, closing.loaded.last_turn_at
    rested = last is None or closing.now - last >= SESSION_IDLE
    return closing.now if rested or started is None else started


def _write_turn(conn: Connection, closing: Closing) -> int:
    seen = closing.observed
    first = _main_act(seen.acts)
    row = {
        "account_id": closing.loaded.account_id,
        "conversation_id": closing.loaded.conversation_id,
        "key": closing.key,
        "outcome": seen.outcome,
        "intent": first.get("intent"),
        "ranking": first.get("ranking"),
        "acts": list(seen.acts),
        "timings": dict(seen.timings),
        "model": seen.model,
        "billable": len(closing.leaving),
        "at": closing.now,
    }
    made: int = _new_turn.scalar(conn, **fitting(turn, row))
    return made


def _main_act(acts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the first act that was understood as an intent."""
    understood = [act for act in acts if act.get("intent")]
    return understood[0] if understood else {}


def _queue(conn: Connection, closing: Closing, turn_id: int) -> None:
    loaded = closing.loaded
    for place, leaving in enumerate(closing.leaving):
        plain = plain_form(conn, loaded.account_id, leaving.payload, leaving.body)
        outgoing = Outgoing(
            account_id=loaded.account_id,
            conversation_id=loaded.conversation_id,
            phone_number_id=loaded.phone_number_id,
            lane=closing.lane,
            key=f"turn:{closing.key}:{place}",
            kind="reply",
            forms={"free": dict(leaving.payload), "plain": plain, "template": None},
            body=leaving.body,
            author="bot",
            at=closing.now,
            message_type=leaving.type,
            turn_id=turn_id,
        )
        write(conn, outgoing)


def _searches(conn: Connection, closing: Closing, turn_id: int) -> None:
    for searched in closing.searches:
        found = searched.found
        _new_search.run(
            conn,
            account_id=closing.loaded.account_id,
            conversation_id=closing.loaded.conversation_id,
            turn_id=turn_id,
            query=found.query,
            filters=_filters(found.filters),
            hits=[[hit.sku, round(hit.score, 4)] for hit in found.hits],
            found=len(searched.shown),
            at=closing.now,
        )


def _filters(filters: Filters) -> dict[str, Any]:
    given: dict[str, Any] = {
        "colours": list(filters.colours),
        "size": filters.size,
        "brand": filters.brand,
        "least": filters.least,
        "most": filters.most,
    }
    return {name: value for name, value in given.items() if value}

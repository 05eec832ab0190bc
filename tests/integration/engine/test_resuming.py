"""Paused numbers go on when a person says so, or restarts with a good token."""

from sqlalchemy import Connection, select

from bot.outbox.callback import write_callback
from bot.outbox.outgoing import Outgoing
from bot.outbox.verdict import GRACE
from bot.store.database import Database
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.numbers import resume_all
from bot.store.outbox import pending_of, queue
from bot.store.sending import begin_try, hold, pause_number
from bot.store.tables.engine import change, outbox
from bot.store.tables.house import whatsapp_number
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.engine.rows import message, rows, status


def _numbers(conn: Connection) -> list[tuple[bool, str | None]]:
    query = select(whatsapp_number.c.paused, whatsapp_number.c.paused_reason)
    return [(row.paused, row.paused_reason) for row in conn.execute(query)]


def _changes(conn: Connection) -> list[tuple[str, str]]:
    return [(row.kind, row.key) for row in conn.execute(select(change).order_by(change.c.seq))]


async def test_a_paused_number_goes_on_and_everybody_hears_of_it(db: Database) -> None:
    await db.write(pause_number, NUMBER, "Meta error 190: the token expired", 1)
    assert await db.read(_numbers) == [(True, "Meta error 190: the token expired")]
    assert await db.write(resume_all, 1, 2) == {NUMBER: 0}
    assert await db.read(_numbers) == [(False, None)]
    assert await db.read(_changes) == [("number", NUMBER)] * 2


async def test_where_no_number_is_paused_nothing_changes(db: Database) -> None:
    assert await db.write(resume_all, 1, 2) == {}
    assert await db.read(_changes) == []


async def _held_with_unknown_outcome(db: Database, clock: SetClock) -> None:
    """A message was on its way, no answer came, and then its number was paused."""
    now = clock.now()
    await SqlLanes(db).open("n1", now)
    await SqlReceive(db).receive([message("w1", at=now)], "n1", now)
    out = Outgoing(
        account_id=1, conversation_id=1, phone_number_id=NUMBER, lane="c:1", key="k",
        kind="reply", forms={"free": {"type": "text"}}, body="", author="bot", at=now,
        message_type="text",
    )  # fmt: skip
    await db.write(queue, out)
    (pending,) = await db.read(pending_of, "c:1")
    assert await db.write(begin_try, pending, "n1", "free", now + GRACE)
    await db.write(pause_number, NUMBER, "Meta error 190", now)
    await db.write(hold, "c:1")
    assert [row["state"] for row in await rows(db, outbox)] == ["held"]


async def test_what_turns_out_to_have_arrived_is_not_sent_again(
    db: Database, clock: SetClock
) -> None:
    await _held_with_unknown_outcome(db, clock)
    arrived = status("wamid.9", "delivered", biz_opaque_callback_data=write_callback(1, 1))
    await SqlReceive(db).receive([arrived], "n1", clock.now())
    assert await db.write(resume_all, 1, clock.now()) == {NUMBER: 0}
    (row,) = await rows(db, outbox)
    assert (row["state"], row["wamid"]) == ("sent", "wamid.9")


async def test_a_resumed_message_goes_on_counting_its_tries(db: Database, clock: SetClock) -> None:
    await _held_with_unknown_outcome(db, clock)
    assert await db.write(resume_all, 1, clock.now()) == {NUMBER: 1}
    (pending,) = await db.read(pending_of, "c:1")
    assert (pending.state, pending.attempts) == ("queued", 1)

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Connection, update

from bot.clock import DAY, SECOND, SystemClock
from bot.store.database import Database
from bot.store.failing import SqlFailingTimers, failing_timers, timers_given_up
from bot.store.hints import TIMERS
from bot.store.purge import Purge
from bot.store.tables.engine import change, inbox, timer
from bot.store.timers import (
    SqlTimers,
    cancel_timer,
    claim_due,
    give_up_timer,
    has_timer,
    keep_timer,
    next_due,
    set_timer,
)
from bot.timers.ports import Due
from bot.timers.run import MOST_TRIES, Timers
from tests.integration.engine.rows import message, rows, until


class Bell:
    """A node that rings timers of kind `bell`."""

    def __init__(self, db: Database, name: str = "n1") -> None:
        self.rung: list[Due] = []
        self.answer: Callable[[Due], Awaitable[int | None]] | None = None
        self.timers = Timers(SqlTimers(db), SystemClock(), name)
        self.timers.register("bell", self.ring)
        db.subscribe(lambda hints, ours: self.timers.wake() if TIMERS in hints else None)

    async def ring(self, due: Due) -> int | None:
        self.rung.append(due)
        return None if self.answer is None else await self.answer(due)


async def _set(db: Database, key: str, after: int = 0) -> None:
    due_at = SystemClock().now() + after
    await db.write(set_timer, key, due_at, "bell", {"cart": 7}, 1)


async def _none_left(db: Database) -> bool:
    return not await rows(db, timer)


async def test_a_due_timer_rings_once_and_is_gone(db: Database) -> None:
    bell = Bell(db)
    await bell.timers.start()
    await _set(db, "cart:7:recovery")
    await until(lambda: _none_left(db))
    assert [(due.key, due.account_id, due.payload) for due in bell.rung] == [
        ("cart:7:recovery", 1, {"cart": 7})
    ]
    await bell.timers.stop()


async def test_setting_a_timer_again_moves_it(db: Database) -> None:
    await _set(db, "k")
    await _set(db, "k", DAY)
    assert len(await rows(db, timer)) == 1
    assert (await db.read(has_timer, "k") or 0) > SystemClock().now()


async def test_a_cancelled_timer_does_not_ring(db: Database) -> None:
    bell = Bell(db)
    await _set(db, "k")
    assert await db.write(cancel_timer, "k")
    assert not await db.write(cancel_timer, "k")
    await bell.timers.start()
    await asyncio.sleep(0.1)
    assert bell.rung == []
    await bell.timers.stop()


async def test_a_failing_handler_is_tried_again_later(db: Database) -> None:
    bell = Bell(db)

    async def fail(due: Due) -> int | None:
        raise ValueError("no")

    bell.answer = fail
    await _set(db, "k")
    await bell.timers.start()

    async def deferred() -> bool:
        (row,) = await rows(db, timer)
        return row["attempts"] == 1 and row["owner"] is None

    await until(deferred)
    assert (await db.read(has_timer, "k") or 0) > SystemClock().now() + SECOND
    assert [one.error for one in await db.read(failing_timers, 1)] == ["ValueError: no"]
    await bell.timers.stop()


def _tried(conn: Connection, times: int) -> None:
    conn.execute(update(timer).values(attempts=times))


async def _given_up(db: Database, key: str = "k") -> bool:
    found = await db.read(failing_timers, 1)
    return any(one.key == key and one.given_up_at is not None for one in found)


async def test_what_fails_for_ever_is_given_up_told_and_run_again(db: Database) -> None:
    bell, told = Bell(db), list[str]()

    async def fail(due: Due) -> int | None:
        raise ValueError("no")

    async def mourn(due: Due, why: str) -> None:
        told.append(f"{due.key}: {why}")

    bell.answer = fail
    bell.timers.register("other", bell.ring, mourn)
    await db.write(set_timer, "k", SystemClock().now(), "other", {}, 1)
    await db.write(_tried, MOST_TRIES - 1)
    await bell.timers.start()
    await until(lambda: _given_up(db))
    assert told == ["k: ValueError: no"]
    assert await db.read(timers_given_up) == 1
    assert await db.read(next_due, ["other"]) is None
    bell.timers.wake()
    await asyncio.sleep(0.05)
    assert len(bell.rung) == 1
    bell.answer = None
    failing = SqlFailingTimers(db, SystemClock())
    assert not await failing.run_again(2, "k")
    assert await failing.run_again(1, "k")
    await until(lambda: _none_left(db))
    assert not await failing.run_again(1, "k")
    await bell.timers.stop()


async def test_setting_a_timer_that_was_given_up_makes_it_run_again(db: Database) -> None:
    await _set(db, "k")
    (due,) = await db.write(claim_due, "n1", SystemClock().now(), stale=0, kinds=["bell"], limit=1)
    assert await db.write(give_up_timer, "n1", due, "no", 5)
    assert not await db.write(give_up_timer, "n1", due, "no", 5)
    await _set(db, "k")
    assert await db.read(timers_given_up) == 0
    assert await db.read(next_due, ["bell"]) is not None


async def test_what_runs_periodically_is_never_given_up(db: Database) -> None:
    bell = Bell(db)

    async def fail(due: Due) -> int | None:
        raise ValueError("no")

    bell.answer = fail
    await db.write(keep_timer, "bell", SystemClock().now(), "bell")
    await db.write(_tried, 10 * MOST_TRIES)
    await bell.timers.start()

    async def deferred() -> bool:
        (row,) = await rows(db, timer)
        return row["attempts"] > 10 * MOST_TRIES and row["owner"] is None

    await until(deferred)
    (one,) = await db.read(failing_timers, 1)
    assert (one.key, one.given_up_at) == ("bell", None)
    await bell.timers.stop()


async def test_a_handler_may_ask_to_be_called_again(db: Database) -> None:
    bell = Bell(db)

    async def again(due: Due) -> int | None:
        return SystemClock().now() if len(bell.rung) < 3 else None

    bell.answer = again
    await _set(db, "k")
    await bell.timers.start()
    await until(lambda: _none_left(db))
    assert len(bell.rung) == 3
    await bell.timers.stop()


async def test_a_timer_that_is_set_anew_while_it_rings_stays(db: Database) -> None:
    bell = Bell(db)

    async def anew(due: Due) -> int | None:
        await _set(db, "k", DAY)
        return None

    bell.answer = anew
    await _set(db, "k")
    await bell.timers.start()

    async def moved() -> bool:
        return (await db.read(has_timer, "k") or 0) > SystemClock().now()

    await until(moved)
    await bell.timers.stop()
    assert await moved()
    assert len(bell.rung) == 1


async def test_two_nodes_ring_each_timer_once(db: Database) -> None:
    for n in range(30):
        await _set(db, f"k{n}")
    bells = [Bell(db, f"n{n}") for n in range(2)]
    await asyncio.gather(*(bell.timers.start() for bell in bells))
    await until(lambda: _none_left(db))
    assert sorted(due.key for bell in bells for due in bell.rung) == sorted(
        f"k{n}" for n in range(30)
    )
    await asyncio.gather(*(bell.timers.stop() for bell in bells))


async def test_what_a_stopped_service_had_taken_rings_at_the_next_start(db: Database) -> None:
    first = Bell(db, "n1")

    async def hang(due: Due) -> int | None:
        await asyncio.sleep(3600)
        return None

    first.answer = hang
    await _set(db, "k")
    await first.timers.start()
    await until(lambda: len(first.rung) == 1)
    await first.timers.stop()
    second = Bell(db, "n2")
    await second.timers.start()
    await until(lambda: _none_left(db))
    assert len(second.rung) == 1
    await second.timers.stop()


async def test_a_periodic_timer_is_kept_as_it_is(db: Database) -> None:
    await db.write(keep_timer, "purge", 5, "purge")
    await db.write(keep_timer, "purge", 9, "purge")
    assert await db.read(has_timer, "purge") == 5


def test_one_kind_has_one_handler(db: Database) -> None:
    bell = Bell.__new__(Bell)
    timers = Timers(SqlTimers(db), SystemClock(), "n1")
    timers.register("bell", bell.ring)
    with pytest.raises(ValueError, match="bell"):
        timers.register("bell", bell.ring)


async def test_the_purge_forgets_what_is_old_and_closed(db: Database) -> None:
    from bot.store.changes import purged_seq, record_change
    from bot.store.inbox import finish_rows
    from bot.store.lane_store import SqlReceive

    clock = SystemClock()
    old = clock.now() - 11 * DAY
    await SqlReceive(db).receive([message("w1"), message("w2")], "n1", old)
    await db.write(finish_rows, [(await rows(db, inbox))[0]["id"]])
    await db.write(record_change, 1, "product", "1", old)
    due = Due("purge", None, "purge", {}, 0, 0)
    assert await Purge(db, clock)(due) > clock.now()
    (left,) = await rows(db, inbox)
    assert left["state"] == "open"
    assert await rows(db, change) == []
    assert await db.read(purged_seq) > 0

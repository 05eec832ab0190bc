import asyncio
import multiprocessing
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.store.changes import Change, last_seq, read_changes, record_change
from bot.store.database import Database, DatabaseError
from bot.store.dialect import for_update
from bot.store.feed import ANY, Feed
from bot.store.group import GroupWriter
from bot.store.home import hold_home, is_held
from bot.store.opening import open_database
from bot.store.postgres import PostgresDatabase
from bot.store.sqlite import SqliteDatabase
from bot.store.tables import metadata
from bot.store.tables.conversation import customer
from bot.store.tables.house import account
from tests.integration.engine.rows import rows, until


def _bad(conn: Connection, key: str) -> None:
    record_change(conn, None, "x", key, 1)
    raise ValueError(key)


async def test_a_failing_operation_undoes_itself_alone(db: Database) -> None:
    good = [db.join(record_change, None, "x", n, 1) for n in range(20)]
    bad = [db.join(_bad, f"bad{n}") for n in range(5)]
    outcomes = await asyncio.gather(*good, *bad, return_exceptions=True)
    assert [str(one) for one in outcomes if one is not None] == [f"bad{n}" for n in range(5)]
    keys = [one.key for one in await db.read(read_changes, 0)]
    assert sorted(keys, key=int) == [str(n) for n in range(20)]


async def test_an_error_of_the_database_harms_no_neighbour(db: Database) -> None:
    def twice(conn: Connection) -> None:
        conn.execute(account.insert().values(id=1, slug="default", name="x", created_at=0))

    outcomes = await asyncio.gather(
        db.join(record_change, None, "x", 1, 1),
        db.join(twice),
        db.join(record_change, None, "x", 2, 1),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], IntegrityError)
    assert len(await db.read(read_changes, 0)) == 2


async def test_an_error_does_not_repeat_what_was_written(db: Database) -> None:
    def twice(conn: Connection) -> None:
        row = {"id": 1, "slug": "default", "name": "mi dirección", "created_at": 0}
        conn.execute(account.insert().values(**row))

    with pytest.raises(IntegrityError) as caught:
        await db.write(twice)
    assert "mi dirección" not in str(caught.value)


async def test_a_listener_that_breaks_makes_nothing_be_written_twice(tmp_path: Path) -> None:
    db = SqliteDatabase(tmp_path / "a.db")
    metadata.create_all(db.engine)

    def break_down(_: frozenset[str]) -> None:
        raise ValueError("a listener broke")

    writer = GroupWriter(db.engine, break_down, lambda _: False)
    for n in range(3):
        await writer.run(lambda conn, n=n: record_change(conn, None, "x", n, 1))
    await writer.close()
    assert [one.key for one in await db.read(read_changes, 0)] == ["0", "1", "2"]
    await db.close()


@pytest.mark.postgres
async def test_whoever_refers_to_a_locked_row_need_not_wait(postgres_url: str) -> None:
    db = PostgresDatabase(postgres_url)
    metadata.create_all(db.engine)
    row = {"id": 1, "slug": "default", "name": "x", "created_at": 0}
    await db.write(lambda conn: conn.execute(account.insert().values(**row)).rowcount)
    refer = customer.insert().values(account_id=1, name="Ana", created_at=1)
    with db.engine.begin() as holder, db.engine.begin() as other:
        holder.execute(for_update(holder, select(account)))
        other.execute(text("SET LOCAL lock_timeout = '500ms'"))
        other.execute(refer)
    assert [one["name"] for one in await rows(db, customer)] == ["Ana"]
    await db.close()


async def test_reading_cannot_write(db: Database) -> None:
    with pytest.raises(DBAPIError):
        await db.read(record_change, None, "x", 1, 1)


async def test_a_reader_sees_what_was_committed_before_it_began(db: Database) -> None:
    for n in range(20):
        await db.write(record_change, None, "x", n, 1)
        assert len(await db.read(read_changes, 0)) == n + 1


async def test_a_read_that_fails_leaves_nothing_to_the_next(db: Database) -> None:
    def wrong(conn: Connection) -> None:
        read_changes(conn, 0)
        conn.execute(text("SELECT nothing FROM nowhere"))

    for n in range(9):  # more than there are readers: each has failed before
        with pytest.raises(DBAPIError):
            await db.read(wrong)
        await db.write(record_change, None, "x", n, 1)
    told = await asyncio.gather(*(db.read(read_changes, 0) for _ in range(20)))
    assert {len(changes) for changes in told} == {9}


async def test_one_read_sees_one_moment(db: Database) -> None:
    begun, written = threading.Event(), threading.Event()

    def twice(conn: Connection) -> tuple[int, int]:
        before = len(read_changes(conn, 0))
        begun.set()
        written.wait(10)
        return before, len(read_changes(conn, 0))

    reading = asyncio.create_task(db.read(twice))
    await asyncio.to_thread(begun.wait, 10)
    await db.write(record_change, None, "x", 1, 1)
    written.set()
    assert await reading == (0, 0)
    assert len(await db.read(read_changes, 0)) == 1


async def test_the_feed_tells_each_change_once_in_order(db: Database) -> None:
    heard: list[Change] = []

    async def hear(changes: Sequence[Change]) -> None:
        heard.extend(changes)

    async def break_down(changes: Sequence[Change]) -> None:
        raise ValueError("a listener's own trouble")

    feed = Feed(db, poll=0.05)
    feed.on(ANY, break_down)
    feed.on("product", hear)
    await db.write(record_change, 1, "product", "before", 1)
    await feed.start()
    await asyncio.gather(*(db.join(record_change, 1, "product", n, 1) for n in range(50)))
    await db.write(record_change, 1, "setting", "other", 1)
    await until(lambda: len(heard) >= 50)
    await asyncio.sleep(0.2)
    await feed.stop()
    assert len(heard) == 50
    assert [one.seq for one in heard] == sorted(one.seq for one in heard)


async def test_the_feed_can_begin_where_an_index_stands(db: Database) -> None:
    heard: list[str] = []

    async def hear(changes: Sequence[Change]) -> None:
        heard.extend(one.key for one in changes)

    await db.write(record_change, 1, "product", "a", 1)
    stamp = await db.read(last_seq)
    await db.write(record_change, 1, "product", "b", 1)
    feed = Feed(db)
    feed.on("product", hear)
    await feed.start(after=stamp)
    await until(lambda: heard == ["b"])
    await feed.stop()


@pytest.mark.postgres
async def test_nodes_hear_of_each_other(postgres_url: str) -> None:
    first, second = PostgresDatabase(postgres_url), PostgresDatabase(postgres_url)
    metadata.create_all(first.engine)
    heard: list[tuple[frozenset[str], bool]] = []
    first.subscribe(lambda hints, ours: heard.append((hints, ours)))
    second.subscribe(lambda hints, ours: None)
    async with asyncio.timeout(10):
        while not any(not ours for _, ours in heard):
            await second.write(record_change, None, "x", 1, 1)
            await asyncio.sleep(0.05)
    assert (frozenset(["changes"]), False) in heard
    await first.close()
    await second.close()


@pytest.mark.postgres
async def test_a_deadlock_is_run_again(postgres_url: str) -> None:
    db = PostgresDatabase(postgres_url)
    metadata.create_all(db.engine)

    def two(conn: Connection) -> None:
        for n in (1, 2):
            conn.execute(account.insert().values(id=n, slug=f"s{n}", name="x", created_at=0))

    await db.write(two)
    both = threading.Barrier(2, timeout=5)
    waited: set[int] = set()

    def touch(conn: Connection, first: int, second: int) -> None:
        rename = "UPDATE account SET name = name || 'y' WHERE id = :id"
        conn.execute(text(rename), {"id": first})
        if first not in waited:
            waited.add(first)
            both.wait()
        conn.execute(text(rename), {"id": second})

    await asyncio.gather(db.write(touch, 1, 2), db.write(touch, 2, 1))
    assert [row["name"] for row in await rows(db, account)] == ["xyy", "xyy"]
    await db.close()


async def test_what_was_accepted_is_written_before_closing(tmp_path: Path) -> None:
    db = SqliteDatabase(tmp_path / "a.db")
    metadata.create_all(db.engine)
    writes = [asyncio.create_task(db.write(record_change, None, "x", n, 1)) for n in range(50)]
    await asyncio.sleep(0)
    await db.close()
    await asyncio.gather(*writes)
    again = SqliteDatabase(tmp_path / "a.db", read_only=True)
    assert len(await again.read(read_changes, 0)) == 50
    with pytest.raises(DatabaseError, match="closed"):
        await db.write(record_change, None, "x", 1, 1)
    await again.close()


async def test_commits_are_on_disk_before_they_are_reported(tmp_path: Path) -> None:
    db = SqliteDatabase(tmp_path / "a.db")

    def pragmas(conn: Connection) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    assert await db.write(pragmas) == ("wal", 2, 1)
    await db.close()


def test_wrong_addresses_are_told_in_one_line(tmp_path: Path) -> None:
    for url in ("mysql://x/y", "postgresql", "::"):
        with pytest.raises(DatabaseError, match="MILLENNIUM_DATABASE_URL"):
            open_database(url, tmp_path)
    with pytest.raises(DatabaseError, match="start the service once"):
        open_database(None, tmp_path, read_only=True)


def _hold(home: Path) -> None:
    hold_home(home)
    threading.Event().wait(60)


def test_a_second_service_on_a_home_fails_loudly(tmp_path: Path) -> None:
    with hold_home(tmp_path):
        assert is_held(tmp_path)
        with pytest.raises(DatabaseError, match="another service runs on this HOME"):
            hold_home(tmp_path)
    assert not is_held(tmp_path)
    hold_home(tmp_path).release()


def test_a_killed_services_home_is_free(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_hold, args=(tmp_path,))
    process.start()
    for _ in range(1000):
        if is_held(tmp_path):
            break
        threading.Event().wait(0.01)
    assert is_held(tmp_path)
    process.kill()
    process.join()
    assert not is_held(tmp_path)

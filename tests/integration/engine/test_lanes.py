import asyncio
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, update

from bot.clock import SystemClock
from bot.inbox.lane import Lane
from bot.inbox.lanes import Lanes
from bot.inbox.ports import InboxRow
from bot.inbox.receive import Receiver
from bot.outbox.ports import Pending
from bot.store.database import Database
from bot.store.hints import lanes_in
from bot.store.inbox import finish_rows
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.tables.conversation import conversation
from bot.store.tables.engine import inbox, lane, node
from bot.whatsapp.identity import Person
from tests.integration.engine.rows import message, rows, until

Handled = Callable[[Lane, Sequence[InboxRow]], None]


class Shop:
    """A node whose turns only close their rows; what they saw is kept."""

    def __init__(self, db: Database, name: str, before: Handled | None = None) -> None:
        self.db = db
        self.turns: list[tuple[str, list[str]]] = []
        self.before = before
        self.lanes = Lanes(SqlLanes(db), SystemClock(), name, self.handle, self.deliver)
        self.receiver = Receiver(SqlReceive(db), SystemClock(), name, self.lanes.hold)
        db.subscribe(lambda hints, ours: self.lanes.hear(lanes_in(hints), ours=ours))

    async def handle(self, held: Lane, batch: Sequence[InboxRow]) -> None:
        if self.before is not None:
            self.before(held, batch)
        self.turns.append((held.key, [row.event_key.split(":")[-1] for row in batch]))
        await self.db.write(finish_rows, [row.id for row in batch])

    async def deliver(self, held: Lane, pending: Sequence[Pending]) -> None:
        raise AssertionError("nothing is sent here")

    async def settled(self, count: int) -> None:
        """Wait until so many rows had a turn and every lane is given back."""
        await until(lambda: self.count >= count and not self.lanes.held)

    @property
    def count(self) -> int:
        """How many rows had a turn."""
        return sum(len(keys) for _, keys in self.turns)


async def test_each_message_has_one_turn_and_its_lane_is_given_back(db: Database) -> None:
    shop = Shop(db, "n1")
    await shop.lanes.start()
    posts = [shop.receiver.receive([message(f"w{n}")]) for n in range(10)]
    await asyncio.gather(*posts)
    await shop.settled(10)
    assert sorted(key for _, keys in shop.turns for key in keys) == sorted(
        f"w{n}" for n in range(10)
    )
    assert {row["state"] for row in await rows(db, inbox)} == {"done"}
    assert await rows(db, lane) == []
    await shop.lanes.stop()
    assert await rows(db, node) == []


async def test_turns_of_one_conversation_follow_each_other_in_order(db: Database) -> None:
    shop = Shop(db, "n1")
    await shop.lanes.start()
    for n in range(15):
        await shop.receiver.receive([message(f"{n:02}")])
    await shop.settled(15)
    assert [key for _, keys in shop.turns for key in keys] == [f"{n:02}" for n in range(15)]
    await shop.lanes.stop()


async def test_many_conversations_under_load_lose_nothing(db: Database) -> None:
    shop = Shop(db, "n1")
    await shop.lanes.start()
    people = [Person(phone=f"5255{n:08}", wire_phone=f"5255{n:08}") for n in range(20)]
    posts = [
        shop.receiver.receive([message(f"{n}", people[n % 20]), message(f"{n}", people[n % 20])])
        for n in range(200)
    ]
    await asyncio.gather(*posts)
    await shop.settled(200)
    assert len({key for _, keys in shop.turns for key in keys}) == 200
    assert sum(len(keys) for _, keys in shop.turns) == 200
    await shop.lanes.stop()


async def test_what_was_left_open_has_its_turn_at_the_next_start(db: Database) -> None:
    await SqlReceive(db).receive([message("w1")], "dead", 1)
    await db.write(lambda conn: conn.execute(delete(lane)).rowcount)
    shop = Shop(db, "n2")
    await shop.lanes.start()
    await shop.settled(1)
    assert shop.turns[0][1] == ["w1"]
    await shop.lanes.stop()


async def test_a_lane_that_is_ours_unawares_is_worked_all_the_same(db: Database) -> None:
    shop = Shop(db, "n1")
    await shop.lanes.start()
    await SqlReceive(db).receive([message("w1")], "n1", 1)  # stored, but its answer got lost
    async with asyncio.timeout(5):
        await shop.settled(1)
    await shop.lanes.stop()


async def test_a_dead_nodes_lanes_are_taken_over_within_five_seconds(db: Database) -> None:
    shop = Shop(db, "n2")
    await shop.lanes.start()

    def die(conn: Connection) -> None:
        conn.execute(node.insert().values(id="n1", heartbeat=1, started_at=1))

    await db.write(die)
    await SqlReceive(db).receive([message("w1")], "n1", 1)
    async with asyncio.timeout(5):
        await shop.settled(1)
    assert [row["id"] for row in await rows(db, node)] == ["n2"]
    await shop.lanes.stop()


async def test_a_living_nodes_lanes_are_left_alone(db: Database) -> None:
    first, second = Shop(db, "n1"), Shop(db, "n2")
    await first.lanes.start()
    if db.dialect == "sqlite":
        await first.lanes.stop()  # an embedded database has one service at a time
        return
    await second.lanes.start()
    posts = [(first, second)[n % 2].receiver.receive([message(f"{n:02}")]) for n in range(40)]
    await asyncio.gather(*posts)

    async def all_done() -> bool:
        return {row["state"] for row in await rows(db, inbox)} == {"done"}

    await until(all_done)
    assert sorted(key for _, keys in first.turns + second.turns for key in keys) == [
        f"{n:02}" for n in range(40)
    ]
    await first.lanes.stop()
    await second.lanes.stop()


async def test_a_failing_message_is_tried_again_and_then_given_up(db: Database) -> None:
    tries: list[list[str]] = []

    def fail(held: Lane, batch: Sequence[InboxRow]) -> None:
        tries.append([row.event_key.split(":")[-1] for row in batch])
        if batch[0].event_key.endswith("bad"):
            raise ValueError("no")

    shop = Shop(db, "n1", fail)
    await shop.receiver.receive([message("bad"), message("good")])

    def almost(conn: Connection) -> None:
        bad = update(inbox).where(inbox.c.event_key.endswith("bad"))
        conn.execute(bad.values(attempts=4))

    await db.write(almost)
    await shop.lanes.start()
    await shop.settled(1)
    assert tries == [["bad"], ["good"]]
    bad, good = await rows(db, inbox)
    assert (bad["state"], good["state"]) == ("dead", "done")
    assert bad["error"] == "ValueError: no"
    assert [row["asks_for_person"] for row in await rows(db, conversation)] == [True]
    await shop.lanes.stop()


async def test_turns_that_only_wait_keep_nobody_from_theirs(db: Database) -> None:
    shop = Shop(db, "n1")
    free = asyncio.Event()
    done: list[str] = []

    async def handle(held: Lane, batch: Sequence[InboxRow]) -> None:
        name = batch[0].event_key.split(":")[-1]
        if name == "bursts":
            await held.more(batch[-1].id, 20_000)
        elif name == "without Rasa":
            async with held.aside():
                await free.wait()
        done.append(name)
        await db.write(finish_rows, [row.id for row in batch])
        free.set()

    shop.lanes = Lanes(SqlLanes(db), SystemClock(), "n1", handle, shop.deliver, turns=1)
    await shop.lanes.start()
    receiver = Receiver(SqlReceive(db), SystemClock(), "n1", shop.lanes.hold)
    people = [Person(phone=f"5255{n:08}", wire_phone=f"5255{n:08}") for n in range(3)]
    for name, person in zip(("bursts", "without Rasa", "quick"), people, strict=True):
        await receiver.receive([message(name, person)])
        await asyncio.sleep(0.05)
    await until(lambda: done == ["quick", "without Rasa"])
    await receiver.receive([message("end", people[0])])
    await until(lambda: "bursts" in done and not shop.lanes.held)
    await shop.lanes.stop()


async def test_a_handler_that_closes_nothing_is_a_failure(db: Database) -> None:
    shop = Shop(db, "n1")

    async def forget(held: Lane, batch: Sequence[InboxRow]) -> None:
        shop.turns.append((held.key, []))

    shop.lanes = Lanes(SqlLanes(db), SystemClock(), "n1", forget, shop.deliver)
    await shop.lanes.start()
    await SqlReceive(db).receive([message("w1")], "n1", 1)
    shop.lanes.hold(["c:1"])

    async def counted() -> bool:
        return (await rows(db, inbox))[0]["attempts"] > 0

    await until(counted)
    (row,) = await rows(db, inbox)
    assert row["error"] == "RuntimeError: the handler left its row open"
    await shop.lanes.stop()


async def test_only_an_empty_lane_as_it_was_seen_is_let_go(db: Database) -> None:
    store = SqlLanes(db)
    await store.open("n1", 1)
    await SqlReceive(db).receive([message("w1")], "n1", 1)
    look = await store.look("c:1")
    assert look.ver is not None
    assert not await store.release("c:1", "n1", look.ver)
    await db.write(finish_rows, [row.id for row in look.inbox])
    assert not await store.release("c:1", "n1", look.ver + 1)
    assert not await store.release("c:1", "n2", look.ver)
    assert await store.release("c:1", "n1", look.ver)
    assert (await store.look("c:1")).owner is None


async def test_a_burst_can_wait_for_the_next_message(db: Database) -> None:
    shop = Shop(db, "n1")
    seen: list[list[str]] = []

    async def settle(held: Lane, batch: Sequence[InboxRow]) -> None:
        batch = [*batch, *await held.more(batch[-1].id, 5_000)]
        seen.append([row.event_key.split(":")[-1] for row in batch])
        await db.write(finish_rows, [row.id for row in batch])

    shop.lanes = Lanes(SqlLanes(db), SystemClock(), "n1", settle, shop.deliver)
    await shop.lanes.start()
    receiver = Receiver(SqlReceive(db), SystemClock(), "n1", shop.lanes.hold)
    await receiver.receive([message("w1")])
    await asyncio.sleep(0.05)
    await receiver.receive([message("w2")])
    await until(lambda: bool(seen) and not shop.lanes.held)
    assert seen == [["w1", "w2"]]
    await shop.lanes.stop()


def begun(number: int) -> Pending:
    """A message as the commit of a turn hands it over."""
    return Pending(
        number, 1, "c:1", "reply", "1", {"free": {}}, "sending", 1, 2**60, None, 1, paused=False,
        begun="free",
    )  # fmt: skip


async def test_what_a_turn_began_is_sent_at_once_and_in_order(db: Database) -> None:
    shop = Shop(db, "n1")
    sent: list[int] = []
    first = asyncio.Event()

    async def handle(held: Lane, batch: Sequence[InboxRow]) -> None:
        await shop.handle(held, batch)
        held.send([begun(batch[0].id)])

    async def deliver(held: Lane, pending: Sequence[Pending]) -> None:
        if not sent:
            await first.wait()  # the second turn closes meanwhile
        sent.extend(one.id for one in pending)

    shop.lanes = Lanes(SqlLanes(db), SystemClock(), "n1", handle, deliver)
    await shop.lanes.start()
    for n in range(2):
        await SqlReceive(db).receive([message(f"w{n}")], "n1", 1)
        shop.lanes.hold(["c:1"])
        await until(lambda n=n: shop.count > n)
    assert sent == []
    first.set()
    await until(lambda: sent == [1, 2] and not shop.lanes.held)
    await shop.lanes.stop()


async def test_a_service_that_stops_still_sends_what_its_last_turns_began(db: Database) -> None:
    shop = Shop(db, "n1")
    running, go_on = asyncio.Event(), asyncio.Event()
    sent: list[int] = []

    async def handle(held: Lane, batch: Sequence[InboxRow]) -> None:
        running.set()
        await go_on.wait()
        await shop.handle(held, batch)
        held.send([begun(batch[0].id)])

    async def deliver(held: Lane, pending: Sequence[Pending]) -> None:
        await asyncio.sleep(0.1)
        sent.extend(one.id for one in pending)

    shop.lanes = Lanes(SqlLanes(db), SystemClock(), "n1", handle, deliver)
    await shop.lanes.start()
    await SqlReceive(db).receive([message("w1")], "n1", 1)
    shop.lanes.hold(["c:1"])
    await running.wait()
    stopping = asyncio.create_task(shop.lanes.stop())
    await asyncio.sleep(0.1)
    go_on.set()
    await stopping
    assert sent == [1]

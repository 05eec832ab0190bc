"""Several people of one webhook, some of them new: who becomes whom."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot.clock import HOUR
from bot.store.contacts_sql import READ_ADDRESSES
from bot.store.database import Database
from bot.store.hints import PEOPLE
from bot.store.lane_store import SqlReceive
from bot.store.opening import open_database
from bot.store.tables import metadata
from bot.store.tables.conversation import conversation, customer, customer_address
from bot.store.tables.engine import inbox
from bot.whatsapp.identity import Person
from tests.integration.engine.rows import ANA, message, rows

NOW = 1_800_000_000_000


async def test_people_who_are_called_alike_stay_apart(db: Database) -> None:
    people = {f"w{n}": Person(phone=f"5255{n:08}", name="Ana") for n in range(30)}
    await SqlReceive(db).receive([message(*one) for one in people.items()], "n1", NOW)
    homes = {row["value"]: row["customer_id"] for row in await rows(db, customer_address)}
    talks = {row["customer_id"]: row["id"] for row in await rows(db, conversation)}
    lanes = {row["event_key"].split(":")[-1]: row["lane"] for row in await rows(db, inbox)}
    assert len(await rows(db, customer)) == len(set(homes.values())) == 30
    assert lanes == {
        wamid: f"c:{talks[homes[person.phone or '']]}" for wamid, person in people.items()
    }


async def test_people_of_one_webhook_with_an_address_in_common_are_one(db: Database) -> None:
    hidden = Person(bsuid="MX.111", username="ana_t")
    phone = Person(phone="525511112222", wire_phone="525511112222")
    updates = [message("w1", hidden), message("w2", ANA), message("w3", phone)]
    await SqlReceive(db).receive(updates, "n1", NOW)
    (who,) = await rows(db, customer)
    wires = {row["kind"]: row["wire"] for row in await rows(db, customer_address)}
    assert (who["name"], who["username"]) == ("Ana", "ana_t")
    assert wires == {"wa_id": "525511112222", "bsuid": "MX.111"}
    assert len({row["lane"] for row in await rows(db, inbox)}) == 1


async def test_the_known_and_the_new_may_come_in_one_webhook(db: Database) -> None:
    store = SqlReceive(db)
    await store.receive([message("w1")], "n1", NOW)
    ben = Person(phone="5491100001111", wire_phone="5491100001111", name="Ben")
    renamed = Person(phone=ANA.phone, wire_phone=ANA.wire_phone, bsuid=ANA.bsuid, name="Ana T.")
    await store.receive([message("w2", ben), message("w3", renamed)], "n1", NOW + 1)
    assert [(row["name"], row["country"]) for row in await rows(db, customer)] == [
        ("Ana T.", "mx"),
        ("Ben", "ar"),
    ]
    assert len(await rows(db, conversation)) == 2


async def test_an_address_is_noted_again_when_it_was_not_seen_for_an_hour(db: Database) -> None:
    for wamid, at in (("w1", NOW), ("w2", NOW + HOUR // 2), ("w3", NOW + HOUR)):
        await SqlReceive(db).receive([message(wamid)], "n1", at)
        seen = {row["seen_at"] for row in await rows(db, customer_address)}
        assert seen == {NOW + HOUR if wamid == "w3" else NOW}


async def test_whoever_turns_out_to_be_somebody_else_is_looked_up_anew(db: Database) -> None:
    here, there = SqlReceive(db), SqlReceive(db)
    heard = asyncio.Event()

    def hear(hints: frozenset[str], _ours: bool) -> None:
        if PEOPLE in hints:
            there.forget()
            heard.set()

    db.subscribe(hear)
    hidden, phone = Person(bsuid=ANA.bsuid), Person(phone=ANA.phone, wire_phone=ANA.wire_phone)
    await there.receive([message("w1", hidden)], "n1", NOW)
    await here.receive([message("w2", phone)], "n1", NOW)
    assert len(await rows(db, customer)) == 2
    await here.receive([message("w3", ANA), message("w4", hidden)], "n1", NOW)
    await heard.wait()
    await asyncio.gather(
        *(
            node.receive([message(key, hidden)], "n1", NOW)
            for key, node in (("w5", here), ("w6", there))
        )
    )
    first, *others = [row["lane"] for row in await rows(db, inbox)]
    assert len(set(others)) == 1
    assert first not in others


class Slow:
    """A database whose answer comes only after something else has happened."""

    def __init__(self, db: Database, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self._db = db
        self._meanwhile = meanwhile

    async def join(self, *asked: Any, **more: Any) -> Any:
        found = await self._db.join(*asked, **more)
        await self._meanwhile()
        return found


async def test_whom_a_slow_commit_met_is_not_remembered_when_they_changed_since(
    db: Database,
) -> None:
    here = SqlReceive(db)
    hidden, phone = Person(bsuid=ANA.bsuid), Person(phone=ANA.phone, wire_phone=ANA.wire_phone)
    await here.receive([message("w1", phone)], "n1", NOW)
    left = ["w3"]

    async def join_them() -> None:
        if left:
            await here.receive([message(left.pop(), ANA)], "n1", NOW)
            there.forget()

    slow: Any = Slow(db, join_them)
    there = SqlReceive(slow)
    for key in ("w2", "w4"):
        await there.receive([message(key, hidden)], "n1", NOW)
    lanes = {row["event_key"].split(":")[-1]: row["lane"] for row in await rows(db, inbox)}
    assert lanes["w4"] == lanes["w3"] == lanes["w1"] != lanes["w2"]


async def test_an_address_is_looked_up_not_searched_for(tmp_path: Path) -> None:
    database = open_database(None, tmp_path)
    metadata.create_all(database.engine)
    ran: list[str] = []
    with database.engine.connect() as conn:
        driver: Any = conn.connection.dbapi_connection
        driver.set_trace_callback(ran.append)
        READ_ADDRESSES.rows(conn, rows='[["bsuid", "MX.111"]]', account=1)
        plan = [row[3] for row in conn.exec_driver_sql("EXPLAIN QUERY PLAN " + ran[-1])]
    await database.close()
    assert any("account_id=? AND kind=? AND value=?" in step for step in plan)

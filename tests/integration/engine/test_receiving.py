import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.clock import DAY, SystemClock
from bot.inbox.receive import Receiver
from bot.store.database import Database
from bot.store.inbox_views import read_talk
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.postgres import PostgresDatabase
from bot.store.tables import house, metadata
from bot.store.tables.conversation import consent, conversation, customer, customer_address
from bot.store.tables.conversation import message as log
from bot.store.tables.engine import inbox, lane
from bot.whatsapp.identity import Person
from bot.whatsapp.ports import ShedError
from bot.whatsapp.update import Update
from tests.integration.conftest import an_account
from tests.integration.engine.rows import ANA, message, rows

NOW = 1_800_000_000_000


@pytest.fixture
def store(db: Database) -> SqlReceive:
    return SqlReceive(db)


async def test_a_message_is_stored_once_however_often_it_comes(
    db: Database, store: SqlReceive
) -> None:
    first = await store.receive([message("w1"), message("w1")], "n1", NOW)
    again = await store.receive([message("w1")], "n1", NOW)
    assert (first.stored, first.duplicates) == (1, 1)
    assert (again.stored, again.duplicates, again.lanes) == (0, 1, ())
    assert [row["event_key"] for row in await rows(db, inbox)] == [message("w1").event_key]


async def test_a_message_makes_customer_conversation_and_an_owned_lane(
    db: Database, store: SqlReceive
) -> None:
    received = await store.receive([message("w1", at=NOW - 5)], "n1", NOW)
    (who,), (talk,) = await rows(db, customer), await rows(db, conversation)
    (held,) = await rows(db, lane)
    assert (who["name"], who["country"], who["marketing"]) == ("Ana", "mx", "unknown")
    assert talk["customer_id"] == who["id"]
    assert received.lanes == (f"c:{talk['id']}",)
    assert (held["key"], held["owner"], held["ver"]) == (f"c:{talk['id']}", "n1", 1)
    addresses = {
        (row["kind"], row["value"], row["wire"]) for row in await rows(db, customer_address)
    }
    assert addresses == {
        ("wa_id", "525511112222", "5215511112222"),
        ("bsuid", "MX.111", "MX.111"),
    }


async def test_a_repeated_message_neither_opens_the_window_nor_wakes_the_lane(
    db: Database, store: SqlReceive
) -> None:
    await store.receive([message("w1", at=NOW)], "n1", NOW)
    await store.receive([message("w1", at=NOW + DAY)], "n1", NOW + DAY)
    talk, (held,) = await db.read(read_talk, 1, 1), await rows(db, lane)
    assert talk is not None
    assert (talk.last_customer_at, held["ver"]) == (NOW, 1)


async def test_two_spellings_of_a_number_are_one_person(db: Database, store: SqlReceive) -> None:
    other = Person(phone="525511112222", wire_phone="525511112222", name="Ana")
    await store.receive([message("w1"), message("w2", other)], "n1", NOW)
    assert len(await rows(db, customer)) == 1
    wires = {row["value"]: row["wire"] for row in await rows(db, customer_address)}
    assert wires["525511112222"] == "525511112222"


async def test_a_user_without_a_phone_becomes_the_one_with_it(
    db: Database, store: SqlReceive
) -> None:
    await store.receive(
        [message("w1", Person(phone="525511112222", wire_phone="525511112222"))], "n1", NOW
    )
    await store.receive([message("w2", ANA)], "n1", NOW)
    await store.receive([message("w3", Person(bsuid="MX.111", username="ana"))], "n1", NOW)
    (who,) = await rows(db, customer)
    assert (who["name"], who["username"]) == ("Ana", "ana")
    assert len(await rows(db, conversation)) == 1


async def test_an_unknown_number_is_kept_without_account_and_ignored(
    db: Database, store: SqlReceive
) -> None:
    received = await store.receive([message("w1", number="999")], "n1", NOW)
    (row,) = await rows(db, inbox)
    assert received.stored == 1
    assert (row["account_id"], row["state"], row["lane"]) == (None, "ignored", None)
    assert await rows(db, customer) == []


async def test_group_messages_are_logged_apart_and_never_answered(
    db: Database, store: SqlReceive
) -> None:
    received = await store.receive([message("w1", kind="group", group_id="G1")], "n1", NOW)
    assert received.lanes == ()
    assert await rows(db, conversation) == []
    (kept,), (row,) = await rows(db, log), await rows(db, inbox)
    assert (kept["group_id"], kept["body"], kept["conversation_id"]) == ("G1", "hola", None)
    assert row["state"] == "done"


async def test_a_template_that_was_paused_at_meta_is_paused_here(
    db: Database, store: SqlReceive
) -> None:
    def known(conn: Connection) -> None:
        conn.execute(insert(house.waba).values(account_id=1, meta_id="W1"))
        row = {"account_id": 1, "name": "paid", "language": "es", "category": "UTILITY"}
        conn.execute(insert(house.template).values(**row, status="APPROVED", at=1))

    await db.write(known)
    value = {
        "event": "PAUSED",
        "message_template_name": "paid",
        "message_template_language": "es",
    }
    payload = {"waba_id": "W1", "field": "message_template_status_update", "value": value}
    await store.receive([Update("other:1", "template", "", payload, None, NOW)], "n1", NOW)
    (kept,), (row,) = await rows(db, house.template), await rows(db, inbox)
    assert (kept["status"], kept["category"]) == ("PAUSED", "UTILITY")
    assert (row["account_id"], row["state"]) == (1, "done")


async def test_a_thousand_updates_in_one_post_are_one_commit(
    db: Database, store: SqlReceive
) -> None:
    people = [Person(phone=f"5255{n:08}", wire_phone=f"5255{n:08}") for n in range(250)]
    updates = [message(f"w{n}", people[n % 250]) for n in range(1000)]
    received = await store.receive(updates, "n1", NOW)
    assert received.stored == 1000
    assert len(received.lanes) == 250
    assert len(await rows(db, conversation)) == 250


async def test_webhooks_that_arrive_together_are_told_apart(
    db: Database, store: SqlReceive
) -> None:
    posts = [store.receive([message(f"w{n}"), message("same")], "n1", NOW) for n in range(20)]
    received = await asyncio.gather(*posts)
    assert sum(one.stored for one in received) == 21
    assert sum(one.duplicates for one in received) == 19
    assert len(await rows(db, inbox)) == 21


async def test_one_webhook_that_cannot_be_stored_harms_no_other(
    db: Database, store: SqlReceive
) -> None:
    bad = replace(message("w2"), kind=None)  # type: ignore[arg-type]
    good, failure = await asyncio.gather(
        store.receive([message("w1")], "n1", NOW),
        store.receive([bad], "n1", NOW),
        return_exceptions=True,
    )
    assert not isinstance(good, BaseException)
    assert good.stored == 1
    assert isinstance(failure, IntegrityError)


async def test_stop_and_resume_of_marketing_count_at_once(db: Database, store: SqlReceive) -> None:
    def preference(value: str) -> Update:
        facts = {"preference": {"category": "marketing_messages", "value": value, "timestamp": 5}}
        return Update(f"preference:{value}", "preference", "106540352242922", facts, ANA, NOW)

    await store.receive([preference("stop")], "n1", NOW)
    assert [row["marketing"] for row in await rows(db, customer)] == ["out"]
    await store.receive([preference("resume")], "n1", NOW)
    assert [row["marketing"] for row in await rows(db, customer)] == ["unknown"]
    assert [row["value"] for row in await rows(db, consent)] == ["out", "resume"]
    assert {row["state"] for row in await rows(db, inbox)} == {"done"}


async def test_a_changed_phone_number_stays_the_same_customer(
    db: Database, store: SqlReceive
) -> None:
    await store.receive([message("w1")], "n1", NOW)
    told = {"type": "system", "system": {"type": "user_changed_number", "wa_id": "5215599998888"}}
    await store.receive([message("w2", kind="system", message=told)], "n1", NOW)
    await store.receive(
        [message("w3", Person(phone="525599998888", wire_phone="5215599998888"))], "n1", NOW
    )
    assert len(await rows(db, customer)) == 1


async def test_nodes_may_receive_the_same_new_person_at_once(db: Database) -> None:
    nodes = [SqlReceive(db) for _ in range(4)]
    posts = [nodes[n % 4].receive([message(f"w{n}")], f"n{n % 4}", NOW) for n in range(24)]
    await asyncio.gather(*posts)
    assert len(await rows(db, customer)) == 1
    assert len(await rows(db, inbox)) == 24
    assert len(await rows(db, log)) == 0


async def test_a_full_house_sheds_before_it_stores(db: Database, store: SqlReceive) -> None:
    woken: list[str] = []
    receiver = Receiver(store, SystemClock(), "n1", woken.extend, most=2)
    await SqlLanes(db).open("n1", NOW)
    await receiver.receive([message("w1"), message("w2")])
    with pytest.raises(ShedError):
        await receiver.receive([message("w3")])
    assert len(await rows(db, inbox)) == 2
    assert woken == [row["key"] for row in await rows(db, lane)]


async def test_a_remembered_conversation_that_is_gone_is_made_again(
    db: Database, store: SqlReceive
) -> None:
    def forget(conn: Connection) -> None:
        for table in (conversation, customer_address, customer):
            conn.execute(table.delete())

    await store.receive([message("w1")], "n1", NOW)
    await db.write(forget)
    received = await store.receive([message("w2")], "n1", NOW)
    (talk,) = await rows(db, conversation)
    assert received.lanes == (f"c:{talk['id']}",)
    assert len(await rows(db, inbox)) == 2


@pytest.mark.postgres
async def test_a_message_takes_no_conversation_before_its_lane(postgres_url: str) -> None:
    db = PostgresDatabase(postgres_url)
    metadata.create_all(db.engine)
    await db.write(an_account)
    store = SqlReceive(db)
    await store.receive([message("w1")], "n1", NOW)
    with db.engine.begin() as turn:  # a closing turn of another node: first lane, then conversation
        turn.execute(text("SET LOCAL lock_timeout = '500ms'"))
        turn.execute(select(lane).with_for_update())
        arriving = asyncio.create_task(store.receive([message("w2")], "n2", NOW))
        await asyncio.sleep(0.2)
        turn.execute(update(conversation).values(version=7))
    assert (await arriving).stored == 1
    await db.close()

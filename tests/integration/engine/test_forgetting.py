"""What is forgotten, when, and in which small steps."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert

from bot.clock import DAY, SystemClock
from bot.store import purge
from bot.store.changes import purged_seq, record_change
from bot.store.database import Database
from bot.store.purge import Purge
from bot.store.settings import set_setting
from bot.store.tables.catalog import search_log
from bot.store.tables.commerce import cart, checkout_link, provider_event
from bot.store.tables.conversation import conversation, customer, message, suppression, turn
from bot.store.tables.engine import change, inbox, outbox
from bot.store.tables.people import invitation, person, session
from bot.timers.ports import Due
from tests.integration.engine.rows import rows

NOW = SystemClock().now()
DUE = Due("purge", None, "purge", {}, 0, 0)


async def put(db: Database, table: Table, *values: Mapping[str, Any]) -> None:
    def write(conn: Connection) -> None:
        for one in values:
            conn.execute(insert(table).values(**one))

    await db.write(write)


async def forget(db: Database) -> None:
    assert await Purge(db, SystemClock())(DUE) > NOW


async def left(db: Database, table: Table, column: str = "id") -> list[Any]:
    return [row[column] for row in await rows(db, table)]


@pytest.fixture
async def talk(db: Database) -> None:
    """One customer in one conversation."""
    await put(db, customer, {"id": 1, "account_id": 1, "created_at": 1})
    facts = {"account_id": 1, "customer_id": 1, "phone_number_id": "PN"}
    await put(db, conversation, {"id": 1, **facts, "updated_at": 1, "created_at": 1})


def ages(*days: int) -> list[int]:
    return [NOW - age * DAY for age in days]


async def test_updates_and_messages_that_are_done_with(db: Database, talk: None) -> None:
    got = {"account_id": 1, "kind": "message", "payload": {}}
    states = zip(("done", "open", "dead", "done"), ages(11, 11, 11, 9), strict=True)
    for n, (state, at) in enumerate(states, start=1):
        one = {"id": n, "event_key": str(n), "state": state, "received_at": at}
        await put(db, inbox, {**got, **one})
    out = {"account_id": 1, "kind": "reply", "forms": {}, "lane": "c:1", "phone_number_id": "PN"}
    states = zip(("sent", "queued", "dead", "sent"), ages(181, 181, 181, 10), strict=True)
    for n, (state, at) in enumerate(states, start=1):
        one = {"id": n, "key": str(n), "state": state, "created_at": at, "next_try_at": at}
        await put(db, outbox, {**out, **one})
    await forget(db)
    assert await left(db, inbox) == [2, 3, 4]
    assert await left(db, outbox) == [2, 4]


async def test_changes_in_order_with_a_word_to_whoever_is_behind(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "SLICE", 2)
    for age in (5, 4, 3, 1):
        await db.write(record_change, 1, "product", "1", NOW - age * DAY)
    first = (await left(db, change, "seq"))[0]
    await forget(db)
    assert await left(db, change, "seq") == [first + 3]
    assert await db.read(purged_seq) == first + 2


async def test_webhooks_of_providers_that_had_their_effect(db: Database) -> None:
    one = {"provider": "stripe", "account_id": 1, "ref": "cs_1"}
    states = zip(("closed", "open", "closed"), ages(61, 61, 59), strict=True)
    for n, (state, at) in enumerate(states, start=1):
        row = {"event_id": f"evt_{n}", "state": state, "received_at": at}
        await put(db, provider_event, {**one, **row})
    await forget(db)
    assert await left(db, provider_event, "event_id") == ["evt_2", "evt_3"]


async def test_links_half_a_year_after_they_expired(db: Database, talk: None) -> None:
    kept = {"account_id": 1, "customer_id": 1, "conversation_id": 1, "origin": "chat"}
    await put(db, cart, {"id": 1, **kept, "currency": "MXN", "created_at": 1, "updated_at": 1})
    for n, at in enumerate(ages(181, 179), start=1):
        facts = {"account_id": 1, "cart_id": 1, "cart_version": 1, "token_hash": str(n)}
        await put(db, checkout_link, {"id": n, **facts, "created_at": 1, "expires_at": at})
    await forget(db)
    assert await left(db, checkout_link) == [2]


async def test_sessions_that_ended_and_invitations_that_ran_out(db: Database) -> None:
    who = {"account_id": 1, "email": "ana@t.mx", "name": "Ana", "password_hash": "x"}
    await put(db, person, {"id": 1, **who, "created_at": 1})
    for name, at in (("over", NOW - 1), ("lasts", NOW + DAY)):
        times = {"created_at": 1, "seen_at": 1, "expires_at": at}
        await put(db, session, {"token_hash": name, "person_id": 1, **times})
        asked = {"token_hash": name, "account_id": 1, "role": "owner", "expires_at": at}
        await put(db, invitation, asked)
    await forget(db)
    assert await left(db, session, "token_hash") == ["lasts"]
    assert await left(db, invitation, "token_hash") == ["lasts"]


async def analysed(db: Database, *moments: int) -> None:
    """One turn at each moment, with its message, its search and something not sent."""
    for n, at in enumerate(moments, start=1):
        mine = {"id": n, "account_id": 1, "conversation_id": 1, "at": at}
        await put(db, turn, {**mine, "key": str(n), "outcome": "answered"})
        words = {"direction": "in", "author": "customer", "type": "text", "turn_id": n}
        await put(db, message, {**mine, **words})
        await put(db, search_log, {**mine, "turn_id": n, "query": "tenis", "found": 1})
        why = {"id": n, "account_id": 1, "kind": "recovery", "reason": "paid", "at": at}
        await put(db, suppression, why)


async def test_what_was_understood_after_a_year_and_no_message(db: Database, talk: None) -> None:
    await analysed(db, *ages(366, 364))
    await forget(db)
    assert await left(db, turn) == await left(db, search_log) == await left(db, suppression) == [2]
    assert await left(db, message, "turn_id") == [None, 2]


async def test_what_was_understood_after_as_many_days_as_the_merchant_says(
    db: Database, talk: None
) -> None:
    await db.write(set_setting, 1, "analysis_days", 30, NOW)
    await analysed(db, *ages(31, 29))
    await forget(db)
    assert await left(db, turn) == [2]


async def test_forgetting_goes_in_small_steps_and_past_what_must_stay(
    db: Database, talk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "SLICE", 2)
    old = {"account_id": 1, "kind": "message", "payload": {}, "received_at": NOW - 11 * DAY}
    for n in range(1, 8):
        state = "dead" if n <= 3 else "done"
        await put(db, inbox, {**old, "id": n, "event_key": str(n), "state": state})
    writes: list[int] = []
    write = db.write

    async def counted(operation: Any, *values: Any) -> Any:
        writes.append(1)
        return await write(operation, *values)

    monkeypatch.setattr(db, "write", counted)
    await forget(db)
    assert await left(db, inbox) == [1, 2, 3]
    assert len(writes) >= 4 + 7

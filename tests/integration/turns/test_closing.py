"""A turn closes as a whole or not at all, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.accounts.preferences import Preferences
from bot.inbox.closing import Arrived, Closing, ConflictError, HandOver, Leaving, Loaded, Observed
from bot.payments.tokens import token_hash
from bot.store.carts import CartOwner, open_cart, save_cart
from bot.store.database import Database
from bot.store.handover import answered_by_person, to_bot, to_person
from bot.store.inbox import open_rows
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.settings import set_setting
from bot.store.tables.commerce import cart, checkout_link
from bot.store.tables.conversation import consent, conversation, customer, message
from bot.store.tables.engine import inbox, outbox, timer
from bot.store.turns import SqlTurns
from tests.integration.conftest import SetClock
from tests.integration.engine.rows import message as update
from tests.integration.engine.rows import rows

NODE = "here"
LINE = CartLine("S1", "Tenis", 2, Money(50_000, "MXN"))
TEXT = Leaving("text", {"type": "text", "text": {"body": "Hola"}}, "Hola")


@pytest.fixture
async def lane(db: Database, clock: SetClock) -> str:
    """A conversation's lane with one open message, held by this node."""
    await SqlLanes(db).open(NODE, clock.now())
    received = await SqlReceive(db).receive([update("wamid.1")], NODE, clock.now())
    (key,) = received.lanes
    return key


async def closing(db: Database, lane: str, clock: SetClock, **changes: Any) -> Closing:
    loaded = await SqlTurns(db).load(lane)
    arrived = [
        Arrived(row.id, f"wamid.{row.id}", "text", "hola", row.payload, clock.now())
        for row in await db.read(open_rows, lane)
    ]
    key = f"t{len(await rows(db, outbox))}"
    plain = Closing(key, lane, NODE, loaded, clock.now(), arrived, Observed("answered"), [TEXT])
    return replace(plain, **changes)


def owner(loaded: Loaded) -> CartOwner:
    return CartOwner(loaded.account_id, loaded.customer.id, loaded.conversation_id)


async def nothing_was_written(db: Database) -> bool:
    logged = list(await rows(db, message))
    return not logged and not await rows(db, outbox)


async def test_rows_log_memory_and_answer_are_one_commit(
    db: Database, lane: str, clock: SetClock
) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock, context='{"v": 1, "greeted": true}'))
    assert [row["state"] for row in await rows(db, inbox)] == ["done"]
    assert [row["direction"] for row in await rows(db, message)] == ["in", "out"]
    (queued,) = await rows(db, outbox)
    assert (queued["state"], queued["lane"]) == ("queued", lane)
    (held,) = await rows(db, conversation)
    assert held["version"] == 1
    assert '"greeted": true' in held["context"]


async def test_a_turn_that_is_closed_twice_is_written_once(
    db: Database, lane: str, clock: SetClock
) -> None:
    done = await closing(db, lane, clock)
    await SqlTurns(db).close(done)
    with pytest.raises(ConflictError):
        await SqlTurns(db).close(done)
    assert len(await rows(db, outbox)) == 1


async def test_a_lane_that_went_elsewhere_closes_nothing(
    db: Database, lane: str, clock: SetClock
) -> None:
    with pytest.raises(ConflictError, match="another node"):
        await SqlTurns(db).close(await closing(db, lane, clock, owner="elsewhere"))
    assert await nothing_was_written(db)


async def test_a_takeover_in_the_meantime_makes_the_turn_run_again(
    db: Database, lane: str, clock: SetClock
) -> None:
    late = await closing(db, lane, clock)
    number = late.loaded.conversation_id
    await db.write(lambda c: to_person(c, number, "taken", "", clock.now(), asked=False))
    with pytest.raises(ConflictError):
        await SqlTurns(db).close(late)
    assert await nothing_was_written(db)


async def test_a_cart_that_changed_meanwhile_makes_the_turn_run_again(
    db: Database, lane: str, clock: SetClock
) -> None:
    late = await closing(db, lane, clock, cart=Cart("MXN", (LINE,)))
    other = Cart("MXN", (replace(LINE, sku="S2"),))
    await db.write(save_cart, owner(late.loaded), other, clock.now())
    with pytest.raises(ConflictError):
        await SqlTurns(db).close(late)
    assert await nothing_was_written(db)
    kept = await db.read(open_cart, late.loaded.conversation_id)
    assert kept is not None
    assert [line.sku for line in kept.lines] == ["S2"]


async def test_a_cart_its_link_and_its_reminder_come_together(
    db: Database, lane: str, clock: SetClock
) -> None:
    done = await closing(db, lane, clock, cart=Cart("MXN", (LINE,)), link_name="at-sending.a-name")
    await SqlTurns(db).close(done)
    (kept,) = await rows(db, cart)
    (link,) = await rows(db, checkout_link)
    assert (link["cart_id"], link["cart_version"]) == (kept["id"], 1)
    assert link["token_hash"] == token_hash("at-sending.a-name")
    assert [row["kind"] for row in await rows(db, timer)] == ["recovery"]


async def test_emptying_the_cart_takes_the_reminder_back(
    db: Database, lane: str, clock: SetClock
) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock, cart=Cart("MXN", (LINE,))))
    await SqlReceive(db).receive([update("wamid.2")], NODE, clock.now())
    again = await closing(db, lane, clock)
    assert again.loaded.cart is not None
    await SqlTurns(db).close(replace(again, cart=replace(again.loaded.cart, lines=())))
    assert [row["state"] for row in await rows(db, cart)] == ["cleared"]
    assert await rows(db, timer) == []


async def test_handing_over_asks_for_a_person_and_watches_the_wait(
    db: Database, lane: str, clock: SetClock
) -> None:
    wish = HandOver("asked", "quiere una factura")
    await SqlTurns(db).close(await closing(db, lane, clock, hand_over=wish))
    (held,) = await rows(db, conversation)
    assert (held["mode"], held["asks_for_person"]) == ("person", True)
    assert held["handover_summary"] == "quiere una factura"
    assert [row["kind"] for row in await rows(db, timer)] == ["handover"]
    assert (await SqlTurns(db).load(lane)).waits
    await db.write(lambda c: answered_by_person(c, held["id"], None, clock.now()))
    assert not (await SqlTurns(db).load(lane)).waits
    await db.write(lambda c: to_bot(c, held["id"], clock.now()))
    assert await rows(db, timer) == []


async def test_an_opt_out_is_kept_with_its_proof(db: Database, lane: str, clock: SetClock) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock, opted_out=True))
    assert [row["marketing"] for row in await rows(db, customer)] == ["out"]
    (word,) = await rows(db, consent)
    assert (word["value"], word["source"]) == ("out", "keyword")
    assert [one["text"] for one in word["proof"]["messages"]] == ["hola"]


async def test_a_setting_holds_from_the_next_turn_on(
    db: Database, lane: str, clock: SetClock
) -> None:
    before = await SqlTurns(db).load(lane)
    assert before.preferences == Preferences()
    for on in (False, True):
        await db.write(set_setting, 1, "recovery", on, clock.now())
    after = await SqlTurns(db).load(lane)
    assert after.preferences.recovery_since == clock.now()

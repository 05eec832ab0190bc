"""What a turn leaves for people: a flag, a receipt kept with its order, a place of delivery."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, update

from actions.shop.cart import Cart
from actions.shop.place import Place
from bot.console.inbox.values import Wanted
from bot.inbox.closing import Arrived, Closing, HandOver, Receipt
from bot.store.conversations import is_newest
from bot.store.database import Database
from bot.store.inbox import ask_for_person
from bot.store.inbox_views import list_talks, mark_read, read_card, read_talk
from bot.store.order_views import list_orders
from bot.store.orders import orders_of_customer
from bot.store.tables.commerce import cart, order
from bot.store.tables.conversation import conversation, media, message
from bot.store.threads import read_thread
from bot.store.turns import SqlTurns
from tests.integration.conftest import SetClock
from tests.integration.engine.rows import rows
from tests.integration.turns.test_closing import LINE, closing, lane

__all__ = ["lane"]

FILE = {"meta_id": "M1", "mime": "image/jpeg", "sha256": "S", "name": ""}
FLAG = HandOver("receipt", "Pedido 1001: espera la transferencia")


async def with_file(db: Database, key: str, clock: SetClock, **changes: Any) -> Closing:
    done = await closing(db, key, clock, **changes)
    arrived: list[Arrived] = [replace(one, type="image", media=FILE) for one in done.arrived]
    return replace(done, arrived=arrived)


async def an_order(db: Database, key: str, clock: SetClock, **more: Any) -> None:
    """An order by transfer of the lane's customer, made of a cart that is closed."""
    await SqlTurns(db).load(key)
    facts = {"account_id": 1, "customer_id": 1, "conversation_id": 1}
    closed = {**facts, "version": 1, "state": "ordered", "origin": "chat", "currency": "MXN",
              "created_at": 0, "updated_at": 0}  # fmt: skip
    sums = {"subtotal": 100, "shipping": 0, "total": 100, "currency": "MXN"}
    made = {**facts, "number": 1001, "cart_version": 1, "method": "transfer", "state": "placed",
            "placed_at": clock.now(), "updated_at": clock.now(), "details": {}}  # fmt: skip

    def write(conn: Any) -> None:
        cart_id = conn.execute(insert(cart).values(closed).returning(cart.c.id)).scalar_one()
        conn.execute(insert(order).values({**made, **sums, "cart_id": cart_id, **more}))

    await db.write(write)


async def test_a_flag_shows_the_conversation_to_people_and_leaves_it_to_the_bot(
    db: Database, lane: str, clock: SetClock
) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock, flag=FLAG))
    (held,) = await rows(db, conversation)
    assert (held["mode"], held["asks_for_person"], held["handover_reason"]) == (
        "bot", True, "receipt",
    )  # fmt: skip
    (talk,) = await db.read(list_talks, 1, Wanted("asks"))
    assert talk.flagged
    await db.write(mark_read, 1, talk.id, clock.now())
    assert await db.read(list_talks, 1, Wanted("asks")) == []


async def test_whoever_waits_for_a_person_still_waits_when_the_page_was_looked_at(
    db: Database, lane: str, clock: SetClock
) -> None:
    wish = HandOver("asked", "quiere una factura")
    await SqlTurns(db).close(await closing(db, lane, clock, hand_over=wish))
    await db.write(mark_read, 1, 1, clock.now())
    (talk,) = await db.read(list_talks, 1, Wanted("asks"))
    assert not talk.flagged


async def test_a_look_settles_no_message_that_could_not_be_delivered(
    db: Database, lane: str, clock: SetClock
) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock, flag=FLAG))
    await db.write(mark_read, 1, 1, clock.now())
    await db.write(ask_for_person, 1, "undelivered", clock.now())
    await SqlTurns(db).close(await closing(db, lane, clock, flag=FLAG))
    await db.write(mark_read, 1, 1, clock.now())
    (talk,) = await db.read(list_talks, 1, Wanted("asks"))
    assert (talk.flagged, talk.reason, talk.summary) == (False, "undelivered", "")


async def test_why_a_person_has_it_is_not_overwritten_by_what_could_not_be_delivered(
    db: Database, lane: str, clock: SetClock
) -> None:
    wish = HandOver("asked", "quiere una factura")
    await SqlTurns(db).close(await closing(db, lane, clock, hand_over=wish))
    await db.write(ask_for_person, 1, "undelivered", clock.now())
    (talk,) = await db.read(list_talks, 1, Wanted("asks"))
    assert (talk.mode, talk.reason, talk.summary) == ("person", "asked", "quiere una factura")


async def test_a_receipt_is_kept_with_the_order_and_marks_nothing_as_paid(
    db: Database, lane: str, clock: SetClock
) -> None:
    await an_order(db, lane, clock)
    (before,) = await db.read(orders_of_customer, 1, 1)
    assert (before.awaits_transfer, before.receipts) == (True, 0)
    done = await with_file(db, lane, clock, flag=FLAG)
    done = replace(done, receipts=[Receipt("1001", done.arrived[0].wamid)])
    await SqlTurns(db).close(done)

    (kept,) = await rows(db, media)
    (made,) = await rows(db, order)
    assert kept["order_id"] == made["id"]
    assert (made["state"], made["paid_at"]) == ("placed", None)
    (after,) = await db.read(orders_of_customer, 1, 1)
    assert (after.awaits_transfer, after.receipts) == (True, 1)

    (shown,) = await db.read(list_orders, 1, state=None, before=None, limit=5)
    assert [one.mime for one in shown.receipts] == ["image/jpeg"]
    talk = await db.read(read_talk, 1, 1)
    assert talk is not None
    (short,) = (await db.read(read_card, talk)).orders
    assert short.receipts == (shown.receipts[0].path,)
    thread = await db.read(read_thread, 1, 1)
    assert thread is not None
    assert thread.messages[0].shows_payment_of == 1001


@pytest.mark.parametrize("number", ["1001", "7777"])
async def test_nothing_is_attached_to_an_order_of_somebody_else(
    db: Database, lane: str, clock: SetClock, number: str
) -> None:
    from bot.store.tables.conversation import customer

    other = {"id": 99, "account_id": 1, "created_at": 0}
    await db.write(lambda conn: conn.execute(insert(customer).values(other)))
    await an_order(db, lane, clock, customer_id=99)
    done = await with_file(db, lane, clock)
    await SqlTurns(db).close(replace(done, receipts=[Receipt(number, done.arrived[0].wamid)]))
    (kept,) = await rows(db, media)
    assert kept["order_id"] is None


@pytest.mark.parametrize(
    ("others", "attached"),
    [
        ([], True),
        ([{"state": "cancelled"}, {"paid_at": 5}, {"method": "delivery"}], True),
        ([{"state": "preparing"}], False),
    ],
)
async def test_while_a_person_has_it_a_receipt_goes_to_the_only_order_that_awaits_one(
    db: Database, lane: str, clock: SetClock, others: list[dict[str, Any]], attached: bool
) -> None:
    await an_order(db, lane, clock)
    for place, facts in enumerate(others):
        await an_order(db, lane, clock, number=2000 + place, **facts)
    done = await with_file(db, lane, clock)
    await SqlTurns(db).close(replace(done, receipts=[Receipt(None, done.arrived[0].wamid)]))
    (kept,) = await rows(db, media)
    assert (kept["order_id"] is not None) == attached


async def test_a_place_is_kept_with_the_open_cart(db: Database, lane: str, clock: SetClock) -> None:
    spot = Place(20.67, -103.35, "Casa", "Av. México 1")
    await SqlTurns(db).close(await closing(db, lane, clock, cart=Cart("MXN", (LINE,)), place=spot))
    (kept,) = await rows(db, cart)
    assert kept["place"] == spot.as_json()


async def test_the_newest_message_is_the_shops_last_one(
    db: Database, lane: str, clock: SetClock
) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock))
    ours = message.c.direction == "out"
    await db.write(lambda conn: conn.execute(update(message).where(ours).values(wamid="W-OUT")))
    assert await db.read(is_newest, 1, "W-OUT")
    assert not await db.read(is_newest, 1, "wamid.1")
    assert not await db.read(is_newest, 1, "")


async def test_a_receipt_is_no_answer_of_a_turn(db: Database, lane: str, clock: SetClock) -> None:
    await SqlTurns(db).close(await closing(db, lane, clock))
    notice = {"account_id": 1, "conversation_id": 1, "direction": "out", "author": "bot",
              "type": "text", "body": "¡Recibimos tu pago!", "at": clock.now(),
              "wamid": "W-PAID"}  # fmt: skip
    await db.write(lambda conn: conn.execute(insert(message).values(notice)) and None)
    assert not await db.read(is_newest, 1, "W-PAID")

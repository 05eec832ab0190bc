"""Carts in versions, and what changing them does to payments."""

import asyncio

import pytest
from sqlalchemy import Connection

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.payments.protocol import Snapshot
from bot.payments.tokens import new_token
from bot.store.carts import (
    CartConflictError,
    CartOwner,
    open_cart,
    save_cart,
)
from bot.store.database import Database
from bot.store.tables.commerce import cart, cart_line, payment_attempt
from tests.integration.conftest import SetClock
from tests.integration.payments.conftest import OWNER, Shop

LINE = CartLine("TENIS", "Tenis Brisa", 1, Money(119900, "MXN"))
PUT_BACK = CartLine("GORRA", "Gorra Norte", 2, Money(19900, "MXN"))


async def test_a_cart_is_read_as_it_was_saved(shop: Shop) -> None:
    fresh = Cart("MXN", (LINE,), origin="sent", put_back=(PUT_BACK,))
    saved = await shop.db.write(save_cart, OWNER, fresh, 1)
    assert (saved.version, saved.lines) == (1, (LINE,))
    assert await shop.db.read(open_cart, 1) == saved


async def test_each_change_is_a_version_that_never_changes_again(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.cart(("TENIS", 2), ("GORRA", 1))
    found = await shop.cart(("GORRA", 3))
    assert found.version == 3
    rows = [(row["version"], row["sku"], row["quantity"]) for row in await shop.rows(cart_line)]
    assert rows == [(1, "TENIS", 1), (2, "TENIS", 2), (2, "GORRA", 1), (3, "GORRA", 3)]


async def test_two_changes_of_the_same_version_conflict(shop: Shop) -> None:
    first = await shop.cart(("TENIS", 1))
    await shop.cart(("TENIS", 2))
    with pytest.raises(CartConflictError):
        await shop.db.write(save_cart, OWNER, first, 1)
    with pytest.raises(CartConflictError):
        await shop.db.write(save_cart, OWNER, Cart("MXN", (LINE,)), 1)


async def test_an_emptied_cart_is_closed_and_the_next_is_another_one(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    assert await shop.cart() == Cart("MXN")
    assert await shop.db.read(open_cart, 1) is None
    assert (await shop.cart(("GORRA", 1))).id == 2


async def test_an_empty_cart_with_something_to_put_back_stays_open(shop: Shop) -> None:
    found = await shop.cart(("TENIS", 1))
    waiting = Cart("MXN", (), found.id, found.version, put_back=(PUT_BACK,))
    await shop.db.write(save_cart, OWNER, waiting, 1)
    assert (await shop.db.read(open_cart, 1)) is not None


async def test_saving_nothing_writes_nothing(shop: Shop) -> None:
    assert await shop.db.write(save_cart, OWNER, Cart("MXN"), 1) == Cart("MXN")
    assert await shop.rows(cart) == []


async def test_emptying_a_cart_closes_it_with_its_payment_and_its_reminder(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    old_link = await shop.link()
    session = await shop.to_stripe(old_link)
    await shop.cart()
    await shop.work()
    assert shop.stripe.sessions[session]["status"] == "expired"
    answer, _ = await shop.get(f"/pay/{old_link}")
    assert answer.status == 410
    assert await shop.suppressed() == ["cleared"]
    assert [row["state"] for row in await shop.rows(cart)] == ["cleared"]


def _is_cart_open(conn: Connection, conversation_id: int) -> bool:
    return open_cart(conn, conversation_id) is not None


async def test_an_order_closes_its_cart_and_the_next_line_opens_another(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.post(await shop.link(), method="delivery")
    assert not await shop.db.read(_is_cart_open, 1)
    found = await shop.cart(("GORRA", 1))
    assert (found.id, found.version) == (2, 1)


async def test_hints_of_every_kind_at_once_make_one_order(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.faults.duplicate = 3
    shop.stripe.pay(session)
    attempt_id = (await shop.rows(payment_attempt))[0]["id"]
    looks = [shop.lookout.look(attempt_id) for _ in range(6)]
    backs = [shop.come_back(token, session) for _ in range(4)]
    await asyncio.gather(*looks, *backs, shop.work())
    assert len(await shop.order_list()) == 1
    assert await shop.told() == ["order_paid"]
    assert await shop.stock("TENIS") == 2


async def test_two_payments_at_once_make_one_order_and_one_refund(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    first = await shop.to_stripe(token, zone="0")
    second = await shop.to_stripe(token, zone="1")
    shop.stripe.faults.drop = 10
    shop.stripe.pay(first)
    shop.stripe.pay(second)
    ids = [row["id"] for row in await shop.rows(payment_attempt)]
    await asyncio.gather(*(shop.lookout.look(one) for one in ids * 3))
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert await shop.refund_states() == ["done"]


async def test_a_payment_and_an_order_on_delivery_at_once_make_one_order(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.faults.drop = 10
    shop.stripe.pay(session)
    attempt_id = (await shop.rows(payment_attempt))[0]["id"]
    await asyncio.gather(shop.post(token, method="delivery"), shop.lookout.look(attempt_id))
    await shop.work()
    (made,) = await shop.order_list()
    if made["state"] == "placed":
        assert await shop.refund_states() == ["done"]
    else:
        assert await shop.refund_states() == []
    assert await shop.stock("TENIS") == 2


async def test_the_last_piece_is_sold_once(shop: Shop, db: Database, clock: SetClock) -> None:
    await shop.reprice("TENIS", stock=1)
    await shop.cart(("TENIS", 1))
    one = await shop.link()
    other = CartOwner(1, 2, 2)
    await db.write(_another_customer, clock.now())
    saved = await db.write(save_cart, other, Cart("MXN", (LINE,)), clock.now())
    two = new_token()
    assert saved.id is not None
    await db.write(_link, saved.id, two, clock.now())
    await asyncio.gather(shop.post(one, method="delivery"), shop.post(two, method="delivery"))
    assert len(await shop.order_list()) == 1
    assert await shop.stock("TENIS") == 0


def _another_customer(conn: Connection, at: int) -> None:
    from sqlalchemy import insert

    from bot.store.tables.conversation import conversation, customer

    conn.execute(insert(customer).values(id=2, account_id=1, name="Beto", created_at=at))
    conn.execute(
        insert(conversation).values(
            id=2, account_id=1, customer_id=2, phone_number_id="106540352242922",
            last_customer_at=at, updated_at=at, created_at=at,
        )
    )  # fmt: skip


def _link(conn: Connection, cart_id: int, token: str, at: int) -> None:
    from bot.store.links import make_link

    make_link(conn, cart_id, token, at)


async def test_a_snapshot_of_another_currency_or_mode_moves_nothing(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    row = (await shop.rows(payment_attempt))[0]
    amount = Money(row["amount"], "MXN")
    live = Snapshot(session, row["reference"], "paid", amount, live=True)
    ledger = shop.lookout._ledger
    assert await ledger.apply(row["id"], live, new_token()) == "open"
    assert await shop.order_list() == []


async def test_confirming_new_prices_keeps_what_can_be_put_back(shop: Shop) -> None:
    fresh = Cart("MXN", (LINE,), origin="sent", put_back=(PUT_BACK,))
    await shop.db.write(save_cart, OWNER, fresh, shop.clock.now())
    await shop.reprice("TENIS", price=109900)
    await shop.to_stripe(await shop.link())
    now = await shop.db.read(open_cart, 1)
    assert now is not None
    assert [line.unit_price.amount for line in now.lines] == [109900]
    assert now.put_back == (PUT_BACK,)

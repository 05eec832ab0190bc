"""Orders after they are made: paid later, moved on, cancelled, shown to their customer."""

import pytest

from actions.ports import Shop as ShopFacts
from actions.shop.money import Money
from bot.orders.states import OrderStateError
from bot.store.tables.commerce import refund
from bot.store.tables.engine import change, outbox
from tests.integration.payments.conftest import Shop

FACTS = ShopFacts(1, "Mi tienda", "MXN", "mx")


async def _placed(shop: Shop) -> None:
    await shop.cart(("TENIS", 2))
    await shop.post(await shop.link(), method="delivery")


async def test_marking_paid_is_told_once_however_often_it_is_done(shop: Shop) -> None:
    await _placed(shop)
    for _ in range(3):
        await shop.orders.mark_paid(1, 1001)
    (made,) = await shop.order_list()
    assert made["state"] == "paid"
    assert await shop.told() == ["order_placed", "order_paid"]


async def test_an_order_goes_its_way_and_the_customer_hears_of_it(shop: Shop) -> None:
    await _placed(shop)
    await shop.orders.move(1, 1001, "preparing")
    await shop.orders.move(1, 1001, "shipped", tracking="GUIA 7")
    await shop.orders.move(1, 1001, "delivered")
    await shop.orders.mark_paid(1, 1001)
    (made,) = await shop.order_list()
    assert (made["state"], made["tracking"]) == ("delivered", "GUIA 7")
    assert made["paid_at"] is not None
    assert (await shop.told())[1:] == [
        "order_preparing", "order_shipped", "order_delivered", "order_paid",
    ]  # fmt: skip


async def test_cancelling_gives_the_stock_back_once(shop: Shop) -> None:
    await _placed(shop)
    assert await shop.stock("TENIS") == 1
    await shop.orders.cancel(1, 1001)
    await shop.orders.cancel(1, 1001)
    assert await shop.stock("TENIS") == 3
    with pytest.raises(OrderStateError, match="cancelled"):
        await shop.orders.mark_paid(1, 1001)
    with pytest.raises(OrderStateError, match="nothing more"):
        await shop.orders.move(1, 1001, "shipped")


async def test_cancelling_a_paid_order_gives_the_money_back(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()
    await shop.orders.cancel(1, 1001)
    await shop.work()
    assert await shop.refund_states() == ["done"]
    assert await shop.told() == ["order_paid", "order_cancelled", "refunded"]
    (seen,) = await shop.orders.of_customer(FACTS, 1)
    assert seen.state == "refunded"


async def test_unknown_orders_and_other_accounts_orders_are_refused(shop: Shop) -> None:
    await _placed(shop)
    with pytest.raises(OrderStateError, match="no order 7"):
        await shop.orders.mark_paid(1, 7)
    with pytest.raises(OrderStateError, match="no order 1001"):
        await shop.orders.mark_paid(2, 1001)


async def test_a_customer_sees_their_own_orders_newest_first(shop: Shop) -> None:
    await _placed(shop)
    await shop.cart(("GORRA", 1))
    await shop.post(await shop.link(), method="delivery")
    first, second = await shop.orders.of_customer(FACTS, 1)
    assert (first.number, second.number) == ("1002", "1001")
    assert first.total == "$249.00"
    assert second.lines == ("2 × Tenis Brisa",)
    assert second.method == "pago contra entrega"
    assert await shop.orders.of_customer(FACTS, 2) == []


async def test_stock_and_order_reach_the_change_feed(shop: Shop) -> None:
    await _placed(shop)
    kinds = {row["kind"] for row in await shop.rows(change)}
    assert {"order", "cart", "product", "conversation"} <= kinds


async def test_a_tracking_number_that_comes_later_is_told_once(shop: Shop) -> None:
    await _placed(shop)
    for tracking in ("", "", "GUIA 7", "GUIA 7", ""):
        await shop.orders.move(1, 1001, "shipped", tracking=tracking)
    (made,) = await shop.order_list()
    assert (made["state"], made["tracking"]) == ("shipped", "GUIA 7")
    assert (await shop.told())[1:] == ["order_shipped", "order_shipped"]


async def test_why_an_order_was_cancelled_is_kept_and_not_told(shop: Shop) -> None:
    await _placed(shop)
    await shop.orders.cancel(1, 1001, reason=" sin existencias ")
    await shop.orders.cancel(1, 1001, reason="otra")
    (made,) = await shop.order_list()
    assert made["cancel_reason"] == "sin existencias"
    assert "existencias" not in repr(await shop.rows(outbox))


async def _paid(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()


async def test_a_part_of_a_payment_goes_back_once_however_often_it_is_asked(shop: Shop) -> None:
    await _paid(shop)
    for _ in range(3):
        assert await shop.orders.refund(1, 1001, 5_000, "a") == Money(5_000, "MXN")
        await shop.work()
    assert [row["amount"] for row in await shop.rows(refund)] == [5_000]
    assert await shop.attempts() == ["part_refunded"]
    assert await shop.told() == ["order_paid", "refunded"]
    with pytest.raises(OrderStateError, match="another amount"):
        await shop.orders.refund(1, 1001, 6_000, "a")


async def test_the_rest_of_a_payment_is_what_is_not_on_its_way_back_yet(shop: Shop) -> None:
    await _paid(shop)
    await shop.orders.refund(1, 1001, 5_000, "a")
    rest = await shop.orders.refund(1, 1001, None, "b")
    assert rest == Money(119_900, "MXN")
    with pytest.raises(OrderStateError, match="nothing of what was paid"):
        await shop.orders.refund(1, 1001, 1, "c")
    await shop.work()
    assert await shop.refund_states() == ["done", "done"]
    assert await shop.attempts() == ["refunded"]
    assert await shop.reviews() == []


async def test_a_cancelled_order_gives_back_only_what_did_not_go_back_before(shop: Shop) -> None:
    await _paid(shop)
    await shop.orders.refund(1, 1001, 5_000, "a")
    await shop.orders.cancel(1, 1001)
    await shop.work()
    assert [row["amount"] for row in await shop.rows(refund)] == [5_000, 119_900]
    assert (await shop.attempts(), await shop.reviews()) == (["refunded"], [])


@pytest.mark.parametrize("amount", [0, -1, 124_901])
async def test_no_more_than_was_paid_goes_back(shop: Shop, amount: int) -> None:
    await _paid(shop)
    with pytest.raises(OrderStateError, match=r"between nought and 1249.00 MXN"):
        await shop.orders.refund(1, 1001, amount, "a")


async def test_what_was_not_paid_online_or_is_disputed_cannot_be_refunded(shop: Shop) -> None:
    await _placed(shop)
    with pytest.raises(OrderStateError, match="by hand"):
        await shop.orders.refund(1, 1001, None, "a")
    await _paid(shop)
    (session,) = shop.stripe.sessions
    shop.stripe.dispute(session)
    await shop.work()
    with pytest.raises(OrderStateError, match="disputed"):
        await shop.orders.refund(1, 1002, None, "a")

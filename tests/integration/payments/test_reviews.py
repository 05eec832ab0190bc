"""Payments that wait for a person: listed with what is known, closed with what follows."""

from typing import cast

import pytest
from sqlalchemy import Connection, update

from actions.shop.money import Money
from bot.orders.receipts import WordedReceipts
from bot.payments.reviews import Decision, ReviewError, UnknownReviewError
from bot.payments.tokens import new_token
from bot.store.failing import run_timer_again
from bot.store.refunds import stick_refund
from bot.store.review_desk import SqlReviews
from bot.store.tables.commerce import payment_review, refund
from bot.store.tables.engine import timer
from bot.store.tables.people import audit
from tests.doubles.receipts import PlainShape, PlainWords
from tests.integration.payments.conftest import Shop


def _reviews(shop: Shop) -> SqlReviews:
    receipts = WordedReceipts(PlainWords(), PlainShape(), shop.base)
    return SqlReviews(shop.db, shop.clock, receipts, new_token)


async def _close(shop: Shop, decision: str, review: int = 1) -> None:
    await _reviews(shop).close(1, review, cast("Decision", decision))


async def _sold_out(shop: Shop) -> None:
    """Paid, but the goods went to somebody else meanwhile."""
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    await shop.reprice("TENIS", stock=0)
    shop.stripe.pay(session)
    await shop.work()
    assert await shop.reviews() == ["stock"]


async def _refused(shop: Shop) -> None:
    """A cancelled order whose money the provider does not give back."""
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()
    await shop.orders.cancel(1, 1001)
    shop.stripe.faults.errors["refund"] = [403]
    await shop.work()
    assert await shop.refund_states() == ["failed"]


async def test_a_review_says_what_was_paid_for_what_by_whom(shop: Shop) -> None:
    await _sold_out(shop)
    (one,) = await _reviews(shop).waiting(1)
    assert (one.reason, one.state, one.customer) == ("stock", "paid", "Ana Pérez")
    assert one.expected == one.seen == Money(119_900 + 5_000, "MXN")
    assert one.ref in shop.stripe.sessions
    assert (one.order_number, one.at) == (None, shop.clock.now())
    assert await _reviews(shop).waiting(2) == []


async def test_the_money_of_what_is_sold_out_goes_back_and_the_customer_hears_of_it(
    shop: Shop,
) -> None:
    await _sold_out(shop)
    await _close(shop, "refund")
    await shop.work()
    assert (await shop.refund_states(), await shop.attempts()) == (["done"], ["refunded"])
    assert await shop.told() == ["payment_review", "refund_started", "refunded"]
    (row,) = await shop.rows(payment_review)
    assert (row["decision"], row["closed_at"]) == ("refund", shop.clock.now())
    assert [one["action"] for one in await shop.rows(audit)] == ["payment_review.closed"]
    with pytest.raises(UnknownReviewError, match="no open review 1"):
        await _close(shop, "refund")
    assert await _reviews(shop).waiting(1) == []


async def test_what_is_there_again_becomes_the_order_after_all(shop: Shop) -> None:
    await _sold_out(shop)
    with pytest.raises(ReviewError, match="raise the stock first"):
        await _close(shop, "order")
    assert await shop.order_list() == []
    assert len(await _reviews(shop).waiting(1)) == 1
    await shop.reprice("TENIS", stock=2)
    await _close(shop, "order")
    (made,) = await shop.order_list()
    assert (made["state"], made["total"]) == ("paid", 119_900 + 5_000)
    assert await shop.stock("TENIS") == 1
    assert await shop.told() == ["payment_review", "order_paid"]


async def test_a_cart_that_changed_before_it_was_paid_becomes_what_was_paid_for(
    shop: Shop,
) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.faults.errors["expire"] = [500] * 9
    await shop.cart(("TENIS", 1), ("GORRA", 1))
    shop.stripe.pay(session)
    await shop.work()
    assert await shop.reviews() == ["cart_changed"]
    await _close(shop, "order")
    (made,) = await shop.order_list()
    assert made["total"] == 119_900 + 5_000
    assert "Gorra Norte" in await shop.page(await shop.link())


async def test_another_account_and_an_unknown_review_are_not_found(shop: Shop) -> None:
    await _sold_out(shop)
    with pytest.raises(UnknownReviewError):
        await _reviews(shop).close(2, 1, "done")
    with pytest.raises(UnknownReviewError):
        await _reviews(shop).close(1, 99, "done")


async def test_another_amount_than_was_asked_for_goes_back_as_it_came(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    shop.stripe.sessions[session]["amount_total"] = 100
    await shop.work()
    assert await shop.reviews() == ["mismatch"]
    with pytest.raises(ReviewError, match="ways: refund, done"):
        await _close(shop, "order")
    await _close(shop, "refund")
    assert [row["amount"] for row in await shop.rows(refund)] == [100]
    await shop.work()
    assert await shop.refund_states() == ["done"]


async def test_of_another_amount_only_goes_back_what_nobody_gave_back_yet(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    payment = shop.stripe.pay(session)["payment_intent"]
    shop.stripe.refund({"payment_intent": payment, "amount": "60"})
    shop.stripe.sessions[session]["amount_total"] = 100
    await shop.work()
    assert await shop.reviews() == ["mismatch"]
    await _close(shop, "refund")
    assert [row["amount"] for row in await shop.rows(refund)] == [40]


async def test_a_dispute_that_was_won_lets_the_order_go_on(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    await shop.work()
    shop.stripe.dispute(session)
    await shop.work()
    (one,) = await _reviews(shop).waiting(1)
    assert (one.reason, one.order_number) == ("dispute", 1001)
    with pytest.raises(ReviewError, match="ways: done"):
        await _close(shop, "refund")
    await _close(shop, "done")
    await shop.orders.move(1, 1001, "shipped")


async def test_a_refused_refund_is_tried_again_under_a_key_of_its_own(shop: Shop) -> None:
    await _refused(shop)
    await _close(shop, "refund")
    shop.stripe.faults.errors["refund"] = [403]
    await shop.work()
    assert await shop.refund_states() == ["failed", "failed"]
    (again,) = await _reviews(shop).waiting(1)
    await _close(shop, "refund", again.id)
    await shop.work()
    assert await shop.refund_states() == ["failed", "failed", "done"]
    assert len({row["key"] for row in await shop.rows(refund)}) == 3
    assert len(shop.stripe.refunds) == 1


async def _owed(shop: Shop) -> None:
    """A refund that its provider never answered, given up after a day of tries."""
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()
    await shop.orders.cancel(1, 1001)
    await shop.db.write(lambda conn: _give_up(conn, shop.clock.now()))


async def test_a_refund_without_answer_is_tried_again_under_its_own_key(shop: Shop) -> None:
    await _owed(shop)
    await shop.work()
    assert await shop.refund_states() == ["queued"]
    await _close(shop, "refund")
    await shop.work()
    assert await shop.refund_states() == ["done"]
    assert len(shop.stripe.refunds) == 1


async def test_a_refund_that_was_settled_by_hand_is_never_given_again(shop: Shop) -> None:
    await _owed(shop)
    await _close(shop, "done")
    assert not await shop.db.write(run_timer_again, 1, "refund:1", shop.clock.now())
    await shop.work()
    assert await shop.refund_states() == ["failed"]
    assert shop.stripe.refunds == {}


def _give_up(conn: Connection, at: int) -> None:
    stick_refund(conn, 1, "stripe is not configured any more", at)
    conn.execute(update(timer).values(given_up_at=at, error="not configured"))

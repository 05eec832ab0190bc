"""Paying with a card: every order of click, return, webhook and poller ends in one order."""

import asyncio

import pytest

from bot.clock import MINUTE
from bot.store.tables.commerce import order_line, payment_attempt
from tests.integration.payments.conftest import Shop, seal_in


async def test_a_paid_cart_becomes_one_order_when_the_webhook_comes(shop: Shop) -> None:
    await shop.cart(("TENIS", 2), ("GORRA", 1))
    token = await shop.link()
    session = await shop.to_stripe(token, zone="1")
    shop.stripe.pay(session)
    await shop.work()
    (made,) = await shop.order_list()
    assert (made["state"], made["number"], made["method"]) == ("paid", 1001, "card")
    assert made["total"] == 2 * 119900 + 19900 + 12000 == made["subtotal"] + made["shipping"]
    assert made["details"]["zone"] == "Resto del país"
    assert await shop.told() == ["order_paid"]
    assert await shop.stock("TENIS") == 1
    assert (
        sum(r["quantity"] * r["unit_price"] for r in await shop.rows(order_line))
        == made["subtotal"]
    )


async def test_the_return_page_makes_the_order_before_any_webhook(shop: Shop) -> None:
    shop.stripe.faults.delay_ms = 50
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.pay(session)
    assert await shop.come_back(token, session) == f"/pay/{token}"
    assert "Recibimos tu pago" in await shop.page(token)
    assert len(await shop.order_list()) == 1
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert await shop.told() == ["order_paid"]


async def test_coming_back_after_the_webhook_changes_nothing(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.pay(session)
    await shop.work()
    for _ in range(3):
        await shop.come_back(token, session)
    assert len(await shop.order_list()) == 1
    assert await shop.told() == ["order_paid"]
    assert await shop.stock("TENIS") == 2


async def test_a_lost_webhook_is_made_up_for_by_the_poller(shop: Shop) -> None:
    shop.stripe.faults.drop = 10
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.pay(session)
    await shop.work()
    assert await shop.order_list() == []
    shop.clock.tick(2 * MINUTE)
    await shop.work()
    assert len(await shop.order_list()) == 1


async def test_undelivered_webhooks_can_be_taken_in_later(shop: Shop) -> None:
    shop.stripe.faults.drop = 10
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.stripe.pay(await shop.to_stripe(token))
    assert await shop.lookout.recover(1, shop.clock.now() - MINUTE) == 1
    await shop.work()
    assert len(await shop.order_list()) == 1


async def test_repeated_webhooks_make_one_order(shop: Shop) -> None:
    shop.stripe.faults.duplicate = 4
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.stripe.pay(await shop.to_stripe(token))
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert await shop.told() == ["order_paid"]


async def test_parallel_clicks_open_one_payment_page(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    seal = seal_in(await shop.page(token))
    answers = await asyncio.gather(*(shop.post(token, seal=seal) for _ in range(6)))
    assert {answer.status for answer, _ in answers} == {303}
    assert len({answer.headers["Location"] for answer, _ in answers}) == 1
    assert len(shop.stripe.sessions) == 1


async def test_looking_and_previews_never_reach_the_provider(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    for _ in range(5):
        await shop.page(token)
    async with shop.browser.head(f"{shop.base}/pay/{token}") as answer:
        assert answer.status == 200
    assert shop.stripe.calls == []
    assert await shop.rows(payment_attempt) == []


async def test_a_customer_who_cancels_finds_the_same_payment_page_again(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    _, text = await shop.get(f"/pay/{token}?pago=cancelado")
    assert "El pago no se hizo" in text
    assert await shop.to_stripe(token) == session


async def test_another_zone_asks_for_another_amount_and_closes_the_first_page(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    first = await shop.to_stripe(token, zone="0")
    second = await shop.to_stripe(token, zone="1")
    assert first != second
    await shop.work()
    assert shop.stripe.sessions[first]["status"] == "expired"
    assert shop.stripe.sessions[second]["amount_total"] == 119900 + 12000


async def test_a_changed_cart_closes_the_open_payment_page(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    await shop.cart(("TENIS", 2))
    await shop.work()
    assert shop.stripe.sessions[session]["status"] == "expired"
    assert await shop.attempts() == ["expired"]


async def test_paying_an_older_version_goes_to_a_person(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    await shop.cart(("TENIS", 2))
    await shop.work()
    assert await shop.order_list() == []
    assert await shop.reviews() == ["cart_changed"]
    assert await shop.told() == ["payment_review"]


async def test_paid_goods_that_are_gone_go_to_a_person(shop: Shop) -> None:
    await shop.cart(("TENIS", 2))
    token = await shop.link()
    session = await shop.to_stripe(token)
    await shop.reprice("TENIS", stock=1)
    shop.stripe.pay(session)
    await shop.work()
    assert await shop.order_list() == []
    assert await shop.reviews() == ["stock"]
    assert "Una persona está revisando" in await shop.page(token)
    assert await shop.stock("TENIS") == 1


@pytest.mark.parametrize("change", [{"amount_total": 100}, {"currency": "usd"}])
async def test_a_tampered_amount_makes_no_order(shop: Shop, change: dict[str, object]) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    shop.stripe.sessions[session].update(change)
    await shop.work()
    assert await shop.order_list() == []
    assert await shop.reviews() == ["mismatch"]
    assert await shop.told() == ["payment_review"]


async def test_a_payment_of_somebody_elses_reference_is_ignored(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.sessions[session]["client_reference_id"] = "another-shop"
    shop.stripe.sessions[session]["id"] = session
    shop.stripe.pay(session)
    await shop.work()
    assert await shop.order_list() == []
    assert await shop.reviews() == ["mismatch"]
    assert await shop.told() == []


async def test_a_voucher_is_pending_then_paid(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.voucher(session, "http://stripe.example/voucher")
    assert await shop.come_back(token, session) == f"/pay/{token}"
    text = await shop.page(token)
    assert "está pendiente" in text
    assert f"http://stripe.example/voucher/{session}" in text
    assert await shop.told() == ["payment_pending"]
    shop.clock.tick(26 * 60 * MINUTE)
    shop.stripe.settle(session, paid=True)
    await shop.work()
    (made,) = await shop.order_list()
    assert made["method"] == "oxxo"
    assert await shop.told() == ["payment_pending", "order_paid"]


async def test_a_voucher_that_runs_out_is_told_and_the_cart_can_be_paid_again(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.voucher(session, "http://stripe.example/voucher")
    await shop.work()
    shop.stripe.settle(session, paid=False)
    await shop.work()
    assert await shop.attempts() == ["failed"]
    assert await shop.told() == ["payment_pending", "payment_failed"]
    assert "no se completó" in await shop.page(token)
    assert await shop.to_stripe(token) != session


async def test_a_voucher_buys_what_it_was_printed_for_and_the_rest_stays(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.voucher(session, "http://stripe.example/voucher")
    await shop.work()
    await shop.cart(("TENIS", 1), ("GORRA", 2))
    shop.stripe.settle(session, paid=True)
    await shop.work()
    (made,) = await shop.order_list()
    assert [row["sku"] for row in await shop.rows(order_line)] == ["TENIS"]
    page = await shop.page(await shop.link())
    assert "Gorra Norte" in page
    assert "Tenis Brisa" not in page
    assert made["total"] == 119900 + 5000


async def test_paying_twice_gives_the_second_payment_back(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    first = await shop.to_stripe(token, zone="0")
    second = await shop.to_stripe(token, zone="1")
    shop.stripe.pay(first)
    shop.stripe.pay(second)
    await shop.come_back(token, second)
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert await shop.refund_states() == ["done"]
    assert sorted(await shop.attempts()) == ["paid", "refunded"]
    assert sorted(await shop.told()) == ["order_paid", "refund_started", "refunded"]
    (back,) = shop.stripe.refunds.values()
    assert back["amount"] == 119900 + 5000


async def test_a_refund_that_is_refused_goes_to_a_person(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.pay(session)
    await shop.work()
    await shop.orders.cancel(1, 1001)
    shop.stripe.faults.errors["refund"] = [403]
    await shop.work()
    assert await shop.refund_states() == ["failed"]
    assert await shop.reviews() == ["refund_failed"]


async def test_a_dispute_flags_the_payment_and_holds_the_order(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    await shop.work()
    shop.stripe.dispute(session)
    await shop.work()
    assert await shop.reviews() == ["dispute"]
    with pytest.raises(ValueError, match="disputed"):
        await shop.orders.move(1, 1001, "shipped")

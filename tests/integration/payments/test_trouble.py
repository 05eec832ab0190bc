"""A provider that is down, slow or lying; webhooks that nobody signed."""

import json

import pytest
import stripe

from bot.clock import MINUTE
from bot.payments.errors import UnavailableError
from bot.payments.missed import MISSED, Missed
from bot.store.refunds import REFUND, pending_refund, settle_refund
from bot.store.tables.commerce import provider_event, refund
from bot.timers.ports import Due
from tests.integration.payments.conftest import Shop


async def _hook(shop: Shop, body: bytes, signature: str = "", path: str = "stripe") -> int:
    headers = {"Stripe-Signature": signature} if signature else {}
    async with shop.browser.post(
        f"{shop.base}/webhooks/{path}", data=body, headers=headers
    ) as answer:
        return answer.status


def _signed(shop: Shop, body: str) -> str:
    secret = shop.stripe.setup.webhook_secret
    return stripe.WebhookSignature.generate_signature_header(body, secret)


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (b"{}", ""),
        (b"{}", "t=1,v1=00"),
        (b"{}", "garbage"),
        (b"\xff\xfe", "t=1,v1=00"),
        (b"", "t=1,v1=00"),
    ],
)
async def test_forged_webhooks_are_refused(shop: Shop, body: bytes, signature: str) -> None:
    assert await _hook(shop, body, signature) == 400
    assert await shop.rows(provider_event) == []


@pytest.mark.parametrize("body", ["[]", "no json", '"text"', "null"])
async def test_signed_nonsense_is_refused(shop: Shop, body: str) -> None:
    assert await _hook(shop, body.encode(), _signed(shop, body)) == 400


async def test_old_signatures_and_changed_bodies_are_refused(shop: Shop) -> None:
    body = json.dumps({"id": "evt_1", "object": "event", "type": "x", "livemode": False})
    signed = _signed(shop, body)
    assert await _hook(shop, body.encode().replace(b"evt_1", b"evt_2"), signed) == 400
    old = stripe.WebhookSignature.generate_signature_header(
        body, shop.stripe.setup.webhook_secret, 1_000
    )
    assert await _hook(shop, body.encode(), old) == 400


async def test_events_about_nothing_of_ours_are_taken_and_forgotten(shop: Shop) -> None:
    for kind, about in [
        ("customer.created", {"id": "cus_1"}),
        ("checkout.session.completed", {"id": 7}),
        ("charge.refunded", {"payment_intent": None}),
    ]:
        body = json.dumps(
            {"id": "evt_1", "object": "event", "type": kind, "livemode": False,
             "data": {"object": about}}
        )  # fmt: skip
        assert await _hook(shop, body.encode(), _signed(shop, body)) == 200
    assert await shop.rows(provider_event) == []


async def test_live_events_are_not_believed_by_a_test_account(shop: Shop) -> None:
    body = json.dumps(
        {"id": "evt_1", "object": "event", "type": "checkout.session.completed",
         "livemode": True, "data": {"object": {"id": "cs_1"}}}
    )  # fmt: skip
    assert await _hook(shop, body.encode(), _signed(shop, body)) == 200
    assert await shop.rows(provider_event) == []


async def test_an_event_about_an_unknown_payment_is_closed(shop: Shop) -> None:
    body = json.dumps(
        {"id": "evt_1", "object": "event", "type": "checkout.session.completed",
         "livemode": False, "data": {"object": {"id": "cs_unknown"}}}
    )  # fmt: skip
    assert await _hook(shop, body.encode(), _signed(shop, body)) == 200
    await shop.work()
    assert [row["state"] for row in await shop.rows(provider_event)] == ["closed"]


async def test_other_accounts_and_providers_are_not_found(shop: Shop) -> None:
    assert await _hook(shop, b"{}", path="stripe/nobody") == 404
    assert await _hook(shop, b"{}", path="acme") == 404
    shop.providers.provider = None
    assert await _hook(shop, b"{}") == 404


async def test_one_500_is_got_over_without_the_customer_noticing(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.stripe.faults.errors["create"] = [500]
    session = await shop.to_stripe(token)
    assert list(shop.stripe.sessions) == [session]


async def test_a_provider_that_is_down_is_told_and_the_next_try_works(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.stripe.faults.errors.update(create=[500] * 9, list=[500] * 9)
    answer, text = await shop.post(token)
    assert answer.status == 503
    assert "No se hizo ningún cargo" in text
    shop.stripe.faults.errors.clear()
    shop.clock.tick(2 * MINUTE)
    session = await shop.to_stripe(token)
    assert shop.stripe.sessions[session]["status"] == "open"


async def test_an_answer_that_never_came_is_found_again(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    # Twice: the SDK asks a second time by itself.
    shop.stripe.faults.errors["hang:create"] = [0, 0]
    session = await shop.to_stripe(token)
    assert list(shop.stripe.sessions) == [session]
    shop.stripe.pay(session)
    await shop.work()
    assert len(await shop.order_list()) == 1


async def test_a_payment_that_was_opened_without_our_knowing_is_found_by_the_poller(
    shop: Shop,
) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.stripe.faults.errors.update({"hang:create": [0, 0], "list": [500] * 9})
    answer, _ = await shop.post(token)
    assert answer.status == 503
    shop.stripe.faults.errors.clear()
    shop.clock.tick(2 * MINUTE)
    await shop.work()
    assert await shop.attempts() == ["open"]


async def test_a_webhook_while_the_provider_is_down_stays_open(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.faults.errors["retrieve"] = [500] * 9
    shop.stripe.pay(session)
    await shop.work()
    assert [row["state"] for row in await shop.rows(provider_event)] == ["open"]
    shop.stripe.faults.errors.clear()
    shop.clock.tick(2 * MINUTE)
    await shop.work()
    assert [row["state"] for row in await shop.rows(provider_event)] == ["closed"]
    assert len(await shop.order_list()) == 1


async def test_a_return_while_the_provider_is_down_says_that_we_are_looking(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    session = await shop.to_stripe(token)
    shop.stripe.faults.errors["retrieve"] = [500] * 9
    assert await shop.come_back(token, session) == f"/pay/{token}?pago=revisando"


async def test_an_expired_page_makes_room_for_a_new_one(shop: Shop) -> None:
    await shop.set("link_hours", 100)
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    first = await shop.to_stripe(token)
    shop.clock.tick(24 * 60 * MINUTE)
    second = await shop.to_stripe(token)
    assert first != second
    await shop.work()
    assert await shop.attempts() == ["expired", "open"]


async def test_reconciling_looks_at_everything_that_may_still_move(shop: Shop) -> None:
    shop.stripe.faults.drop = 10
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    done = await shop.lookout.reconcile(1)
    assert (done.looked, done.moved, done.failed) == (1, 1, 0)
    assert (await shop.lookout.reconcile()).looked == 0


async def test_a_refund_made_in_the_dashboard_reaches_the_order(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    await shop.work()
    payment = shop.stripe.sessions[session]["payment_intent"]
    shop.stripe.refund({"payment_intent": payment, "amount": "5000"})
    await shop.work()
    assert await shop.attempts() == ["part_refunded"]
    shop.stripe.refund({"payment_intent": payment})
    await shop.work()
    assert await shop.attempts() == ["refunded"]
    assert await shop.told() == ["order_paid", "refunded", "refunded"]
    assert await shop.refund_states() == []


async def test_a_refund_whose_provider_is_gone_stays_owed_and_goes_to_a_person(
    shop: Shop,
) -> None:
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()
    provider, shop.providers.provider = shop.providers.provider, None
    await shop.orders.cancel(1, 1001)
    (row,) = await shop.rows(refund)
    due = Due("refund:1", 1, REFUND, {"refund_id": row["id"]}, shop.clock.now(), 60)
    with pytest.raises(UnavailableError, match="not configured"):
        await shop.lookout.refund(due)
    for _ in range(2):
        await shop.lookout.refund_given_up(due, "stripe is not configured any more")
    assert (await shop.refund_states(), await shop.reviews()) == (["queued"], ["refund_failed"])
    shop.providers.provider = provider
    await shop.lookout.refund(due)
    assert await shop.refund_states() == ["done"]
    assert await shop.attempts() == ["refunded"]
    await shop.lookout.refund_given_up(due, "too late")
    assert await shop.reviews() == ["refund_failed"]


async def test_a_refund_that_was_given_is_looked_at_again_until_it_is_seen(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.stripe.pay(await shop.to_stripe(await shop.link()))
    await shop.work()
    await shop.orders.cancel(1, 1001)
    shop.stripe.faults.drop = 10
    provider, owed = shop.providers.provider, await shop.db.read(pending_refund, 1)
    assert provider is not None
    given = await provider.refund(owed.ref, owed.amount, owed.key)
    await shop.db.write(settle_refund, owed.id, given, shop.clock.now())
    assert (await shop.refund_states(), await shop.attempts()) == (["done"], ["paid"])
    await shop.work()
    assert await shop.attempts() == ["refunded"]
    assert len(shop.stripe.refunds) == 1


async def test_a_session_that_takes_no_payment_is_none_of_ours(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    provider = shop.providers.provider
    assert provider is not None
    assert await provider.fetch(session) is not None
    shop.stripe.sessions[session] |= {"mode": "setup", "currency": None}
    assert await provider.fetch(session) is None


async def test_a_refund_whose_webhook_was_lost_is_found_by_the_next_look(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    shop.stripe.pay(session)
    await shop.work()
    shop.stripe.faults.drop = 10
    shop.stripe.refund({"payment_intent": shop.stripe.sessions[session]["payment_intent"]})
    await shop.work()
    assert await shop.attempts() == ["paid"]
    missed = Missed(shop.lookout, shop.clock, 1)
    due = Due(MISSED, None, MISSED, {}, shop.clock.now(), 0)
    assert await missed.serve(due) > shop.clock.now()
    await shop.work()
    assert await shop.attempts() == ["refunded"]


async def test_a_provider_that_is_down_is_asked_for_missed_webhooks_again(shop: Shop) -> None:
    shop.stripe.faults.errors = {"events": [401]}
    due = Due(MISSED, None, MISSED, {}, shop.clock.now(), 0)
    assert await Missed(shop.lookout, shop.clock, 1).serve(due) > shop.clock.now()

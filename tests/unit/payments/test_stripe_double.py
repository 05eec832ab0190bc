"""The simulated Stripe is as strict as the real one."""

from typing import Any

import pytest

from bot.clock import DAY, HOUR
from bot.payments.stripe_facts import event_ref, snapshot_of
from bot.simulator.stripe_form import FormError, nested
from bot.simulator.stripe_objects import StripeRefusal, StripeSetup
from bot.simulator.stripe_state import StripeState

NOW = 1_800_000_000
PAGE = "http://stripe.example/pay"


class Standing:
    moment = NOW * 1_000

    def now(self) -> int:
        return self.moment


def params(**changed: Any) -> dict[str, Any]:
    line = {
        "quantity": "2",
        "price_data": {"currency": "mxn", "unit_amount": "119900", "product_data": {"name": "T"}},
    }
    return {
        "mode": "payment",
        "line_items": [line],
        "success_url": "http://shop.example/ok",
        "client_reference_id": "ref",
        "expires_at": str(NOW + 3600),
        **changed,
    }


@pytest.fixture(scope="module")
def checked() -> StripeState:
    return StripeState(StripeSetup(), Standing())


def fresh(checked: StripeState) -> StripeState:
    return StripeState(StripeSetup(), Standing(), checked.checks)


def line(**price: Any) -> list[dict[str, Any]]:
    data = {"currency": "mxn", "unit_amount": "119900", "product_data": {"name": "T"}}
    return [{"quantity": "1", "price_data": {**data, **price}}]


@pytest.mark.parametrize(
    "changed",
    [
        {"colour": "red"},
        {"idempotency_key": "x"},
        {"mode": "buy"},
        {"line_items": []},
        {"line_items": line(unit_amount="12.5")},
        {"line_items": line(unit_amount="-1")},
        {"line_items": line(unit_amount="5")},
        {"line_items": line(currency="MXN")},
        {"line_items": line(product_data={})},
        {"line_items": line(product_data={"name": ""})},
        {"line_items": line(product_data={"nam": "x"})},
        {"line_items": [{"quantity": "many", "price_data": line()[0]["price_data"]}]},
        {"line_items": [*line(), *line(currency="usd")]},
        {"expires_at": str(NOW + 60)},
        {"expires_at": str(NOW + 90_000)},
        {"success_url": "shop.example"},
        {"locale": "klingon"},
        {"metadata": {"k" * 41: "v"}},
        {"client_reference_id": "x" * 201},
    ],
)
def test_what_stripe_refuses_is_refused(checked: StripeState, changed: dict[str, Any]) -> None:
    with pytest.raises(StripeRefusal):
        fresh(checked).create(params(**changed), PAGE)


def test_form_fields_become_nested_values() -> None:
    assert nested([("a[b][0][c]", "1"), ("a[b][1][c]", "2"), ("d", "x"), ("e[]", "y")]) == {
        "a": {"b": [{"c": "1"}, {"c": "2"}]},
        "d": "x",
        "e": ["y"],
    }
    with pytest.raises(FormError):
        nested([("a]", "1")])
    with pytest.raises(FormError):
        nested([("a", "1"), ("a[b]", "2")])


def test_a_paid_session_reads_as_paid(checked: StripeState) -> None:
    stripe = fresh(checked)
    session = stripe.create(params(), PAGE)
    stripe.pay(session["id"])
    seen = snapshot_of(stripe.shown(session, ["payment_intent.latest_charge"]))
    assert (seen.status, seen.amount.amount, seen.method) == ("paid", 239800, "card")
    with pytest.raises(StripeRefusal):
        stripe.pay(session["id"])


def test_a_voucher_reads_as_pending_then_paid_or_failed(checked: StripeState) -> None:
    stripe = fresh(checked)
    ends: list[str] = []
    for paid in (True, False):
        session = stripe.create(params(), PAGE)
        stripe.voucher(session["id"], "http://stripe.example/v")
        seen = snapshot_of(stripe.shown(session, ["payment_intent.latest_charge"]))
        assert (seen.status, seen.method) == ("pending", "oxxo")
        assert seen.pay_by == NOW * 1_000 + 5 * DAY
        assert seen.voucher_url.endswith(session["id"])
        stripe.settle(session["id"], paid=paid)
        shown = stripe.shown(session, ["payment_intent.latest_charge"])
        ends.append(snapshot_of(shown).status)
    assert ends == ["paid", "failed"]


def test_time_and_hands_close_a_session(checked: StripeState) -> None:
    stripe = StripeState(StripeSetup(), clock := Standing(), checked.checks)
    first, second = stripe.create(params(), PAGE), stripe.create(params(), PAGE)
    stripe.expire(first["id"])
    with pytest.raises(StripeRefusal):
        stripe.expire(first["id"])
    clock.moment += 2 * HOUR
    assert stripe.session(second["id"])["status"] == "expired"
    assert [event["type"] for event in stripe.events] == ["checkout.session.expired"] * 2


def test_refunds_are_listed_by_payment_and_keep_their_metadata(checked: StripeState) -> None:
    stripe = fresh(checked)
    payment = stripe.pay(stripe.create(params(), PAGE)["id"])["payment_intent"]
    other = stripe.pay(stripe.create(params(), PAGE)["id"])["payment_intent"]
    stripe.refund({"payment_intent": payment, "amount": "100", "metadata": {"ours": "1"}})
    (seen,) = stripe.listed_refunds({"payment_intent": payment, "limit": "100"})
    assert (seen["amount"], seen["metadata"]) == (100, {"ours": "1"})
    assert stripe.listed_refunds({"payment_intent": other}) == []
    for asked in ({"payment_intent": "pi_0"}, {"limit": "101"}, {"limit": "x"}, {"key": "1"}):
        with pytest.raises(StripeRefusal):
            stripe.listed_refunds(asked)
    with pytest.raises(StripeRefusal, match="metadata"):
        stripe.refund({"payment_intent": payment, "metadata": {"k" * 41: "1"}})


def test_refunds_add_up_and_never_exceed_the_payment(checked: StripeState) -> None:
    stripe = fresh(checked)
    session = stripe.pay(stripe.create(params(), PAGE)["id"])
    payment = session["payment_intent"]
    stripe.refund({"payment_intent": payment, "amount": "100"})
    with pytest.raises(StripeRefusal, match="greater"):
        stripe.refund({"payment_intent": payment, "amount": "239800"})
    stripe.refund({"payment_intent": payment})
    with pytest.raises(StripeRefusal, match="already"):
        stripe.refund({"payment_intent": payment})
    shown = stripe.shown(session, ["payment_intent.latest_charge"])
    assert snapshot_of(shown).refunded == 239800


@pytest.mark.parametrize(
    ("event", "ref"),
    [
        ({"type": "checkout.session.completed", "data": {"object": {"id": "cs_1"}}}, "cs_1"),
        ({"type": "charge.refunded", "data": {"object": {"payment_intent": "pi_1"}}}, "pi_1"),
        (
            {"type": "refund.updated", "data": {"object": {"payment_intent": {"id": "pi_1"}}}},
            "pi_1",
        ),
        ({"type": "charge.dispute.closed", "data": {"object": {"payment_intent": None}}}, None),
        ({"type": "customer.created", "data": {"object": {"id": "cus_1"}}}, None),
        ({"type": "checkout.session.completed", "data": []}, None),
        ({}, None),
    ],
)
def test_events_say_what_to_read_again(event: dict[str, Any], ref: str | None) -> None:
    assert event_ref(event) == ref

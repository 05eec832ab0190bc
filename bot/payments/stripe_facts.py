"""Stripe's objects, as plain dicts, read into our values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.payments.amounts import from_stripe
from bot.payments.protocol import Session, Snapshot, Status

_SECONDS: Final = 1_000
# A delayed method that failed leaves its payment in one of these.
_GIVEN_UP: Final = frozenset({"requires_payment_method", "canceled"})
_PAYMENT_EVENTS: Final = ("charge.refunded", "charge.dispute.", "refund.")


def session_of(facts: Mapping[str, Any]) -> Session:
    """Read a Checkout Session that was just made or found. url is empty once it is closed."""
    return Session(
        str(facts["id"]), str(facts.get("url") or ""), int(facts["expires_at"]) * _SECONDS
    )


def snapshot_of(facts: Mapping[str, Any]) -> Snapshot:
    """Read a Checkout Session with its payment and charge expanded."""
    payment = _dict(facts.get("payment_intent"))
    charge = _dict(payment.get("latest_charge"))
    amount = from_stripe(int(facts.get("amount_total") or 0), str(facts["currency"]))
    refunded = from_stripe(int(charge.get("amount_refunded") or 0), amount.currency)
    voucher = _voucher(_dict(payment.get("next_action")))
    return Snapshot(
        ref=str(facts["id"]),
        reference=str(facts.get("client_reference_id") or ""),
        status=_status(facts, payment),
        amount=amount,
        refunded=refunded.amount,
        method=str(_dict(charge.get("payment_method_details")).get("type") or _method(payment)),
        expires_at=int(facts["expires_at"]) * _SECONDS,
        voucher_url=voucher[0],
        pay_by=voucher[1],
        disputed=bool(charge.get("disputed")),
        live=bool(facts.get("livemode")),
    )


def event_ref(event: Mapping[str, Any]) -> str | None:
    """Return the session or payment that an event is about; None when it is not ours to read."""
    kind = str(event.get("type", ""))
    about = _dict(_dict(event.get("data")).get("object"))
    if kind.startswith("checkout.session."):
        return _id(about.get("id"))
    if kind.startswith(_PAYMENT_EVENTS):
        return _id(about.get("payment_intent"))
    return None


def _status(facts: Mapping[str, Any], payment: Mapping[str, Any]) -> Status:
    if facts.get("payment_status") in {"paid", "no_payment_required"}:
        return "paid"
    if facts.get("status") == "expired":
        return "expired"
    if facts.get("status") == "open":
        return "open"
    return "failed" if payment.get("status") in _GIVEN_UP else "pending"


def _voucher(action: Mapping[str, Any]) -> tuple[str, int | None]:
    """Return (page of the printed voucher, until when it can be paid in ms)."""
    details = _dict(action.get(str(action.get("type"))))
    url = details.get("hosted_voucher_url") or details.get("hosted_instructions_url")
    until = details.get("expires_after") or details.get("expires_at")
    return str(url or ""), int(until) * _SECONDS if isinstance(until, int) else None


def _method(payment: Mapping[str, Any]) -> str:
    action = str(_dict(payment.get("next_action")).get("type") or "")
    return action.removesuffix("_display_details")


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _id(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("id")  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    return value if isinstance(value, str) and value else None

"""Stripe's objects as the double keeps them: sessions, payments, charges, refunds, events."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]

API_VERSION: Final = "2026-10-28.endive"


class StripeRefusal(Exception):  # noqa: N818 - an answer of Stripe's, not a fault of ours
    """A request that Stripe answers with an error object."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str = "",
        param: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        facts = {"type": kind, "message": message, "code": code, "param": param}
        self.body: Json = {"error": {key: value for key, value in facts.items() if value}}


@dataclass(frozen=True, slots=True)
class StripeSetup:
    """The simulated Stripe account. The secrets are no secrets."""

    key: str = field(default="sk_test_simulator", repr=False)
    webhook_secret: str = field(default="whsec_simulator", repr=False)
    webhook_url: str = "http://127.0.0.1:8000/webhooks/stripe"


def new_id(prefix: str) -> str:
    """Return an id that looks like Stripe's."""
    return f"{prefix}_{secrets.token_hex(12)}"


def new_session(params: Json, page: str, now: int) -> Json:
    """Return an open session; its parameters were checked. page: base of its payment page."""
    session_id = new_id("cs_test")
    lines: list[Json] = params["line_items"]
    total = sum(one["price_data"]["unit_amount"] * one.get("quantity", 1) for one in lines)
    return {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "created": now,
        "currency": lines[0]["price_data"]["currency"],
        "expires_at": params.get("expires_at", now + 24 * 3600),
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_status": "unpaid",
        "status": "open",
        "success_url": params["success_url"],
        "url": f"{page}/{session_id}",
    }


def new_payment(session: Json, metadata: Json, now: int) -> Json:
    """Return the payment of a session, not paid yet."""
    return {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_received": 0,
        "created": now,
        "currency": session["currency"],
        "latest_charge": None,
        "livemode": False,
        "metadata": metadata,
        "next_action": None,
        "status": "requires_payment_method",
    }


def new_charge(payment: Json, method: str, now: int) -> Json:
    """Return the charge of a payment that went through."""
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": payment["amount"],
        "amount_captured": payment["amount"],
        "amount_refunded": 0,
        "captured": True,
        "created": now,
        "currency": payment["currency"],
        "disputed": False,
        "livemode": False,
        "metadata": payment["metadata"],
        "paid": True,
        "payment_intent": payment["id"],
        "payment_method_details": {"type": method},
        "refunded": False,
        "status": "succeeded",
    }


def new_event(kind: str, about: Json, now: int) -> Json:
    """Return an event about an object as it is now."""
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }

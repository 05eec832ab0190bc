"""The simulated Stripe: what buyers and the API do to sessions, and the events that follow."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.simulator.stripe_checks import Checks
from bot.simulator.stripe_objects import (
    Json,
    StripeRefusal,
    StripeSetup,
    new_charge,
    new_event,
    new_id,
    new_payment,
    new_session,
)

VOUCHER_DAYS = 5


@dataclass(slots=True)
class StripeFaults:
    """What goes wrong on purpose.

    duplicate: so many extra deliveries of each webhook. drop: so many next webhooks never
    come. delay_ms: before each webhook. errors: the next API calls to an edge answer with
    these statuses ({"create": [500, 429]}), without doing what was asked; an edge named
    "hang:create" does it and then never answers, once for each entry.
    """

    duplicate: int = 0
    drop: int = 0
    delay_ms: int = 0
    errors: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def take(self, edge: str) -> int | None:
        """Take the status that this call has to answer, if there is one."""
        waiting = self.errors.get(edge)
        return waiting.pop(0) if waiting else None


@dataclass(slots=True)
class StripeState:
    """Everything the simulated Stripe knows, in memory. Time in whole seconds."""

    setup: StripeSetup
    clock: Clock
    checks: Checks = field(default_factory=Checks)
    faults: StripeFaults = field(default_factory=StripeFaults)
    sessions: dict[str, Json] = field(default_factory=dict[str, Json])
    payments: dict[str, Json] = field(default_factory=dict[str, Json])
    charges: dict[str, Json] = field(default_factory=dict[str, Json])
    refunds: dict[str, Json] = field(default_factory=dict[str, Json])
    events: list[Json] = field(default_factory=list[Json])
    delivered: set[str] = field(default_factory=set[str])
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    calls: list[str] = field(default_factory=list[str])
    emit: Callable[[Json], None] = lambda _event: None

    @property
    def now(self) -> int:
        """Seconds UTC."""
        return self.clock.now() // 1_000

    def create(self, params: Json, page: str) -> Json:
        """Open a session."""
        typed = self.checks.session(params, self.now)
        session = new_session(typed, page, self.now)
        session["payment_metadata"] = (typed.get("payment_intent_data") or {}).get("metadata", {})
        self.sessions[session["id"]] = session
        return session

    def session(self, session_id: str) -> Json:
        """Return a session, expired if its time is over."""
        session = self.sessions.get(session_id)
        if session is None:
            raise StripeRefusal(
                f"No such checkout.session: '{session_id}'", status=404, code="resource_missing"
            )
        if session["status"] == "open" and session["expires_at"] <= self.now:
            self._expire(session)
        return session

    def expire(self, session_id: str) -> Json:
        """Close an open session."""
        session = self.session(session_id)
        if session["status"] != "open":
            raise StripeRefusal("Only Checkout Sessions with a status of `open` can be expired.")
        return self._expire(session)

    def _expire(self, session: Json) -> Json:
        session.update(status="expired", url=None)
        self._happened("checkout.session.expired", session)
        return session

    def pay(self, session_id: str, method: str = "card") -> Json:
        """Pay an open session at once."""
        session, payment = self._begin(session_id)
        self._charge(payment, method)
        session["payment_status"] = "paid"
        self._happened("checkout.session.completed", session)
        return session

    def voucher(self, session_id: str, page: str) -> Json:
        """Print an OXXO voucher for an open session: complete, but not paid."""
        session, payment = self._begin(session_id)
        details = {
            "expires_after": self.now + VOUCHER_DAYS * 24 * 3600,
            "hosted_voucher_url": f"{page}/{session['id']}",
            "number": "1234 5678 9012 3456",
        }
        action = {"type": "oxxo_display_details", "oxxo_display_details": details}
        payment.update(status="requires_action", next_action=action)
        self._happened("checkout.session.completed", session)
        return session

    def settle(self, session_id: str, *, paid: bool) -> Json:
        """Let a printed voucher be paid, or run out."""
        session = self.session(session_id)
        payment = self.payments.get(str(session["payment_intent"]))
        if payment is None or payment["status"] != "requires_action":
            raise StripeRefusal("there is no voucher that waits")
        payment["next_action"] = None
        if paid:
            self._charge(payment, "oxxo")
            session["payment_status"] = "paid"
        else:
            payment["status"] = "requires_payment_method"
        end = "succeeded" if paid else "failed"
        self._happened(f"checkout.session.async_payment_{end}", session)
        return session

    def refund(self, params: Json) -> Json:
        """Give a payment back, wholly or in part."""
        typed = self.checks.refund(params)
        payment = self.payments.get(typed["payment_intent"])
        charge = self.charges.get(str(payment["latest_charge"])) if payment else None
        if payment is None or charge is None:
            raise StripeRefusal("No such payment_intent", status=404, code="resource_missing")
        left = charge["amount"] - charge["amount_refunded"]
        amount = typed.get("amount", left)
        if left == 0:
            raise StripeRefusal("already refunded", code="charge_already_refunded")
        if amount > left:
            raise StripeRefusal("Refund amount is greater than unrefunded amount", param="amount")
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        made = self._refunded(charge, payment, amount, typed.get("metadata") or {})
        self._happened("charge.refunded", charge)
        return made

    def listed_refunds(self, query: Json) -> list[Json]:
        """Return refunds, the newest first; of one payment where it is named."""
        payment = self.checks.refunds(query).get("payment_intent")
        if payment is not None and payment not in self.payments:
            raise StripeRefusal("No such payment_intent", status=404, code="resource_missing")
        found = reversed(self.refunds.values())
        return [one for one in found if payment in {None, one["payment_intent"]}]

    def _refunded(self, charge: Json, payment: Json, amount: int, metadata: Json) -> Json:
        made: Json = {
            "id": new_id("re"),
            "object": "refund",
            "amount": amount,
            "charge": charge["id"],
            "created": self.now,
            "currency": charge["currency"],
            "metadata": metadata,
            "payment_intent": payment["id"],
            "status": "succeeded",
        }
        self.refunds[made["id"]] = made
        self._happened("refund.created", made)
        return made

    def dispute(self, session_id: str) -> None:
        """Let the buyer's bank dispute a payment."""
        payment = self.payments[str(self.session(session_id)["payment_intent"])]
        charge = self.charges[str(payment["latest_charge"])]
        charge["disputed"] = True
        about = {
            "id": new_id("dp"),
            "object": "dispute",
            "charge": charge["id"],
            "payment_intent": payment["id"],
            "status": "needs_response",
        }
        self._happened("charge.dispute.created", about)

    def shown(self, session: Json, expand: list[str] | None = None) -> Json:
        """Return a session as the API answers it; ids become objects where asked for."""
        seen = {key: value for key, value in session.items() if key != "payment_metadata"}
        payment = self.payments.get(str(session["payment_intent"]))
        if payment is None or not any(one.startswith("payment_intent") for one in expand or []):
            return seen
        inner = dict(payment)
        if "payment_intent.latest_charge" in (expand or []):
            inner["latest_charge"] = self.charges.get(str(payment["latest_charge"]))
        return {**seen, "payment_intent": inner}

    def _begin(self, session_id: str) -> tuple[Json, Json]:
        session = self.session(session_id)
        if session["status"] != "open":
            raise StripeRefusal("this session is not open any more")
        payment = new_payment(session, session["payment_metadata"], self.now)
        self.payments[payment["id"]] = payment
        session.update(status="complete", payment_intent=payment["id"], url=None)
        return session, payment

    def _charge(self, payment: Json, method: str) -> None:
        charge = new_charge(payment, method, self.now)
        self.charges[charge["id"]] = charge
        payment.update(
            status="succeeded", latest_charge=charge["id"], amount_received=payment["amount"]
        )

    def _happened(self, kind: str, about: Json) -> None:
        seen = self.shown(about) if about["object"] == "checkout.session" else about
        event = new_event(kind, copy.deepcopy(seen), self.now)
        self.events.append(event)
        self.emit(event)

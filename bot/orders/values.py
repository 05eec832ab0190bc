"""What an order is made of, and what is told about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from actions.shop.cart import CartLine
from actions.shop.money import Money, total

Delivery = Literal["ship", "pickup"]

# Everything that a customer may be told without having asked just now.
NoticeKind = Literal[
    "order_placed", "order_paid", "order_preparing", "order_shipped", "order_delivered",
    "order_cancelled", "payment_pending", "payment_failed", "payment_review",
    "refund_started", "refunded", "recovery",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Details:
    """What the customer wrote on the checkout page. address: (label, text) pairs, in order."""

    name: str = ""
    phone: str = ""
    delivery: Delivery = "ship"
    address: tuple[tuple[str, str], ...] = ()
    zone: str = ""
    notes: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what `order.details` and `payment_attempt.details` keep."""
        return {
            "name": self.name, "phone": self.phone, "delivery": self.delivery,
            "address": [list(part) for part in self.address], "zone": self.zone,
            "notes": self.notes,
        }  # fmt: skip


def details_from(stored: Mapping[str, Any] | None) -> Details:
    """Read stored details back."""
    raw = stored or {}
    return Details(
        name=str(raw.get("name", "")),
        phone=str(raw.get("phone", "")),
        delivery="pickup" if raw.get("delivery") == "pickup" else "ship",
        address=tuple((str(label), str(words)) for label, words in raw.get("address") or ()),
        zone=str(raw.get("zone") or ""),
        notes=str(raw.get("notes", "")),
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """The facts of one message to a customer. url: where it leads, empty when nowhere.

    token: the changing end of that url, for a template's button. method: online, delivery,
    transfer. extra: what only one kind says (tracking, bank details, deadline).
    """

    kind: NoticeKind
    account_id: int
    shop: str
    customer: str = ""
    number: str = ""
    lines: tuple[CartLine, ...] = ()
    shipping: Money | None = None
    total: Money | None = None
    method: str = ""
    delivery: Delivery = "ship"
    url: str = ""
    token: str = ""
    extra: Mapping[str, str] = field(default_factory=dict[str, str])


def grand_total(lines: Sequence[CartLine], shipping: Money) -> Money:
    """Return what is paid in all: the lines and the shipping."""
    return total([line.amount for line in lines], shipping.currency) + shipping

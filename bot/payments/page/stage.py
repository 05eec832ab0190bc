"""Which page a link shows. Pure."""

from __future__ import annotations

from typing import Literal

from bot.payments.apply import settled
from bot.payments.checkout import View

Stage = Literal["order", "review", "pending", "empty", "expired", "form"]


def stage_of(view: View) -> Stage:
    """Return what the customer needs to see: what is done counts before what could be done."""
    if view.order is not None:
        return "order"
    if view.payment is not None and _kept(view.payment.state):
        return "review"
    if view.payment is not None and view.payment.state == "pending":
        return "pending"
    if view.cart_state != "open" or not view.lines:
        return "empty"
    return "form" if view.alive else "expired"


def _kept(state: str) -> bool:
    """Money came in and did not go back: who gave it must not be asked for it again."""
    return settled(state) and state != "refunded"

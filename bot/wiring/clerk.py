"""The back office's commands: orders, reviews, what was given up, what fails.

Arguments and results are plain JSON, as in bot.wiring.office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.shop.money import display, exponent, from_major
from bot.console.api.ports import BackOffice, Direction
from bot.control.server import Command, Progress
from bot.orders.ports import OrderDesk
from bot.orders.states import STATES, OrderStateError
from bot.payments.reviews import DECISIONS, ReviewError


class ClerkError(RuntimeError):
    """Something that was asked for is not there or not so; says what."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """Does one account's back office at the command line's word."""

    account_id: int
    orders: OrderDesk
    office: BackOffice

    def commands(self) -> dict[str, Command]:
        """Return every command by its name on the control socket."""
        return {
            "order.paid": self.mark_paid,
            "order.move": self.move,
            "order.cancel": self.cancel,
            "order.refund": self.refund,
            "review.close": self.close_review,
            "dead.revive": self.revive,
            "timer.run": self.run_again,
            "number.resume": self.resume_numbers,
        }

    async def mark_paid(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Mark an order as paid; the customer is told once."""
        number = int(given["number"])
        await self.orders.mark_paid(self.account_id, number)
        return {"number": number}

    async def move(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Move an order on; the customer is told once."""
        number, state = int(given["number"]), str(given["state"])
        if state not in STATES:
            raise OrderStateError(f"there is no state {state}")
        tracking = str(given.get("tracking", ""))
        await self.orders.move(self.account_id, number, state, tracking=tracking)
        return {"number": number}

    async def cancel(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Cancel an order; stock and, unless told not to, the online payment go back."""
        number, reason = int(given["number"]), str(given["reason"])
        refund = bool(given["refund"])
        await self.orders.cancel(self.account_id, number, refund=refund, reason=reason)
        return {"number": number}

    async def refund(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Give back a part of an order's payment, or the rest of it; once under each key."""
        number, amount = int(given["number"]), given["amount"]
        minor = None if amount is None else minor_units(str(amount), str(given["currency"]))
        key = str(given["key"] or ("all" if minor is None else minor))
        asked = await self.orders.refund(self.account_id, number, minor, key)
        return {"number": number, "amount": display(asked)}

    async def close_review(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Do what was decided about a payment and close its review."""
        review_id, decision = int(given["id"]), str(given["decision"])
        if decision not in DECISIONS:
            raise ReviewError(f"close it as one of {', '.join(DECISIONS)}")
        closed = await self.office.reviews.close(self.account_id, review_id, decision)
        return {"id": closed.id, "reason": closed.reason}

    async def revive(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Try a message that was given up once more."""
        direction, letter = str(given["direction"]), int(given["id"])
        known: Direction = "in" if direction == "in" else "out"
        if not await self.office.letters.revive(self.account_id, known, letter):
            raise ClerkError(f"message {known}-{letter} is not in `millennium dead list`")
        return {}

    async def run_again(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Run work that fails or was given up."""
        key = str(given["key"])
        if not await self.office.timers.run_again(self.account_id, key):
            raise ClerkError(f"timer {key!r} is not in `millennium timer list`")
        return {}

    async def resume_numbers(self, _: Mapping[str, Any], __: Progress) -> Any:
        """Let paused numbers send again; what was held back goes out."""
        return {"numbers": await self.office.numbers.resume(self.account_id)}


def minor_units(amount: str, currency: str) -> int:
    """Read an amount as a person types it ("50.00"); ClerkError for what is none."""
    try:
        value = Decimal(amount)
    except InvalidOperation as error:
        raise ClerkError(f"{amount!r} is no amount; write it as 50 or 49.90") from error
    if not value.is_finite() or value <= 0 or value >= Decimal(10) ** 12:
        raise ClerkError(f"{amount!r} is no amount; write it as 50 or 49.90")
    money = from_major(value, currency)
    if money.major != value:
        raise ClerkError(f"{currency} has {exponent(currency)} decimals; {amount} has more")
    return money.amount

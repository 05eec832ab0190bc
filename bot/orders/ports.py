"""What orders need from others: words, the wire's shape, and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from actions.replies import Link, Text
from actions.shop.money import Money
from bot.orders.states import State
from bot.orders.values import Notice

Wire = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """An approved WhatsApp template: its name, its body's variables, whether it has a button.

    variables: their names in order ("1", "2" or "order_number") as Meta keeps them.
    """

    name: str
    language: str
    variables: tuple[str, ...] = ()
    named: bool = False
    button: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """One message in the forms it may take. body: what people read in the conversation."""

    body: str
    free: Wire | None
    template: Wire | None


class Words(Protocol):
    """Wording by name from domain.yml, for messages that answer no turn."""

    def say(self, name: str, account_id: int, **values: str) -> str:
        """Return the words of utter_<name> in the account's register, values filled in."""
        ...


class Shape(Protocol):
    """Gives messages WhatsApp's shape (the Graph JSON without its envelope)."""

    def free(self, reply: Text | Link) -> Wire: ...

    def template(
        self, template: Template, body: Sequence[str], button: str | None = None
    ) -> Wire: ...


class Receipts(Protocol):
    """Composes what a customer is told. Pure: it is called inside a commit."""

    def url(self, token: str) -> str:
        """Return the checkout page's address for a token."""
        ...

    def compose(self, notice: Notice, template: Template | None) -> Forms:
        """Return the message in every form it can take."""
        ...


class OrderDesk(Protocol):
    """What people do with orders. Every call raises OrderStateError when it cannot be."""

    async def mark_paid(self, account_id: int, number: int) -> None:
        """Keep that the money came in, and tell the customer; done before: nothing."""
        ...

    async def move(self, account_id: int, number: int, state: State, *, tracking: str = "") -> None:
        """Go on to preparing, shipped or delivered, and tell the customer.

        There already: nothing, unless the tracking is a new one, which is told too.
        """
        ...

    async def cancel(
        self, account_id: int, number: int, *, refund: bool = True, reason: str = ""
    ) -> None:
        """Cancel: the stock comes back, an online payment is refunded unless told not to.

        reason: kept for the shop's people; the customer is not told it. Done before: nothing.
        """
        ...

    async def refund(self, account_id: int, number: int, amount: int | None, key: str) -> Money:
        """Give back a part of an online payment (minor units), or all that is left of it.

        The same key again gives nothing more. The customer is told when it has gone back.
        Returns what is given back.
        """
        ...

"""Conversations and messages as pages and API read them. Moments in ms UTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from actions.shop.cart import Cart
from actions.shop.money import Money
from actions.shop.product import Product

# Why people are asked to look at a conversation that stays the bot's.
FLAGS: Final = frozenset(["voice", "file", "receipt", "place"])

Show = Literal["all", "asks", "unread", "person", "bot"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations. search: part of a name or number. before: (updated_at, id)."""

    show: Show = "all"
    search: str = ""
    before: tuple[int, int] | None = None
    limit: int = 40


@dataclass(frozen=True, slots=True)
class Last:
    """The newest message of a conversation."""

    direction: str
    author: str
    type: str
    body: str
    status: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation. phone: E.164 digits or the username. holder: who of us has it."""

    id: int
    customer_id: int
    name: str
    phone: str
    mode: Literal["bot", "person"]
    asks: bool
    unread: int
    updated_at: int
    last_customer_at: int | None
    holder_id: int | None = None
    holder: str = ""
    reason: str = ""
    summary: str = ""
    handover_at: int | None = None
    last: Last | None = None

    @property
    def flagged(self) -> bool:
        """Whether people shall look at it although the bot answers."""
        return self.mode == "bot" and self.asks and self.reason in FLAGS


@dataclass(frozen=True, slots=True)
class LoggedFile:
    """A message's file. state: known (being fetched), kept or gone; reason: why it is gone."""

    state: str
    mime: str = ""
    size: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A message of the log. payload: Meta's JSON as it came, or the wire that went out.

    shows_payment_of: the number of the order that its file is kept with.
    """

    id: int
    direction: str
    author: str
    type: str
    body: str
    payload: Mapping[str, Any]
    at: int
    person: str = ""
    wamid: str = ""
    quoted_wamid: str = ""
    status: str = ""
    error_code: int | None = None
    error: str = ""
    turn_id: int | None = None
    shows_payment_of: int | None = None
    file: LoggedFile | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What the bot made of one turn."""

    outcome: str
    intent: str
    acts: Sequence[Mapping[str, Any]]
    timings: Mapping[str, float]
    model: str
    at: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A stretch of a conversation, oldest first, with all that its messages name.

    quoted: messages by wamid. products: by SKU. more: there are older ones.
    """

    talk: Talk
    messages: tuple[Logged, ...]
    quoted: Mapping[str, Logged] = field(default_factory=dict[str, Logged])
    products: Mapping[str, Product] = field(default_factory=dict[str, Product])
    more: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """How far a message got; status is empty for those of customers. file: its file's state."""

    id: int
    status: str
    error_code: int | None = None
    error: str = ""
    at: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order in short. receipts: where the files are that show its payment."""

    number: int
    state: str
    paid: bool
    total: Money
    placed_at: int
    units: int
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """Who the customer is and what they bought or are about to buy."""

    name: str
    username: str
    phones: tuple[str, ...]
    country: str
    marketing: str
    since: int
    cart: Cart | None = None
    orders: tuple[PlacedOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations each short list holds; 1,000 stands for more."""

    asks: int = 0
    unread: int = 0
    person: int = 0

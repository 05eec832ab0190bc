"""What a turn starts from and what it leaves: the two values the database exchanges with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from actions.ports import Customer
from actions.shop.cart import Cart
from actions.shop.place import Place
from bot.accounts.preferences import Preferences
from bot.outbox.ports import Pending
from index.types import Found

Mode = Literal["bot", "person"]


class ConflictError(Exception):
    """Somebody else changed the conversation, the cart or the lane: run the turn again."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Why a person is needed, and what they should know."""

    reason: str
    summary: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A message whose file shows the payment of an order of the same customer.

    number: None for the only one that awaits a transfer, if there is exactly one.
    """

    number: str | None
    wamid: str


@dataclass(frozen=True, slots=True)
class Searched:
    """One search of the turn and the SKUs that were shown of it."""

    found: Found
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A conversation as it stood when its turn began. Versions fence the closing commit.

    waits: it was handed over and no person has answered yet.
    """

    account_id: int
    conversation_id: int
    phone_number_id: str
    version: int
    mode: Mode
    context: str | None
    customer: Customer
    preferences: Preferences
    catalog_id: str
    cart: Cart | None
    session_at: int | None
    last_turn_at: int | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """One inbox row as the message log keeps it.

    body: what people read ("[nota de voz]" for a voice note). type: Meta's. opened: when it
    opened the 24-hour window; None for what opens none.
    """

    inbox_id: int
    wamid: str
    type: str
    body: str
    payload: Mapping[str, Any]
    at: int
    author: Literal["customer", "phone", "system"] = "customer"
    quoted_wamid: str | None = None
    media: Mapping[str, Any] | None = None
    opened: int | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """One message to send: the wire payload, and its words for the log."""

    type: str
    payload: Mapping[str, Any]
    body: str


@dataclass(frozen=True, slots=True)
class Observed:
    """What is kept of how a turn was understood and how long each stage took (ms)."""

    outcome: Literal["answered", "failed", "held", "ignored"]
    acts: Sequence[Mapping[str, Any]] = ()
    timings: Mapping[str, float] = field(default_factory=dict[str, float])
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything a turn writes, in one commit.

    flag: people shall look at the conversation, which stays the bot's. place: where the cart
    that is open then is to be delivered.
    sends_at: the moment of the commit, which then begins to send the first message as well; None:
    whoever looks next sends it.
    """

    key: str
    lane: str
    owner: str
    loaded: Loaded
    now: int
    arrived: Sequence[Arrived]
    observed: Observed
    leaving: Sequence[Leaving] = ()
    context: str | None = None
    cart: Cart | None = None
    link_name: str | None = None
    hand_over: HandOver | None = None
    takeover: bool = False
    hand_back: bool = False
    opted_out: bool = False
    searches: Sequence[Searched] = ()
    flag: HandOver | None = None
    receipts: Sequence[Receipt] = ()
    place: Place | None = None
    sends_at: int | None = None


class Turns(Protocol):
    """The database as a turn needs it."""

    async def load(self, lane: str) -> Loaded:
        """Read the conversation of a lane."""
        ...

    async def quoted(self, account_id: int, wamid: str) -> tuple[str, ...]:
        """Return the SKUs that our message with this id showed, in order."""
        ...

    async def is_newest(self, conversation_id: int, wamid: str) -> bool:
        """Whether this is the last message that the shop wrote in the conversation."""
        ...

    async def close(self, closing: Closing) -> Sequence[Pending]:
        """Write the turn as a whole. ConflictError: nothing was written, run it again.

        Returns messages to send at once, the first of them begun; it may be none.
        """
        ...

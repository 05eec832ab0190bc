"""What sending needs from outside: the database and the way to Meta."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.outbox.outgoing import Form, Wire
from bot.whatsapp.identity import Recipient


@dataclass(frozen=True, slots=True)
class Pending:
    """A message that is not out yet, with all that sending depends on. Times in ms UTC.

    state: queued, or sending when a try was begun whose outcome is not known here.
    attempts: how often it was ever tried; names the try. forgiven: how many of these count no
    more, because a person let it go on. begun: the form of a try that the commit which wrote the
    message began as well; whoever is handed this posts it at once, or begins another try.
    """

    id: int
    account_id: int
    lane: str
    kind: str
    phone_number_id: str
    forms: Mapping[Form, Wire | None]
    state: str
    attempts: int
    next_try_at: int
    recipient: Recipient | None
    last_customer_at: int | None
    paused: bool
    forgiven: int = 0
    begun: Form | None = None

    @property
    def tries(self) -> int:
        """How many tries count against it."""
        return self.attempts - self.forgiven


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to Meta. callback comes back in every status of the message."""

    account_id: int
    phone_number_id: str
    recipient: Recipient
    wire: Wire
    callback: str


class Sender(Protocol):
    """The way to Meta."""

    async def send(self, letter: Letter) -> str:
        """Send a message and return its wamid. bot.whatsapp.errors.WhatsAppError when not."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Meta took."""

    id: int
    wamid: str
    form: Form


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message that did not go out.

    state: queued (again, at next_try_at), held (its number is paused), failed (Meta refused
    it), dead (given up). drop: forms that may not be used any more. flag: a person shall look
    at the conversation. pause: why the number stops sending. opted_out: the person wants no
    marketing.
    """

    state: str
    reason: str
    code: int | None = None
    next_try_at: int = 0
    drop: tuple[Form, ...] = ()
    flag: bool = False
    pause: bool = False
    opted_out: bool = False


class OutboxStore(Protocol):
    """Messages on their way, in the database. Writes are fenced by the lane's owner."""

    async def begin(self, pending: Pending, node: str, form: Form, retry_at: int) -> bool:
        """Note that a try begins. retry_at: when it may be repeated if it stays without answer.

        False: the lane or the message is not ours to send any more.
        """
        ...

    async def sent(self, sent: Sent, at: int) -> None:
        """Note that Meta took a message."""
        ...

    async def settle(self, pending: Pending, verdict: Verdict, at: int) -> None:
        """Write what becomes of a message that did not go out."""
        ...

    async def hold(self, lane: str, at: int) -> None:
        """Set a lane's messages of paused numbers aside until the number goes on.

        One whose outcome is not known goes on waiting for the status that tells it.
        """
        ...


class Alarms(Protocol):
    """Who is told at once when a number stops sending."""

    async def number_paused(self, account_id: int, phone_number_id: str, reason: str) -> None:
        """Tell people that nothing goes out over this number until they act."""
        ...

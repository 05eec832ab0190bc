"""What payments need from the database. Every write is one commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from actions.shop.money import Money
from bot.payments.checkout import Begun, Confirmation, Offline, Plan, View
from bot.payments.protocol import Event, RefundResult, Session, Snapshot


class Checkout(Protocol):
    """The page's reads and writes."""

    async def view(self, token_hash: str) -> View | None:
        """Return what the link shows; None for a token that was never given out."""
        ...

    async def place(self, confirmed: Confirmation, method: Offline, token: str) -> int:
        """Make the order and return its number. ChangedError when it is not as confirmed."""
        ...

    async def begin(self, confirmed: Confirmation, plan: Plan) -> Begun:
        """Return the live attempt for exactly this, or keep a new one. ChangedError as above."""
        ...

    async def attempt_of(self, cart_id: int, ref: str) -> int | None:
        """Return the cart's attempt that a provider knows by this id."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """An attempt as the work around it needs it. state: see apply.State."""

    id: int
    account_id: int
    provider: str
    ref: str | None
    reference: str
    state: str
    created_at: int


@dataclass(frozen=True, slots=True)
class PendingRefund:
    """Money to give back. ref: the payment at its provider."""

    id: int
    account_id: int
    attempt_id: int
    provider: str
    ref: str
    amount: Money
    key: str
    state: str


class Ledger(Protocol):
    """Attempts, what providers say about them, refunds, webhooks."""

    async def opened(self, attempt_id: int, session: Session) -> str:
        """Keep the page that the provider opened; return the attempt's state."""
        ...

    async def abandon(self, attempt_id: int) -> None:
        """Give up an attempt that opened no page; it is still looked after."""
        ...

    async def known(self, attempt_id: int) -> Known:
        """Return an attempt."""
        ...

    async def find(self, account_id: int, provider: str, seen: Snapshot) -> int | None:
        """Return the account's attempt that a provider's payment belongs to."""
        ...

    async def unsettled(self, account_id: int | None) -> list[int]:
        """Return attempts of which something may still come."""
        ...

    async def apply(
        self, attempt_id: int, seen: Snapshot, token: str, event_id: str | None = None
    ) -> str:
        """Do all that a snapshot means, in one commit; return the attempt's state.

        token: a fresh one, for the link of a message that this may cause. event_id: the
        webhook that this is the effect of, closed in the same commit.
        """
        ...

    async def checked(self, attempt_id: int) -> None:
        """Note that a look brought nothing new, and plan the next one."""
        ...

    async def receive(self, account_id: int, provider: str, event: Event) -> None:
        """Keep a webhook as open, once, and have it worked on."""
        ...

    async def event_is_open(self, provider: str, event_id: str) -> bool:
        """Whether a webhook still waits for its effect."""
        ...

    async def close_event(self, provider: str, event_id: str) -> None:
        """Note that a webhook had its effect."""
        ...

    async def refund(self, refund_id: int) -> PendingRefund:
        """Return a refund."""
        ...

    async def refund_result(self, refund_id: int, result: RefundResult) -> None:
        """Keep what became of a refund; a failed one goes to a person."""
        ...

    async def refund_failed(self, refund_id: int, why: str) -> None:
        """Give a refund to a person."""
        ...

    async def refund_stuck(self, refund_id: int, why: str) -> None:
        """Tell a person of a refund that its provider never answered; it stays owed."""
        ...


class Tokens(Protocol):
    """Where unguessable words come from."""

    def __call__(self) -> str:
        """Return 256 random bits, URL-safe."""
        ...

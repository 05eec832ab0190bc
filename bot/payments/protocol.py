"""The one shape behind which every payment provider stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from actions.shop.cart import CartLine
from actions.shop.money import Money

# What a provider says about a payment; states of our own attempts are in apply.
Status = Literal["open", "pending", "paid", "failed", "expired"]

# Stands in stored parameters for the checkout link's token, which is never stored.
TOKEN = "{token}"  # noqa: S105 - no secret: what is put in its place is one


@dataclass(frozen=True, slots=True)
class Sale:
    """What is to be paid: lines, shipping, and where the customer comes back to.

    reference: our unguessable name of the attempt. expires_at: ms UTC. The URLs hold TOKEN.
    """

    reference: str
    lines: tuple[CartLine, ...]
    shipping: Money
    expires_at: int
    success_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class Session:
    """A payment page that the provider opened. expires_at: ms UTC."""

    ref: str
    url: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a payment stands at the provider, read from the provider itself.

    reference is ours as the provider kept it. pay_by: until when a printed voucher can be
    paid, ms UTC. refunded: what went back so far in all. live: not a test.
    """

    ref: str
    reference: str
    status: Status
    amount: Money
    refunded: int = 0
    method: str = ""
    expires_at: int | None = None
    voucher_url: str = ""
    pay_by: int | None = None
    disputed: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A verified webhook: only a hint that the payment `ref` should be read again."""

    id: str
    ref: str


@dataclass(frozen=True, slots=True)
class RefundResult:
    """What became of a refund: done, pending (the bank or the buyer must act) or failed."""

    ref: str
    state: Literal["done", "pending", "failed"]


class Provider(Protocol):
    """One merchant's account at one provider. Every call may raise ProviderError."""

    @property
    def name(self) -> str:
        """The word in URLs and tables: "stripe"."""
        ...

    @property
    def live(self) -> bool:
        """Whether real money moves."""
        ...

    @property
    def pages(self) -> tuple[str, ...]:
        """Origins of its payment pages ("https://checkout.stripe.com")."""
        ...

    def supports(self, amount: Money) -> bool:
        """Whether it can charge exactly this amount in this currency."""
        ...

    def request(self, sale: Sale) -> dict[str, Any]:
        """Return the full parameters of `create`, to be stored before the first call. Pure."""
        ...

    async def create(self, reference: str, request: Mapping[str, Any], token: str) -> Session:
        """Open a payment page; the same reference and parameters give the same page."""
        ...

    async def find(self, reference: str, since: int) -> Session | None:
        """Look for a page whose creation had an unknown outcome. since: ms UTC."""
        ...

    async def fetch(self, ref: str) -> Snapshot | None:
        """Read how a payment stands; None when the provider does not know it."""
        ...

    async def cancel(self, ref: str) -> None:
        """Close the page so that it cannot be paid; one that is closed already is fine."""
        ...

    async def refund(self, ref: str, amount: Money, key: str) -> RefundResult:
        """Give money back; the same key never gives it twice."""
        ...

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Check a webhook. None: genuine, but about nothing of ours. ForgedError otherwise."""
        ...

    async def missed(self, since: int) -> list[Event]:
        """Return events since then (ms UTC) that the provider could not deliver."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Providers(Protocol):
    """Which providers an account has."""

    async def of(self, account_id: int) -> Mapping[str, Provider]:
        """Return the account's configured providers by name; empty when there is none."""
        ...

"""What the API reads beyond the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from actions.shop.cart import CartLine
from actions.shop.product import Product
from bot.accounts.preferences import Preferences
from bot.console.files import file_path
from bot.orders.values import Details
from bot.payments.reviews import Reviews


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A file that a customer sent to show the payment of an order; at: ms UTC.

    state: known (being fetched), kept or gone.
    """

    message_id: int
    conversation_id: int
    mime: str
    size: int
    state: str
    at: int

    @property
    def path(self) -> str:
        """Where people who are signed in get it."""
        return file_path(self.conversation_id, self.message_id)


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines. Amounts in minor units of currency, moments in ms UTC.

    refunded: what went back of its online payment. cancel_reason: for the shop's people.
    receipts: they show a payment, they are none.
    """

    number: int
    state: str
    method: str
    currency: str
    subtotal: int
    shipping: int
    total: int
    placed_at: int
    paid_at: int | None
    tracking: str
    conversation_id: int
    customer: str
    phone: str
    details: Details
    lines: tuple[CartLine, ...]
    refunded: int = 0
    cancel_reason: str = ""
    receipts: tuple[ReceiptFile, ...] = ()


class OrderReader(Protocol):
    """Orders of one account."""

    async def orders(
        self, account_id: int, *, state: str | None, before: int | None, limit: int
    ) -> list[Order]:
        """Return orders, newest first; those before a number, where one is given."""
        ...

    async def order(self, account_id: int, number: int) -> Order | None: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A product that was found. score: 0 to 1, the best first."""

    product: Product
    score: float


class ProductFinder(Protocol):
    """Search as customers have it."""

    async def find(self, account_id: int, query: str, limit: int) -> list[Hit]: ...


class SettingStore(Protocol):
    """What merchants set."""

    async def read(self, account_id: int) -> Preferences: ...

    async def write_all(self, account_id: int, values: Mapping[str, str | float]) -> None: ...


Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up. out: one of ours; in: a customer's that got no turn.

    state: failed (Meta refused it, or it may not go out) or dead (given up after its tries).
    reason: why, as the last try told. code: Meta's. at: ms UTC.
    """

    direction: Direction
    id: int
    kind: str
    state: str
    reason: str
    code: int | None
    tries: int
    conversation_id: int | None
    text: str
    at: int


class DeadLetters(Protocol):
    """What was given up in one account."""

    async def letters(self, account_id: int, limit: int) -> list[DeadLetter]:
        """Return letters, newest first."""
        ...

    async def revive(self, account_id: int, direction: Direction, letter_id: int) -> bool:
        """Try a letter once more; its tries count from nought. False: it was not given up."""
        ...


@dataclass(frozen=True, slots=True)
class FailingTimer:
    """Work that failed at its last try. given_up_at: since when it is tried no more; ms UTC."""

    key: str
    kind: str
    error: str
    tries: int
    due_at: int
    given_up_at: int | None


class FailingTimers(Protocol):
    """Work of an account, and of the whole installation, that fails."""

    async def timers(self, account_id: int) -> list[FailingTimer]:
        """Return what fails, given up first."""
        ...

    async def run_again(self, account_id: int, key: str) -> bool:
        """Try it now, as if it had never failed. False: nothing of this key fails."""
        ...


@dataclass(frozen=True, slots=True)
class Number:
    """A WhatsApp number. held: messages that wait until it sends again."""

    id: str
    phone: str
    paused: bool
    reason: str
    held: int


class Numbers(Protocol):
    """The account's WhatsApp numbers."""

    async def numbers(self, account_id: int) -> list[Number]: ...

    async def resume(self, account_id: int) -> dict[str, int]:
        """Let paused numbers send again; return how many messages each had held back."""
        ...


@dataclass(frozen=True, slots=True)
class BackOffice:
    """What people must look at from time to time."""

    reviews: Reviews
    letters: DeadLetters
    timers: FailingTimers
    numbers: Numbers

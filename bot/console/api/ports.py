"""What the API reads beyond the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from actions.shop.cart import CartLine
from actions.shop.product import Product
from bot.accounts.preferences import Preferences
from bot.orders.values import Details


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines. Amounts in minor units of currency, moments in ms UTC."""

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

    async def write(self, account_id: int, key: str, value: str | float) -> None: ...

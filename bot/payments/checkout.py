"""What the checkout page reads and writes, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from actions.shop.cart import CartLine
from actions.shop.money import Money
from actions.shop.place import Place
from actions.shop.product import Product
from bot.accounts.preferences import Preferences
from bot.orders.values import Details

Offline = Literal["delivery", "transfer"]


class ChangedError(Exception):
    """The cart, its prices or its stock are not what was confirmed: show it again."""


@dataclass(frozen=True, slots=True)
class Payment:
    """The cart's newest attempt that counts, for words. amount is what is or was to be paid.

    lines: what it is for, which an older version of the cart may have been.
    """

    state: str
    amount: Money
    lines: tuple[CartLine, ...]
    method: str = ""
    voucher_url: str = ""
    pay_by: int | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order that the cart became."""

    number: int
    state: str
    method: str
    paid: bool
    lines: tuple[CartLine, ...]
    shipping: Money
    total: Money
    delivery: str
    tracking: str = ""
    refunded: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page behind one link shows, read in one moment.

    phone: the shop's WhatsApp number, digits. marketing: unknown, in, out. alive: the link
    neither expired nor was revoked. seen_version: the cart's version when the link was made,
    or the newer one that was confirmed on the page. place: sent in the chat.
    """

    link_id: int
    account_id: int
    alive: bool
    seen_version: int
    cart_id: int
    cart_state: str
    cart_version: int
    currency: str
    lines: tuple[CartLine, ...]
    shelf: Mapping[str, Product]
    preferences: Preferences
    expires_at: int
    phone: str = ""
    customer_name: str = ""
    customer_phone: str = ""
    marketing: str = "unknown"
    details: Details | None = None
    payment: Payment | None = None
    order: Ordered | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a customer confirmed on the page. lines: exactly what was shown to them.

    consent: the words that were ticked, empty when they were not.
    """

    link_id: int
    account_id: int
    cart_id: int
    cart_version: int
    lines: tuple[CartLine, ...]
    shipping: Money
    details: Details
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A new attempt, complete before its provider is asked. expires_at in ms UTC."""

    provider: str
    live: bool
    reference: str
    amount: Money
    request: Mapping[str, Any]
    expires_at: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt, new or found. url: its payment page, empty until the provider opened one."""

    id: int
    cart_version: int
    fresh: bool
    reference: str
    request: Mapping[str, Any]
    url: str
    created_at: int

"""What the actions need from outside: the turn they answer, and the shop's rooms.

Protocols only. Wiring gives every action its ports when it is made; the turn that is
running comes from actions.current.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from actions.replies import Reply
from actions.shop.cart import Cart
from actions.shop.context import Context
from actions.shop.place import Place
from actions.shop.product import Product
from index.types import Answer, Filters, Found

Register = Literal["tu", "vos", "usted"]


@dataclass(frozen=True, slots=True)
class Shop:
    """The account's settings that answers depend on. country: "mx", language: "es"."""

    account_id: int
    name: str
    currency: str
    country: str
    language: str = "es"
    register: Register = "tu"
    search: bool = True
    default_reply: str = ""
    catalog_id: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who writes. known: has been answered before today; name may be empty."""

    id: int
    name: str = ""
    country: str = ""
    language: str = "es"
    known: bool = False


@dataclass(frozen=True, slots=True)
class Ad:
    """The ad or post that brought the customer: where it leads, its id and its words."""

    url: str = ""
    source_id: str = ""
    headline: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One act of the customer: what was typed, tapped or sent.

    text: cleaned words (empty for pure events). payload: the event's facts, for
    EXTERNAL_* (cart lines, answered option, asked SKU). quoted: SKUs of the message
    that was quoted or tapped, in the order shown there. asked_sku: the product that
    WhatsApp says the message is about (referred_product). ad: what brought the customer.
    """

    text: str
    event: str | None = None
    payload: Mapping[str, object] = field(default_factory=dict[str, object])
    quoted: tuple[str, ...] = ()
    asked_sku: str | None = None
    ad: Ad | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What Rasa understood: intent, its confidence 0..1 and entities by name."""

    intent: str
    confidence: float
    entities: tuple[tuple[str, str], ...] = ()


class Turn(Protocol):
    """One turn: a unit of work. Nothing is written before it closes as a whole."""

    @property
    def key(self) -> str: ...
    @property
    def now(self) -> int:
        """Milliseconds UTC when the turn began."""
        ...

    @property
    def shop(self) -> Shop: ...
    @property
    def customer(self) -> Customer: ...
    @property
    def said(self) -> Said:
        """The act that is being answered now."""
        ...

    @property
    def understanding(self) -> Understanding | None: ...
    @property
    def context(self) -> Context:
        """Mutable memory of the conversation."""
        ...

    @property
    def cart(self) -> Cart:
        """The open cart, with this turn's own changes."""
        ...

    @property
    def replies(self) -> Sequence[Reply]:
        """What was answered in this turn so far, also to the acts before this one."""
        ...

    def reply(self, reply: Reply) -> None:
        """Add an answer; answers go out in this order after the turn has closed."""
        ...

    def change_cart(self, cart: Cart) -> None:
        """Make this the customer's open cart when the turn closes."""
        ...

    def checkout_link(self) -> str:
        """Return the URL that pays the cart as it stands when the turn closes."""
        ...

    def hand_over(self, reason: str, summary: str) -> None:
        """Give the conversation to a person. reason: a short code such as "asked"."""
        ...

    def flag(self, reason: str, summary: str) -> None:
        """Ask people to look at the conversation, which stays the bot's. reason: a short code."""
        ...

    def attach_receipt(self, number: str, wamid: str) -> None:
        """Keep the file of a message with an order, as what shows its payment; marks nothing."""
        ...

    def deliver_to(self, place: Place) -> None:
        """Make this the delivery place of the open cart, or of the next one."""
        ...

    def stop_marketing(self) -> None:
        """Take back the customer's consent to reminders, for good."""
        ...

    def record_search(self, found: Found, shown: Sequence[str]) -> None:
        """Keep what was searched, found and shown (also when it was nothing)."""
        ...


class Responses(Protocol):
    """Wording by name from domain.yml: variant, register and language chosen here."""

    def say(self, name: str, turn: Turn, /, **values: str) -> str:
        """Return the words of utter_<name> with {values} filled in.

        KeyError for a name that domain.yml lacks.
        """
        ...


class Products(Protocol):
    """The account's catalog."""

    async def by_sku(self, shop: Shop, skus: Sequence[str]) -> list[Product]:
        """Return the products that exist, in the order asked for."""
        ...

    async def variants(self, shop: Shop, group: str) -> list[Product]:
        """Return every variant of a group, cheapest first, then by size."""
        ...

    async def categories(self, shop: Shop) -> list[tuple[str, tuple[str, ...]]]:
        """Return categories or collections with some sendable SKUs each, largest first."""
        ...


class Discovery(Protocol):
    """Search in the account's index (spelling, synonyms and filters included)."""

    async def search(
        self,
        shop: Shop,
        text: str,
        filters: Filters = Filters(),
        *,
        limit: int = 10,
        parse: bool = True,
    ) -> Found: ...

    async def exact(self, shop: Shop, text: str) -> str | None:
        """Return the SKU that a SKU, GTIN or product URL in the text stands for."""
        ...

    async def similar(self, shop: Shop, sku: str, *, limit: int = 3) -> list[str]:
        """Return in-stock SKUs of other products nearest to this one."""
        ...


class Answers(Protocol):
    """Answers from product facts and from the shop's FAQ."""

    async def about_product(self, shop: Shop, sku: str, question: str) -> Answer | None:
        """Return what the product's own data say, None when they do not say it."""
        ...

    async def about_shop(self, shop: Shop, question: str) -> Answer | None:
        """Return the FAQ's answer above its threshold, else None."""
        ...


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One order of a customer, for words. number is what people say ("1042").

    state: placed, paid, preparing, shipped, delivered, cancelled, refunded. awaits_transfer:
    its transfer has not come in yet. receipts: files kept as showing its payment.
    """

    number: str
    state: str
    paid: bool
    total: str
    lines: tuple[str, ...]
    placed_at: int
    method: str
    tracking: str = ""
    awaits_transfer: bool = False
    receipts: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way to the customer."""
        return self.state in {"placed", "paid", "preparing", "shipped"}


class Orders(Protocol):
    """Orders of one customer only."""

    async def of_customer(self, shop: Shop, customer_id: int) -> list[OrderSummary]:
        """Return the customer's orders, newest first, at most 10."""
        ...


class Hours(Protocol):
    """When people answer."""

    def next_answer(self, shop: Shop, now: int) -> str:
        """Say in Spanish when a person answers: "en unos minutos", "mañana desde las 9:00"."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything the actions are made with."""

    responses: Responses
    products: Products
    discovery: Discovery
    answers: Answers
    orders: Orders
    hours: Hours

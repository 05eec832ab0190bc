"""The API's JSON. Moments are milliseconds UTC; amounts are minor units of their currency."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from bot.console.api.endpoint import Shape

Moment = int


class ConversationsQuery(Shape):
    """Which conversations, newest first."""

    show: Literal["all", "bot", "person", "asks", "unread"] = Field("all", description="Which.")
    q: str = Field("", max_length=80, description="Part of a name or number.")
    before: str = Field(
        "", pattern=r"^(\d{1,18}-\d{1,18})?$", description="`next` of the page before."
    )
    limit: int = Field(40, ge=1, le=100)


class LastMessage(Shape):
    """The newest message in short."""

    direction: str
    author: str
    type: str
    text: str
    status: str | None
    at: Moment


class Conversation(Shape):
    """A conversation with one customer over one number."""

    id: int
    customer: str
    phone: str
    mode: Literal["bot", "person"]
    asks_for_person: bool
    holder: str = Field(description="Who of the team has it; empty: nobody.")
    reason: str = Field(description="Why it was handed over.")
    unread: int
    updated_at: Moment
    window_closes_at: Moment | None = Field(description="Until when it may be answered.")
    last_message: LastMessage | None


class Conversations(Shape):
    """One page of conversations."""

    conversations: list[Conversation]
    next: str | None = Field(description="Give it as `before` for the next page.")


class MessagesQuery(Shape):
    """Which messages: the newest, those before an id, or those after one."""

    before: int | None = Field(None, ge=1, lt=10**18)
    after: int | None = Field(None, ge=0, lt=10**18)
    limit: int = Field(60, ge=1, le=200)


class File(Shape):
    """A message's file. state: known (being fetched), kept or gone; reason: why it is gone.

    path: where people who are signed in see it.
    """

    state: str
    mime: str
    size: int
    reason: str
    path: str


class Message(Shape):
    """A message. raw: Meta's JSON as it came or went."""

    id: int
    direction: Literal["in", "out"]
    author: str
    person: str
    type: str
    text: str
    wamid: str
    quoted_wamid: str
    status: str
    error_code: int | None
    error: str
    skus: list[str]
    at: Moment
    raw: dict[str, object]
    file: File | None = None


class Messages(Shape):
    """A stretch of a conversation, oldest first. more: there are others beyond it."""

    messages: list[Message]
    more: bool


class NewMessage(Shape):
    """An answer to send."""

    text: str = Field(min_length=1, max_length=4096)
    template: bool = Field(
        default=False,
        description="Once the 24-hour window is closed, send it inside the approved template.",
    )


class OrdersQuery(Shape):
    """Which orders, newest first."""

    state: Literal["placed", "paid", "preparing", "shipped", "delivered", "cancelled"] | None = None
    before: int | None = Field(None, ge=1, description="An order's number.")
    limit: int = Field(40, ge=1, le=100)


class OrderLine(Shape):
    """One line of an order."""

    sku: str
    name: str
    quantity: int
    unit_price: int


class Receipt(Shape):
    """A file that the customer sent to show a payment. It proves nothing by itself.

    state: known (being fetched), kept or gone. path: where people who are signed in see it.
    """

    message_id: int
    mime: str
    size: int
    state: str
    path: str
    at: Moment


class Order(Shape):
    """An order."""

    number: int
    state: str
    method: str
    currency: str
    subtotal: int
    shipping: int
    total: int
    placed_at: Moment
    paid_at: Moment | None
    tracking: str
    conversation_id: int
    customer: str
    phone: str
    delivery: str
    address: list[tuple[str, str]]
    notes: str
    refunded: int = Field(description="What went back of its online payment.")
    cancel_reason: str = Field(description="Why it was cancelled; the customer is not told it.")
    receipts: list[Receipt] = Field(description="Files sent to show the payment, oldest first.")
    lines: list[OrderLine]


class Orders(Shape):
    """One page of orders."""

    orders: list[Order]


class ProductsQuery(Shape):
    """What to look for, as a customer would write it."""

    query: str = Field(min_length=1, max_length=500)
    limit: int = Field(10, ge=1, le=50)


class Product(Shape):
    """A product or variant that can be sent."""

    sku: str
    name: str
    options: str
    price: int
    sale_price: int | None
    currency: str
    in_stock: bool
    stock: int | None
    group: str | None
    url: str
    image_url: str
    score: float


class Products(Shape):
    """Products that were found, best first."""

    products: list[Product]


class Settings(RootModel[dict[str, str | int | bool]]):
    """Settings by key."""


class ChangedSettings(RootModel[dict[str, bool | int | str]]):
    """The settings to change; others stay."""

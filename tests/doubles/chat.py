"""One customer's conversation with the actions: a turn that remembers, and a way to talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.base import ShopAction
from actions.current import current_turn
from actions.ports import Customer, Ports, Said, Shop, Understanding
from actions.replies import Products, Question, Reply
from actions.roster import every_action
from actions.shop.cart import Cart, with_quantity
from actions.shop.context import Context, dump, load, rested
from actions.shop.place import Place
from actions.shop.product import Product
from actions.shop.refer import Resolved, mentioned, resolve
from actions.shop.speech import understood_in
from actions.shop.understood import understood
from index.types import Found
from tests.doubles.shop import (
    CATALOG,
    FakeAnswers,
    FakeDiscovery,
    FakeHours,
    FakeOrders,
    FakeProducts,
    wording,
)

NOW = 1_800_000_000_000
MINUTE = 60_000


@dataclass
class FakeTurn:
    """Keeps what actions tell it, as the real turn does until it closes."""

    shop: Shop
    customer: Customer
    said: Said
    context: Context
    cart: Cart
    key: str = "turn-1"
    now: int = NOW
    understanding: Understanding | None = None
    replies: list[Reply] = field(default_factory=list[Reply])
    handed: tuple[str, str] | None = None
    flagged: tuple[str, str] | None = None
    receipts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    stopped: bool = False
    searches: list[tuple[Found, tuple[str, ...]]] = field(
        default_factory=list[tuple[Found, tuple[str, ...]]]
    )

    def reply(self, reply: Reply) -> None:
        self.replies.append(reply)

    def change_cart(self, cart: Cart) -> None:
        self.cart = cart

    def checkout_link(self) -> str:
        return "https://tienda.example/pay/token"

    def hand_over(self, reason: str, summary: str) -> None:
        self.handed = self.handed or (reason, summary)

    def flag(self, reason: str, summary: str) -> None:
        self.flagged = self.flagged or (reason, summary)

    def attach_receipt(self, number: str, wamid: str) -> None:
        self.receipts.append((number, wamid))

    def deliver_to(self, place: Place) -> None:
        self.context.place = place

    def stop_marketing(self) -> None:
        self.stopped = True

    def record_search(self, found: Found, shown: Sequence[str]) -> None:
        self.searches.append((found, tuple(shown)))


class Chat:
    """One customer's conversation: says things, keeps cart and memory between turns."""

    def __init__(self, catalog: Sequence[Product] = CATALOG, **settings: Any) -> None:
        given: dict[str, Any] = {"country": "mx", "catalog_id": "CAT", **settings}
        self.shop = Shop(1, "Mi Tienda", "MXN", **given)
        self.customer = Customer(7, "Ana López")
        self.products = FakeProducts(catalog)
        self.discovery = FakeDiscovery(self.products)
        self.orders = FakeOrders()
        self.ports = Ports(
            wording(), self.products, self.discovery, FakeAnswers(), self.orders, FakeHours()
        )
        self.actions: dict[str, ShopAction] = {
            action.name(): action for action in every_action(self.ports)
        }
        self.cart = Cart("MXN")
        self.context = Context()
        self.now = NOW
        self.last: int | None = None
        self.confidence = 0.95
        self.turn = self._turn(Said(""))

    def _turn(self, said: Said) -> FakeTurn:
        return FakeTurn(
            self.shop, self.customer, said, self.context, self.cart, key="turn-1", now=self.now
        )

    async def act(self, action: str, said: Said, intent: str = "") -> FakeTurn:
        """Answer one act with an action, as Rasa would have it called."""
        self._rest()
        self.turn = self._turn(said)
        if intent:
            self.turn.understanding = Understanding(intent, self.confidence)
        told: Any = None
        running = current_turn.set(self.turn)
        try:
            await self.actions[f"action_{action}"].run(told, told, told)
        finally:
            current_turn.reset(running)
        self.cart = self.turn.cart
        # Memory is kept as JSON between turns: what does not survive it is not memory.
        self.context = load(dump(self.turn.context))
        self.last = self.now
        return self.turn

    def _rest(self) -> None:
        """Begin a turn as the service does: what belongs to a session ends with it."""
        self.context = rested(self.context, self.last, self.now)

    async def say(self, action: str, text: str = "", *quoted: str, asked: str | None = None) -> Any:
        """Say a text that Rasa takes to an action."""
        self._rest()
        said = understood_in(text, self.context, self.customer.country) if text else text
        return await self.act(action, Said(said, quoted=quoted, asked_sku=asked))

    async def answer(self, text: str) -> FakeTurn:
        """Answer the question that waits, as the journey does before it asks Rasa."""
        self._rest()
        text = understood_in(text, self.context, self.customer.country)
        answered = understood(text, self.context, self.now)
        assert answered is not None, f"{text!r} answers nothing"
        return await self.act("answered", Said(text, "answered", answered.payload))

    async def tap(self, title: str) -> FakeTurn:
        """Tap what the last question offers."""
        choice = next(one for one in self.choices if one.title == title)
        return await self.tap_id(choice.id, choice.title)

    async def tap_id(self, tapped: str, title: str = "") -> FakeTurn:
        return await self.act("button", Said(title, "button", {"id": tapped, "title": title}))

    async def send_cart(self, *items: Mapping[str, Any], **more: Any) -> FakeTurn:
        payload = {"catalog_id": "CAT", "items": list(items), "note": "", **more}
        return await self.act("cart_sent", Said("", "cart_sent", payload))

    @property
    def choices(self) -> tuple[Any, ...]:
        return next(
            (one.choices for one in reversed(self.turn.replies) if isinstance(one, Question)), ()
        )

    @property
    def titles(self) -> list[str]:
        return [choice.title for choice in self.choices]

    @property
    def shown(self) -> list[str]:
        """SKUs of the product message that went out."""
        return [sku for one in self.turn.replies if isinstance(one, Products) for sku in one.skus]

    @property
    def text(self) -> str:
        """Every word that went out."""
        return "\n".join(one.body for one in self.turn.replies)

    @property
    def lines(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.cart.lines}

    def with_cart(self, **quantities: int) -> Chat:
        """Begin with these SKUs in the cart (underscores stand for hyphens)."""
        for key, quantity in quantities.items():
            sku = key.replace("_", "-")
            product = next(one for one in self.products.catalog if one.sku == sku)
            self.cart = with_quantity(self.cart, product, quantity)
        return self

    def resolve(self, text: str) -> Resolved | None:
        """Resolve a text as an action would."""
        said = Said(text)
        skus = mentioned(said, self.context, self.now)
        seen = [one for one in self.products.catalog if one.sku in skus]
        return resolve(said, self.context, seen, self.now)

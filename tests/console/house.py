"""A console over a real database, with everything it asks, for tests over HTTP and in a browser."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from argon2 import PasswordHasher

from actions.shop.money import Money
from actions.shop.product import Product
from bot.accounts.passwords import Passwords
from bot.accounts.people import People
from bot.accounts.sign_in import SignIn
from bot.clock import Clock
from bot.console.api.ports import BackOffice, Hit
from bot.console.app import add_console
from bot.console.live import Live
from bot.console.parts import Parts
from bot.handover.desk import Desk
from bot.media.folder import MediaFolder
from bot.media.shelf import MediaShelf
from bot.orders.receipts import WordedReceipts
from bot.orders.states import OrderStateError, State
from bot.payments.tokens import new_token
from bot.store.database import Database
from bot.store.dead_letters import SqlDeadLetters
from bot.store.failing import SqlFailingTimers
from bot.store.feed import ANY, Feed
from bot.store.handover_desk import SqlHandover
from bot.store.inbox_reader import SqlInbox
from bot.store.media import SqlMedia
from bot.store.numbers import SqlNumbers
from bot.store.order_views import SqlOrderReader
from bot.store.people import SqlPeople
from bot.store.products import SqlProducts
from bot.store.review_desk import SqlReviews
from bot.store.settings import SqlSettings
from tests.doubles.receipts import PlainShape, PlainWords

ACCOUNT = 1


class OrdersOnPaper:
    """An order desk that writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.refuses = False

    async def mark_paid(self, account_id: int, number: int) -> None:
        self._write("paid", account_id, number)

    async def move(self, account_id: int, number: int, state: State, *, tracking: str = "") -> None:
        self._write(state, account_id, number, tracking)

    async def cancel(
        self, account_id: int, number: int, *, refund: bool = True, reason: str = ""
    ) -> None:
        self._write("cancelled", account_id, number, refund, reason)

    async def refund(self, account_id: int, number: int, amount: int | None, key: str) -> Money:
        self._write("refund", account_id, number, amount, key)
        return Money(32_900 if amount is None else amount, "MXN")

    def _write(self, *told: object) -> None:
        if self.refuses:
            raise OrderStateError("a cancelled order stays where it is; make a new one")
        self.told.append(told)


class FoundByName:
    """A finder that knows names alone."""

    def __init__(self, products: SqlProducts) -> None:
        self._products = products

    async def find(self, account_id: int, query: str, limit: int) -> list[Hit]:
        ids = await self._products.ids(1, 0, 1000)
        items = await self._products.items(1, ids)
        skus = [item.sku for item in items if query.lower() in item.name.lower()][:limit]
        found: list[Product] = await self._products.by_sku(account_id, skus)
        return [Hit(product, 1.0) for product in found]


@dataclass(frozen=True)
class Console:
    """A running application with its parts."""

    app: web.Application
    parts: Parts
    orders: OrdersOnPaper
    feed: Feed


@asynccontextmanager
async def a_console(
    db: Database, clock: Clock, home: Path | None = None
) -> AsyncGenerator[Console]:
    """Put a console together; its live pages follow the database's changes."""
    folder = MediaFolder(home or Path("/nowhere"))
    store, orders = SqlPeople(db), OrdersOnPaper()
    receipts = WordedReceipts(PlainWords(), PlainShape(), "https://shop.example")
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    parts = Parts(
        people=People(store, passwords, clock),
        sign_in=SignIn(store, passwords, clock),
        inbox=SqlInbox(db, clock),
        files=MediaShelf(SqlMedia(db, clock), folder),
        desk=Desk(SqlHandover(db), clock),
        preferences=SqlSettings(db, clock),
        orders=SqlOrderReader(db),
        order_desk=orders,
        office=BackOffice(
            reviews=SqlReviews(db, clock, receipts, new_token),
            letters=SqlDeadLetters(db, clock),
            timers=SqlFailingTimers(db, clock),
            numbers=SqlNumbers(db, clock),
        ),
        products=FoundByName(SqlProducts(db, clock)),
        live=Live(),
        clock=clock,
    )
    app = web.Application()
    add_console(app, parts)
    feed = Feed(db, poll=0.2)
    feed.on(ANY, parts.live.hear)
    await feed.start()
    try:
        yield Console(app, parts, orders, feed)
    finally:
        await feed.stop()

"""A shop with its checkout page and webhooks, beside a simulated Stripe."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, DummyCookieJar, web
from aiohttp.test_utils import TestServer, unused_port
from sqlalchemy import Connection, Table, insert, select, update
from yarl import URL

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.clock import SECOND
from bot.orders.receipts import WordedReceipts
from bot.orders.remind import Reminder
from bot.outbox.ports import Letter
from bot.payments.cashier import Cashier
from bot.payments.errors import ProviderError
from bot.payments.links import LinkSender, link_name
from bot.payments.lookout import Lookout
from bot.payments.page.handlers import CheckoutPage
from bot.payments.protocol import Provider
from bot.payments.receive import PaymentWebhooks
from bot.payments.stripe import StripeProvider
from bot.payments.tokens import new_token
from bot.simulator.stripe import STRIPE, STRIPE_EMITTER, add_stripe
from bot.simulator.stripe_objects import StripeSetup
from bot.simulator.stripe_state import StripeState
from bot.store.attempts import CHECK
from bot.store.carts import CartOwner, open_cart, save_cart
from bot.store.checkout import SqlCheckout
from bot.store.database import Database
from bot.store.ledger import SqlLedger
from bot.store.links import SqlLinks, make_link
from bot.store.orders import SqlOrders
from bot.store.provider_events import EVENT
from bot.store.recovery import RECOVERY, schedule_recovery
from bot.store.refunds import REFUND
from bot.store.reminders import SqlReminders
from bot.store.settings import set_setting
from bot.store.tables.catalog import catalog, product
from bot.store.tables.commerce import order, payment_attempt, payment_review, refund
from bot.store.tables.conversation import conversation, customer, suppression
from bot.store.tables.engine import outbox
from bot.store.tables.house import template
from bot.store.timers import claim_due, defer_timer, finish_timer
from bot.whatsapp.identity import Recipient
from bot.wiring.web import public_app
from tests.doubles.receipts import PlainShape, PlainWords
from tests.integration.conftest import NUMBER, SetClock

OWNER = CartOwner(1, 1, 1)
FORM: Mapping[str, str] = {
    "name": "Ana Pérez",
    "phone": "55 1111 2222",
    "delivery": "ship",
    "zone": "0",
    "address_street": "Reforma",
    "address_number": "222",
    "address_area": "Juárez",
    "address_zip": "06600",
    "address_city": "Ciudad de México",
    "address_state": "CDMX",
    "method": "stripe",
}


class OneProvider:
    """The account's only provider; None: none."""

    def __init__(self) -> None:
        self.provider: Provider | None = None

    async def of(self, account_id: int) -> Mapping[str, Provider]:
        return {} if self.provider is None else {self.provider.name: self.provider}


class OneAccount:
    async def id_of(self, slug: str | None) -> int | None:
        return 1 if slug in {None, "default"} else None


async def always() -> bool:
    """Whether the service is ready."""
    return True


@dataclass
class Kept:
    """A bot.outbox.ports.Sender that keeps what it was given."""

    wires: list[Mapping[str, Any]] = field(default_factory=list)

    async def send(self, letter: Letter) -> str:
        self.wires.append(letter.wire)
        return "wamid.1"


@dataclass
class Shop:
    """The shop under test, and a browser on it."""

    db: Database
    clock: SetClock
    stripe: StripeState
    emitter: Any
    providers: OneProvider
    lookout: Lookout
    orders: SqlOrders
    reminder: Reminder
    browser: ClientSession
    base: str
    tokens: list[str] = field(default_factory=list)

    async def cart(self, *lines: tuple[str, int]) -> Cart:
        """Make these lines (SKU, quantity) the open cart, as a turn would."""
        return await self.db.write(_save, lines, self.clock.now())

    async def link(self) -> str:
        """A link to the open cart, as a turn gives one; returns its token."""
        token = new_token()
        await self.db.write(_link, token, self.clock.now())
        return token

    async def sent(self, wire: Mapping[str, Any]) -> Mapping[str, Any]:
        """What reaches Meta of a message that was written like this."""
        kept = Kept()
        letter = Letter(1, "PN", Recipient(phone="5215550000001"), wire, "")
        await LinkSender(kept, SqlLinks(self.db, self.clock)).send(letter)
        return kept.wires[-1]

    async def get(self, path: str) -> tuple[ClientResponse, str]:
        async with self.browser.get(f"{self.base}{path}", allow_redirects=False) as answer:
            return answer, await answer.text()

    async def raw(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> int:
        """Send a request whose address goes out byte for byte; returns its status."""
        url = URL(f"{self.base}{path}", encoded=True)
        async with self.browser.request(
            method, url, headers=headers, data=body, allow_redirects=False
        ) as answer:
            await answer.read()
            return answer.status

    async def page(self, token: str) -> str:
        answer, text = await self.get(f"/pay/{token}")
        assert answer.status == 200, text
        return text

    async def post(
        self, token: str, headers: Mapping[str, str] | None = None, /, **changed: str
    ) -> tuple[ClientResponse, str]:
        """Send the form as a browser does after looking at the page."""
        if "seal" not in changed:
            _, text = await self.get(f"/pay/{token}?otra=1")
            changed["seal"] = seal_in(text)
        async with self.browser.post(
            f"{self.base}/pay/{token}",
            data={**FORM, **changed},
            headers=headers,
            allow_redirects=False,
        ) as answer:
            return answer, await answer.text()

    async def to_stripe(self, token: str, **changed: str) -> str:
        """Confirm with a card; returns the session's id."""
        answer, text = await self.post(token, None, **changed)
        assert answer.status == 303, text
        return answer.headers["Location"].rsplit("/", 1)[1]

    async def come_back(self, token: str, session: str) -> str:
        """Follow the redirect that ends a payment page; returns where it leads."""
        answer, _ = await self.get(f"/pay/{token}/return?session_id={session}")
        assert answer.status == 303
        return answer.headers["Location"]

    async def work(self) -> None:
        """Let webhooks arrive, then serve every timer that is due, until none is."""
        handlers = {
            CHECK: self.lookout.check,
            EVENT: self.lookout.event,
            REFUND: self.lookout.refund,
            RECOVERY: self.reminder.serve,
        }
        for _ in range(20):
            await self.emitter.settled()
            due = await self.db.write(
                claim_due, "n", self.clock.now(), stale=0, kinds=list(handlers), limit=50
            )
            for one in due:
                try:
                    await handlers[one.kind](one)
                except ProviderError:
                    later = self.clock.now() + 5 * SECOND
                    await self.db.write(defer_timer, "n", one, later, one.attempts + 1)
                else:
                    await self.db.write(finish_timer, "n", one)
            if not due:
                return

    async def rows(self, table: Table) -> list[Mapping[str, Any]]:
        return await self.db.read(_rows, table)

    async def order_list(self) -> list[Mapping[str, Any]]:
        return await self.rows(order)

    async def attempts(self) -> list[str]:
        return [row["state"] for row in await self.rows(payment_attempt)]

    async def reviews(self) -> list[str]:
        return [row["reason"] for row in await self.rows(payment_review)]

    async def refund_states(self) -> list[str]:
        return [row["state"] for row in await self.rows(refund)]

    async def told(self) -> list[str]:
        return [row["kind"] for row in await self.rows(outbox)]

    async def suppressed(self) -> list[str]:
        return [row["reason"] for row in await self.rows(suppression)]

    async def stock(self, sku: str) -> int | None:
        return await self.db.read(_stock, sku)

    async def set(self, key: str, value: Any) -> None:
        await self.db.write(set_setting, 1, key, value, self.clock.now())

    async def change(self, table: Table, **values: Any) -> None:
        await self.db.write(_update, table, values)

    async def reprice(self, sku: str, **values: Any) -> None:
        await self.db.write(_reprice, sku, values)

    async def template(self, purpose: str) -> None:
        await self.db.write(_template, purpose, self.clock.now())


def seal_in(text: str) -> str:
    found = re.search(r'name="seal" value="([0-9a-f]+)"', text)
    return found[1] if found else ""


@pytest.fixture
async def shop(db: Database, clock: SetClock) -> AsyncGenerator[Shop]:
    await db.write(_stock_up, clock.now())
    port = unused_port()
    base = f"http://127.0.0.1:{port}"
    setup = StripeSetup(webhook_url=f"{base}/webhooks/stripe")
    outside = web.Application()
    add_stripe(outside, setup, clock)
    providers = OneProvider()
    async with (
        TestServer(outside) as stripe_server,
        ClientSession(cookie_jar=DummyCookieJar()) as browser,
    ):
        api = str(stripe_server.make_url("")).rstrip("/")
        provider = StripeProvider(setup.key, setup.webhook_secret, api_url=api, timeout=1)
        providers.provider = provider
        made = _open(db, clock, providers, outside, browser, base)
        async with TestServer(made.app, port=port):
            yield made.shop
        await provider.close()


@dataclass
class _Made:
    app: web.Application
    shop: Shop


def _open(  # noqa: PLR0917
    db: Database,
    clock: SetClock,
    providers: OneProvider,
    outside: web.Application,
    browser: ClientSession,
    base: str,
) -> _Made:
    receipts = WordedReceipts(PlainWords(), PlainShape(), base)
    ledger = SqlLedger(db, clock, receipts)
    checkout = SqlCheckout(db, clock, receipts)
    lookout = Lookout(ledger, providers, link_name)
    cashier = Cashier(checkout, ledger, clock, new_token, base)
    page = CheckoutPage(checkout, cashier, lookout, providers, clock=clock, public_url=base)
    webhooks = PaymentWebhooks(ledger, providers, OneAccount(), ("stripe",))
    app = public_app([*page.routes(), *webhooks.routes()], always)
    shop = Shop(
        db=db,
        clock=clock,
        stripe=outside[STRIPE],
        emitter=outside[STRIPE_EMITTER],
        providers=providers,
        lookout=lookout,
        orders=SqlOrders(db, clock, receipts),
        reminder=Reminder(SqlReminders(db, clock, receipts), link_name),
        browser=browser,
        base=base,
    )
    return _Made(app, shop)


def _stock_up(conn: Connection, at: int) -> None:
    conn.execute(insert(customer).values(id=1, account_id=1, name="Ana Pérez", created_at=at))
    conn.execute(
        insert(conversation).values(
            id=1, account_id=1, customer_id=1, phone_number_id=NUMBER,
            last_customer_at=at, updated_at=at, created_at=at,
        )
    )  # fmt: skip
    conn.execute(insert(catalog).values(id=1, account_id=1, meta_id="local", currency="MXN"))
    goods = [("TENIS", "Tenis Brisa", 119900, 3), ("GORRA", "Gorra Norte", 19900, None)]
    for sku, name, price, stock in goods:
        conn.execute(
            insert(product).values(
                account_id=1, catalog_id=1, sku=sku, name=name, price=price, currency="MXN",
                stock=stock, source="hand", updated_at=at,
            )
        )  # fmt: skip
    set_setting(conn, 1, "zones", "Centro=50; Resto del país=120", at)


def _save(conn: Connection, lines: Sequence[tuple[str, int]], at: int) -> Cart:
    rows = {row.sku: row for row in conn.execute(select(product))}
    wanted = tuple(
        CartLine(sku, rows[sku].name, quantity, Money(rows[sku].price, "MXN"))
        for sku, quantity in lines
    )
    before = open_cart(conn, 1) or Cart("MXN")
    saved = save_cart(conn, OWNER, Cart("MXN", wanted, before.id, before.version), at)
    if saved.id is not None:
        schedule_recovery(conn, saved.id, at)
    return saved


def _link(conn: Connection, token: str, at: int) -> None:
    found = open_cart(conn, 1)
    assert found is not None
    assert found.id is not None
    make_link(conn, found.id, token, at)


def _rows(conn: Connection, table: Table) -> list[Mapping[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in conn.execute(query).mappings()]


def _stock(conn: Connection, sku: str) -> int | None:
    return conn.scalar(select(product.c.stock).where(product.c.sku == sku))


def _update(conn: Connection, table: Table, values: Mapping[str, Any]) -> None:
    conn.execute(update(table).values(**values))


def _reprice(conn: Connection, sku: str, values: Mapping[str, Any]) -> None:
    conn.execute(update(product).where(product.c.sku == sku).values(**values))


def _template(conn: Connection, purpose: str, at: int) -> None:
    components = [
        {"type": "BODY", "text": "Hola {{1}}: {{2}}, {{3}}."},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "https://t.example/pay/{{1}}"}]},
    ]
    conn.execute(
        insert(template).values(
            account_id=1, purpose=purpose, name=f"t_{purpose}", language="es",
            category="MARKETING", status="APPROVED", components=components, at=at,
        )
    )  # fmt: skip

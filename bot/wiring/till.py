"""Money: providers, checkout page, webhooks, reminders, orders, joined over one database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.clock import Clock
from bot.console.api.ports import BackOffice
from bot.orders.receipts import WordedReceipts
from bot.orders.remind import Reminder
from bot.payments.cashier import Cashier
from bot.payments.links import link_name
from bot.payments.lookout import Lookout
from bot.payments.missed import MISSED, Missed
from bot.payments.page.handlers import CheckoutPage
from bot.payments.protocol import Provider
from bot.payments.receive import PaymentWebhooks
from bot.payments.stripe import NAME as STRIPE
from bot.payments.stripe import StripeProvider
from bot.payments.tokens import new_token
from bot.settings import Settings
from bot.store.attempts import CHECK
from bot.store.checkout import SqlCheckout
from bot.store.dead_letters import SqlDeadLetters
from bot.store.failing import SqlFailingTimers
from bot.store.ledger import SqlLedger
from bot.store.numbers import SqlNumbers
from bot.store.orders import SqlOrders
from bot.store.provider_events import EVENT
from bot.store.recovery import RECOVERY
from bot.store.refunds import REFUND
from bot.store.reminders import SqlReminders
from bot.store.review_desk import SqlReviews
from bot.store.settings import DEFAULT, account_id_of
from bot.timers.run import Timers
from bot.wiring.house import House
from bot.wiring.words import AccountWords, WhatsAppShape


class OwnProviders:
    """bot.payments.protocol.Providers: the default account's, from the settings."""

    def __init__(self, account_id: int, providers: Mapping[str, Provider]) -> None:
        self._account_id = account_id
        self._providers = providers

    async def of(self, account_id: int) -> Mapping[str, Provider]:
        return self._providers if account_id == self._account_id else {}


class AccountIds:
    """bot.payments.receive.Accounts: accounts by their slug."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def id_of(self, slug: str | None) -> int | None:
        return await self._house.database.read(account_id_of, slug or DEFAULT)


@dataclass(slots=True)
class Till:
    """Everything about money."""

    orders: SqlOrders
    office: BackOffice
    lookout: Lookout
    reminder: Reminder
    missed: Missed
    routes: list[web.RouteDef]
    stripe: StripeProvider | None

    def register(self, timers: Timers) -> None:
        """Serve what becomes due: checks of payments, webhooks, refunds, reminders."""
        timers.register(CHECK, self.lookout.check)
        timers.register(EVENT, self.lookout.event)
        timers.register(REFUND, self.lookout.refund, self.lookout.refund_given_up)
        timers.register(RECOVERY, self.reminder.serve)
        timers.register(MISSED, self.missed.serve)

    async def close(self) -> None:
        """Let go of connections."""
        if self.stripe is not None:
            await self.stripe.close()


def open_till(house: House, words: AccountWords, public_url: str) -> Till:
    """Join checkout, payments and orders."""
    clock: Clock = house.clock
    database = house.database
    receipts = WordedReceipts(words, WhatsAppShape(), public_url)
    ledger = SqlLedger(database, clock, receipts)
    checkout = SqlCheckout(database, clock, receipts)
    stripe = open_stripe(house.settings)
    known: dict[str, Provider] = {}
    if stripe is not None:
        known[stripe.name] = stripe
    providers = OwnProviders(house.account_id, known)
    lookout = Lookout(ledger, providers, link_name)
    cashier = Cashier(checkout, ledger, clock, new_token, public_url)
    page = CheckoutPage(checkout, cashier, lookout, providers, clock=clock, public_url=public_url)
    names = (STRIPE,)
    webhooks = PaymentWebhooks(ledger, providers, AccountIds(house), names)
    return Till(
        orders=SqlOrders(database, clock, receipts),
        office=BackOffice(
            reviews=SqlReviews(database, clock, receipts, link_name),
            letters=SqlDeadLetters(database, clock),
            timers=SqlFailingTimers(database, clock),
            numbers=SqlNumbers(database, clock),
        ),
        lookout=lookout,
        reminder=Reminder(SqlReminders(database, clock, receipts), link_name),
        missed=Missed(lookout, clock, house.account_id),
        routes=[*page.routes(), *webhooks.routes()],
        stripe=stripe,
    )


def open_stripe(settings: Settings) -> StripeProvider | None:
    """Return Stripe when it is configured."""
    key = settings.stripe_secret_key.get_secret_value()
    if not key:
        return None
    secret = settings.stripe_webhook_secret.get_secret_value()
    return StripeProvider(key, secret, api_url=settings.stripe_api_url)

"""What the console is made of: everything its pages and the API ask."""

from __future__ import annotations

from dataclasses import dataclass

from bot.accounts.people import People
from bot.accounts.sign_in import SignIn
from bot.clock import Clock
from bot.console.api.ports import BackOffice, OrderReader, ProductFinder, SettingStore
from bot.console.inbox.ports import InboxReader
from bot.console.live import Live
from bot.handover.desk import Desk
from bot.media.shelf import Files
from bot.orders.ports import OrderDesk


@dataclass(frozen=True, slots=True)
class Parts:
    """The rooms behind the pages."""

    people: People
    sign_in: SignIn
    inbox: InboxReader
    files: Files
    desk: Desk
    preferences: SettingStore
    orders: OrderReader
    order_desk: OrderDesk
    office: BackOffice
    products: ProductFinder
    live: Live
    clock: Clock

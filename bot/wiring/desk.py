"""The console and the API, joined to the rooms behind them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.ports import Discovery
from bot.accounts.passwords import Passwords
from bot.accounts.people import People
from bot.accounts.sign_in import SignIn
from bot.console.api.finder import DiscoveryFinder
from bot.console.api.ports import Hit
from bot.console.live import Live
from bot.console.parts import Parts
from bot.handover.desk import Desk
from bot.media.shelf import MediaShelf
from bot.store.handover_desk import SqlHandover
from bot.store.inbox_reader import SqlInbox
from bot.store.order_views import SqlOrderReader
from bot.store.people import SqlPeople
from bot.wiring.house import House
from bot.wiring.media import Media
from bot.wiring.till import Till

Awake = Callable[[], Awaitable[Discovery]]


class LateFinder:
    """bot.console.api.ports.ProductFinder: waits for the index, which comes after the pages."""

    def __init__(self, awake: Awake, house: House) -> None:
        self._awake = awake
        self._house = house

    async def find(self, account_id: int, query: str, limit: int) -> list[Hit]:
        house = self._house
        finder = DiscoveryFinder(await self._awake(), house.products, house.preferences)
        return await finder.find(account_id, query, limit)


def open_desk(house: House, till: Till, media: Media, awake: Awake) -> Parts:
    """Return what console and API are made of."""
    database, clock = house.database, house.clock
    store, passwords = SqlPeople(database), Passwords()
    return Parts(
        people=People(store, passwords, clock),
        sign_in=SignIn(store, passwords, clock),
        inbox=SqlInbox(database, clock),
        files=MediaShelf(media.store, media.folder),
        desk=Desk(SqlHandover(database), clock),
        preferences=house.preferences,
        orders=SqlOrderReader(database),
        order_desk=till.orders,
        office=till.office,
        products=LateFinder(awake, house),
        live=Live(),
        clock=clock,
    )

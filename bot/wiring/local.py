"""The office without a running service: opened for one command, closed after it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiohttp

from bot.accounts.passwords import Passwords
from bot.accounts.people import People
from bot.settings import Settings
from bot.store.home import hold_home
from bot.store.people import SqlPeople
from bot.whatsapp.client import GraphClient
from bot.wiring.house import House, open_house
from bot.wiring.office import Office
from bot.wiring.search import open_search
from bot.wiring.till import open_till
from bot.wiring.words import open_words


@asynccontextmanager
async def local_office(settings: Settings, account: str) -> AsyncGenerator[Office]:
    """Open the office of an account; on SQLite no service may start meanwhile."""
    if settings.database_url.get_secret_value():
        async with _office(settings, account) as office:
            yield office
        return
    with hold_home(settings.home):
        async with _office(settings, account) as office:
            yield office


@asynccontextmanager
async def _office(settings: Settings, account: str) -> AsyncGenerator[Office]:
    house = await open_house(settings, account)
    try:
        async with aiohttp.ClientSession() as http:
            yield await make_office(house, open_graph(settings, http))
    finally:
        await house.close()


async def make_office(house: House, graph: GraphClient) -> Office:
    """Join what a changing command may need."""
    words = await open_words(house)
    till = open_till(house, words.account, house.settings.public_url)
    people = People(SqlPeople(house.database), Passwords(), house.clock)
    search = open_search(house.settings)
    return Office(house, search.embedder, till, people, graph)


def open_graph(settings: Settings, http: aiohttp.ClientSession) -> GraphClient:
    """Return the way to Meta that the settings name."""
    return GraphClient(
        http,
        settings.whatsapp_api_url,
        settings.whatsapp_api_version,
        settings.whatsapp_access_token.get_secret_value(),
    )

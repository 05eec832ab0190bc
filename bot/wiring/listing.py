"""Lists of the back office for the command line: read beside a running service, or without one.

Each row is the very JSON that the API answers with.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from bot.console.api.office import number_of, review_of
from bot.console.api.orders import order_of
from bot.settings import Settings
from bot.store.dead_letters import dead_letters
from bot.store.failing import failing_timers
from bot.store.numbers import list_numbers
from bot.store.order_views import SqlOrderReader
from bot.store.review_desk import waiting_reviews
from bot.wiring.house import House, open_house

Row = dict[str, Any]


@asynccontextmanager
async def _reading(settings: Settings, account: str) -> AsyncGenerator[House]:
    house = await open_house(settings, account, read_only=True)
    try:
        yield house
    finally:
        await house.close()


async def orders(settings: Settings, account: str, state: str | None, limit: int) -> list[Row]:
    """Return orders, newest first."""
    async with _reading(settings, account) as house:
        reader = SqlOrderReader(house.database)
        found = await reader.orders(house.account_id, state=state, before=None, limit=limit)
        return [order_of(one).model_dump(mode="json") for one in found]


async def order(settings: Settings, account: str, number: int) -> Row | None:
    """Return an order, None where there is none of this number."""
    async with _reading(settings, account) as house:
        found = await SqlOrderReader(house.database).order(house.account_id, number)
        return None if found is None else order_of(found).model_dump(mode="json")


async def reviews(settings: Settings, account: str) -> list[Row]:
    """Return payments that wait for a person, the oldest first."""
    async with _reading(settings, account) as house:
        found = await house.database.read(waiting_reviews, house.account_id)
        return [review_of(one).model_dump(mode="json") for one in found]


async def letters(settings: Settings, account: str, limit: int) -> list[Row]:
    """Return messages that were given up, newest first."""
    async with _reading(settings, account) as house:
        found = await house.database.read(dead_letters, house.account_id, limit)
        return [asdict(one) for one in found]


async def timers(settings: Settings, account: str) -> list[Row]:
    """Return work that fails, given up first."""
    async with _reading(settings, account) as house:
        found = await house.database.read(failing_timers, house.account_id)
        return [asdict(one) for one in found]


async def numbers(settings: Settings, account: str) -> list[Row]:
    """Return the account's WhatsApp numbers."""
    async with _reading(settings, account) as house:
        found = await house.database.read(list_numbers, house.account_id)
        return [number_of(one).model_dump(mode="json") for one in found]

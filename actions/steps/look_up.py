"""Ask the index, in the words of the shop's country and then in those of the customer's."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from index.types import Filters, Found


async def look_up(
    ports: Ports,
    turn: Turn,
    text: str,
    filters: Filters = Filters(),
    *,
    limit: int,
    parse: bool = True,
) -> Found:
    """Search the account's index.

    A Chilean's "polera" is found in a shop of a country that has no such word.
    """
    search, home = ports.discovery.search, turn.customer.country
    found = await search(turn.shop, text, filters, limit=limit, parse=parse)
    if found.hits or not home or home == turn.shop.country:
        return found
    there = replace(turn.shop, country=home)
    return await search(there, text, filters, limit=limit, parse=parse)

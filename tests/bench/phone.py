"""A customer's phone at the simulator, driven without waiting for the rest of the shop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

Json = dict[str, Any]
# How long an answer may take before the bench gives up, s.
PATIENCE = 30.0


@dataclass
class Phone:
    """One person. seen: how far the chat has been read."""

    session: aiohttp.ClientSession
    shop: str
    person: str
    seen: int = 0
    entries: Sequence[Json] = field(default_factory=list[Json])

    @property
    def _url(self) -> str:
        return f"{self.shop}/shopper/people/{self.person}"

    async def say(self, text: str) -> None:
        """Write; the webhook leaves at once."""
        async with self.session.post(f"{self._url}/text", json={"text": text}) as response:
            response.raise_for_status()

    async def ask(self, text: str) -> bool:
        """Write and wait for the answer; False when none came in time."""
        before = len(self.answers())
        await self.say(text)
        try:
            async with asyncio.timeout(PATIENCE):
                while len(self.answers()) == before:
                    await self.look(PATIENCE)
        except TimeoutError:
            return False
        return True

    async def look(self, wait: float = 0.0) -> None:
        """Read the chat, waiting up to so many seconds for something new."""
        asked = {"after": str(self.seen), "wait": str(wait)}
        async with self.session.get(f"{self._url}/chat", params=asked) as response:
            told = await response.json()
        self.seen, self.entries = told["seq"], told["messages"]

    def answers(self) -> list[Json]:
        """Return the shop's messages read so far."""
        return [one for one in self.entries if one["by"] == "shop"]

    def delays(self) -> list[int | None]:
        """Return for each message written how many ms passed to its first answer's arrival.

        From the moment at which the webhook left to Graph's receipt, by the simulator's clock;
        None for a message that got no answer of its own.
        """
        found: list[int | None] = []
        for place, one in enumerate(self.entries):
            if one["by"] == "person":
                after = self.entries[place + 1 : place + 2]
                own = [other for other in after if other["by"] == "shop"]
                found.append(own[0]["at"] - one["at"] if own else None)
        return found


async def new_phone(session: aiohttp.ClientSession, shop: str) -> Phone:
    """Make a person with a phone."""
    person = {"name": "Ana López", "country": "MX"}
    async with session.post(f"{shop}/shopper/people", json=person) as response:
        response.raise_for_status()
        return Phone(session, shop, (await response.json())["id"])

"""People who buy while the service is killed: they act as people do, and wait for what must come.

One customer buys once; a buyer plays one customer after the other. They never repeat a message:
delivering is WhatsApp's work. A page that does not open they open again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from nlu.text import fold
from tests.e2e.checkout import filled, seal_in
from tests.e2e.shopper import APOLOGY, Message

Json = dict[str, Any]
# Several restarts may lie between a message and its answer, on a machine that has other work.
PATIENCE = 300.0
SENT = {"AUD-CALMA-NEG": 2, "TEN-BRISA-GRI-27": 1}


class ApologyError(Exception):
    """The shop said sorry and called a person: nothing more will come by itself."""


@dataclass
class Purchase:
    """What one customer did. lines: what the order must hold, SKU by SKU."""

    person: str
    method: str
    lines: dict[str, int] = field(default_factory=dict[str, int])
    said: list[str] = field(default_factory=list[str])
    apologised: bool = False


@dataclass
class Buyer:
    """Buys again and again, each time as somebody new. shop: the simulator's address."""

    shop: str
    session: aiohttp.ClientSession
    chance: random.Random
    purchases: list[Purchase] = field(default_factory=list[Purchase])

    async def buy_until(self, stop: asyncio.Event) -> None:
        """Buy at least once."""
        while not self.purchases or not stop.is_set():
            await self._buy()

    async def _buy(self) -> None:
        number = len(self.purchases)
        person = str((await self._post("/shopper/people", {"name": "Ana"}))["id"])
        now = Purchase(person, self.chance.choice(["delivery", "stripe"]))
        self.purchases.append(now)
        try:
            ways = (self._choose_in_the_chat, self._send_a_cart)
            link = await ways[(number + self.chance.randrange(2)) % 2](now)
            await self._check_out(link, now.method)
            await self._told(now, now.said[-1], _is_receipt, "the receipt")
        except ApologyError:
            now.apologised = True

    async def _choose_in_the_chat(self, now: Purchase) -> str:
        words = "busco tenis para correr grises del 27"
        found = await self._say(now, words, lambda one: len(one.skus) > 1)
        now.lines[found.skus[1]] = 2
        await self._say(now, "agrega dos del segundo", lambda one: "Pagar" in one.choices)
        await self._say(now, "qué llevo", lambda one: "2 ×" in one.text)
        link = (await self._say(now, "quiero pagar", lambda one: bool(one.link))).link
        assert link is not None
        return link

    async def _send_a_cart(self, now: Purchase) -> str:
        now.lines = dict(SENT)
        items = [{"sku": sku, "quantity": quantity} for sku, quantity in SENT.items()]
        entry = await self._post(f"/shopper/people/{now.person}/cart", {"items": items})
        now.said.append(entry["wamid"])
        link = (await self._told(now, entry["wamid"], lambda one: bool(one.link), "a link")).link
        assert link is not None
        return link

    # The chat

    async def _say(self, now: Purchase, words: str, fits: Callable[[Message], bool]) -> Message:
        await asyncio.sleep(self.chance.uniform(0, 0.5))
        entry = await self._post(f"/shopper/people/{now.person}/text", {"text": words})
        now.said.append(entry["wamid"])
        return await self._told(now, entry["wamid"], fits, f"an answer to {words!r}")

    async def _told(
        self, now: Purchase, after: str, fits: Callable[[Message], bool], what: str
    ) -> Message:
        """Wait for a message of the shop behind one of ours. ApologyError instead of it."""
        seen = 0
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    chat = await self._chat(now.person, seen)
                    seen = chat["seq"]
                    for message in _behind(chat["messages"], after):
                        if APOLOGY in fold(message.text):
                            raise ApologyError
                        if fits(message):
                            return message
        except TimeoutError:
            raise AssertionError(f"{now.person} waited in vain for {what}") from None

    async def _chat(self, person: str, seen: int) -> Json:
        url = f"{self.shop}/shopper/people/{person}/chat?after={seen}&wait=20"
        async with self.session.get(url) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def _post(self, path: str, facts: Json) -> Json:
        async with self.session.post(f"{self.shop}{path}", json=facts) as answer:
            assert answer.ok, f"{path}: {answer.status} {await answer.text()}"
            return await answer.json()

    # The checkout page

    async def _check_out(self, link: str, method: str) -> None:
        """Order over the link, and pay where that is the way; whatever fails is tried again."""
        async with asyncio.timeout(PATIENCE):
            while seal_in(page := await self._page(link)):
                onward = await self._confirm(link, filled(page, method))
                if onward.startswith(f"{self.shop}/stripe/pay/"):
                    await self._page(await self._pay(onward))

    async def _page(self, url: str) -> str:
        """Open a page; reload it until it comes."""
        while True:
            try:
                async with self.session.get(url) as answer:
                    if answer.status == 200:
                        return await answer.text()
                    assert answer.status in {429, 503}, f"{answer.status} {await answer.text()}"
            except aiohttp.ClientError:
                pass  # the service is down just now
            await asyncio.sleep(1)

    async def _confirm(self, link: str, form: dict[str, str]) -> str:
        """Press the button; return where it leads, empty when no answer came."""
        try:
            async with self.session.post(link, data=form, allow_redirects=False) as answer:
                assert answer.status in {303, 409, 429, 503}, await answer.text()
                return answer.headers.get("Location", "")
        except aiohttp.ClientError:
            return ""

    async def _pay(self, page: str) -> str:
        """Pay at the provider's page; return where it sends the customer."""
        async with self.session.post(page, data={"action": "pay"}, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
            return answer.headers["Location"]


def _behind(entries: list[Json], wamid: str) -> list[Message]:
    place = next(n for n, one in enumerate(entries) if one["wamid"] == wamid)
    return [
        Message(one["wamid"], one["payload"], one["status"], one.get("error"))
        for one in entries[place + 1 :]
        if one["by"] == "shop"
    ]


def _is_receipt(message: Message) -> bool:
    words = fold(message.text)
    return "tu pedido" in words and ("tomamos" in words or "recibimos" in words)

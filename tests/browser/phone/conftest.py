"""A phone in Chromium, and a shop that hears it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest
from playwright.async_api import ConsoleMessage, Locator, Page

from tests.browser.phone.echo_shop import EchoShop, echo_shop


@dataclass(frozen=True)
class Hand:
    """Uses the phone as a person does."""

    page: Page
    shop: EchoShop
    complaints: list[str]

    async def open(self, name: str = "Ana Torres") -> None:
        """Open the page and a person's chat."""
        await self.page.goto(f"{self.shop.url}/phone/")
        await self.tap(name)

    async def write(self, words: str) -> None:
        field = self.page.get_by_role("textbox", name="Mensaje", exact=True)
        await field.fill(words)
        await field.press("Enter")

    async def tap(self, name: str, *, exact: bool = False) -> None:
        phone = self.page.get_by_role("main")
        await phone.get_by_role("button", name=name, exact=exact).last.click()

    async def choose(self, name: str) -> None:
        """Press a button of the panel beside the phone."""
        await self.page.get_by_role("complementary").get_by_role("button", name=name).click()

    def message(self, words: str) -> Locator:
        """The message with these words."""
        return self.page.locator(".message", has_text=words)

    def sheet(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)


@pytest.fixture
async def shop() -> AsyncGenerator[EchoShop]:
    """A shop behind a simulator."""
    async with echo_shop() as running:
        yield running


@pytest.fixture
async def hand(page: Page, shop: EchoShop) -> AsyncGenerator[Hand]:
    """A hand on the phone. The page must not break, nor want what its policy forbids."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if _forbidden(said) else None)
    page.set_default_timeout(15_000)
    yield Hand(page, shop, complaints)
    assert complaints == []


def _forbidden(said: ConsoleMessage) -> bool:
    return said.type == "error" and "Content Security Policy" in said.text

"""Commands that only read: search, ask, understand, export. They need no running service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from actions.ports import Shop
from actions.shop.money import exponent
from bot.accounts.shop import shop_from
from bot.catalog.discovery import LivingAnswers
from bot.dialogue.interpret import OneShot
from bot.dialogue.interpret import understand_texts as understand_all
from bot.reports.export import Format, Row, write
from bot.settings import Settings
from bot.store.exports import page
from bot.wiring.house import open_house
from bot.wiring.search import open_index, open_search
from index.types import Answer, Filters, Found
from nlu.runtime.launch import RasaHome
from nlu.training import newest_model
from nlu.training.read_archive import ReadingError


async def search_texts(
    settings: Settings, account: str, texts: list[str], limit: int
) -> list[dict[str, Any]]:
    """Search for every text; one JSON object each."""
    house = await open_house(settings, account, read_only=True)
    try:
        search = open_search(settings)
        await (await open_index(search, house)).load()
        preferences = await house.preferences.read(house.account_id)
        shop = shop_from(house.account_id, preferences, settings.catalog_id)
        discovery = search.discovery()
        found = [await discovery.search(shop, text, limit=limit) for text in texts]
        return [as_json(text, one, shop.currency) for text, one in zip(texts, found, strict=True)]
    finally:
        await house.close()


async def ask_texts(
    settings: Settings, account: str, texts: list[str], sku: str | None
) -> list[dict[str, Any]]:
    """Ask every text of a product, or of the shop; one JSON object each."""
    house = await open_house(settings, account, read_only=True)
    try:
        search = open_search(settings)
        await (await open_index(search, house)).load()
        preferences = await house.preferences.read(house.account_id)
        shop = shop_from(house.account_id, preferences, settings.catalog_id)
        answers = search.answers(house)
        return [_answered(text, await _ask(answers, shop, text, sku)) for text in texts]
    finally:
        await house.close()


async def _ask(answers: LivingAnswers, shop: Shop, text: str, sku: str | None) -> Answer | None:
    if sku is None:
        return await answers.about_shop(shop, text)
    return await answers.about_product(shop, sku, text)


def _answered(text: str, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"text": text, "answer": None, "source": None, "score": 0.0}
    score = round(answer.score, 4)
    return {"text": text, "answer": answer.text, "source": answer.source, "score": score}


async def understand_texts(
    settings: Settings, texts: list[str], progress: Callable[[int], None]
) -> list[dict[str, Any]]:
    """Understand every text with the newest model; one JSON object each."""
    model = newest_model(settings.models.resolve())
    if model is None:
        raise ReadingError("there is no trained model: run `millennium train`")
    home = RasaHome(settings.project.resolve(), settings.models.resolve())
    understood = await asyncio.to_thread(understand_all, texts, OneShot(home, model))
    progress(len(texts))
    return [one.as_json() for one in understood]


async def export_to(
    settings: Settings, account: str, subject: str, target: Path, *,
    form: Format, progress: Callable[[int], None],
) -> int:  # fmt: skip
    """Write a subject's rows to a file and return how many."""
    house = await open_house(settings, account, read_only=True)
    try:
        read = house.database.read
        return await read(_export, subject, house.account_id, target, form=form, progress=progress)
    finally:
        await house.close()


def _export(
    conn: Any, subject: str, account_id: int, target: Path, *,
    form: Format, progress: Callable[[int], None],
) -> int:  # fmt: skip
    def pages() -> Iterator[list[Row]]:
        after, done = 0, 0
        while rows := page(conn, subject, account_id, after):
            yield rows
            after, done = rows[-1]["id"], done + len(rows)
            progress(done)

    return write(target, pages(), form)


def as_json(text: str, found: Found, currency: str) -> dict[str, Any]:
    """Return the object that `search --json` prints: one result a sendable variant."""
    hits = [{"sku": hit.sku, "name": hit.name, "score": round(hit.score, 4)} for hit in found.hits]
    return {"query": text, "results": hits, "filters": _filters(found.filters, currency)}


def _filters(filters: Filters, currency: str) -> dict[str, Any]:
    """Prices in major units, as people read them; what was not asked for is left out."""
    scale = 10 ** exponent(currency)
    given: dict[str, Any] = {
        "colours": list(filters.colours),
        "size": filters.size,
        "brand": filters.brand,
        "price_from": None if filters.least is None else filters.least / scale,
        "price_to": None if filters.most is None else filters.most / scale,
    }
    return {name: value for name, value in given.items() if value}

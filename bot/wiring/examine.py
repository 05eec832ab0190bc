"""`millennium doctor`: gathers the facts that bot.doctor judges."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import aiohttp

from bot import doctor
from bot.clock import DAY
from bot.doctor import Finding, bad, doubtful, good
from bot.settings import Settings
from bot.store.dead_letters import given_up_since
from bot.store.failing import failing_timers
from bot.store.home import is_held
from bot.store.numbers import list_numbers
from bot.store.review_desk import waiting_reviews
from bot.whatsapp.client import GraphClient
from bot.whatsapp.errors import WhatsAppError
from bot.wiring.house import House, open_house
from bot.wiring.local import open_graph
from nlu.training import newest_model

T = TypeVar("T")


async def examine(settings: Settings) -> list[Finding]:
    """Check everything an installation needs, nearest things first."""
    found = await asyncio.to_thread(_files, settings)
    found += await _house(settings)
    async with aiohttp.ClientSession() as http:
        found += [one async for one in _meta(settings, open_graph(settings, http))]
        found.append(await _answers(settings, http))
    found.append(_payments(settings))
    return found


def _files(settings: Settings) -> list[Finding]:
    settings.home.mkdir(parents=True, exist_ok=True)
    found = [doctor.judge_disk(shutil.disk_usage(settings.home).free)]
    model = settings.models / settings.embedding_model
    if Path(settings.embedding_model).exists() or model.exists():
        found.append(good("embedding model", settings.embedding_model))
    else:
        found.append(bad("embedding model", f"{model} is missing; run `make install`"))
    trained = newest_model(settings.models.resolve())
    if trained is None:
        found.append(bad("NLU model", "none is trained; run `millennium train`"))
    else:
        found.append(good("NLU model", trained.name))
    return found


async def _house(settings: Settings) -> list[Finding]:
    house = await open_house(settings, read_only=True)
    try:
        found = [good("database", house.database.dialect), await _products(house)]
        return [*found, *await _office(house)]
    finally:
        await house.close()


async def _office(house: House) -> list[Finding]:
    """What waits for a person: numbers, work, payments, messages."""
    read, account_id = house.database.read, house.account_id
    numbers = await read(list_numbers, account_id)
    found = [doctor.judge_number(one.id, one.reason, paused=one.paused) for one in numbers]
    week_ago = house.clock.now() - 7 * DAY
    return [
        *found,
        doctor.judge_work(await read(failing_timers, account_id)),
        doctor.judge_reviews(len(await read(waiting_reviews, account_id))),
        doctor.judge_given_up(await read(given_up_since, account_id, week_ago)),
    ]


async def _products(house: House) -> Finding:
    total, sendable = await house.products.counts(house.account_id)
    if not total:
        return bad("products", "the catalog is empty; run `millennium catalog sync` or import")
    if sendable < total:
        return doubtful("products", f"{sendable} of {total} can be sent; `millennium catalog "
                        "problems` names the rest")  # fmt: skip
    return good("products", f"{total}, all can be sent")


async def _meta(settings: Settings, graph: GraphClient) -> AsyncIterator[Finding]:
    if not settings.has_meta:
        yield doubtful("WhatsApp", "no credentials: `millennium run` brings the simulator")
        return
    simulated = "127.0.0.1" in settings.whatsapp_api_url or "localhost" in settings.whatsapp_api_url
    yield doctor.judge_public_url(settings.public_url, simulated=simulated)
    waba, number = settings.whatsapp_business_account_id, settings.whatsapp_phone_number_id
    yield await _asked("token", lambda: _judged(graph.debug_token(), doctor.judge_token))
    yield await _asked(
        "webhooks", lambda: _judged(graph.subscribed_apps(waba), doctor.judge_subscription)
    )
    yield await _asked("catalog", lambda: _catalog(graph, waba, settings.catalog_id))
    yield await _asked("cart", lambda: _judged(graph.commerce_settings(number), doctor.judge_cart))
    try:
        for finding in doctor.judge_templates(await graph.templates(waba), settings.public_url):
            yield finding
    except WhatsAppError as error:
        yield bad("templates", f"Meta says: {error}")


async def _catalog(graph: GraphClient, waba: str, wanted: str) -> Finding:
    connected = [str(one["id"]) for one in await graph.product_catalogs(waba)]
    return doctor.judge_catalog(connected, wanted)


async def _judged(asked: Awaitable[T], judge: Callable[[T], Finding]) -> Finding:
    return judge(await asked)


async def _asked(what: str, ask: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await ask()
    except WhatsAppError as error:
        return bad(what, f"Meta says: {error}")


async def _answers(settings: Settings, http: aiohttp.ClientSession) -> Finding:
    """Whether the service runs here and can answer (Rasa, index)."""
    if not await asyncio.to_thread(is_held, settings.home):
        return doubtful("service", "does not run on this HOME")
    url = f"http://{settings.host}:{settings.port}/readyz"
    try:
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=5)) as answer:
            if answer.status == 200:
                return good("service", "runs and can answer")
            return bad("service", "runs, but Rasa or the index is not ready; see its log")
    except (aiohttp.ClientError, TimeoutError):
        return bad("service", f"holds this HOME but does not answer at {url}")


def _payments(settings: Settings) -> Finding:
    key = settings.stripe_secret_key.get_secret_value()
    if not key:
        return doubtful("payments", "no Stripe key: customers pay on delivery or by transfer")
    if not settings.stripe_webhook_secret.get_secret_value():
        return bad("payments", "MILLENNIUM_STRIPE_WEBHOOK_SECRET is empty; copy it from Stripe's "
                   "webhook settings")  # fmt: skip
    return good("payments", "Stripe, live" if "_live_" in key else "Stripe, test mode")

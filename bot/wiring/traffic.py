"""WhatsApp in and out, joined to the engine: secrets, sender, alarms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import structlog

from bot.catalog.graph import FIELDS
from bot.outbox.ports import Letter
from bot.settings import Settings
from bot.store.settings import DEFAULT
from bot.whatsapp.client import GraphClient
from bot.whatsapp.errors import WhatsAppError
from bot.whatsapp.ports import WebhookSecrets

log = structlog.get_logger(__name__)


class DefaultSecrets:
    """The default account's webhook secrets, from the settings."""

    def __init__(self, settings: Settings) -> None:
        self._secrets = WebhookSecrets(
            settings.whatsapp_app_secret.get_secret_value(),
            settings.whatsapp_verify_token.get_secret_value(),
        )

    async def of(self, account: str | None) -> WebhookSecrets | None:
        return self._secrets if account in {None, DEFAULT} else None


class GraphSender:
    """bot.outbox.ports.Sender over the Graph API."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def send(self, letter: Letter) -> str:
        return await self._client.send_payload(
            letter.phone_number_id, letter.recipient, letter.wire, letter.callback
        )


class Attention:
    """Shows the customer at once that the message was read and an answer is coming."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()

    def seen(self, phone_number_id: str, wamid: str) -> None:
        """Mark a message as read, in the background; a failure is nobody's loss."""
        task = asyncio.create_task(self._seen(phone_number_id, wamid))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _seen(self, phone_number_id: str, wamid: str) -> None:
        try:
            await self._client.mark_read(phone_number_id, wamid, typing=True)
        except WhatsAppError as error:
            log.debug("read.not_shown", why=type(error).__name__)


class LoudAlarms:
    """bot.outbox.ports.Alarms: a paused number cries in the log; its own row says it to pages."""

    async def number_paused(self, account_id: int, phone_number_id: str, reason: str) -> None:
        log.error("number.paused", account=account_id, number=phone_number_id, why=reason)


class GraphCatalogReader:
    """bot.catalog.sync.GraphCatalog over the Graph API."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def products(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        after: str | None = None
        while True:
            page = await self._client.products(catalog_id, FIELDS, after)
            for item in page.items:
                yield item
            if page.after is None:
                return
            after = page.after

    async def sets(self, catalog_id: str) -> AsyncIterator[Mapping[str, Any]]:
        for one in await self._client.product_sets(catalog_id):
            yield one

    async def set_products(self, set_id: str) -> AsyncIterator[Mapping[str, Any]]:
        for one in await self._client.set_products(set_id):
            yield one

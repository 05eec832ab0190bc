"""POST /webhooks/{provider}[/{account}]: verify, keep, answer 200. The work comes after."""

from __future__ import annotations

import logging
from typing import Protocol

from aiohttp import web

from bot.payments.errors import ForgedError
from bot.payments.ports import Ledger
from bot.payments.protocol import Providers

log = logging.getLogger(__name__)


class Accounts(Protocol):
    """Accounts by the name in their webhook's URL."""

    async def id_of(self, slug: str | None) -> int | None:
        """Return the account's id (None: the default account's), None for an unknown one."""
        ...


class PaymentWebhooks:
    """The webhook routes of these providers."""

    def __init__(
        self, ledger: Ledger, providers: Providers, accounts: Accounts, names: tuple[str, ...]
    ) -> None:
        self._ledger = ledger
        self._providers = providers
        self._accounts = accounts
        self._names = names

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for the public listener."""
        kinds = "|".join(self._names)
        return [
            web.post(f"/webhooks/{{provider:{kinds}}}", self.receive),
            web.post(f"/webhooks/{{provider:{kinds}}}/{{account}}", self.receive),
        ]

    async def receive(self, request: web.Request) -> web.Response:
        """200 once the event is on disk (or is nothing of ours), 400 when it is forged."""
        name = request.match_info["provider"]
        account_id = await self._accounts.id_of(request.match_info.get("account"))
        if account_id is None:
            raise web.HTTPNotFound(text="there is no such account")
        provider = (await self._providers.of(account_id)).get(name)
        if provider is None:
            raise web.HTTPNotFound(text=f"{name} is not configured")
        try:
            event = provider.verify(await request.read(), request.headers)
        except ForgedError as error:
            log.warning("webhook of %s refused: %s", name, error)
            raise web.HTTPBadRequest(text=str(error)) from error
        if event is not None:
            await self._ledger.receive(account_id, name, event)
        return web.Response()

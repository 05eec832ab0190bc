"""Templates kept up with Meta: listed at the start and every hour, made where a person says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import structlog

from bot.clock import HOUR
from bot.store.templates import SqlTemplates
from bot.timers.ports import Due
from bot.whatsapp.client import GraphClient
from bot.whatsapp.errors import WhatsAppError
from bot.whatsapp.templates import DEFINITIONS, creation
from bot.wiring.house import House

KIND: Final = "templates"
EVERY: Final = HOUR
log = structlog.get_logger(__name__)


class Templates:
    """One account's templates."""

    def __init__(self, house: House, graph: GraphClient) -> None:
        self._house = house
        self._graph = graph
        self._waba = house.settings.whatsapp_business_account_id
        self._store = SqlTemplates(house.database)

    async def serve(self, due: Due) -> int:  # noqa: ARG002 - a timer's handler
        """The timer's handler: list them, and come again in an hour."""
        if self._waba:
            try:
                await self.list_all()
            except WhatsAppError as error:
                log.warning("templates.not_listed", why=str(error))
        return self._house.clock.now() + EVERY

    async def list_all(self) -> list[Mapping[str, Any]]:
        """Read every template from Meta and keep it."""
        listed = await self._graph.templates(self._waba)
        await self._store.keep(self._house.account_id, listed, self._house.clock.now())
        return listed

    async def make_missing(self, public_url: str) -> list[str]:
        """Ask Meta for the templates of ours that are not there; return their names."""
        known = {str(one.get("name")) for one in await self._graph.templates(self._waba)}
        missing = [one for one in DEFINITIONS.values() if one.name not in known]
        for one in missing:
            await self._graph.create_template(self._waba, creation(one.purpose, public_url))
        await self.list_all()
        return [one.name for one in missing]

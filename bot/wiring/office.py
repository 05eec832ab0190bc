"""Commands that change things: run in the service when there is one, else right here.

Arguments and results are plain JSON, so that both ways are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.accounts.people import People, Wanted
from bot.accounts.preferences import parse
from bot.catalog.encode import encode_missing
from bot.catalog.faq import read_faq
from bot.catalog.import_feed import import_feed
from bot.catalog.sync import refuse_second, sync_catalog
from bot.control.server import Command, Progress
from bot.whatsapp.client import GraphClient
from bot.whatsapp.errors import WhatsAppError
from bot.wiring.clerk import Clerk
from bot.wiring.house import House
from bot.wiring.simulate import fill_simulated_catalog, is_simulated
from bot.wiring.templates import Templates
from bot.wiring.till import Till
from bot.wiring.traffic import GraphCatalogReader
from index.types import Embedder


class OfficeError(RuntimeError):
    """A command that cannot be done as the installation is; says what is missing."""


@dataclass(frozen=True, slots=True)
class Office:
    """The desk at which an installation is changed."""

    house: House
    embedder: Embedder
    till: Till
    people: People
    graph: GraphClient

    def commands(self) -> dict[str, Command]:
        """Return every command by its name on the control socket."""
        return {
            "catalog.import": self.import_catalog,
            "catalog.sync": self.sync_catalog,
            "templates.create": self.make_templates,
            "faq.import": self.import_faq,
            "index.build": self.build_index,
            "setting.set": self.set_setting,
            "payments.reconcile": self.reconcile,
            "person.add": self.add_person,
            "token.add": self.add_token,
            **Clerk(self.house.account_id, self.till.orders, self.till.office).commands(),
        }

    async def import_catalog(self, given: Mapping[str, Any], progress: Progress) -> Any:
        """Import a feed file, then encode what is new."""
        house = self.house
        feed = Path(given["file"])
        done = await import_feed(feed, house.products, house.account_id, progress)
        if is_simulated(house.settings):
            with suppress(WhatsAppError):  # a simulator that does not run yet reads its own feed
                await fill_simulated_catalog(self.graph, house.settings.catalog_id, feed)
        encoded = await self.build_index(given, progress)
        return {
            "added": done.stored.added,
            "changed": done.stored.changed,
            "unchanged": done.stored.unchanged,
            "refused": done.refused,
            "bad": done.bad,
            **encoded,
        }

    async def sync_catalog(self, given: Mapping[str, Any], progress: Progress) -> Any:
        """Bring the catalog up to Meta's, refusing a second catalog on the business account."""
        house, settings = self.house, self.house.settings
        if not settings.catalog_id or not settings.has_meta:
            raise OfficeError(
                "no Meta catalog is configured: set MILLENNIUM_CATALOG_ID and "
                "MILLENNIUM_WHATSAPP_ACCESS_TOKEN"
            )
        waba = settings.whatsapp_business_account_id
        if waba:
            connected = [str(one["id"]) for one in await self.graph.product_catalogs(waba)]
            refuse_second(waba, connected, settings.catalog_id)
        reader = GraphCatalogReader(self.graph)
        done = await sync_catalog(
            reader, house.products, house.account_id, settings.catalog_id, progress
        )
        return {
            "added": done.stored.added,
            "changed": done.stored.changed,
            "unchanged": done.stored.unchanged,
            "removed": done.removed,
            "doubtful": done.doubtful,
            "without_sku": done.without_sku,
            **await self.build_index(given, progress),
        }

    async def make_templates(self, _: Mapping[str, Any], __: Progress) -> Any:
        """Ask Meta for the templates that messages outside the 24-hour window need."""
        settings = self.house.settings
        if not settings.whatsapp_business_account_id or not settings.public_url:
            raise OfficeError(
                "set MILLENNIUM_WHATSAPP_BUSINESS_ACCOUNT_ID and MILLENNIUM_PUBLIC_URL first: "
                "a template's button keeps the address it was made with"
            )
        made = await Templates(self.house, self.graph).make_missing(settings.public_url)
        return {"made": made}

    async def import_faq(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Import the shop's questions and answers."""
        entries = read_faq(Path(given["file"]))
        stored = await self.house.faq.replace(self.house.account_id, entries)
        return {"added": stored.added, "changed": stored.changed, "unchanged": stored.unchanged}

    async def build_index(self, _: Mapping[str, Any], progress: Progress) -> dict[str, int]:
        """Encode every product that has no vector of its present text."""
        house = self.house
        catalog_id, _currency = await house.products.catalog(house.account_id)
        done = await encode_missing(house.products, self.embedder, catalog_id, progress)
        return {"encoded": done}

    async def set_setting(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Check and set one preference."""
        key = str(given["key"])
        value = parse(key, str(given["value"]))
        await self.house.preferences.write(self.house.account_id, key, value)
        return {"key": key, "value": value}

    async def reconcile(self, _: Mapping[str, Any], progress: Progress) -> Any:
        """Look at every unsettled payment at its provider, and apply what is seen."""
        done = await self.till.lookout.reconcile(self.house.account_id)
        progress(done.looked)
        return {"checked": done.looked, "changed": done.moved, "failed": done.failed}

    async def add_person(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Let somebody sign in."""
        wanted = Wanted(str(given["email"]), str(given["name"]), str(given["password"]))
        person = await self.people.add_person(self.house.account_id, wanted)
        return {"email": person.email}

    async def add_token(self, given: Mapping[str, Any], _: Progress) -> Any:
        """Make a token for the API; only its hash is kept."""
        token = await self.people.make_api_token(self.house.account_id, str(given["name"]))
        return {"token": token}

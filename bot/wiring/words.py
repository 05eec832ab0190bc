"""Wording and shapes for messages that answer no turn: receipts, reminders, offers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from ruamel.yaml import YAML

from actions.replies import Link, Text
from actions.wording import Wording, read_wording, register_of
from bot.accounts.preferences import Preferences
from bot.orders.ports import Template
from bot.store.changes import Change
from bot.store.settings import SqlSettings
from bot.whatsapp.fitting import clip
from bot.whatsapp.outbound import template as parts
from bot.whatsapp.outgoing import shape
from bot.wiring.house import House, project_file

# What the catalog id is for shapes that hold no products.
NO_CATALOG: Final = ""
# Meta's limit for the words beside a link.
LONGEST: Final = 1024


class LivePreferences:
    """Every account's preferences in memory, kept up by the change feed.

    Receipts are composed inside a commit, where nothing can be awaited.
    """

    def __init__(self, settings: SqlSettings) -> None:
        self._settings = settings
        self._known: dict[int, Preferences] = {}

    def of(self, account_id: int) -> Preferences:
        """Return an account's preferences; the defaults before they were ever read."""
        return self._known.get(account_id, Preferences())

    async def read(self, account_id: int) -> Preferences:
        """Read an account's preferences anew."""
        self._known[account_id] = await self._settings.read(account_id)
        return self._known[account_id]

    async def hear(self, changes: Sequence[Change]) -> None:
        """Follow the change feed."""
        for account_id in {change.account_id for change in changes}:
            if account_id is not None:
                await self.read(account_id)


class AccountWords:
    """bot.orders.ports.Words: an account's register and language, no turn needed."""

    def __init__(self, wording: Wording, preferences: LivePreferences) -> None:
        self._wording = wording
        self._preferences = preferences

    def say(self, name: str, account_id: int, **values: str) -> str:
        own = self._preferences.of(account_id)
        register = register_of(own.country, own.register)
        # The same facts always read the same: a retry inside a commit writes the same words.
        key = "/".join(values.values())
        return self._wording.words(name, register, own.language, key, **values)


class WhatsAppShape:
    """bot.orders.ports.Shape: the Graph JSON without its envelope."""

    def free(self, reply: Text | Link) -> Mapping[str, Any]:
        # One message whatever its length: a link that goes out apart could be lost.
        fitting = replace(reply, body=clip(reply.body, LONGEST))
        (only,) = shape([fitting], NO_CATALOG)
        return only.payload

    def template(
        self, template: Template, body: Sequence[str], button: str | None = None
    ) -> Mapping[str, Any]:
        components: list[parts.BodyComponent | parts.ButtonComponent] = []
        if body:
            components.append(parts.BodyComponent(parameters=_parameters(template, body)))
        if button is not None:
            suffix = parts.TextParameter(text=button)
            components.append(parts.ButtonComponent(sub_type="url", index=0, parameters=[suffix]))
        made = parts.Template(
            name=template.name,
            language=parts.Language(code=template.language),
            components=[*components],
        )
        return parts.TemplateMessage(template=made).payload()


def _parameters(template: Template, body: Sequence[str]) -> list[Any]:
    names: Sequence[str | None] = template.variables if template.named else [None] * len(body)
    return [
        parts.TextParameter(text=value, parameter_name=name)
        for name, value in zip(names, body, strict=True)
    ]


def read_domain(path: Path) -> Wording:
    """Read the wording out of domain.yml and of data/responses beside it, a file a language."""
    domain = cast("Mapping[str, Any]", YAML(typ="safe").load(path))
    others = sorted((path.parent / "data" / "responses").glob("*.yml"))
    return read_wording(domain, {one.stem: YAML(typ="safe").load(one) for one in others})


@dataclass(frozen=True, slots=True)
class Words:
    """The wording and who it is chosen for."""

    wording: Wording
    preferences: LivePreferences
    account: AccountWords


async def open_words(house: House) -> Words:
    """Read domain.yml and the account's preferences."""
    wording = await asyncio.to_thread(read_domain, project_file(house.settings, "domain.yml"))
    preferences = LivePreferences(house.preferences)
    await preferences.read(house.account_id)
    return Words(wording, preferences, AccountWords(wording, preferences))

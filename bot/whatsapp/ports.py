"""What the WhatsApp room needs from others: somewhere to keep updates, and its secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.whatsapp.update import Update


class ShedError(Exception):
    """There is no room for more work now: nothing was stored, Meta will deliver again."""


class Receiver(Protocol):
    """Keeps updates for good."""

    async def receive(self, updates: Sequence[Update]) -> object:
        """Store the updates in one commit; those stored before are left alone.

        Returning means that they are on disk. ShedError when there is no room.
        """
        ...


@dataclass(frozen=True, slots=True)
class WebhookSecrets:
    """What proves that a webhook comes from Meta. Never shown."""

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)


class Secrets(Protocol):
    """The webhook secrets of accounts."""

    async def of(self, account: str | None) -> WebhookSecrets | None:
        """Return those of the account's slug (None: the default account), None if unknown."""
        ...

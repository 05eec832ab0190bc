"""Links to the checkout page: written by name, made when the message leaves.

What opens a page is never at rest: not in the outbox, the message log, a backup or an export. A
message that waits holds a name that opens nothing; each try to send it gets a token of its own.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import replace
from typing import Any, Final, Protocol

from bot.outbox.ports import Letter, Sender
from bot.whatsapp.errors import Kind, WhatsAppError

# The point keeps it from ever being a token (bot.payments.tokens.PATTERN).
NAME: Final = re.compile(r"at-sending\.[A-Za-z0-9_-]{22}")


class DeadLinkError(WhatsAppError):
    """A message names a link that was taken back, and nothing took its place: it must not go out.

    It goes out in words alone where it has that form, else a person is asked.
    """

    kind: Kind = "bug"
    permanent = True


def link_name() -> str:
    """Return a new name, to stand where the token will."""
    return f"at-sending.{secrets.token_urlsafe(16)}"


class Links(Protocol):
    """The database as sending links needs it."""

    async def token_for(self, name: str) -> str | None:
        """Make one more token for the cart of a named link; None where there is no such link.

        A link that was taken back is replaced by the cart's newest; DeadLinkError: it has none.
        """
        ...


class LinkSender:
    """A bot.outbox.ports.Sender that makes the links a letter names, then lets it go."""

    def __init__(self, sender: Sender, links: Links) -> None:
        self._sender = sender
        self._links = links

    async def send(self, letter: Letter) -> str:
        """Send a message with its links and return its wamid. DeadLinkError: it was not sent."""
        text = json.dumps(letter.wire)
        names = set(NAME.findall(text))
        if not names:
            return await self._sender.send(letter)
        return await self._sender.send(replace(letter, wire=await self._made(text, names)))

    async def _made(self, text: str, names: set[str]) -> dict[str, Any]:
        for name in sorted(names):
            token = await self._links.token_for(name)
            text = text if token is None else text.replace(name, token)
        return json.loads(text)

"""What the inbox reads from the database."""

from __future__ import annotations

from typing import Protocol

from bot.console.inbox.values import (
    Card,
    Counts,
    Logged,
    Talk,
    Thread,
    Tick,
    Understood,
    Wanted,
)


class InboxReader(Protocol):
    """Conversations of one account. None: the account has no such thing."""

    async def talks(self, account_id: int, wanted: Wanted) -> list[Talk]: ...

    async def counts(self, account_id: int) -> Counts: ...

    async def talk(self, account_id: int, conversation_id: int) -> Talk | None: ...

    async def thread(
        self,
        account_id: int,
        conversation_id: int,
        *,
        before: int | None = None,
        after: int | None = None,
        limit: int = 60,
    ) -> Thread | None:
        """Return the newest messages, those before an id, or those after one; oldest first."""
        ...

    async def ticks(self, talk: Talk) -> list[Tick]:
        """Return the newest messages and how far ours got, oldest first."""
        ...

    async def card(self, talk: Talk) -> Card: ...

    async def message(
        self, account_id: int, conversation_id: int, message_id: int
    ) -> Logged | None: ...

    async def turn(self, account_id: int, turn_id: int) -> Understood | None: ...

    async def mark_read(self, account_id: int, conversation_id: int) -> None: ...

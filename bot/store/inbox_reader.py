"""The inbox's port over the database."""

from __future__ import annotations

from bot.clock import Clock
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
from bot.store.database import Database
from bot.store.inbox_views import count_talks, list_talks, mark_read, read_card, read_talk
from bot.store.threads import read_message, read_thread, read_ticks, read_turn


class SqlInbox:
    """bot.console.inbox.ports.InboxReader over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock

    async def talks(self, account_id: int, wanted: Wanted) -> list[Talk]:
        return await self._db.read(list_talks, account_id, wanted)

    async def counts(self, account_id: int) -> Counts:
        return await self._db.read(count_talks, account_id)

    async def talk(self, account_id: int, conversation_id: int) -> Talk | None:
        return await self._db.read(read_talk, account_id, conversation_id)

    async def thread(
        self,
        account_id: int,
        conversation_id: int,
        *,
        before: int | None = None,
        after: int | None = None,
        limit: int = 60,
    ) -> Thread | None:
        return await self._db.read(
            read_thread, account_id, conversation_id, before=before, after=after, limit=limit
        )

    async def ticks(self, talk: Talk) -> list[Tick]:
        return await self._db.read(read_ticks, talk.id)

    async def card(self, talk: Talk) -> Card:
        return await self._db.read(read_card, talk)

    async def message(
        self, account_id: int, conversation_id: int, message_id: int
    ) -> Logged | None:
        return await self._db.read(read_message, account_id, conversation_id, message_id)

    async def turn(self, account_id: int, turn_id: int) -> Understood | None:
        return await self._db.read(read_turn, account_id, turn_id)

    async def mark_read(self, account_id: int, conversation_id: int) -> None:
        await self._db.write(mark_read, account_id, conversation_id, self._clock.now())

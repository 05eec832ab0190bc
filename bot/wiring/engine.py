"""The engine: receiving, lanes, sending, timers and the change feed over one database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.clock import Clock
from bot.inbox.lane import Handle
from bot.inbox.lanes import Lanes, new_node
from bot.inbox.receive import Receiver
from bot.outbox.deliver import Deliverer
from bot.outbox.ports import Sender
from bot.store.database import Database
from bot.store.feed import Feed
from bot.store.hints import PEOPLE, TIMERS, lanes_in
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.purge import KIND as PURGE
from bot.store.purge import Purge
from bot.store.sending import SqlOutbox
from bot.store.timers import SqlTimers, keep_timer
from bot.timers.run import Timers
from bot.wiring.traffic import LoudAlarms


class Started(Protocol):
    """Something with a start and a stop."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...


@dataclass(slots=True)
class Engine:
    """What moves messages. Receiver works from the start; lanes once they are started."""

    database: Database
    clock: Clock
    receiver: Receiver
    lanes: Lanes
    timers: Timers
    feed: Feed

    async def start(self) -> None:
        """Begin to work: what an earlier process left behind comes first."""
        self.database.subscribe(self._hear)
        await self.database.write(keep_timer, PURGE, self.clock.now(), PURGE)
        await self.feed.start()
        await self.lanes.start()
        await self.timers.start()

    def _hear(self, hints: frozenset[str], ours: bool) -> None:
        self.lanes.hear(lanes_in(hints), ours=ours)
        if TIMERS in hints:
            self.timers.wake()
        if PEOPLE in hints:
            self.receiver.forget()

    async def stop(self) -> None:
        """Finish what runs and give the rest back."""
        await self.timers.stop()
        await self.lanes.stop()
        await self.feed.stop()


def open_engine(database: Database, clock: Clock, handle: Handle, sender: Sender) -> Engine:
    """Join the engine's parts. handle: what answers a lane's rows (journey.take)."""
    node = new_node()
    deliverer = Deliverer(SqlOutbox(database), sender, LoudAlarms(), clock)
    lanes = Lanes(SqlLanes(database), clock, node, handle, deliverer.deliver)
    timers = Timers(SqlTimers(database), clock, node)
    timers.register(PURGE, Purge(database, clock))
    receiver = Receiver(SqlReceive(database), clock, node, lanes.hold)
    return Engine(database, clock, receiver, lanes, timers, Feed(database))

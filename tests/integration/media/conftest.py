"""A simulated Meta with files, a database, and what fetches from one into the other."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.inbox.closing import Closing, Observed
from bot.inbox.heard import hear
from bot.media.fetch import KIND, Fetching
from bot.media.folder import MediaFolder
from bot.media.shelf import MediaShelf
from bot.media.sweep import MediaSweep
from bot.simulator.graph_media import keep
from bot.store.database import Database
from bot.store.inbox import open_rows
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.media import SqlMedia
from bot.store.tables.conversation import media, message
from bot.store.tables.engine import timer
from bot.store.timers import SqlTimers
from bot.store.turns import SqlTurns
from bot.timers.ports import Due
from bot.timers.run import Timers
from tests.doubles.meta import Meta, running_meta
from tests.integration.conftest import SetClock
from tests.integration.engine.rows import message as update
from tests.integration.engine.rows import rows, until

NODE = "here"
PICTURE = b"\x89PNG a transfer"


@pytest.fixture
async def meta() -> AsyncGenerator[Meta]:
    """A simulated Meta."""
    async with running_meta() as running:
        yield running


@dataclass
class Files:
    """Messages with files arrive, and are fetched."""

    db: Database
    clock: SetClock
    meta: Meta
    home: Path

    def __post_init__(self) -> None:
        self.store = SqlMedia(self.db, self.clock)
        self.folder = MediaFolder(self.home)
        self.fetching = Fetching(self.store, self.meta.client, self.folder, self.clock)
        self.shelf = MediaShelf(self.store, self.folder)
        self.sweep = MediaSweep(self.store, self.folder, self.clock)

    def at_meta(self, data: bytes = PICTURE, mime: str = "image/png", name: str = "") -> str:
        """Let somebody upload a file; return Meta's id of it."""
        return keep(self.meta.state, mime, data, name).id

    async def arrives(self, media_id: str, kind: str = "image") -> int:
        """Let a message with a file arrive and close its turn; return the message's id."""
        known = self.meta.state.media.get(media_id)
        part: dict[str, Any] = {"id": media_id}
        if known is not None:
            part |= {"mime_type": known.mime, "sha256": known.sha256, "filename": known.filename}
        await self.close(update(f"wamid.{media_id}", message={"type": kind, kind: part}))
        (made,) = await self.db.read(_message, f"wamid.{media_id}")
        return made

    async def close(self, one: Any, **changes: Any) -> None:
        """Let an update arrive and close a turn that says nothing."""
        await SqlLanes(self.db).open(NODE, self.clock.now())
        (lane,) = (await SqlReceive(self.db).receive([one], NODE, self.clock.now())).lanes
        loaded = await SqlTurns(self.db).load(lane)
        heard = hear(await self.db.read(open_rows, lane))
        arrived = [each.arrived for each in heard]
        key = f"t{arrived[0].inbox_id}"
        done = Closing(key, lane, NODE, loaded, self.clock.now(), arrived, Observed("held"))
        await SqlTurns(self.db).close(replace(done, **changes))

    async def due(self) -> list[Due]:
        """Return the files that wait to be fetched."""
        return [
            Due(one["key"], 1, KIND, one["payload"], one["due_at"], one["attempts"])
            for one in await rows(self.db, timer)
            if one["kind"] == KIND
        ]

    async def fetch(self) -> None:
        """Let the timers ring until none is left."""
        timers = Timers(SqlTimers(self.db), self.clock, NODE)
        timers.register(KIND, self.fetching.serve, self.fetching.given_up)
        await timers.start()
        await until(self._none_due)
        await timers.stop()

    async def _none_due(self) -> bool:
        return not await self.due()

    async def states(self) -> list[tuple[str, str | None]]:
        """Return what became of every file."""
        return [(one["state"], one["reason"]) for one in await rows(self.db, media)]

    def lying(self) -> list[bytes]:
        """Return every file of the folder, also unfinished ones."""
        found = [*self.home.glob("media/*/*"), *self.home.glob("media.part/*")]
        return [path.read_bytes() for path in sorted(found)]


def _message(conn: Connection, wamid: str) -> list[int]:
    return list(conn.scalars(select(message.c.id).where(message.c.wamid == wamid)))


@pytest.fixture
def files(db: Database, clock: SetClock, meta: Meta, tmp_path: Path) -> Files:
    """Files of this database, in a HOME of its own."""
    return Files(db, clock, meta, tmp_path)

"""Inbox and lanes behind their ports (bot.inbox.ports)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from bot.inbox.ports import Look, Received
from bot.store import inbox, lanes
from bot.store.database import Database
from bot.store.outbox import pending_of
from bot.store.places import Acquaintances, Place, Who
from bot.store.receive import StaleError, receive_posts
from bot.store.tables.engine import lane
from bot.whatsapp.update import Update

# Updates of one commit. More would make the first webhook wait for the last.
MOST_A_COMMIT: Final = 1_000
# How often another node may store the same updates meanwhile before it is an error.
MOST_TRIES: Final = 5


def look_at(conn: Connection, key: str, after: int = 0) -> Look:
    """Read a lane with what waits in it; of the inbox only rows after an id."""
    row = conn.execute(select(lane.c.owner, lane.c.ver).where(lane.c.key == key)).one_or_none()
    if row is None:
        return Look(None, None)
    return Look(row.owner, row.ver, inbox.open_rows(conn, key, after), pending_of(conn, key))


def defer(
    conn: Connection, key: str, node: str, ids: Sequence[int], *, until: int, error: str | None
) -> None:
    """Try rows again later, if the lane is still this node's."""
    if lanes.owns_lane(conn, key, node):
        inbox.defer_rows(conn, ids, until, error)


def bury(conn: Connection, key: str, node: str, ids: Sequence[int], *, error: str, at: int) -> None:
    """Give rows up, if the lane is still this node's."""
    if lanes.owns_lane(conn, key, node):
        inbox.bury_rows(conn, ids, error, at)


def beat(conn: Connection, node: str, at: int) -> dict[str, int]:
    """Note that a node lives; return the last beat of every node."""
    lanes.beat(conn, node, at)
    return lanes.beats(conn)


class SqlLanes:
    """bot.inbox.ports.LaneStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def open(self, node: str, at: int) -> None:
        await self._db.write(lanes.open_node, node, at)

    async def beat(self, node: str, at: int) -> Mapping[str, int]:
        return await self._db.write(beat, node, at)

    async def claim(self, node: str, keys: Sequence[str]) -> list[str]:
        return await self._db.join(lanes.claim_lanes, node, keys)

    async def claim_free(self, node: str, dead: Sequence[str], *, limit: int, at: int) -> list[str]:
        if not dead and not await self._db.read(lanes.has_free):
            return []
        return await self._db.write(lanes.claim_free, node, dead, limit=limit, at=at)

    async def owned(self, node: str) -> list[str]:
        return await self._db.read(lanes.lanes_of, node)

    async def look(self, key: str, after: int = 0) -> Look:
        return await self._db.read(look_at, key, after)

    async def release(self, key: str, node: str, ver: int) -> bool:
        return await self._db.join(lanes.release_lane, key, node, ver)

    async def defer(
        self, key: str, node: str, ids: Sequence[int], *, until: int, error: str | None
    ) -> None:
        await self._db.join(defer, key, node, ids, until=until, error=error)

    async def bury(self, key: str, node: str, ids: Sequence[int], *, error: str, at: int) -> None:
        await self._db.join(bury, key, node, ids, error=error, at=at)

    async def leave(self, node: str) -> None:
        await self._db.write(lanes.leave_lanes, node)


@dataclass(slots=True, eq=False)
class _Post:
    updates: Sequence[Update]
    at: int
    done: asyncio.Future[Received] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class SqlReceive:
    """bot.inbox.ports.ReceiveStore: webhooks that arrive during a commit share the next one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known = Acquaintances()
        self._waiting: list[_Post] = []
        self._writing: asyncio.Task[None] | None = None

    async def receive(self, updates: Sequence[Update], node: str, at: int) -> Received:
        post = _Post(updates, at)
        self._waiting.append(post)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(node))
        return await post.done

    async def backlog(self) -> int:
        return await self._db.read(inbox.count_open)

    async def _write(self, node: str) -> None:
        try:
            while self._waiting:
                await self._together(self._next(), node)
        finally:
            self._writing = None

    def _next(self) -> list[_Post]:
        count, posts = 0, list[_Post]()
        while self._waiting and (not posts or count < MOST_A_COMMIT):
            posts.append(self._waiting.pop(0))
            count += len(posts[-1].updates)
        return posts

    async def _together(self, posts: list[_Post], node: str) -> None:
        """Write posts in one go; where that fails, each alone, so that none fails for another."""
        try:
            left = await self._store(posts, node)
        except Exception as error:  # noqa: BLE001 - goes to whoever waits
            if len(posts) == 1:
                _fail(posts[0], error)
                return
            for post in posts:
                await self._together([post], node)
        else:
            for post, received in zip(posts, left, strict=True):
                if not post.done.done():
                    post.done.set_result(received)

    async def _store(self, posts: list[_Post], node: str) -> list[Received]:
        """Write posts; people are remembered only once their rows are committed."""
        updates = [post.updates for post in posts]
        at = max(post.at for post in posts)
        for tries in range(MOST_TRIES):
            known: Mapping[Who, Place] = self._known.at(at) if tries < 2 else {}
            new = tries == 0
            try:
                left, met = await self._db.join(receive_posts, updates, node, at, known, new=new)
            except StaleError:
                continue
            self._known.meet(met)
            return left
        raise StaleError


def _fail(post: _Post, error: Exception) -> None:
    if not post.done.done():
        post.done.set_exception(error)

"""Inbox and lanes behind their ports (bot.inbox.ports)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.sql import ClauseElement

from bot.inbox.ports import Look, Received
from bot.store import inbox, lanes
from bot.store.database import Database
from bot.store.outbox import pending_of
from bot.store.places import Acquaintances, Place, Who
from bot.store.prepared import prepared
from bot.store.receive import StaleError, receive_posts
from bot.store.tables.engine import lane
from bot.whatsapp.update import Update

# Updates of one commit. More would make the first webhook wait for the last.
MOST_A_COMMIT: Final = 1_000
# How often another node may store the same updates meanwhile before it is an error.
MOST_TRIES: Final = 5


@prepared
def _held(_: Connection) -> ClauseElement:
    return select(lane.c.owner, lane.c.ver).where(lane.c.key == bindparam("lane"))


def look_at(conn: Connection, key: str, after: int = 0) -> Look:
    """Read a lane with what waits in it; of the inbox only rows after an id."""
    row = _held.first(conn, lane=key)
    if row is None:
        return Look(None, None)
    return Look(row.owner, row.ver, inbox.open_rows(conn, key, after), pending_of(conn, key))


def defer(
    conn: Connection, key: str, node: str, ids: Sequence[int], *, until: int, error: str
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
        self, key: str, node: str, ids: Sequence[int], *, until: int, error: str
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
    done: asyncio.Future[Received]


class _Batch:
    """Posts that share a commit: all that wait at the moment it begins, not when it was asked for.

    So what arrives during one commit is the next one, and the writer need not be called for each.
    """

    def __init__(self, take: Callable[[], list[_Post]]) -> None:
        self._take = take
        self._posts: list[_Post] | None = None

    @property
    def posts(self) -> list[_Post]:
        """The same ones however often the commit is tried."""
        if self._posts is None:
            self._posts = self._take()
        return self._posts

    def store(
        self, conn: Connection, node: str, known: Mapping[Who, Place], *, new: bool
    ) -> tuple[list[Received], dict[Who, Place]]:
        """Store the posts, in the database's thread."""
        if not self.posts:
            return [], {}
        updates = [post.updates for post in self.posts]
        at = max(post.at for post in self.posts)
        return receive_posts(conn, updates, node, at, known, new=new)


class SqlReceive:
    """bot.inbox.ports.ReceiveStore: webhooks that arrive during a commit share the next one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known = Acquaintances()
        self._waiting: deque[_Post] = deque()
        self._asked = False
        self._commits: set[asyncio.Task[None]] = set()

    async def receive(self, updates: Sequence[Update], node: str, at: int) -> Received:
        post = _Post(updates, at, asyncio.get_running_loop().create_future())
        self._waiting.append(post)
        self._ask(node, at)
        return await post.done

    async def backlog(self) -> int:
        return await self._db.read(inbox.count_open)

    def forget(self) -> None:
        """Look everybody up again: somebody turned out to be somebody else."""
        self._known.forget()

    def _ask(self, node: str, at: int) -> None:
        """Ask for a commit, unless one that has not begun yet will take what waits.

        A task begins after the webhooks that the loop has at hand: they all share the commit.
        """
        if not self._asked:
            self._asked = True
            commit = asyncio.create_task(self._commit(node, at))
            self._commits.add(commit)
            commit.add_done_callback(self._commits.discard)

    def _take(self) -> list[_Post]:
        """Take what waits. Runs in the database's thread: whatever comes later asks anew."""
        self._asked = False
        count, posts = 0, list[_Post]()
        while self._waiting and count < MOST_A_COMMIT:
            posts.append(self._waiting.popleft())
            count += len(posts[-1].updates)
        return posts

    async def _commit(self, node: str, at: int) -> None:
        await self._together(_Batch(self._take), node, at)
        if self._waiting:  # more than one commit takes
            self._ask(node, at)

    async def _together(self, batch: _Batch, node: str, at: int) -> None:
        """Write posts in one go; where that fails, each alone, so that none fails for another."""
        try:
            left = await self._store(batch, node, at)
        except Exception as error:  # noqa: BLE001 - goes to whoever waits
            await self._apart(batch.posts, error, node, at)
        else:
            for post, received in zip(batch.posts, left, strict=True):
                if not post.done.done():
                    post.done.set_result(received)

    async def _apart(self, posts: list[_Post], error: Exception, node: str, at: int) -> None:
        if len(posts) > 1:
            for post in posts:
                await self._together(_Batch(lambda post=post: [post]), node, at)
        elif posts and not posts[0].done.done():
            posts[0].done.set_exception(error)

    async def _store(self, batch: _Batch, node: str, at: int) -> list[Received]:
        """Write posts; people are remembered only once their rows are committed."""
        for tries in range(MOST_TRIES):
            known: Mapping[Who, Place] = self._known.at(at) if tries < 2 else {}
            new = tries == 0
            try:
                left, met = await self._db.join(batch.store, node, known, new=new)
            except StaleError:
                continue
            self._known.meet(met, known)
            return left
        raise StaleError

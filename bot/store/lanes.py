"""Lanes: a conversation's work, leased to one node. A lane without work has no row.

touch belongs into every commit that gives a lane work; then no work is ever overlooked: a
lane is let go of only as it was last seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Connection,
    Integer,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    select,
    union,
    update,
)  # fmt: skip
from sqlalchemy.sql import ClauseElement

from bot.clock import MINUTE
from bot.outbox.verdict import GRACE
from bot.store.dialect import for_update, is_postgres, take_free, upsert
from bot.store.hints import hint_lane
from bot.store.prepared import prepared
from bot.store.states import IS_OPEN, IS_SENDING, WAITS
from bot.store.tables.engine import inbox, lane, node, outbox

# How old a message of unknown outcome may be for a restart to let it wait once more, in ms.
AGAIN_WITHIN = MINUTE


def lane_of_conversation(conversation_id: int) -> str:
    """Return the key of a conversation's lane."""
    return f"c:{conversation_id}"


@prepared
def _touch(conn: Connection) -> ClauseElement:
    fresh = upsert(conn, lane).values(key=bindparam("key"), ver=1, at=bindparam("at"))
    return fresh.on_conflict_do_update(index_elements=[lane.c.key], set_={"ver": lane.c.ver + 1})


@prepared
def _touch_own(_: Connection) -> ClauseElement:
    mine = (lane.c.key == bindparam("lane"), lane.c.owner == bindparam("node"))
    return update(lane).where(*mine).values(ver=lane.c.ver + 1)


@prepared
def _own(conn: Connection) -> ClauseElement:
    mine = (lane.c.key == bindparam("lane"), lane.c.owner == bindparam("node"))
    return for_update(conn, select(lane.c.key).where(*mine))


@prepared
def _release(_: Connection) -> ClauseElement:
    mine = (lane.c.key == bindparam("lane"), lane.c.owner == bindparam("node"))
    update_waits = (inbox.c.lane == lane.c.key, IS_OPEN)
    message_waits = (outbox.c.lane == lane.c.key, WAITS)
    waiting = or_(exists().where(*update_waits), exists().where(*message_waits))
    return delete(lane).where(*mine, lane.c.ver == bindparam("seen"), ~waiting)


def touch_lane(conn: Connection, key: str, at: int) -> None:
    """Tell a lane's owner, or whoever takes it, that there is new work."""
    _touch.run(conn, key=key, at=at)
    hint_lane(conn, key)


def touch_own_lane(conn: Connection, key: str, owner: str) -> bool:
    """Note work that a lane's owner itself adds. False: it is not (any more) the owner.

    It stays the owner until the commit. Nobody is told: the owner knows.
    """
    return _touch_own.run(conn, lane=key, node=owner) > 0


def owns_lane(conn: Connection, key: str, owner: str) -> bool:
    """Whether the lane is (still) this node's; keeps it so until the commit."""
    return _own.scalar(conn, lane=key, node=owner) is not None


def claim_lanes(conn: Connection, owner: str, keys: Sequence[str]) -> list[str]:
    """Take those of these lanes that nobody owns; return all of them that are this owner's."""
    free = or_(lane.c.owner.is_(None), lane.c.owner == owner)
    query = select(lane.c.key).where(lane.c.key.in_(keys), free).order_by(lane.c.key)
    return _take(conn, owner, list(conn.scalars(take_free(conn, query))))


def claim_free(
    conn: Connection, owner: str, dead: Sequence[str], *, limit: int, at: int
) -> list[str]:
    """Take lanes of nobody, of dead nodes and of nodes that are not registered.

    What their owners were sending waits once more for a status that tells its outcome; but not
    what is older than AGAIN_WITHIN: a service that dies again and again would never repeat it.
    """
    conn.execute(delete(node).where(node.c.id.in_(dead)))
    orphaned = lane.c.owner.not_in(select(node.c.id))
    query = select(lane.c.key).where(or_(lane.c.owner.is_(None), orphaned))
    query = query.order_by(lane.c.key).limit(limit)
    taken = _take(conn, owner, list(conn.scalars(take_free(conn, query))))
    if taken:
        mine = (outbox.c.lane.in_(taken), IS_SENDING)
        young = outbox.c.created_at > at - AGAIN_WITHIN
        conn.execute(update(outbox).where(*mine, young).values(next_try_at=at + GRACE))
    return taken


def lanes_of(conn: Connection, owner: str) -> list[str]:
    """Return the lanes that a node owns."""
    return list(conn.scalars(select(lane.c.key).where(lane.c.owner == owner)))


def has_free(conn: Connection) -> bool:
    """Whether there is a lane of nobody or of a node that is not registered."""
    orphaned = lane.c.owner.not_in(select(node.c.id))
    query = select(lane.c.key).where(or_(lane.c.owner.is_(None), orphaned)).limit(1)
    return conn.scalar(query) is not None


def release_lane(conn: Connection, key: str, owner: str, ver: int) -> bool:
    """Let go of a lane that has no work, nor had any new since it was seen as `ver`."""
    return _release.run(conn, lane=key, node=owner, seen=ver) > 0


def leave_lanes(conn: Connection, owner: str) -> None:
    """Give every lane of a node back and forget the node."""
    conn.execute(update(lane).where(lane.c.owner == owner).values(owner=None))
    conn.execute(delete(node).where(node.c.id == owner))


def open_node(conn: Connection, name: str, at: int) -> None:
    """Register a node. An embedded database has one at a time: earlier ones are dead.

    Lanes that webhooks gave it before it could work are free, for its first round to take.
    """
    if not is_postgres(conn):
        conn.execute(delete(node))
    conn.execute(update(lane).where(lane.c.owner == name).values(owner=None))
    restore_lanes(conn, at)
    beat(conn, name, at)


def beat(conn: Connection, name: str, at: int) -> None:
    """Note that a node lives."""
    statement = upsert(conn, node).values(id=name, heartbeat=at, started_at=at)
    conn.execute(
        statement.on_conflict_do_update(index_elements=[node.c.id], set_={"heartbeat": at})
    )


def beats(conn: Connection) -> dict[str, int]:
    """Return the last beat of every node."""
    return {row.id: row.heartbeat for row in conn.execute(select(node.c.id, node.c.heartbeat))}


def restore_lanes(conn: Connection, at: int) -> None:
    """Give every piece of open work its lane, whatever happened to it."""
    waiting = union(
        select(inbox.c.lane).where(IS_OPEN, inbox.c.lane.is_not(None)),
        select(outbox.c.lane).where(WAITS),
    ).subquery()
    there = select(lane.c.key).where(lane.c.key == waiting.c.lane)
    rows = select(waiting.c.lane, literal(1, Integer), literal(at, lane.c.at.type))
    lost = upsert(conn, lane).from_select(["key", "ver", "at"], rows.where(~there.exists()))
    conn.execute(lost.on_conflict_do_nothing())


def _take(conn: Connection, owner: str, keys: list[str]) -> list[str]:
    if keys:
        conn.execute(update(lane).where(lane.c.key.in_(keys)).values(owner=owner))
    return keys

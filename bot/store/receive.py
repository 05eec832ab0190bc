"""The commit of a webhook: its updates, the people behind them, their lanes, their statuses.

All statements are for the whole batch: what a single update costs decides how many a second
are stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from bot.inbox.ports import Received
from bot.store.at_once import act_at_once
from bot.store.cut import cut
from bot.store.hints import PEOPLE, hint_lane, is_hinted
from bot.store.places import Place, Who, place_all
from bot.store.receive_sql import (
    READ_STORED,
    READ_TALKS,
    TOUCH,
    TOUCH_FOREIGN,
    Row,
    insert_inbox,
)
from bot.store.tables.engine import inbox
from bot.store.text import dump_json
from bot.whatsapp.update import Update

# Kinds whose effect is in this very commit (bot.store.at_once).
AT_ONCE: Final = frozenset(["status", "preference", "group", "template"])


Placed = tuple[Update, Place]


class StaleError(Exception):
    """What was believed of people or of stored updates does not hold: look everything up."""


def receive_posts(
    conn: Connection,
    posts: Sequence[Sequence[Update]],
    node: str,
    at: int,
    known: Mapping[Who, Place],
    *,
    new: bool = False,
) -> tuple[list[Received], dict[Who, Place]]:
    """Store the updates of several webhooks once each, with all that follows from them.

    known: people remembered. new: take it for granted that nothing of it is stored. StaleError
    tells that one of both was wrong. Lanes are told to the first of the posts. Also returns whom
    it met, nobody where two people turned out to be one. An update of a number that is nobody's
    is kept without account and ignored.
    """
    once = {one.event_key: one for post in posts for one in post}
    fresh = list(once.values()) if new else _fresh(conn, once)
    places, met = place_all(conn, fresh, known, at)
    placed = list(zip(fresh, places, strict=True))
    _check(conn, places, known)
    _insert(conn, placed, at)
    lanes = _touch(conn, places, node, at)
    act_at_once(conn, placed, at)
    return _share(posts, fresh, lanes), {} if is_hinted(conn, PEOPLE) else met


def _share(
    posts: Sequence[Sequence[Update]], fresh: Sequence[Update], lanes: tuple[str, ...]
) -> list[Received]:
    """Tell each post how many of its updates were stored; what came twice is the first one's."""
    left: list[Received] = []
    untold = {one.event_key for one in fresh}
    for post in posts:
        mine = untold.intersection([one.event_key for one in post])
        untold -= mine
        left.append(Received(len(mine), len(post) - len(mine), () if left else lanes))
    return left


def _fresh(conn: Connection, once: Mapping[str, Update]) -> list[Update]:
    """Return the updates that are not stored yet."""
    stored = {row[0] for row in READ_STORED.rows(conn, keys=dump_json(list(once)))}
    return [one for key, one in once.items() if key not in stored]


def _insert(conn: Connection, placed: Sequence[Placed], at: int) -> None:
    """Insert new updates. StaleError: one of them is stored already."""
    if insert_inbox(conn, [_row(one, place, at) for one, place in placed]) != len(placed):
        raise StaleError


def _row(one: Update, place: Place, at: int) -> Row:
    payload, number = dump_json(one.payload), cut(inbox.c.phone_number_id, one.phone_number_id)
    lane, state = place.lane, _state(one, place)
    return place.account_id, one.event_key, one.kind, lane, number, payload, at, state


def _state(one: Update, place: Place) -> str:
    if place.lane is not None:
        return "open"
    at_once = one.kind in AT_ONCE or one.group_id is not None
    return "done" if at_once and place.account_id is not None else "ignored"


def _check(conn: Connection, places: Sequence[Place], known: Mapping[Who, Place]) -> None:
    """StaleError: a conversation that was remembered is gone."""
    talks = {place.conversation_id for place in places if place.conversation_id is not None}
    if talks and known and READ_TALKS.scalar(conn, rows=dump_json(list(talks))) != len(talks):
        raise StaleError


def _touch(conn: Connection, places: Sequence[Place], node: str, at: int) -> tuple[str, ...]:
    """Wake lanes, in the order of their keys; return those that are this node's now."""
    keys = sorted({place.lane for place in places if place.lane is not None})
    if not keys:
        return ()
    told = {"keys": dump_json(keys), "owner": node}
    if TOUCH.run(conn, **told, at=at) == len(keys):
        return tuple(keys)
    foreign = {row[0] for row in TOUCH_FOREIGN.rows(conn, **told)}
    for key in foreign:
        hint_lane(conn, key)
    return tuple(key for key in keys if key not in foreign)

"""Conversations as turns and pages read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.sql import ClauseElement

from actions.ports import Customer
from bot.accounts.preferences import Preferences
from bot.inbox.closing import Loaded
from bot.store.carts import open_cart
from bot.store.prepared import prepared
from bot.store.settings import preferences_of
from bot.store.tables.catalog import catalog
from bot.store.tables.conversation import conversation, customer, message, turn

# How a catalog is called that is not connected to one of Meta's.
NO_CATALOG = "local"


@prepared
def _talk(_: Connection) -> ClauseElement:
    """A conversation with its customer, its last turn and its shop's newest catalog at Meta."""
    table, person = conversation.c, customer.c
    names = ("account_id", "customer_id", "phone_number_id", "version", "mode", "context")
    last_turn = select(func.max(turn.c.at)).where(turn.c.conversation_id == table.id)
    meta_id = select(catalog.c.meta_id).where(catalog.c.account_id == table.account_id)
    newest = meta_id.order_by(catalog.c.id.desc()).limit(1)
    return (
        select(
            table.id, *(table[name] for name in names), table.session_at, table.asks_for_person,
            person.name, person.country, person.language,
            last_turn.scalar_subquery().label("last_turn_at"),
            newest.scalar_subquery().label("catalog_id"),
        )
        .join(customer, person.id == table.customer_id)
        .where(table.id == bindparam("conversation_id"))
    )  # fmt: skip


@prepared
def _catalog(_: Connection) -> ClauseElement:
    mine = select(catalog.c.meta_id).where(catalog.c.account_id == bindparam("account_id"))
    return mine.order_by(catalog.c.id.desc()).limit(1)


@prepared
def _payload(_: Connection) -> ClauseElement:
    mine = message.c.account_id == bindparam("account_id")
    return select(message.c.payload).where(mine, message.c.wamid == bindparam("wamid"))


class UnknownLaneError(LookupError):
    """A lane that belongs to no conversation."""


def conversation_of(lane: str) -> int:
    """Return the conversation's id that a lane key names ("c:12")."""
    kind, _, number = lane.partition(":")
    if kind != "c" or not number.isdecimal():
        raise UnknownLaneError(f"{lane!r} is no conversation's lane")
    return int(number)


def load_conversation(conn: Connection, lane: str) -> Loaded:
    """Read what a turn starts from."""
    row = _talk.first(conn, conversation_id=conversation_of(lane))
    if row is None:
        raise UnknownLaneError(f"{lane!r} has no conversation")
    preferences = preferences_of(conn, row.account_id)
    return Loaded(
        account_id=row.account_id,
        conversation_id=row.id,
        phone_number_id=row.phone_number_id,
        version=row.version,
        mode=row.mode,
        context=row.context,
        customer=_customer(row, preferences),
        preferences=preferences,
        catalog_id=row.catalog_id or NO_CATALOG,
        cart=open_cart(conn, row.id),
        session_at=row.session_at,
        last_turn_at=row.last_turn_at,
        waits=bool(row.asks_for_person),
    )


def _customer(row: Any, preferences: Preferences) -> Customer:
    return Customer(
        id=row.customer_id,
        name=row.name,
        country=row.country or preferences.country,
        language=row.language or preferences.language,
        known=row.last_turn_at is not None,
    )


def catalog_meta_id(conn: Connection, account_id: int) -> str:
    """Return Meta's id of the account's catalog, "local" where none is connected."""
    return _catalog.scalar(conn, account_id=account_id) or NO_CATALOG


def is_newest(conn: Connection, conversation_id: int, wamid: str) -> bool:
    """Whether a message is the last one of a conversation, and a turn's answer.

    A receipt or a person's words asks nothing that a thumb could answer.
    """
    ours = (message.c.conversation_id == conversation_id, message.c.direction == "out")
    newest = select(message.c.wamid, message.c.turn_id).where(*ours)
    row = conn.execute(newest.order_by(message.c.id.desc()).limit(1)).one_or_none()
    return bool(wamid) and row is not None and row.wamid == wamid and row.turn_id is not None


def shown_in(conn: Connection, account_id: int, wamid: str) -> tuple[str, ...]:
    """Return the SKUs that a message of ours showed, in order."""
    return skus_of(_payload.scalar(conn, account_id=account_id, wamid=wamid) or {})


def skus_of(wire: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the SKUs in a wire payload: a product, a product list, a carousel."""
    action = _dict(_dict(wire.get("interactive")).get("action"))
    single = action.get("product_retailer_id")
    if isinstance(single, str):
        return (single,)
    listed = [
        item for section in _list(action, "sections") for item in _list(section, "product_items")
    ]
    listed += [_dict(card.get("action")) for card in _list(action, "cards")]
    return tuple(
        str(item["product_retailer_id"]) for item in listed if "product_retailer_id" in item
    )


def _dict(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _list(value: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = value.get(name)
    return cast("Sequence[Mapping[str, Any]]", found) if isinstance(found, list) else ()

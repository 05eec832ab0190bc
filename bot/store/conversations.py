"""Conversations as turns and pages read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, and_, func, select

from actions.ports import Customer
from bot.accounts.preferences import Preferences
from bot.inbox.closing import Loaded
from bot.store.carts import open_cart
from bot.store.settings import preferences_of
from bot.store.tables.catalog import catalog
from bot.store.tables.conversation import conversation, customer, message, turn


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
    joined = conversation.join(customer, customer.c.id == conversation.c.customer_id)
    query = (
        select(conversation, customer.c.name, customer.c.country, customer.c.language)
        .select_from(joined)
        .where(conversation.c.id == conversation_of(lane))
    )
    row = conn.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownLaneError(f"{lane!r} has no conversation")
    preferences = preferences_of(conn, row["account_id"])
    return _loaded(conn, row, preferences)


def _loaded(conn: Connection, row: RowMapping, preferences: Preferences) -> Loaded:
    last_turn = select(func.max(turn.c.at)).where(turn.c.conversation_id == row["id"])
    last_turn_at = conn.scalar(last_turn)
    return Loaded(
        account_id=row["account_id"],
        conversation_id=row["id"],
        phone_number_id=row["phone_number_id"],
        version=row["version"],
        mode=row["mode"],
        context=row["context"],
        customer=_customer(row, preferences, known=last_turn_at is not None),
        preferences=preferences,
        catalog_id=catalog_meta_id(conn, row["account_id"]),
        cart=open_cart(conn, row["id"]),
        session_at=row["session_at"],
        last_turn_at=last_turn_at,
        waits=row["asks_for_person"],
    )


def _customer(row: RowMapping, preferences: Preferences, *, known: bool) -> Customer:
    return Customer(
        id=row["customer_id"],
        name=row["name"],
        country=row["country"] or preferences.country,
        language=row["language"] or preferences.language,
        known=known,
    )


def catalog_meta_id(conn: Connection, account_id: int) -> str:
    """Return Meta's id of the account's catalog, "local" where none is connected."""
    query = select(catalog.c.meta_id).where(catalog.c.account_id == account_id)
    return conn.scalar(query.order_by(catalog.c.id.desc()).limit(1)) or "local"


def shown_in(conn: Connection, account_id: int, wamid: str) -> tuple[str, ...]:
    """Return the SKUs that a message of ours showed, in order."""
    where = and_(message.c.account_id == account_id, message.c.wamid == wamid)
    payload = conn.scalar(select(message.c.payload).where(where))
    return skus_of(payload or {})


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

"""Conversations as people read them: lists, counts, one conversation, whom it is with."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from actions.shop.money import Money
from bot.console.inbox.values import FLAGS, Card, Counts, Last, PlacedOrder, Talk, Wanted
from bot.store.carts import open_cart
from bot.store.changes import record_change
from bot.store.order_files import receipts_of
from bot.store.tables.commerce import order, order_line
from bot.store.tables.conversation import conversation, customer, customer_address, message
from bot.store.tables.people import person
from bot.store.window import wrote_last

LAST_ORDERS: Final = 5
# "999+" says enough, and counting more would slow every open page down.
MOST: Final = 1_000


def list_talks(conn: Connection, account_id: int, wanted: Wanted) -> list[Talk]:
    """Return conversations, the newest first."""
    where = [conversation.c.account_id == account_id, *_conditions(wanted)]
    order_by = (conversation.c.updated_at.desc(), conversation.c.id.desc())
    query = _talks().where(*where).order_by(*order_by).limit(wanted.limit)
    rows = conn.execute(query).mappings().all()
    phones = _phones(conn, {row["customer_id"] for row in rows})
    lasts = _lasts(conn, [row["last_id"] for row in rows if row["last_id"] is not None])
    return [_talk(row, phones, lasts) for row in rows]


def read_talk(conn: Connection, account_id: int, conversation_id: int) -> Talk | None:
    """Return one conversation of the account."""
    mine = (conversation.c.account_id == account_id, conversation.c.id == conversation_id)
    row = conn.execute(_talks().where(*mine)).mappings().one_or_none()
    if row is None:
        return None
    lasts = _lasts(conn, [row["last_id"]] if row["last_id"] is not None else [])
    return _talk(row, _phones(conn, {row["customer_id"]}), lasts)


def count_talks(conn: Connection, account_id: int) -> Counts:
    """Return how many conversations each short list holds, counting no further than MOST."""
    columns = [_count(account_id, show) for show in ("asks", "unread", "person")]
    return Counts(*conn.execute(select(*columns)).one())


def read_card(conn: Connection, talk: Talk) -> Card:
    """Return what people should know of the customer."""
    who = conn.execute(select(customer).where(customer.c.id == talk.customer_id)).mappings().one()
    phones = select(customer_address.c.value).where(
        customer_address.c.customer_id == talk.customer_id, customer_address.c.kind == "wa_id"
    )
    return Card(
        name=who["name"],
        username=who["username"] or "",
        phones=tuple(conn.scalars(phones.order_by(customer_address.c.seen_at.desc()))),
        country=who["country"] or "",
        marketing=who["marketing"],
        since=who["created_at"],
        cart=open_cart(conn, talk.id),
        orders=_orders(conn, talk.customer_id),
    )


def mark_read(conn: Connection, account_id: int, conversation_id: int, at: int) -> None:
    """Note that somebody here has read a conversation, and seen what it was flagged for."""
    mine = (
        conversation.c.account_id == account_id,
        conversation.c.id == conversation_id,
        conversation.c.unread > 0,
    )
    flagged = (conversation.c.mode == "bot", conversation.c.handover_reason.in_(FLAGS))
    seen = {"unread": 0, "asks_for_person": _unless_flagged(and_(*flagged))}
    if conn.execute(update(conversation).where(*mine).values(seen)).rowcount:
        record_change(conn, account_id, "conversation", conversation_id, at)


def _unless_flagged(flagged: ColumnElement[bool]) -> ColumnElement[bool]:
    return case((flagged, false()), else_=conversation.c.asks_for_person)


def _talks() -> Select[Any]:
    last_id = (
        select(func.max(message.c.id))
        .where(message.c.conversation_id == conversation.c.id)
        .correlate(conversation)
        .scalar_subquery()
    )
    joined = conversation.join(customer, customer.c.id == conversation.c.customer_id).outerjoin(
        person, person.c.id == conversation.c.person_id
    )
    return select(
        conversation,
        wrote_last().label("wrote_at"),
        customer.c.name.label("customer_name"),
        customer.c.username,
        person.c.name.label("holder_name"),
        person.c.email.label("holder_email"),
        last_id.label("last_id"),
    ).select_from(joined)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.show != "all":
        found.append(_is_shown(wanted.show))
    if wanted.before is not None:
        place = tuple_(conversation.c.updated_at, conversation.c.id)
        found.append(place < tuple_(*wanted.before))
    if wanted.search.strip():
        found.append(_matches(wanted.search.strip()[:80]))
    return found


def _is_shown(show: str) -> ColumnElement[bool]:
    """Return a list's condition as its index has it, without parameters."""
    match show:
        case "asks":
            return conversation.c.asks_for_person
        case "unread":
            return conversation.c.unread > literal_column("0")
        case "person":
            return conversation.c.mode == literal_column("'person'")
        case _:
            return conversation.c.mode == show


def _matches(search: str) -> ColumnElement[bool]:
    named = func.lower(customer.c.name).contains(search.lower(), autoescape=True)
    digits = "".join(letter for letter in search if letter.isdecimal())
    if len(digits) < 3:
        return named
    owner = select(customer_address.c.customer_id).where(
        customer_address.c.kind == "wa_id", customer_address.c.value.contains(digits)
    )
    return or_(named, customer.c.id.in_(owner))


def _count(account_id: int, show: str) -> ColumnElement[int]:
    some = select(conversation.c.id).where(conversation.c.account_id == account_id)
    few = some.where(_is_shown(show)).limit(MOST).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


def _phones(conn: Connection, customer_ids: Collection[int]) -> dict[int, str]:
    """Return each customer's newest phone number."""
    query = select(customer_address.c.customer_id, customer_address.c.value).where(
        customer_address.c.customer_id.in_(customer_ids), customer_address.c.kind == "wa_id"
    )
    rows = conn.execute(query.order_by(customer_address.c.seen_at))
    return {row.customer_id: row.value for row in rows}


def _lasts(conn: Connection, ids: Collection[int]) -> dict[int, Last]:
    columns = (message.c.direction, message.c.author, message.c.type, message.c.body)
    query = select(message.c.conversation_id, *columns, message.c.status, message.c.at)
    rows = conn.execute(query.where(message.c.id.in_(ids)))
    return {row[0]: Last(*row[1:]) for row in rows}


def _talk(row: RowMapping, phones: dict[int, str], lasts: dict[int, Last]) -> Talk:
    holder = row["holder_name"] or (row["holder_email"] or "").partition("@")[0]
    return Talk(
        id=row["id"],
        customer_id=row["customer_id"],
        name=row["customer_name"],
        phone=phones.get(row["customer_id"]) or row["username"] or "",
        mode=row["mode"],
        asks=row["asks_for_person"],
        unread=row["unread"],
        updated_at=row["updated_at"],
        last_customer_at=row["wrote_at"],
        holder_id=row["person_id"],
        holder=holder,
        reason=row["handover_reason"] or "",
        summary=row["handover_summary"] or "",
        handover_at=row["handover_at"],
        last=lasts.get(row["id"]),
    )


def _orders(conn: Connection, customer_id: int) -> tuple[PlacedOrder, ...]:
    units = (
        select(func.sum(order_line.c.quantity))
        .where(order_line.c.order_id == order.c.id)
        .correlate(order)
        .scalar_subquery()
    )
    query = select(order, units.label("units")).where(and_(order.c.customer_id == customer_id))
    rows = conn.execute(query.order_by(order.c.id.desc()).limit(LAST_ORDERS)).mappings().all()
    receipts = receipts_of(conn, [row["id"] for row in rows])
    return tuple(
        PlacedOrder(
            number=row["number"],
            state=row["state"],
            paid=row["paid_at"] is not None,
            total=Money(row["total"], row["currency"]),
            placed_at=row["placed_at"],
            units=int(row["units"] or 0),
            receipts=tuple(one.path for one in receipts.get(row["id"], ())),
        )
        for row in rows
    )

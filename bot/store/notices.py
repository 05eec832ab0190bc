"""Writes what a customer is told about orders and payments into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

from bot.orders.ports import Receipts, Template, Wire
from bot.orders.templates import PURPOSES, read_template
from bot.orders.values import Notice, NoticeKind
from bot.outbox.outgoing import Form, Outgoing
from bot.store.lanes import lane_of_conversation
from bot.store.outbox import queue
from bot.store.tables.conversation import conversation, customer
from bot.store.tables.house import template
from bot.store.templates import APPROVED


def tell(  # noqa: PLR0917 - one call, one line of a commit
    conn: Connection,
    receipts: Receipts,
    conversation_id: int,
    notice: Notice,
    key: str,
    at: int,
    *,
    only: Sequence[Form] = ("free", "template"),
) -> None:
    """Queue one message in the forms it can take; a key that exists writes nothing."""
    chat = _chat(conn, conversation_id)
    named = replace(notice, customer=notice.customer or first_name(chat["name"]))
    forms = receipts.compose(named, find_template(conn, notice.account_id, notice.kind))
    wires: dict[Form, Wire | None] = {
        "free": forms.free if "free" in only else None,
        "template": forms.template if "template" in only else None,
    }
    sent = wires["free"] or wires["template"] or {}
    queue(
        conn,
        Outgoing(
            account_id=notice.account_id,
            conversation_id=chat["id"],
            phone_number_id=chat["phone_number_id"],
            lane=lane_of_conversation(chat["id"]),
            key=key,
            kind=notice.kind,
            forms=wires,
            body=forms.body,
            author="bot",
            at=at,
            message_type=str(sent.get("type", "text")),
        ),
    )


def _chat(conn: Connection, conversation_id: int) -> RowMapping:
    query = (
        select(conversation.c.id, conversation.c.phone_number_id, customer.c.name)
        .join(customer, customer.c.id == conversation.c.customer_id)
        .where(conversation.c.id == conversation_id)
    )
    return conn.execute(query).mappings().one()


def first_name(name: str) -> str:
    """Return how somebody is called in a message."""
    return name.split(maxsplit=1)[0] if name.strip() else ""


def find_template(conn: Connection, account_id: int, kind: NoticeKind) -> Template | None:
    """Return the account's approved template for this message."""
    query = (
        select(template)
        .where(
            template.c.account_id == account_id,
            template.c.purpose.in_(PURPOSES[kind]),
            template.c.status == APPROVED,
        )
        .order_by(template.c.id)
    )
    row = conn.execute(query).first()
    return None if row is None else read_template(row.name, row.language, row.components)

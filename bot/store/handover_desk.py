"""What people do with conversations, each in one commit: the port of bot.handover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, select, update

from bot.handover.ports import (
    Actor,
    Answer,
    HeldError,
    LongAnswerError,
    NoTemplateError,
    UnknownConversationError,
    Waiting,
    WindowClosedError,
)
from bot.handover.unanswered import shall_offer
from bot.outbox.outgoing import Author, Form, Outgoing
from bot.store.audit import record_audit
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.dialect import for_update
from bot.store.handover import answered_by_person, taken_by_person, to_bot
from bot.store.lanes import lane_of_conversation, touch_lane
from bot.store.outbox import queue
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import outbox
from bot.store.tables.people import person
from bot.store.templates import is_approved
from bot.store.window import wrote_last
from bot.whatsapp.outgoing import Wire
from bot.whatsapp.templates import ANSWER, DEFINITIONS, LANGUAGE, room_of
from bot.whatsapp.window import is_open

OFFER = "handover_offer"


class SqlHandover:
    """bot.handover.ports.HandoverStore over the database."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def answer(
        self, actor: Actor, conversation_id: int, key: str, answer: Answer, at: int
    ) -> int:
        return await self._db.write(write_answer, actor, conversation_id, key, answer, at=at)

    async def take_over(self, actor: Actor, conversation_id: int, at: int) -> None:
        await self._db.write(take_over, actor, conversation_id, at)

    async def hand_back(self, actor: Actor, conversation_id: int, at: int) -> None:
        await self._db.write(hand_back, actor, conversation_id, at)

    async def offer(self, conversation_id: int, since: int, wire: Wire, at: int) -> bool:
        return await self._db.write(offer, conversation_id, since, wire, at)


def write_answer(
    conn: Connection, actor: Actor, conversation_id: int, key: str, answer: Answer, *, at: int
) -> int:
    """Queue a person's message; the same key again returns the message that it wrote."""
    touch_lane(conn, lane_of_conversation(conversation_id), at)
    talk = _locked(conn, actor, conversation_id)
    written = conn.scalar(select(outbox.c.message_id).where(outbox.c.key == key))
    if written is not None:
        return int(written)
    forms, wire = _forms(conn, talk, answer, at)
    _check_holder(conn, talk, actor)
    out = _outgoing(talk, key, "answer", wire, at, author="person", person_id=actor.person_id)
    out = replace(out, forms=forms)
    message_id = queue(conn, out)
    answered_by_person(conn, conversation_id, actor.person_id, at)
    return int(message_id or 0)


Forms = dict[Form, Mapping[str, Any] | None]


def _forms(conn: Connection, talk: RowMapping, answer: Answer, at: int) -> tuple[Forms, Wire]:
    """Return the forms that an answer may take and the one it takes now; raise where it has none.

    The window may close while the answer waits: then its template goes, where it may.
    """
    wrote = talk["wrote_at"]
    template = answer.template if answer.late and _approved(conn, talk) else None
    if is_open(wrote, at):
        later = None if template is None else template.payload
        return {"free": answer.free.payload, "template": later}, answer.free
    if wrote is None or not answer.late:
        raise WindowClosedError("the 24 hours since the customer last wrote are over")
    if answer.template is None:
        raise LongAnswerError(room_of(ANSWER))
    if template is None:
        raise NoTemplateError(
            f"the window is closed and Meta has not approved {DEFINITIONS[ANSWER].name}: "
            "run `millennium templates create`"
        )
    return {"template": template.payload}, template


def _approved(conn: Connection, talk: RowMapping) -> bool:
    return is_approved(conn, talk["account_id"], DEFINITIONS[ANSWER].name, LANGUAGE)


def take_over(conn: Connection, actor: Actor, conversation_id: int, at: int) -> None:
    """Give a conversation to this person, whoever has it."""
    talk = _locked(conn, actor, conversation_id)
    if talk["mode"] == "person" and talk["person_id"] == actor.person_id is not None:
        return
    taken_by_person(conn, conversation_id, actor.person_id, at)
    facts = {"conversation": conversation_id}
    record_audit(conn, actor.account_id, actor.person_id, "conversation.taken", at, **facts)


def hand_back(conn: Connection, actor: Actor, conversation_id: int, at: int) -> None:
    """Give a conversation back to the bot; it has it already: nothing."""
    if _locked(conn, actor, conversation_id)["mode"] == "bot":
        return
    to_bot(conn, conversation_id, at)
    facts = {"conversation": conversation_id}
    record_audit(conn, actor.account_id, actor.person_id, "conversation.handed_back", at, **facts)


def offer(conn: Connection, conversation_id: int, since: int, wire: Wire, at: int) -> bool:
    """Offer the bot to a customer whom nobody answers; people see that somebody waits."""
    touch_lane(conn, lane_of_conversation(conversation_id), at)
    query = _talks().where(conversation.c.id == conversation_id)
    talk = conn.execute(for_update(conn, query)).mappings().one_or_none()
    if talk is None or not shall_offer(waiting_of(conn, talk, since), at):
        return False
    mine = conversation.c.id == conversation_id
    conn.execute(update(conversation).where(mine).values(asks_for_person=True))
    record_change(conn, talk["account_id"], "conversation", conversation_id, at)
    key = f"conversation:{conversation_id}:handover:{since}"
    return queue(conn, _outgoing(talk, key, OFFER, wire, at, author="bot")) is not None


def waiting_of(conn: Connection, talk: RowMapping, since: int) -> Waiting:
    """Return what the rule of offering asks about a conversation."""
    human = and_(
        message.c.conversation_id == talk["id"],
        message.c.direction == "out",
        message.c.author.in_(["person", "phone"]),
    )
    offered = and_(outbox.c.conversation_id == talk["id"], outbox.c.kind == OFFER)
    return Waiting(
        mode=talk["mode"],
        since=since,
        last_customer_at=talk["wrote_at"],
        last_human_at=conn.scalar(select(func.max(message.c.at)).where(human)),
        last_offer_at=conn.scalar(select(func.max(outbox.c.created_at)).where(offered)),
    )


def _talks() -> Select[*tuple[Any, ...]]:
    return select(conversation, wrote_last().label("wrote_at"))


def _locked(conn: Connection, actor: Actor, conversation_id: int) -> RowMapping:
    mine = (conversation.c.id == conversation_id, conversation.c.account_id == actor.account_id)
    query = for_update(conn, _talks().where(*mine))
    row = conn.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownConversationError(f"there is no conversation {conversation_id}")
    return row


def _check_holder(conn: Connection, talk: RowMapping, actor: Actor) -> None:
    """One owner at a time: a colleague's conversation is taken over before it is answered."""
    holder = talk["person_id"]
    if talk["mode"] == "bot" or holder is None or holder == actor.person_id:
        return
    row = conn.execute(select(person.c.name, person.c.email).where(person.c.id == holder)).one()
    raise HeldError(row.name or row.email.partition("@")[0])


def _outgoing(
    talk: RowMapping,
    key: str,
    kind: str,
    wire: Wire,
    at: int,
    *,
    author: Author,
    person_id: int | None = None,
) -> Outgoing:
    return Outgoing(
        account_id=talk["account_id"],
        conversation_id=talk["id"],
        phone_number_id=talk["phone_number_id"],
        lane=lane_of_conversation(talk["id"]),
        key=key,
        kind=kind,
        forms={"free": wire.payload, "template": None},
        body=wire.body,
        author=author,
        at=at,
        message_type=wire.type,
        person_id=person_id,
    )

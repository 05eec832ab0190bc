"""A turn that changes who answers, or what the customer agreed to."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.inbox.closing import Closing
from bot.store.consent import record_consent
from bot.store.handover import (
    answered_elsewhere,
    flag_for_people,
    to_bot,
    to_person,
    watch_unanswered,
)
from bot.store.recovery import cancel_recovery


def change_hands(conn: Connection, closing: Closing) -> None:
    """Give the conversation to a person (asked for, or taken on the phone), or back.

    A customer who writes while a person has it waits for an answer: a timer watches.
    """
    loaded = closing.loaded
    if closing.hand_over is not None:
        told = closing.hand_over
        to_person(conn, loaded.conversation_id, told.reason, told.summary, closing.now, asked=True)
    elif closing.hand_back:
        to_bot(conn, loaded.conversation_id, closing.now)
    elif closing.takeover:
        _answered_on_the_phone(conn, closing)
    elif closing.flag is not None:
        told = closing.flag
        flag_for_people(conn, loaded.conversation_id, told.reason, told.summary, closing.now)
    elif loaded.mode == "person" and any(one.author == "customer" for one in closing.arrived):
        watch_unanswered(conn, loaded.conversation_id, closing.now)


def _answered_on_the_phone(conn: Connection, closing: Closing) -> None:
    """Take the conversation from the bot; a colleague who has it keeps it."""
    loaded = closing.loaded
    if loaded.mode == "bot":
        to_person(conn, loaded.conversation_id, "phone", "", closing.now, asked=False)
    else:
        answered_elsewhere(conn, loaded.conversation_id, closing.now)


def take_back_consent(conn: Connection, closing: Closing) -> None:
    """Write that the customer wants no reminders, and cancel the one that waits."""
    if not closing.opted_out:
        return
    loaded = closing.loaded
    said = [{"wamid": one.wamid, "text": one.body} for one in closing.arrived]
    record_consent(
        conn, loaded.account_id, loaded.customer.id,
        value="out", source="keyword", proof={"messages": said}, at=closing.now,
    )  # fmt: skip
    cancel_recovery(conn, loaded.conversation_id, "opted_out", closing.now)

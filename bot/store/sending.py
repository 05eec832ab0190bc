"""What becomes of messages on their way: begun, sent, refused, put back, held."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, insert, select, update
from sqlalchemy.sql import ClauseElement

from bot.clock import MINUTE
from bot.outbox.outgoing import Form
from bot.outbox.ports import Pending, Sent, Verdict
from bot.outbox.verdict import GRACE, form_at_once
from bot.store.changes import record_change
from bot.store.consent import record_consent
from bot.store.cut import cut, fitting
from bot.store.database import Database
from bot.store.dialect import for_update
from bot.store.inbox import ask_for_person
from bot.store.lanes import owns_lane, touch_lane
from bot.store.outbox import pending_of
from bot.store.prepared import given, prepared
from bot.store.states import IS_QUEUED, IS_SENDING, IS_UNDER_WAY, WAITS
from bot.store.tables.conversation import conversation, message, suppression
from bot.store.tables.engine import outbox
from bot.store.tables.house import whatsapp_number

LONGEST_REASON = 500
# How long a paused number's message of unknown outcome sleeps before it is looked at again.
LOOK_AGAIN = 10 * MINUTE


@prepared
def _begin(_: Connection) -> ClauseElement:
    as_seen = (outbox.c.id == bindparam("outbox_id"), outbox.c.attempts == bindparam("tried"))
    begun: dict[str, Any] = {"state": "sending", "attempts": outbox.c.attempts + 1}
    return update(outbox).where(*as_seen, WAITS).values(begun | given("form", "next_try_at"))


@prepared
def _sent(_: Connection) -> ClauseElement:
    mine = (outbox.c.id == bindparam("outbox_id"), IS_UNDER_WAY)
    done: dict[str, Any] = {"state": "sent", "error": None, "error_code": None}
    columns = (outbox.c.account_id, outbox.c.conversation_id, outbox.c.message_id)
    return (
        update(outbox)
        .where(*mine)
        .values(done | given("wamid", "form", "sent_at"))
        .returning(*columns)
    )


@prepared
def _logged(_: Connection) -> ClauseElement:
    """Let the log follow; a status may have told it more already."""
    status = case((message.c.status == "queued", "sent"), else_=message.c.status)
    mine = message.c.id == bindparam("message_id")
    return update(message).where(mine).values(status=status, **given("wamid", "status_at"))


def begin_try(conn: Connection, pending: Pending, node: str, form: Form, retry_at: int) -> bool:
    """Note that a try begins, if lane and message are still this node's to send."""
    if not owns_lane(conn, pending.lane, node):
        return False
    known = {"outbox_id": pending.id, "tried": pending.attempts}
    return _begin.run(conn, **known, form=form, next_try_at=retry_at) > 0


def begin_at_once(conn: Connection, lane: str, at: int) -> tuple[Pending, ...]:
    """Begin the first try of a lane's first message in the commit that wrote it.

    Returns what waits in the lane, to be sent after the commit without another look; nothing
    where the first has to wait or was tried before. The lane must be the caller's until then.
    """
    pending = pending_of(conn, lane)
    form = form_at_once(pending[0], at) if pending else None
    if form is None:
        return ()
    first, retry_at = pending[0], at + GRACE
    _begin.run(conn, outbox_id=first.id, tried=0, form=form, next_try_at=retry_at)
    begun = replace(first, state="sending", attempts=1, next_try_at=retry_at, begun=form)
    return begun, *pending[1:]


def mark_sent(conn: Connection, sent: Sent, at: int) -> None:
    """Note that Meta took a message; a status may have said so before.

    Also one whose number was paused while its outcome was not known.
    """
    told = {"wamid": cut(outbox.c.wamid, sent.wamid), "form": sent.form, "sent_at": at}
    row = _sent.first(conn, outbox_id=sent.id, **told)
    if row is None:
        return
    if row.message_id is not None:
        _logged.run(conn, message_id=row.message_id, wamid=told["wamid"], status_at=at)
    record_change(conn, row.account_id, "conversation", row.conversation_id, at)


def settle_try(conn: Connection, pending: Pending, verdict: Verdict, at: int) -> None:
    """Write what became of a try, unless a status or another node has told more meanwhile.

    A try that ends without an answer must not undo the status that said it went out.
    """
    mine = (
        outbox.c.id == pending.id,
        WAITS,
        outbox.c.attempts == pending.attempts,
    )
    if conn.scalar(for_update(conn, select(outbox.c.id).where(*mine))) is not None:
        settle(conn, pending.id, verdict, at)


def settle(conn: Connection, outbox_id: int, verdict: Verdict, at: int) -> None:
    """Write what becomes of a message that did not go out, with all that follows from it."""
    query = select(outbox).where(outbox.c.id == outbox_id)
    row = conn.execute(for_update(conn, query)).one_or_none()
    if row is None or row.state in {"failed", "dead"}:
        return
    fresh: dict[str, Any] = {
        "state": verdict.state,
        "error": verdict.reason[:LONGEST_REASON],
        "error_code": verdict.code,
        "next_try_at": verdict.next_try_at or at,
    }
    if verdict.drop:
        fresh["forms"] = {**row.forms, **dict.fromkeys(verdict.drop)}
    if row.state == "sent" and verdict.state != "failed":
        fresh |= {"wamid": None, "sent_at": None}
    conn.execute(update(outbox).where(outbox.c.id == outbox_id).values(**fresh))
    _log(conn, row, verdict, at)
    _follow(conn, row, verdict, at)


def hold(conn: Connection, lane: str, at: int) -> None:
    """Set a lane's messages of paused numbers aside.

    One that was being sent may have arrived: it is not set aside but waits on for the status
    that tells its outcome, and is not repeated while the number is paused.
    """
    paused = select(whatsapp_number.c.phone_number_id).where(whatsapp_number.c.paused)
    numbers = list(conn.scalars(for_update(conn, paused)))
    mine = (outbox.c.lane == lane, outbox.c.phone_number_id.in_(numbers))
    conn.execute(update(outbox).where(*mine, IS_QUEUED).values(state="held"))
    unknown = update(outbox).where(*mine, IS_SENDING, outbox.c.next_try_at <= at)
    conn.execute(unknown.values(next_try_at=at + LOOK_AGAIN))


def pause_number(conn: Connection, phone_number_id: str, reason: str, at: int) -> None:
    """Stop sending over a number until a person lets it go on (bot.store.outbox.resume_number)."""
    mine = whatsapp_number.c.phone_number_id == phone_number_id
    stop = (
        update(whatsapp_number)
        .where(mine)
        .values(paused=True, paused_reason=reason[:LONGEST_REASON])
    )
    account_id = conn.scalar(stop.returning(whatsapp_number.c.account_id))
    record_change(conn, account_id, "number", phone_number_id, at)


def _log(conn: Connection, row: Any, verdict: Verdict, at: int) -> None:
    """Let the message log follow: failed, or on its way again."""
    if row.message_id is None:
        return
    log = update(message).where(message.c.id == row.message_id)
    if verdict.state in {"failed", "dead"}:
        told = {"error": verdict.reason[:LONGEST_REASON], "error_code": verdict.code}
        conn.execute(log.values(status="failed", status_at=at, **told))
    elif row.state == "sent":
        conn.execute(log.values(status="queued", status_at=at, wamid=None))


def _follow(conn: Connection, row: Any, verdict: Verdict, at: int) -> None:
    if verdict.state == "queued":
        touch_lane(conn, row.lane, at)
    if verdict.pause:
        pause_number(conn, row.phone_number_id, verdict.reason, at)
    if verdict.state in {"failed", "dead"}:
        _suppress(conn, row, verdict, at)
    if verdict.flag and row.conversation_id is not None:
        ask_for_person(conn, row.conversation_id, "undelivered", at)
    elif row.conversation_id is not None:
        record_change(conn, row.account_id, "conversation", row.conversation_id, at)


def _suppress(conn: Connection, row: Any, verdict: Verdict, at: int) -> None:
    """Keep why somebody did not get a message, and what they said by it."""
    who = select(conversation.c.customer_id).where(conversation.c.id == row.conversation_id)
    customer_id = conn.scalar(who)
    reason = verdict.reason if verdict.code is None else f"meta_{verdict.code}"
    facts = {"account_id": row.account_id, "customer_id": customer_id, "kind": row.kind}
    values = fitting(suppression, {**facts, "reason": reason, "at": at})
    conn.execute(insert(suppression).values(values))
    if verdict.opted_out and customer_id is not None:
        proof = {"error_code": verdict.code, "outbox": row.id}
        record_consent(
            conn, row.account_id, customer_id,
            value="out", source="whatsapp_preference", proof=proof, at=at,
        )  # fmt: skip


class SqlOutbox:
    """The outbox's port (bot.outbox.ports.OutboxStore)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def begin(self, pending: Pending, node: str, form: Form, retry_at: int) -> bool:
        return await self._db.join(begin_try, pending, node, form, retry_at)

    async def sent(self, sent: Sent, at: int) -> None:
        await self._db.join(mark_sent, sent, at)

    async def settle(self, pending: Pending, verdict: Verdict, at: int) -> None:
        await self._db.write(settle_try, pending, verdict, at)

    async def hold(self, lane: str, at: int) -> None:
        await self._db.write(hold, lane, at)


def paused_numbers(conn: Connection) -> int:
    """Return how many numbers are paused."""
    query = select(func.count()).select_from(whatsapp_number).where(whatsapp_number.c.paused)
    return conn.scalar(query) or 0

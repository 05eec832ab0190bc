"""Paused numbers go on when a person says so, or restarts with a good token."""

from sqlalchemy import Connection, select

from bot.outbox.verdict import GRACE
from bot.store.database import Database
from bot.store.numbers import resume_all
from bot.store.outbox import pending_of
from bot.store.sending import LOOK_AGAIN, pause_number
from bot.store.tables.engine import change, outbox
from bot.store.tables.house import whatsapp_number
from bot.whatsapp.errors import UnknownOutcomeError
from tests.integration.conftest import NUMBER
from tests.integration.engine.mail import Mail, meta_error
from tests.integration.engine.rows import rows, status


def _numbers(conn: Connection) -> list[tuple[bool, str | None]]:
    query = select(whatsapp_number.c.paused, whatsapp_number.c.paused_reason)
    return [(row.paused, row.paused_reason) for row in conn.execute(query)]


def _changes(conn: Connection) -> list[tuple[str, str]]:
    return [(row.kind, row.key) for row in conn.execute(select(change).order_by(change.c.seq))]


async def test_a_paused_number_goes_on_and_everybody_hears_of_it(db: Database) -> None:
    await db.write(pause_number, NUMBER, "Meta error 190: the token expired", 1)
    assert await db.read(_numbers) == [(True, "Meta error 190: the token expired")]
    assert await db.write(resume_all, 1, 2) == {NUMBER: 0}
    assert await db.read(_numbers) == [(False, None)]
    assert await db.read(_changes) == [("number", NUMBER)] * 2


async def test_where_no_number_is_paused_nothing_changes(db: Database) -> None:
    assert await db.write(resume_all, 1, 2) == {}
    assert await db.read(_changes) == []


async def _paused_with_unknown_outcome(mail: Mail) -> None:
    """A message was on its way, no answer came, and then its number was paused."""
    mail.answers = [UnknownOutcomeError("no answer")]
    await mail.queue("k1")
    await mail.deliver()
    await mail.queue("k2")
    await mail.db.write(pause_number, NUMBER, "Meta error 190", mail.clock.now())
    mail.clock.tick(GRACE)
    await mail.deliver()


async def test_what_may_have_arrived_is_neither_set_aside_nor_repeated_while_paused(
    mail: Mail,
) -> None:
    await _paused_with_unknown_outcome(mail)
    mail.clock.tick(LOOK_AGAIN)
    await mail.deliver()
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["sending", "held"]
    assert len(mail.letters) == 1
    (pending,) = await mail.db.read(pending_of, "c:1")
    assert pending.next_try_at > mail.clock.now()


async def test_what_turns_out_to_have_arrived_is_not_sent_again(mail: Mail) -> None:
    await _paused_with_unknown_outcome(mail)
    word = mail.letters[0].callback
    await mail.hear(status("wamid.9", "delivered", biz_opaque_callback_data=word))
    assert await mail.db.write(resume_all, 1, mail.clock.now()) == {NUMBER: 1}
    first, second = await rows(mail.db, outbox)
    assert (first["state"], first["wamid"], second["state"]) == ("sent", "wamid.9", "queued")


async def test_what_stays_unknown_is_repeated_after_the_grace_under_a_word_of_its_own(
    mail: Mail,
) -> None:
    await _paused_with_unknown_outcome(mail)
    await mail.db.write(resume_all, 1, mail.clock.now())
    await mail.deliver()
    assert len(mail.letters) == 1
    mail.clock.tick(GRACE)
    await mail.deliver()
    assert [one.callback for one in mail.letters] == ["m1.1", "m1.2", "m2.1"]
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["sent", "sent"]


async def test_a_resumed_message_has_all_its_patience_and_goes_on_counting(mail: Mail) -> None:
    mail.answers = [meta_error(190)]
    await mail.queue()
    await mail.deliver()
    assert await mail.db.write(resume_all, 1, mail.clock.now()) == {NUMBER: 1}
    (pending,) = await mail.db.read(pending_of, "c:1")
    assert (pending.state, pending.attempts, pending.tries) == ("queued", 1, 0)

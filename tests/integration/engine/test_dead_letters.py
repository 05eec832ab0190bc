"""What was given up is listed with its reason, and goes on when a person says so."""

from sqlalchemy import Connection, update

from bot.outbox.verdict import MOST_TRIES
from bot.store.dead_letters import SqlDeadLetters
from bot.store.inbox import bury_rows
from bot.store.tables.conversation import message
from bot.store.tables.engine import inbox, lane, outbox
from bot.store.tables.people import audit
from bot.whatsapp.errors import UnknownOutcomeError
from tests.integration.engine.mail import FREE, Mail, meta_error
from tests.integration.engine.rows import failed, rows, status


def _letters(mail: Mail) -> SqlDeadLetters:
    return SqlDeadLetters(mail.db, mail.clock)


def _tried(conn: Connection, times: int) -> None:
    conn.execute(update(outbox).values(attempts=times))


async def _dead(mail: Mail) -> None:
    mail.answers = [meta_error(100)]
    await mail.queue()
    await mail.deliver()


async def test_what_meta_refused_for_good_is_listed_with_its_reason(mail: Mail) -> None:
    await _dead(mail)
    (letter,) = await _letters(mail).letters(1, 10)
    assert (letter.direction, letter.id, letter.state, letter.code) == ("out", 1, "dead", 100)
    assert (letter.conversation_id, letter.text, letter.tries) == (1, "Listo", 1)
    assert "100" in letter.reason
    assert await _letters(mail).letters(2, 10) == []


async def test_a_customers_message_that_was_given_up_is_listed_and_gets_its_turn(
    mail: Mail,
) -> None:
    await mail.db.write(bury_rows, [1], "ValueError: no", mail.clock.now())
    (letter,) = await _letters(mail).letters(1, 10)
    assert (letter.direction, letter.id, letter.text) == ("in", 1, "hola")
    assert letter.reason == "ValueError: no"
    assert not await _letters(mail).revive(2, "in", 1)
    assert await _letters(mail).revive(1, "in", 1)
    assert not await _letters(mail).revive(1, "in", 1)
    (row,) = await rows(mail.db, inbox)
    assert (row["state"], row["attempts"]) == ("open", 0)
    assert [row["key"] for row in await rows(mail.db, lane)] == ["c:1"]


async def test_the_newest_comes_first_whichever_way_it_went(mail: Mail) -> None:
    await mail.db.write(bury_rows, [1], "no", mail.clock.now())
    mail.clock.tick(5)
    await _dead(mail)
    assert [one.direction for one in await _letters(mail).letters(1, 10)] == ["out", "in"]
    assert [one.direction for one in await _letters(mail).letters(1, 1)] == ["out"]


async def test_a_dead_message_can_be_sent_again_by_a_person(mail: Mail) -> None:
    await _dead(mail)
    assert not await _letters(mail).revive(2, "out", 1)
    assert await _letters(mail).revive(1, "out", 1)
    assert not await _letters(mail).revive(1, "out", 1)
    await mail.deliver()
    assert ((await mail.row())["state"], await mail.told()) == ("sent", ["sent"])
    assert [row["action"] for row in await rows(mail.db, audit)] == ["message.revived"]


async def test_what_is_on_its_way_or_out_cannot_be_revived(mail: Mail) -> None:
    await mail.queue()
    assert not await _letters(mail).revive(1, "out", 1)
    await mail.deliver()
    assert not await _letters(mail).revive(1, "out", 1)


async def test_a_late_status_of_the_first_life_is_not_taken_for_the_second(mail: Mail) -> None:
    mail.answers = [UnknownOutcomeError("no answer"), UnknownOutcomeError("no answer")]
    await mail.queue()
    await mail.db.write(_tried, MOST_TRIES - 1)
    await mail.deliver()
    assert (await mail.row())["state"] == "dead"
    assert await _letters(mail).revive(1, "out", 1)
    await mail.deliver()
    first, second = (letter.callback for letter in mail.letters)
    assert (first, second) == (f"m1.{MOST_TRIES}", f"m1.{MOST_TRIES + 1}")
    await mail.hear(status("wamid.8", "delivered", biz_opaque_callback_data=first))
    assert (await mail.row())["state"] == "sending"
    await mail.hear(status("wamid.9", "delivered", biz_opaque_callback_data=second))
    assert ((await mail.row())["state"], (await mail.row())["wamid"]) == ("sent", "wamid.9")


async def test_a_revived_message_has_all_its_patience_again(mail: Mail) -> None:
    mail.answers = [meta_error(131016), meta_error(131016)]
    await mail.queue(free=FREE)
    await mail.db.write(_tried, MOST_TRIES - 1)
    await mail.deliver()
    assert (await mail.row())["state"] == "dead"
    assert await _letters(mail).revive(1, "out", 1)
    await mail.deliver()
    assert (await mail.row())["state"] == "queued"


async def test_the_first_life_leaves_nothing_in_the_message_log(mail: Mail) -> None:
    await mail.queue(free=FREE)
    await mail.deliver()
    await mail.hear(failed("wamid.1", 131026))
    assert await _letters(mail).revive(1, "out", 1)
    await mail.hear(status("wamid.1", "read"))
    (log,) = await rows(mail.db, message)
    assert (log["status"], log["wamid"], log["error_code"]) == ("queued", None, None)

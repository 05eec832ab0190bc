"""The 24-hour window opens with a message's arrival, whoever writes that down and when."""

from typing import Any

import pytest

from bot.clock import DAY, HOUR, SECOND
from bot.inbox.closing import Closing, Observed
from bot.inbox.heard import hear
from bot.store.database import Database
from bot.store.inbox import bury_rows, open_rows
from bot.store.inbox_views import read_talk
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.outbox import pending_of
from bot.store.tables.conversation import conversation
from bot.store.turns import SqlTurns
from tests.integration.conftest import SetClock
from tests.integration.engine.mail import FREE, TEMPLATE, Mail
from tests.integration.engine.rows import ANA, message, rows

LATER = 2 * DAY


async def close(mail: Mail) -> None:
    """Close a turn that answers nothing to what waits."""
    turns = SqlTurns(mail.db)
    arrived = [one.arrived for one in hear(await mail.db.read(open_rows, "c:1"))]
    closing = Closing(
        f"k{mail.clock.now()}", "c:1", "n1", await turns.load("c:1"), mail.clock.now(), arrived,
        Observed("ignored"),
    )  # fmt: skip
    await turns.close(closing)


async def known(mail: Mail) -> int | None:
    """When the customer wrote last, as the conversation's row has it."""
    (talk,) = await rows(mail.db, conversation)
    return talk["last_customer_at"]


async def asked(mail: Mail) -> tuple[Any, ...]:
    """When the customer wrote last, as senders and people are told."""
    talk = await mail.db.read(read_talk, 1, 1)
    pending = await mail.db.read(pending_of, "c:1")
    return talk and talk.last_customer_at, *(one.last_customer_at for one in pending)


def said(wamid: str, at: int) -> dict[str, Any]:
    return {"message": {"id": wamid, "timestamp": str(at // SECOND)}, "at": at}


async def test_storing_a_message_leaves_the_conversation_alone(mail: Mail) -> None:
    await close(mail)
    before = await rows(mail.db, conversation)
    mail.clock.tick(HOUR)
    await mail.hear(message("w2", at=mail.clock.now()))
    assert await rows(mail.db, conversation) == before


async def test_a_message_that_waits_for_its_turn_has_opened_the_window(mail: Mail) -> None:
    await close(mail)
    await mail.queue()
    mail.clock.tick(LATER)
    await mail.hear(message("w2", at=mail.clock.now()))
    assert await asked(mail) == (mail.clock.now(), mail.clock.now())
    await mail.deliver()
    assert [letter.wire for letter in mail.letters] == [FREE]


async def test_it_stays_open_when_the_turn_has_closed(mail: Mail) -> None:
    await close(mail)
    mail.clock.tick(LATER)
    opened = mail.clock.now()
    await mail.hear(message("w2", **said("w2", opened)))
    mail.clock.tick(HOUR)
    await close(mail)
    await mail.queue()
    assert (await known(mail), await asked(mail)) == (opened, (opened, opened))


async def test_it_stays_open_when_the_message_is_given_up(mail: Mail) -> None:
    await close(mail)
    mail.clock.tick(LATER)
    opened = mail.clock.now() - HOUR
    await mail.hear(message("w2", **said("w2", opened)))
    await mail.db.write(bury_rows, [2], "no", mail.clock.now())
    assert (await known(mail), await asked(mail)) == (opened, (opened,))


async def test_an_echo_of_the_business_opens_nothing(mail: Mail) -> None:
    await close(mail)
    opened = await known(mail)
    mail.clock.tick(LATER)
    await mail.queue()
    await mail.hear(message("w2", kind="echo", at=mail.clock.now()))
    assert await asked(mail) == (opened, opened)
    await mail.deliver()
    assert [letter.wire for letter in mail.letters] == [TEMPLATE]
    await close(mail)
    assert await known(mail) == opened


async def test_a_moment_that_lies_ahead_opens_it_from_now(mail: Mail) -> None:
    mail.clock.tick(HOUR)
    await mail.hear(message("w2", **said("w2", mail.clock.now() + DAY)))
    assert await asked(mail) == (mail.clock.now(),)
    await close(mail)
    assert await known(mail) == mail.clock.now()


async def test_an_old_message_does_not_close_what_a_newer_one_opened(mail: Mail) -> None:
    await mail.hear(message("w0", **said("w0", mail.clock.now() - HOUR)))
    await close(mail)
    opened = mail.clock.now()
    mail.clock.tick(HOUR)
    await mail.hear(message("w3", **said("w3", opened - DAY)))
    await close(mail)
    assert await known(mail) == opened


@pytest.mark.parametrize("times", [1, 2])
async def test_nobody_who_never_wrote_has_a_window(
    db: Database, clock: SetClock, times: int
) -> None:
    await SqlLanes(db).open("n1", clock.now())
    for n in range(times):
        echo = message(f"e{n}", ANA, kind="echo", at=clock.now())
        await SqlReceive(db).receive([echo], "n1", clock.now())
    mail = Mail(db, clock)
    await mail.queue()
    assert await asked(mail) == (None, None)
    await close(mail)
    assert await asked(mail) == (None, None)

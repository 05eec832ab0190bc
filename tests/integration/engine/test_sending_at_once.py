"""A turn's first message is begun in the commit that closes the turn, and posted right after it."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.clock import DAY, SECOND
from bot.inbox.closing import Closing, ConflictError, Leaving, Observed
from bot.inbox.heard import hear
from bot.outbox.deliver import Deliverer
from bot.outbox.pace import Pace
from bot.outbox.ports import Pending
from bot.outbox.verdict import GRACE
from bot.store.inbox import open_rows
from bot.store.lane_store import SqlLanes
from bot.store.outbox import pending_of
from bot.store.sending import SqlOutbox, hold, pause_number
from bot.store.tables.engine import lane, outbox
from bot.store.turns import SqlTurns
from bot.whatsapp.errors import UnknownOutcomeError, UnreachableError
from tests.integration.conftest import NUMBER
from tests.integration.engine.mail import FREE, Mail
from tests.integration.engine.rows import message, rows, status


def texts(count: int) -> list[Leaving]:
    return [
        Leaving("text", {"type": "text", "text": {"body": str(n)}}, str(n)) for n in range(count)
    ]


async def close(mail: Mail, count: int = 1, owner: str = "n1") -> Sequence[Pending]:
    """Close a turn that says so many things to what waits."""
    turns = SqlTurns(mail.db)
    arrived = [one.arrived for one in hear(await mail.db.read(open_rows, "c:1"))]
    closing = Closing(
        f"k{mail.clock.now()}", "c:1", owner, await turns.load("c:1"), mail.clock.now(), arrived,
        Observed("answered"), texts(count), sends_at=mail.clock.now(),
    )  # fmt: skip
    return await turns.close(closing)


class NeverBegins(SqlOutbox):
    """An outbox in which no try is begun any more."""

    async def begin(self, *_: Any, **__: Any) -> bool:
        raise AssertionError("a begun try was begun again")


class Busy(Pace):
    """A pace at which nothing goes out at once."""

    def at_once(self, number: str, person: str, now: float) -> bool:
        return False


async def post(
    mail: Mail, pending: Sequence[Pending], *, begins: bool = False, pace: Pace | None = None
) -> None:
    store = SqlOutbox(mail.db) if begins else NeverBegins(mail.db)
    await Deliverer(store, mail, mail, mail.clock, pace or Pace()).deliver(mail, pending)


def told(letters: Sequence[Any]) -> list[tuple[str, str]]:
    return [(one.callback, one.wire["text"]["body"]) for one in letters]


async def test_the_closing_commit_begins_and_the_post_follows(mail: Mail) -> None:
    begun = await close(mail)
    row = await mail.row()
    assert (row["state"], row["attempts"], row["form"]) == ("sending", 1, "free")
    assert row["next_try_at"] == mail.clock.now() + GRACE
    await post(mail, begun)
    assert told(mail.letters) == [(f"m{row['id']}.1", "0")]
    assert ((await mail.row())["state"], (await mail.row())["wamid"]) == ("sent", "wamid.1")
    assert await mail.told() == [None, "sent"]


async def test_what_else_the_turn_says_follows_in_order(mail: Mail) -> None:
    begun = await close(mail, 3)
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["sending", "queued", "queued"]
    await post(mail, begun, begins=True)
    assert told(mail.letters) == [("m1.1", "0"), ("m2.1", "1"), ("m3.1", "2")]


async def test_a_turn_that_says_nothing_begins_nothing(mail: Mail) -> None:
    await mail.queue()
    assert await close(mail, 0) == ()
    assert (await mail.row())["state"] == "queued"


async def test_nothing_overtakes_a_message_that_waits_to_be_tried_again(mail: Mail) -> None:
    mail.answers = [UnreachableError("no")]
    await mail.queue()
    await mail.deliver()
    assert await close(mail) == ()
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["queued", "queued"]


async def test_nothing_overtakes_a_message_whose_outcome_is_unknown(mail: Mail) -> None:
    mail.answers = [UnknownOutcomeError("no answer")]
    await mail.queue()
    await mail.deliver()
    mail.clock.tick(GRACE)
    assert await close(mail) == ()
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["sending", "queued"]


async def test_a_paused_number_begins_nothing(mail: Mail) -> None:
    await mail.db.write(pause_number, NUMBER, "Meta error 190", mail.clock.now())
    assert await close(mail) == ()
    await mail.db.write(hold, "c:1", mail.clock.now())
    assert (await mail.row())["state"] == "held"


async def test_a_closed_window_begins_nothing(mail: Mail) -> None:
    await close(mail, 0)
    mail.clock.tick(DAY)
    await mail.hear(message("echo", kind="echo", at=mail.clock.now()))
    assert await close(mail) == ()
    await mail.deliver()
    assert (mail.letters, (await mail.row())["state"]) == ([], "failed")


async def test_a_turn_of_a_lane_that_went_elsewhere_begins_nothing(mail: Mail) -> None:
    with pytest.raises(ConflictError):
        await close(mail, owner="n2")
    assert await rows(mail.db, outbox) == []


async def test_a_death_between_commit_and_post_is_an_unknown_outcome(mail: Mail) -> None:
    await close(mail)
    await mail.db.write(_owned_by, "dead")
    mail.clock.tick(SECOND)
    lanes = SqlLanes(mail.db)
    await lanes.open("n1", mail.clock.now())
    assert await lanes.claim_free("n1", [], limit=9, at=mail.clock.now()) == ["c:1"]
    await mail.deliver()
    assert mail.letters == []
    mail.clock.tick(GRACE)
    await mail.deliver()
    await mail.deliver()
    assert told(mail.letters) == [("m1.2", "0")]


async def test_a_status_that_comes_before_the_answer_counts(mail: Mail) -> None:
    await close(mail)
    await mail.hear(status("wamid.9", "delivered", biz_opaque_callback_data="m1.1"))
    assert ((await mail.row())["state"], (await mail.row())["wamid"]) == ("sent", "wamid.9")
    mail.clock.tick(GRACE)
    await mail.deliver()
    assert mail.letters == []


async def test_an_unknown_outcome_waits_as_any(mail: Mail) -> None:
    mail.answers = [UnknownOutcomeError("no answer")]
    await post(mail, await close(mail))
    await mail.deliver()
    assert told(mail.letters) == [("m1.1", "0")]
    mail.clock.tick(GRACE)
    await mail.deliver()
    assert told(mail.letters) == [("m1.1", "0"), ("m1.2", "0")]


@pytest.mark.parametrize("late", [False, True])
async def test_what_cannot_go_at_once_is_begun_anew(mail: Mail, late: bool) -> None:
    begun = await close(mail)
    mail.clock.tick(GRACE if late else 0)
    await post(mail, begun, begins=True, pace=None if late else Busy())
    assert told(mail.letters) == [("m1.2", "0")]
    assert (await mail.row())["state"] == "sent"


async def test_what_comes_too_late_is_not_posted_for_another_node(mail: Mail) -> None:
    begun = await close(mail)
    await mail.db.write(_owned_by, "n2")
    mail.clock.tick(GRACE)
    await post(mail, begun, begins=True)
    assert mail.letters == []


async def test_a_message_of_somebody_else_that_waits_goes_first(mail: Mail) -> None:
    await mail.queue("order:1:paid", free=FREE)
    begun = await close(mail)
    await post(mail, begun, begins=True)
    assert [one.callback for one in mail.letters] == ["m1.1", "m2.1"]
    assert mail.letters[0].wire == FREE


async def test_a_deliverer_that_looked_before_sends_nothing_twice(mail: Mail) -> None:
    await mail.queue("order:1:paid", free=FREE)
    before = await mail.db.read(pending_of, "c:1")
    begun = await close(mail)
    await post(mail, before, begins=True)
    assert mail.letters == []
    await post(mail, begun, begins=True)
    assert len(mail.letters) == 2


def _owned_by(conn: Connection, owner: str) -> None:
    conn.execute(update(lane).values(owner=owner))

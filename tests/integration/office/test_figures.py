"""What waits for a person is seen from outside: in the metrics and by doctor."""

from aiohttp.test_utils import make_mocked_request
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Connection

from bot.clock import DAY
from bot.store.database import Database
from bot.store.dead_letters import given_up_since
from bot.store.reviews import count_reviews
from bot.store.sending import pause_number
from bot.store.tables.commerce import payment_review
from bot.store.tables.engine import outbox, timer
from bot.store.timers import set_timer
from bot.wiring.metrics import Metrics
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.engine.mail import Mail, a_mail, meta_error


def _trouble(conn: Connection, at: int) -> None:
    set_timer(conn, "refund:7", at, "refund", {}, 1)
    conn.execute(timer.update().values(error="no", given_up_at=at))
    review = {"account_id": 1, "reason": "dispute", "facts": {}, "at": at}
    for closed_at in (None, at):
        conn.execute(payment_review.insert().values(**review, closed_at=closed_at))
    pause_number(conn, NUMBER, "Meta error 190", at)


async def test_the_metrics_count_what_waits_for_a_person(db: Database, clock: SetClock) -> None:
    metrics = Metrics(db, clock)
    names = (
        "millennium_timers_given_up", "millennium_payment_reviews", "millennium_numbers_paused",
        "millennium_inbox_dead",
    )  # fmt: skip

    async def read() -> list[float]:
        answer = await metrics.serve(make_mocked_request("GET", "/metrics"))
        assert isinstance(answer.body, bytes)
        families = text_string_to_metric_families(answer.body.decode())
        found = {one.name: one.samples[0].value for one in families}
        return [found[name] for name in names]

    assert await read() == [0, 0, 0, 0]
    await db.write(_trouble, clock.now())
    assert await read() == [1, 1, 1, 0]
    assert await db.read(count_reviews) == 1


async def test_what_was_given_up_lately_is_counted(db: Database, clock: SetClock) -> None:
    mail: Mail = await a_mail(db, clock)
    mail.answers = [meta_error(100)]
    await mail.queue()
    await mail.deliver()
    assert await db.read(given_up_since, 1, clock.now() - DAY) == 1
    assert await db.read(given_up_since, 1, clock.now() + DAY) == 0
    assert await db.read(given_up_since, 2, 0) == 0
    await db.write(lambda conn: conn.execute(outbox.update().values(state="failed")) and None)
    assert await db.read(given_up_since, 1, 0) == 0

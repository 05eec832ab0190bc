"""The back office through the API: orders moved on, reviews, dead letters, timers, numbers."""

from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.clock import MINUTE
from bot.outbox.outgoing import Outgoing
from bot.store.database import Database
from bot.store.inbox import bury_rows
from bot.store.lane_store import SqlReceive
from bot.store.lanes import lane_of_conversation
from bot.store.outbox import queue
from bot.store.reviews import open_review
from bot.store.sending import pause_number
from bot.store.tables.commerce import cart, payment_attempt, payment_review
from bot.store.tables.engine import outbox, timer
from bot.store.timers import set_timer
from tests.console.house import Console
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.console.api import ONCE, Api
from tests.integration.console.conftest import Client
from tests.integration.engine.rows import message, rows


async def test_orders_go_their_way(api: Api, console: Console, talks: dict[str, int]) -> None:
    assert (await api("POST", "/orders/1067/prepare"))["number"] == 1067
    await api("POST", "/orders/1067/ship", 200, {"tracking": "GUIA 7"})
    await api("POST", "/orders/1067/deliver")
    await api("POST", "/orders/1067/cancel", 200, {"reason": "sin existencias"})
    await api("POST", "/orders/1067/cancel", 200, {"refund": False})
    assert console.orders.told == [
        ("preparing", 1, 1067, ""),
        ("shipped", 1, 1067, "GUIA 7"),
        ("delivered", 1, 1067, ""),
        ("cancelled", 1, 1067, True, "sin existencias"),
        ("cancelled", 1, 1067, False, ""),
    ]


async def test_money_goes_back_under_a_key(
    api: Api, console: Console, talks: dict[str, int]
) -> None:
    path = "/orders/1067/refund"
    asked = await api("POST", path, 200, {"amount": 500}, Idempotency_Key=ONCE)
    assert asked == {"amount": 500, "currency": "MXN"}
    assert (await api("POST", path, 200, {}, Idempotency_Key=ONCE))["amount"] == 32_900
    assert console.orders.told == [
        ("refund", 1, 1067, 500, ONCE),
        ("refund", 1, 1067, None, ONCE),
    ]
    await api("POST", path, 422, {"amount": 500})
    await api("POST", path, 422, {"amount": 0}, Idempotency_Key=ONCE)


@pytest.mark.parametrize(
    ("act", "body"),
    [("prepare", None), ("ship", {}), ("deliver", None), ("cancel", {}), ("refund", {})],
)
async def test_what_cannot_be_is_told_in_one_line(
    api: Api, console: Console, talks: dict[str, int], act: str, body: Any
) -> None:
    key = {"Idempotency_Key": ONCE}
    told = await api("POST", f"/orders/5/{act}", 404, body, **key)
    assert told["error"]["code"] == "unknown_order"
    console.orders.refuses = True
    told = await api("POST", f"/orders/1067/{act}", 409, body, **key)
    assert told["error"]["code"] == "order_state"


def _a_review(conn: Connection, at: int) -> None:
    whose = conn.execute(select(cart)).mappings().first()
    assert whose is not None
    values = {
        "account_id": 1, "cart_id": whose["id"], "cart_version": 1, "provider": "stripe",
        "reference": "r", "provider_ref": "cs_1", "live": False, "amount": 1_000,
        "currency": "MXN", "state": "paid", "paid": 1_000, "created_at": at, "updated_at": at,
    }  # fmt: skip
    made = insert(payment_attempt).values(**values).returning(payment_attempt.c.id)
    attempt_id = conn.execute(made).scalar_one()
    open_review(conn, 1, attempt_id, "dispute", {"amount": 1_000, "currency": "MXN"}, at)


async def test_payments_that_wait_are_listed_and_decided_on(
    api: Api, db: Database, clock: SetClock, talks: dict[str, int]
) -> None:
    await db.write(_a_review, clock.now())
    (one,) = (await api("GET", "/payments/reviews"))["reviews"]
    assert (one["reason"], one["choices"], one["ref"]) == ("dispute", ["done"], "cs_1")
    assert (one["expected"], one["seen"], one["seen_currency"]) == (1_000, 1_000, "MXN")
    path = f"/payments/reviews/{one['id']}/close"
    told = await api("POST", path, 409, {"decision": "refund"})
    assert "ways: done" in told["error"]["message"]
    await api("POST", path, 422, {"decision": "burn"})
    assert await api("POST", path, 200, {"decision": "done"}) == one
    assert [row["decision"] for row in await rows(db, payment_review)] == ["done"]
    assert (await api("POST", path, 404, {"decision": "done"}))["error"]["code"] == "unknown_review"
    assert (await api("GET", "/payments/reviews"))["reviews"] == []


def _a_dead_letter(conn: Connection, talk: int, at: int) -> None:
    out = Outgoing(
        account_id=1, conversation_id=talk, phone_number_id=NUMBER,
        lane=lane_of_conversation(talk), key="k", kind="reply",
        forms={"free": {"type": "text"}}, body="Listo", author="bot", at=at, message_type="text",
    )  # fmt: skip
    queue(conn, out)
    conn.execute(outbox.update().values(state="dead", error="Meta error 100", error_code=100))


async def test_what_was_given_up_is_listed_and_revived(
    api: Api, db: Database, clock: SetClock, talks: dict[str, int]
) -> None:
    await SqlReceive(db).receive([message("w1", at=clock.now())], "n1", clock.now())
    await db.write(bury_rows, [1], "ValueError: no", clock.now())
    clock.tick(MINUTE)
    await db.write(_a_dead_letter, talks["Lupita"], clock.now())
    ours, theirs = (await api("GET", "/dead-letters"))["letters"]
    assert (ours["direction"], ours["code"], ours["text"]) == ("out", 100, "Listo")
    assert (theirs["direction"], theirs["reason"]) == ("in", "ValueError: no")
    assert len((await api("GET", "/dead-letters?limit=1"))["letters"]) == 1
    for one in (ours, theirs):
        path = f"/dead-letters/{one['direction']}/{one['id']}/revive"
        assert await api("POST", path) == {"done": True}
        assert (await api("POST", path, 404))["error"]["code"] == "unknown_letter"
    assert (await api("GET", "/dead-letters"))["letters"] == []


def _a_dead_timer(conn: Connection, at: int) -> None:
    set_timer(conn, "refund:7", at, "refund", {}, 1)
    conn.execute(
        timer.update()
        .where(timer.c.key == "refund:7")
        .values(error="no", given_up_at=at, attempts=60)
    )


async def test_work_that_fails_is_listed_and_run_again(
    api: Api, db: Database, clock: SetClock
) -> None:
    await db.write(_a_dead_timer, clock.now())
    (one,) = (await api("GET", "/timers/failing"))["timers"]
    assert (one["key"], one["tries"], one["given_up_at"]) == ("refund:7", 60, clock.now())
    assert await api("POST", "/timers/run", 200, {"key": "refund:7"}) == {"done": True}
    told = await api("POST", "/timers/run", 404, {"key": "refund:7"})
    assert told["error"]["code"] == "unknown_timer"


async def test_a_number_that_stopped_says_why_and_its_mend(
    api: Api, db: Database, clock: SetClock
) -> None:
    (fine,) = (await api("GET", "/numbers"))["numbers"]
    assert (fine["id"], fine["paused"], fine["mend"]) == (NUMBER, False, "")
    await db.write(pause_number, NUMBER, "Meta error 190: expired", clock.now())
    (paused,) = (await api("GET", "/numbers"))["numbers"]
    assert (paused["paused"], paused["reason"]) == (True, "Meta error 190: expired")
    assert "new system user token" in paused["mend"]
    (again,) = (await api("POST", "/numbers/resume"))["numbers"]
    assert again == fine


async def test_nobody_gets_in_without_a_token(client: Client) -> None:
    for path in ("/payments/reviews", "/dead-letters", "/timers/failing", "/numbers"):
        assert (await client.get(f"/api/v1{path}")).status == 401
    assert (await client.post("/api/v1/numbers/resume")).status == 401

"""The back office at the command line, over the control socket of a running service."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.outbox.outgoing import Outgoing
from bot.store.lanes import lane_of_conversation
from bot.store.outbox import queue
from bot.store.reviews import open_review
from bot.store.sending import pause_number
from bot.store.tables.commerce import cart, order, payment_attempt, payment_review, refund
from bot.store.tables.conversation import media
from bot.store.tables.engine import outbox, timer
from bot.store.timers import set_timer
from tests.console.files import put_file, put_row
from tests.console.talks import conn_insert
from tests.integration.conftest import NUMBER
from tests.integration.engine.rows import rows
from tests.integration.office.conftest import Terminal


async def test_orders_are_listed_and_shown(terminal: Terminal) -> None:
    assert [one["number"] for one in await terminal.listed("order", "list")] == [1067, 1042]
    (placed,) = await terminal.listed("order", "list", "--state", "placed")
    assert (placed["number"], placed["total"], placed["currency"]) == (1067, 32_900, "MXN")
    assert len(await terminal.listed("order", "list", "--limit", "1")) == 1
    table = await terminal.type("order", "list")
    assert "1067" in table
    assert "$329.00" in table
    assert (await terminal.listed("order", "show", "1067"))[0] == placed
    shown = await terminal.type("order", "show", "1067")
    for words in ("order 1067: placed", "1 × Termo de acero 1 L", "Roble 12", "not paid"):
        assert words in shown
    assert "no order 5" in await terminal.fail("order", "show", "5")
    assert "no state 'lost'" in await terminal.fail("order", "list", "--state", "lost")


async def test_an_order_leads_to_the_files_that_show_its_payment(
    terminal: Terminal, tmp_path: Path
) -> None:
    await terminal.db.write(_with_receipts, tmp_path, terminal.clock.now())
    (one,) = await terminal.listed("order", "show", "1067")
    kept, known = one["receipts"]
    assert (kept["state"], known["state"]) == ("kept", "known")
    shown = await terminal.type("order", "show", "1067")
    assert "image/jpeg  4 B  http://127.0.0.1:" in shown
    assert kept["path"] in shown
    assert "image/jpeg  being fetched" in shown


def _with_receipts(conn: Connection, home: Path, at: int) -> None:
    """Keep two files with order 1067, of which one is here."""
    number = order.c.number == 1067
    talk, order_id = conn.execute(select(order.c.conversation_id, order.c.id).where(number)).one()
    row = {"account_id": 1, "conversation_id": talk, "at": at, "direction": "in", "type": "image",
           "author": "customer", "body": "", "payload": {}}  # fmt: skip
    first, second = conn_insert(conn, row), conn_insert(conn, row)
    put_file(conn, home, first, b"JPEG", "image/jpeg", at)
    put_row(conn, second, at, mime="image/jpeg", state="known")
    conn.execute(update(media).values(order_id=order_id))


async def test_an_order_goes_its_way_and_its_customer_is_told_once(terminal: Terminal) -> None:
    for _ in range(2):
        await terminal.type("order", "prepare", "1067")
        await terminal.type("order", "paid", "1067")
    for _ in range(2):
        await terminal.type("order", "ship", "1067", "--tracking", "GUIA 7")
    for _ in range(2):
        assert "is delivered" in await terminal.type("order", "deliver", "1067")
    (one,) = await terminal.listed("order", "show", "1067")
    assert (one["state"], one["tracking"]) == ("delivered", "GUIA 7")
    assert [row["kind"] for row in await rows(terminal.db, outbox)] == [
        "order_preparing", "order_paid", "order_shipped", "order_delivered",
    ]  # fmt: skip
    said = await terminal.fail("order", "cancel", "1067", "--reason", "tarde")
    assert "delivered cannot become cancelled" in said
    assert "at most 100" in await terminal.fail("order", "ship", "1042", "--tracking", "9" * 101)


async def test_an_order_is_cancelled_with_a_reason(terminal: Terminal) -> None:
    for _ in range(2):
        await terminal.type("order", "cancel", "1067", "--reason", "sin existencias")
    (one,) = await terminal.listed("order", "show", "1067")
    assert (one["state"], one["cancel_reason"]) == ("cancelled", "sin existencias")
    assert [row["kind"] for row in await rows(terminal.db, outbox)] == ["order_cancelled"]
    assert "sin existencias" in await terminal.type("order", "show", "1067")


def _paid_online(conn: Connection, at: int) -> int:
    whose = conn.execute(select(cart)).mappings().first()
    assert whose is not None
    values = {
        "account_id": 1, "cart_id": whose["id"], "cart_version": 1, "provider": "stripe",
        "reference": "r", "provider_ref": "cs_1", "live": False, "amount": 32_900,
        "currency": "MXN", "state": "paid", "paid": 32_900, "created_at": at, "updated_at": at,
    }  # fmt: skip
    made = insert(payment_attempt).values(**values).returning(payment_attempt.c.id)
    attempt_id: int = conn.execute(made).scalar_one()
    conn.execute(update(order).where(order.c.number == 1067).values(attempt_id=attempt_id))
    return attempt_id


async def test_money_goes_back_in_parts_and_then_the_rest(terminal: Terminal) -> None:
    assert "by hand" in await terminal.fail("order", "refund", "1067")
    await terminal.db.write(_paid_online, terminal.clock.now())
    for _ in range(2):
        said = await terminal.type("order", "refund", "1067", "--amount", "50")
        assert "$50.00 of order 1067" in said
    await terminal.type("order", "refund", "1067", "--amount", "50", "--key", "otra")
    for _ in range(2):
        assert "$229.00" in await terminal.type("order", "refund", "1067")
    given = [row["amount"] for row in await rows(terminal.db, refund)]
    assert given == [5_000, 5_000, 22_900]
    assert "left to give back" in await terminal.fail("order", "refund", "1067", "--amount", "1")
    assert "2 decimals" in await terminal.fail("order", "refund", "1067", "--amount", "1.005")


async def test_payments_that_wait_are_listed_and_closed(terminal: Terminal) -> None:
    attempt = await terminal.db.write(_paid_online, terminal.clock.now())
    assert "no payment waits" in await terminal.type("payments", "reviews")
    await terminal.db.write(open_review, 1, attempt, "dispute", {"amount": 32_900}, 5)
    (one,) = await terminal.listed("payments", "reviews")
    assert (one["reason"], one["choices"], one["order_number"]) == ("dispute", ["done"], None)
    table = await terminal.type("payments", "reviews")
    for words in ("dispute", "$329.00", "stripe cs_1 (paid)", "done"):
        assert words in table
    review = str(one["id"])
    said = await terminal.fail("payments", "review", "close", review, "--as", "refund")
    assert "ways: done" in said
    assert "--as is one of" in await terminal.fail("payments", "review", "close", "1", "--as", "x")
    said = await terminal.type("payments", "review", "close", review, "--as", "done")
    assert said.strip() == f"review {review} (dispute) is closed as done"
    assert [row["decision"] for row in await rows(terminal.db, payment_review)] == ["done"]
    assert "no open review" in await terminal.fail(
        "payments", "review", "close", review, "--as", "done"
    )


def _dead_letter(conn: Connection, talk: int, at: int) -> None:
    out = Outgoing(
        account_id=1, conversation_id=talk, phone_number_id=NUMBER,
        lane=lane_of_conversation(talk), key="k", kind="reply",
        forms={"free": {"type": "text"}}, body="[red]Listo[/red]", author="bot", at=at,
        message_type="text",
    )  # fmt: skip
    queue(conn, out)
    conn.execute(outbox.update().values(state="dead", error="Meta error 100", error_code=100))


async def test_what_was_given_up_is_listed_and_tried_again(terminal: Terminal) -> None:
    assert "no message" in await terminal.type("dead", "list")
    await terminal.db.write(_dead_letter, terminal.talks["Lupita"], terminal.clock.now())
    (one,) = await terminal.listed("dead", "list")
    letter = f"{one['direction']}-{one['id']}"
    table = await terminal.type("dead", "list")
    for words in (letter, "Meta error 100", "[red]Listo[/red]"):
        assert words in table
    assert f"{letter} is tried again" in await terminal.type("dead", "revive", letter)
    assert [row["state"] for row in await rows(terminal.db, outbox)] == ["queued"]
    assert "not in `millennium dead list`" in await terminal.fail("dead", "revive", letter)


@pytest.mark.parametrize("letter", ["12", "up-1", "out-", "out-x", "in-9999999999999999999"])
async def test_what_is_no_letter_is_refused_before_anything_is_done(
    terminal: Terminal, letter: str
) -> None:
    assert "write out-12 or in-7" in await terminal.fail("dead", "revive", letter)


def _dead_timer(conn: Connection, at: int) -> None:
    set_timer(conn, "refund:7", at, "refund", {}, 1)
    conn.execute(
        timer.update()
        .where(timer.c.key == "refund:7")
        .values(error="no", given_up_at=at, attempts=60)
    )


async def test_work_that_was_given_up_is_listed_and_run_again(terminal: Terminal) -> None:
    assert "no work fails" in await terminal.type("timer", "list")
    await terminal.db.write(_dead_timer, terminal.clock.now())
    assert [one["key"] for one in await terminal.listed("timer", "list")] == ["refund:7"]
    assert "given up" in await terminal.type("timer", "list")
    assert "runs again" in await terminal.type("timer", "run", "refund:7")
    assert "not in `millennium timer list`" in await terminal.fail("timer", "run", "refund:7")


async def test_a_paused_number_is_listed_with_its_mend_and_resumed(terminal: Terminal) -> None:
    await terminal.db.write(pause_number, NUMBER, "Meta error 131031: locked", 5)
    (one,) = await terminal.listed("number", "list")
    assert (one["id"], one["paused"], one["held"]) == (NUMBER, True, 0)
    assert "Account quality" in one["mend"]
    assert "paused" in await terminal.type("number", "list")
    assert "sends again" in await terminal.type("number", "resume")
    assert "sends" in await terminal.type("number", "list")

"""The reminder of an abandoned cart, and late receipts: the whole service with a clock of ours."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import HOUR, MINUTE
from bot.simulator.chat import Entry
from tests.e2e.clocked import Buyer, Json, World, eventually, new_buyer, open_world

pytestmark = [pytest.mark.rasa, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]
FIRST, SECOND = "CUA-PROFE-RAYA", "JUG-OSO-CAF"
NAMES = {"first": "Cuaderno profesional", "second": "Oso de peluche"}
OPEN, CLOSED = 61 * MINUTE, 25 * HOUR


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[World]:
    home = tmp_path_factory.mktemp("recovery") / "home"
    shutil.copytree(sample_home, home)
    async with open_world(home) as opened:
        yield opened


# The table


@dataclass(frozen=True)
class Case:
    """A cart's story. late: how long nobody looks at it. outcome: a form, or why nothing goes."""

    name: str
    late: int
    consent: str
    story: str
    outcome: str


CASES = [
    Case("left alone", OPEN, "unknown", "left", "free"),
    Case("left alone, opted in", OPEN, "in", "left", "free"),
    Case("left alone, opted out", OPEN, "out", "left", "opted_out"),
    Case("window closed", CLOSED, "unknown", "left", "window_closed"),
    Case("window closed, opted in", CLOSED, "in", "left", "template"),
    Case("window closed, opted out", CLOSED, "out", "left", "opted_out"),
    # A cart that is sent later becomes the cart: the reminder is about that one.
    Case("newer, soon", OPEN, "unknown", "newer", "free"),
    Case("newer, late", CLOSED, "in", "newer", "template"),
    *(
        Case(f"{story}, {when}", late, consent, story, outcome)
        for story, outcome in (
            ("placed", "ordered"), ("voucher", "payment_pending"), ("paid", "paid"),
            ("person", "person"), ("before", "before_switching_on"),
        )
        for when, late, consent in (("soon", OPEN, "unknown"), ("late", CLOSED, "in"))
    ),
]  # fmt: skip


async def _tell_story(buyer: Buyer, case: Case) -> None:
    agreed = {"opt_in": "yes"} if case.consent == "in" else {}
    link = await buyer.send_cart(FIRST)
    if case.story == "placed":
        await buyer.confirm(link, "delivery", **agreed)
    elif case.story in {"voucher", "paid"}:
        page = await buyer.confirm(link, "stripe", **agreed)
        await buyer.at_provider(page, "pay" if case.story == "paid" else "voucher")
    elif agreed:
        # Somebody who agrees on the page and then does not pay.
        await buyer.confirm(link, "stripe", **agreed)
    if case.story == "newer":
        await buyer.send_cart(SECOND)
    elif case.story == "person":
        await buyer.act("text", {"text": "quiero hablar con una persona"})
    if case.consent == "out":
        await buyer.world.post(f"/shopper/people/{buyer.id}/marketing", {"value": "stop"})
        await _consent(buyer, "out")


async def _consent(buyer: Buyer, wanted: str) -> None:
    """Wait until the customer's word is kept."""
    query = """
        select customer.id from customer join cart on cart.customer_id = customer.id
        where cart.id = :cart and customer.marketing = :wanted
    """
    cart = await buyer.cart_id()
    await eventually(
        lambda: buyer.world.rows(query, cart=cart, wanted=wanted), f"marketing {wanted}"
    )


async def _switch_off_and_on(world: World) -> None:
    world.pass_time(MINUTE)
    preferences, account = world.service.house.preferences, world.service.house.account_id
    for enabled in (False, True):
        await preferences.write(account, "recovery", enabled)


async def _outcome(buyer: Buyer) -> list[str]:
    """Return every verdict on the reminder of the first cart: forms that went out, reasons."""
    cart, world = await buyer.cart_id(), buyer.world
    went = await world.rows(
        "select form from outbox where key = :key and state = 'sent'", key=f"cart:{cart}:recovery"
    )
    kept = await world.rows(
        "select reason from suppression where cart_id = :cart order by id", cart=cart
    )
    return [row["form"] for row in went] + [row["reason"] for row in kept]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_a_cart_is_reminded_once_or_its_reason_is_kept(world: World, case: Case) -> None:
    buyer = await new_buyer(world)
    await _tell_story(buyer, case)
    if case.consent == "in":
        await _consent(buyer, "in")
    if case.story == "before":
        await _switch_off_and_on(world)
    before = len(buyer.chat())
    world.pass_time(case.late)
    assert await eventually(lambda: _outcome(buyer), "an outcome") == [case.outcome]
    world.pass_time(3 * HOUR)
    await asyncio.sleep(0.5)
    assert await _outcome(buyer) == [case.outcome]
    _check_seen(buyer, case, before)


def _check_seen(buyer: Buyer, case: Case, before: int) -> None:
    """What the customer finds on the phone."""
    reminders = [one for one in buyer.chat()[before:] if _is_reminder(one)]
    if case.outcome not in {"free", "template"}:
        assert reminders == []
        return
    (reminder,) = reminders
    assert reminder.status == "read"
    assert (reminder.type == "template") == (case.outcome == "template")
    in_it, out_of_it = ("second", "first") if case.story == "newer" else ("first", "second")
    assert NAMES[in_it] in reminder.shown
    assert NAMES[out_of_it] not in reminder.shown


def _is_reminder(entry: Entry) -> bool:
    if entry.type == "template":
        return bool(entry.payload["template"]["name"] == "millennium_recovery_1")
    action = entry.payload.get("interactive", {}).get("action", {})
    return action.get("parameters", {}).get("display_text") == "Terminar mi compra"


# Receipts


async def test_an_order_paid_thirty_hours_later_is_told_by_template(world: World) -> None:
    buyer = await new_buyer(world)
    page = await _voucher_of_yesterday(buyer)
    before = len(buyer.chat())
    await _settle_voucher(world, page)
    receipt = await buyer.hears(before, "the receipt")
    (order,) = await _orders_of(buyer)
    assert order["state"] == "paid"
    assert receipt.payload["template"]["name"] == "millennium_order_paid_1"
    assert str(order["number"]) in receipt.shown
    assert receipt.status == "read"
    (sent,) = await eventually(lambda: _receipts(buyer, "sent"), "the receipt's end")
    assert (sent["form"], sent["asks_for_person"]) == ("template", 0)


async def test_a_late_receipt_whose_template_is_paused_becomes_a_persons_task(
    world: World,
) -> None:
    buyer = await new_buyer(world)
    page = await _voucher_of_yesterday(buyer)
    await _decide(world, "PAUSED")
    try:
        before = len(buyer.chat())
        await _settle_voucher(world, page)
        (told,) = await eventually(lambda: _receipts(buyer, "failed"), "the receipt's end")
        assert (told["error"], told["asks_for_person"]) == ("window_closed", 1)
        assert [order["state"] for order in await _orders_of(buyer)] == ["paid"]
        assert len(buyer.chat()) == before
    finally:
        await _decide(world, "APPROVED")


async def _voucher_of_yesterday(buyer: Buyer) -> str:
    """Let a voucher be printed, and thirty hours pass; returns the payment page."""
    page = await buyer.confirm(await buyer.send_cart(FIRST), "stripe")
    await buyer.at_provider(page, "voucher")
    buyer.world.pass_time(30 * HOUR)
    return page


async def _settle_voucher(world: World, page: str) -> None:
    session = page.rsplit("/", 1)[1]
    await world.post(f"/simulator/stripe/sessions/{session}/settle", {})


async def _decide(world: World, status: str) -> None:
    """Let Meta decide about the receipt's template, and wait until we know of it."""
    name = "millennium_order_paid_1"
    await world.post("/simulator/templates", {"name": name, "status": status})
    query = "select id from template where name = :name and status = :status"
    await eventually(lambda: world.rows(query, name=name, status=status), f"{name} {status}")


async def _orders_of(buyer: Buyer) -> list[Json]:
    query = 'select * from "order" where cart_id = :cart'
    return await buyer.world.rows(query, cart=await buyer.cart_id())


async def _receipts(buyer: Buyer, state: str) -> list[Json]:
    """Return the receipts of a payment that came to this end, as the operator sees them."""
    query = """
        select outbox.form, outbox.error, conversation.asks_for_person from outbox
        join conversation on conversation.id = outbox.conversation_id
        join cart on cart.conversation_id = conversation.id
        where outbox.kind = 'order_paid' and outbox.state = :state and cart.id = :cart
    """
    return await buyer.world.rows(query, state=state, cart=await buyer.cart_id())

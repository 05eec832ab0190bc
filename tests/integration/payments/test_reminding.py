"""The one reminder of an abandoned cart: sent, moved, cancelled, suppressed with a reason."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Table, update

from bot.clock import HOUR, MINUTE
from bot.store.handover import to_person
from bot.store.recovery import cancel_recovery
from bot.store.tables.commerce import cart
from bot.store.tables.conversation import conversation, customer, message
from bot.store.tables.engine import outbox, timer
from tests.integration.payments.conftest import Shop


async def _reminders(shop: Shop) -> int:
    return (await shop.told()).count("recovery")


async def test_a_cart_left_alone_gets_one_reminder_with_a_working_link(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(59 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 0
    shop.clock.tick(2 * MINUTE)
    await shop.work()
    (sent,) = await shop.rows(outbox)
    token = (await shop.sent(sent["forms"]["free"]))["url"].rsplit("/", 1)[1]
    assert "Tenis Brisa" in await shop.page(token)
    assert sent["forms"]["template"] is None
    await shop.cart(("TENIS", 2))
    shop.clock.tick(3 * HOUR)
    await shop.work()
    assert await _reminders(shop) == 1
    assert await shop.suppressed() == ["already_sent"]


async def test_every_change_of_the_cart_moves_the_reminder(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(50 * MINUTE)
    await shop.cart(("TENIS", 2))
    shop.clock.tick(50 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 0
    shop.clock.tick(11 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 1


@pytest.mark.parametrize("method", ["delivery", "stripe"])
async def test_an_order_cancels_the_reminder_in_its_own_commit(shop: Shop, method: str) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    answer, _ = await shop.post(token, method=method)
    if method == "stripe":
        session = answer.headers["Location"].rsplit("/", 1)[1]
        shop.stripe.pay(session)
        await shop.work()
    assert "cart:1:recovery" not in {row["key"] for row in await shop.rows(timer)}
    assert await shop.suppressed() == ["paid" if method == "stripe" else "ordered"]
    shop.clock.tick(2 * HOUR)
    await shop.work()
    assert await _reminders(shop) == 0


async def test_a_printed_voucher_cancels_the_reminder(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.stripe.voucher(await shop.to_stripe(await shop.link()), "http://stripe.example/v")
    await shop.work()
    assert await shop.suppressed() == ["payment_pending"]
    shop.clock.tick(2 * HOUR)
    await shop.work()
    assert await _reminders(shop) == 0


async def test_an_open_payment_page_does_not_keep_the_reminder_back(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.to_stripe(await shop.link())
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 1


@pytest.mark.parametrize("state", ["queued", "held"])
async def test_a_reminder_that_waits_to_be_sent_is_taken_back_by_an_order(
    shop: Shop, state: str
) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    await shop.change(outbox, state=state)
    answer, _ = await shop.post(await shop.link(), method="delivery")
    assert answer.status < 400
    reminder = next(row for row in await shop.rows(outbox) if row["kind"] == "recovery")
    assert (reminder["state"], reminder["error"]) == ("failed", "taken back: ordered")
    (log,) = [row for row in await shop.rows(message) if row["id"] == reminder["message_id"]]
    assert (log["status"], log["error"]) == ("failed", "taken back: ordered")
    assert await shop.suppressed() == ["ordered"]


async def test_a_reminder_taken_back_by_a_person_leaves_room_for_a_later_one(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    await shop.change(outbox, state="held")
    await shop.db.write(cancel_recovery, 1, "person", shop.clock.now())
    await shop.cart(("TENIS", 2))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert [row["state"] for row in await shop.rows(outbox)] == ["failed", "queued"]


async def test_a_reminder_that_went_out_is_no_more_taken_back(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    await shop.change(outbox, state="sent")
    await shop.db.write(cancel_recovery, 1, "opted_out", shop.clock.now())
    (sent,) = await shop.rows(outbox)
    assert (sent["state"], await shop.suppressed()) == ("sent", [])


async def test_an_emptied_cart_gets_none(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.cart()
    assert await shop.suppressed() == ["cleared"]


async def test_a_person_cancels_it_and_a_change_after_handing_back_starts_its_own(
    shop: Shop,
) -> None:
    await shop.cart(("TENIS", 1))
    await shop.db.write(cancel_recovery, 1, "person", shop.clock.now())
    assert await shop.suppressed() == ["person"]
    shop.clock.tick(10 * MINUTE)
    await shop.cart(("TENIS", 2))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 1


async def test_a_person_who_has_the_chat_keeps_it_back(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.change(conversation, mode="person")
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await shop.suppressed() == ["person"]


async def test_a_cart_that_changed_while_a_person_had_the_chat_gets_none(shop: Shop) -> None:
    await shop.change(conversation, mode="person")
    await shop.cart(("TENIS", 1))
    await shop.change(conversation, mode="bot")
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 0


@pytest.mark.parametrize(
    ("table", "values", "reason"),
    [(cart, {"state": "ordered"}, "ordered"), (conversation, {"mode": "person"}, "person")],
)
async def test_a_reminder_waits_for_an_order_or_a_person_at_the_same_moment(
    shop: Shop, table: Table, values: Mapping[str, Any], reason: str
) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    with shop.db.engine.begin() as other:
        other.execute(update(table).values(**values))
        working = asyncio.create_task(shop.work())
        await asyncio.sleep(0.5)
    await working
    assert await _reminders(shop) == 0
    assert await shop.suppressed() == [reason]


async def test_whoever_opted_out_gets_none(shop: Shop) -> None:
    await shop.change(customer, marketing="out")
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await shop.suppressed() == ["opted_out"]


async def test_a_long_delay_is_shortened_to_stay_inside_the_window(shop: Shop) -> None:
    await shop.set("recovery_delay", 48 * 60)
    await shop.cart(("TENIS", 1))
    shop.clock.tick(23 * HOUR + 31 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 1


@pytest.mark.parametrize(("marketing", "outcome"), [("in", "sent"), ("unknown", "window_closed")])
async def test_outside_the_window_only_a_template_to_who_agreed(
    shop: Shop, marketing: str, outcome: str
) -> None:
    await shop.template("recovery")
    await shop.change(customer, marketing=marketing)
    await shop.change(conversation, last_customer_at=shop.clock.now() - 30 * HOUR)
    await shop.cart(("TENIS", 1))
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    if outcome == "sent":
        (sent,) = await shop.rows(outbox)
        assert sent["forms"]["free"] is None
        assert sent["forms"]["template"]["body"] == [
            "Ana",
            "• 1 × Tenis Brisa: $1,199.00",
            "$1,199.00",
        ]
        token = (await shop.sent(sent["forms"]["template"]))["button"]
        assert "Tenis Brisa" in await shop.page(token)
    else:
        assert await shop.suppressed() == [outcome]


async def test_switching_it_on_does_not_wake_old_carts(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(10 * MINUTE)
    await shop.set("recovery", False)
    await shop.set("recovery", True)
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await shop.suppressed() == ["before_switching_on"]


async def test_saying_again_that_it_is_on_changes_nothing_for_open_carts(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(10 * MINUTE)
    await shop.set("recovery", True)
    shop.clock.tick(61 * MINUTE)
    await shop.work()
    assert await _reminders(shop) == 1


async def test_switched_off_sets_no_timer(shop: Shop) -> None:
    await shop.set("recovery", False)
    await shop.cart(("TENIS", 1))
    assert await shop.rows(timer) == []


async def test_handing_over_is_what_cancels_it(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.db.write(to_person, 1, "asked", "", shop.clock.now(), asked=True)
    assert "person" in await shop.suppressed()

"""What opens a checkout page is never at rest: it is made when the message leaves."""

from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.outbox.ports import Pending
from bot.outbox.verdict import on_error
from bot.payments.links import NAME, DeadLinkError, link_name
from bot.store.links import make_link
from bot.store.tables.base import metadata
from bot.store.tables.commerce import checkout_link
from bot.store.tables.engine import outbox
from tests.integration.payments.conftest import Shop

HOUR = 60 * 60 * 1000
NOW = 1_800_000_000_000


def everything(conn: Connection) -> str:
    """Every value of every row, as a backup or a dump has them."""
    return "\n".join(
        str(row) for table in metadata.sorted_tables for row in conn.execute(select(table))
    )


async def reminded(shop: Shop) -> dict[str, Any]:
    await shop.cart(("TENIS", 1))
    shop.clock.tick(2 * HOUR)
    await shop.work()
    (waiting,) = await shop.rows(outbox)
    return waiting["forms"]["free"]


def token_of(wire: Any) -> str:
    return wire["url"].rsplit("/", 1)[1]


async def test_a_message_that_waits_opens_nothing_and_the_sent_one_opens_its_cart(
    shop: Shop,
) -> None:
    waiting = await reminded(shop)
    name = token_of(waiting)
    assert NAME.fullmatch(name)
    assert (await shop.get(f"/pay/{name}"))[0].status == 404
    token = token_of(await shop.sent(waiting))
    assert "Tenis Brisa" in await shop.page(token)
    assert token not in await shop.db.read(everything)


async def test_a_message_that_is_sent_again_gets_a_link_that_lives_from_then_on(
    shop: Shop,
) -> None:
    waiting = await reminded(shop)
    first = token_of(await shop.sent(waiting))
    shop.clock.tick(20 * HOUR)
    again = token_of(await shop.sent(waiting))
    assert again != first
    assert "Tenis Brisa" in await shop.page(first)
    shop.clock.tick(60 * HOUR)
    assert (await shop.get(f"/pay/{first}"))[0].status != 200
    assert "Tenis Brisa" in await shop.page(again)


async def test_a_name_that_nobody_knows_and_words_of_a_customer_make_no_link(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    wire = {"type": "text", "text": {"body": f"/pay/{link_name()} ñ {{token}}"}}
    assert await shop.sent(wire) == wire
    assert await shop.db.read(count) == 0


async def test_a_link_that_was_taken_back_is_not_made_anew(shop: Shop) -> None:
    waiting = await reminded(shop)
    await shop.change(checkout_link, revoked_at=1)
    with pytest.raises(DeadLinkError):
        await shop.sent(waiting)


async def test_a_link_that_was_taken_back_gives_way_to_the_carts_newest(shop: Shop) -> None:
    waiting = await reminded(shop)
    await shop.change(checkout_link, revoked_at=1)
    await shop.cart(("TENIS", 3))
    await shop.db.write(make_link, 1, link_name(), shop.clock.now())
    token = token_of(await shop.sent(waiting))
    assert "3 ×" in await shop.page(token) or ">3<" in await shop.page(token)


async def test_a_newest_link_whose_time_is_over_is_none(shop: Shop) -> None:
    waiting = await reminded(shop)
    await shop.change(checkout_link, revoked_at=1)
    await shop.db.write(make_link, 1, link_name(), shop.clock.now())
    shop.clock.tick(1000 * HOUR)
    with pytest.raises(DeadLinkError):
        await shop.sent(waiting)


@pytest.mark.parametrize(
    ("kind", "plain", "state", "asks"),
    [
        ("payment_failed", None, "dead", True),
        ("recovery", None, "dead", False),
        ("reply", {"type": "text"}, "queued", False),
    ],
)
def test_a_dead_link_is_a_persons_task_unless_words_alone_will_do(
    kind: str, plain: Any, state: str, *, asks: bool
) -> None:
    pending = Pending(
        1, 1, "c:1", kind, "1", {"free": {"type": "interactive"}, "plain": plain}, "sending", 1, 0,
        None, NOW, paused=False,
    )  # fmt: skip
    verdict = on_error(pending, DeadLinkError("gone"), NOW + 1, 0)
    assert (verdict.state, verdict.flag, verdict.reason) == (state, asks, "gone")


def count(conn: Connection) -> int:
    return conn.scalar(select(func.count()).select_from(checkout_link)) or 0


async def test_both_forms_of_a_message_name_the_same_link(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    name = link_name()
    await shop.db.write(make_link, 1, name, shop.clock.now())
    wire = {"free": f"/pay/{name}", "button": name}
    sent = await shop.sent(wire)
    assert sent["free"] == f"/pay/{sent['button']}"

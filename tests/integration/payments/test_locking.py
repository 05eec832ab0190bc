"""Lane, conversation, cart, attempt, order: whoever locks, locks in this order."""

import asyncio
import threading
import time
from collections.abc import Callable

from sqlalchemy import Connection, select

from bot.store.carts import lock_cart
from bot.store.lanes import touch_lane
from bot.store.order_rows import locked_order
from bot.store.stock import shortages
from bot.store.tables.engine import lane
from tests.integration.payments.conftest import Shop

Locks = Callable[[Connection], object]


async def at_once(shop: Shop, locks: Locks, needs: Locks) -> None:
    """Let one commit lock and then write a message, while another has the lane and needs more."""
    locked, tries = threading.Event(), list[str]()

    def first(conn: Connection) -> None:
        tries.append("first")
        locks(conn)
        locked.set()
        time.sleep(0.3)  # in which the other takes what it can
        touch_lane(conn, "c:1", 1)

    def other(conn: Connection) -> None:
        locked.wait(10)
        tries.append("other")
        touch_lane(conn, "c:1", 1)
        needs(conn)

    before = await shop.db.read(version)
    await asyncio.gather(shop.db.write(first), shop.db.write(other))
    assert await shop.db.read(version) == before + 2
    assert tries == ["first", "other"]  # a deadlock would be tried again


def version(conn: Connection) -> int:
    return conn.scalar(select(lane.c.ver)) or 0


async def test_paying_waits_for_a_turn_and_a_turn_for_paying(shop: Shop) -> None:
    saved = await shop.cart(("TENIS", 1))
    assert saved.id is not None
    cart_id = saved.id

    def locks(conn: Connection) -> None:
        lock_cart(conn, cart_id)

    await at_once(shop, locks, locks)


async def test_cancelling_an_order_waits_for_paying_another_and_that_for_it(shop: Shop) -> None:
    saved = await shop.cart(("TENIS", 1))
    await shop.post(await shop.link(), method="delivery")
    number = (await shop.order_list())[0]["number"]

    def pieces(conn: Connection) -> None:
        shortages(conn, 1, saved.lines)

    def cancels(conn: Connection) -> None:
        locked_order(conn, 1, number)
        pieces(conn)

    await at_once(shop, cancels, pieces)

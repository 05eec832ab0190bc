"""Lane, conversation, cart, attempt, order: whoever locks, locks in this order."""

import asyncio
import threading
import time
from collections.abc import Callable

from sqlalchemy import Connection, select

from bot.store.carts import lock_cart
from bot.store.lanes import touch_lane
from bot.store.order_rows import locked_order
from bot.store.tables.engine import lane
from tests.integration.payments.conftest import Shop


async def at_once(shop: Shop, cart_id: int, locks: Callable[[Connection], object]) -> None:
    """Let one commit lock and then write a message, while a turn of the customer closes."""
    locked = threading.Event()

    def first(conn: Connection) -> None:
        locks(conn)
        locked.set()
        time.sleep(0.3)  # in which the turn takes what it can
        touch_lane(conn, "c:1", 1)

    def turn(conn: Connection) -> None:
        locked.wait(10)
        touch_lane(conn, "c:1", 1)
        lock_cart(conn, cart_id)

    before = await shop.db.read(version)
    await asyncio.gather(shop.db.write(first), shop.db.write(turn))
    assert await shop.db.read(version) == before + 2


def version(conn: Connection) -> int:
    return conn.scalar(select(lane.c.ver)) or 0


async def test_paying_waits_for_a_turn_and_a_turn_for_paying(shop: Shop) -> None:
    saved = await shop.cart(("TENIS", 1))
    assert saved.id is not None
    cart_id = saved.id
    await at_once(shop, cart_id, lambda conn: lock_cart(conn, cart_id))


async def test_changing_an_order_waits_for_a_turn_and_a_turn_for_it(shop: Shop) -> None:
    saved = await shop.cart(("TENIS", 1))
    assert saved.id is not None
    await shop.post(await shop.link(), method="delivery")
    number = (await shop.order_list())[0]["number"]
    await at_once(shop, saved.id, lambda conn: locked_order(conn, 1, number))

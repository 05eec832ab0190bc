"""What must be true of a shop's books after any number of kills."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import requests

from bot.outbox.callback import read_callback
from tests.crash.buyers import Purchase
from tests.e2e.town import Town

Json = dict[str, Any]
# What the killed process had sent may still arrive for so many ms; no process starts in that.
IN_FLIGHT = 500


def check_messages(town: Town, purchases: Sequence[Purchase]) -> None:
    """Every message was stored once and answered by a turn of its own commit."""
    left = town.rows("select id, kind, state from inbox where state in ('open', 'dead')")
    assert left == []
    query = """
        select message.wamid, count(answer.id) as answers from message
        left join message as answer
          on answer.turn_id = message.turn_id and answer.direction = 'out'
        where message.direction = 'in' group by message.id
    """
    stored: dict[str, list[int]] = defaultdict(list)
    for row in town.rows(query):
        stored[row["wamid"]].append(row["answers"])
    said = [wamid for one in purchases for wamid in one.said]
    assert sorted(stored) == sorted(said)
    for wamid, answers in stored.items():
        assert len(answers) == 1, f"{wamid} was stored {len(answers)} times"
        assert answers[0] >= 1, f"{wamid} was not answered"


def check_orders(town: Town, purchases: Sequence[Purchase]) -> None:
    """Each purchase is one order with exactly the lines that were chosen, paid as it was paid."""
    orders = town.rows("""
        select "order".*, cart.state as cart_state, customer_address.wire from "order"
        join cart on cart.id = "order".cart_id
        join customer_address on customer_address.customer_id = "order".customer_id
        where customer_address.kind = 'wa_id' order by "order".id
    """)
    by_number: dict[str, list[Json]] = defaultdict(list)
    for order in orders:
        by_number[order["wire"]].append(order)
    done = [one for one in purchases if not one.apologised]
    for one in done:
        (order,) = by_number[_number(town, one.person)]
        _check_order(town, one, order)
    assert len(orders) == len(done)


def _number(town: Town, person: str) -> str:
    return str(requests.get(f"{town.shop}/shopper/people/{person}", timeout=30).json()["wa_id"])


def _check_order(town: Town, purchase: Purchase, order: Mapping[str, Any]) -> None:
    query = "select sku, quantity from order_line where order_id = ?"
    lines = {row["sku"]: row["quantity"] for row in town.rows(query, order["id"])}
    assert lines == purchase.lines, f"{purchase.person} ordered {lines}"
    assert order["cart_state"] == "ordered"
    assert order["subtotal"] + order["shipping"] == order["total"]
    if purchase.method == "stripe":
        assert order["state"] == "paid", order
        assert order["paid_at"] is not None
        assert order["attempt_id"] is not None
    else:
        assert (order["state"], order["paid_at"], order["attempt_id"]) == ("placed", None, None)


def check_payments(town: Town) -> None:
    """What the provider took and what the orders say is the same, to the cent."""
    taken = requests.get(f"{town.shop}/simulator/stripe", timeout=30).json()
    paid = {
        one["client_reference_id"]: one["amount_total"]
        for one in taken["sessions"]
        if one["payment_status"] == "paid"
    }
    booked = town.rows("""
        select payment_attempt.reference, payment_attempt.paid, "order".total from payment_attempt
        join "order" on "order".attempt_id = payment_attempt.id where "order".state = 'paid'
    """)
    assert {row["reference"]: row["paid"] for row in booked} == paid
    assert all(row["paid"] == row["total"] for row in booked)
    assert taken["refunds"] == []
    assert town.rows("select * from payment_review") == []


def check_stock(town: Town, before: int) -> None:
    """Every product left the stock once for each time it was ordered."""
    query = """
        select product.sku, product.stock, sum(order_line.quantity) as ordered from order_line
        join product on product.sku = order_line.sku group by product.id
    """
    for row in town.rows(query):
        assert row["stock"] == before - row["ordered"], row


def check_sent(town: Town, kills: Sequence[int]) -> int:
    """Compare Meta's log with the outbox; return how many messages went out twice.

    kills: ms UTC. A message goes out again only where a kill met it on its way, and a kill
    meets one message of a conversation at most.
    """
    rows = town.rows("select id, lane, state, attempts from outbox")
    assert {row["state"] for row in rows} == {"sent"}
    lanes = {row["id"]: row["lane"] for row in rows}
    tries: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in requests.get(f"{town.shop}/simulator/sent", timeout=30).json()["sent"]:
        named = read_callback(one["callback"])
        assert named is not None
        tries[named[0]].append((named[1], one["at"]))
    assert set(tries) == set(lanes)
    again = [_explained(lanes[key], seen, kills) for key, seen in tries.items() if len(seen) > 1]
    met = [one for explained in again for one in explained]
    assert len(met) == len(set(met)), "one kill, and two messages of a conversation sent again"
    return len(again)


def _explained(
    lane: str, seen: Sequence[tuple[int, int]], kills: Sequence[int]
) -> list[tuple[str, int]]:
    """Return lane and kill for each repetition."""
    found: list[tuple[str, int]] = []
    ordered = sorted(seen)
    for (first, before), (second, after) in itertools.pairwise(ordered):
        assert first < second, "a try went out twice"
        between = [kill for kill in kills if before - 1_000 <= kill <= after]
        assert between, f"a message of {lane} went out again, and no kill lies in between"
        found.append((lane, between[0]))
    return found


def first_answers(town: Town, kills: Sequence[int]) -> list[float]:
    """Return the seconds from each kill to the next answer, where one came before the next."""
    sent = requests.get(f"{town.shop}/simulator/sent", timeout=30).json()["sent"]
    moments = sorted(one["at"] for one in sent)
    waits: list[float] = []
    for kill, following in zip(kills, [*kills[1:], moments[-1] + 1], strict=True):
        after = next((at for at in moments if kill + IN_FLIGHT < at < following), None)
        if after is not None:
            waits.append((after - kill) / 1_000)
    return waits

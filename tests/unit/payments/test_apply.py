"""What a provider's answer means: forward only, once, and never silently."""

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.shop.money import Money
from bot.payments.apply import Attempt, Cart, Decision, Order, State, decide, settled
from bot.payments.protocol import Snapshot, Status

AMOUNT = Money(100_00, "MXN")
STATES = (
    *("created", "open", "pending", "failed", "expired", "superseded"),
    *("paid", "part_refunded", "refunded"),
)
RANK = dict(zip(STATES, (0, 1, 2, 3, 3, 3, 4, 5, 6), strict=True))
OPEN_CART = Cart("open", 3)


def attempt(state: str = "open", version: int = 3, **facts: object) -> Attempt:
    made = Attempt("ref", cast("State", state), AMOUNT, version, live=False)
    return replace(made, **facts)  # pyright: ignore[reportArgumentType]


def seen(status: Status = "paid", **facts: object) -> Snapshot:
    made = Snapshot("cs_1", "ref", status, AMOUNT)
    return replace(made, **facts)  # pyright: ignore[reportArgumentType]


def after(one: Attempt, made: Decision) -> Attempt:
    return replace(
        one, state=made.state, paid=made.paid, refunded=made.refunded, disputed=made.disputed
    )


attempts = st.builds(
    Attempt,
    reference=st.just("ref"),
    state=st.sampled_from(STATES),
    amount=st.just(AMOUNT),
    cart_version=st.integers(1, 3),
    live=st.booleans(),
    paid=st.sampled_from([0, 100_00]),
    refunded=st.just(0),
    disputed=st.booleans(),
)
carts = st.builds(
    Cart,
    state=st.sampled_from(["open", "ordered", "cleared"]),
    version=st.just(3),
    shortages=st.sampled_from([(), ("SKU",)]),
)
orders = st.none() | st.builds(Order, mine=st.booleans())
snapshots = st.builds(
    Snapshot,
    ref=st.just("cs_1"),
    reference=st.sampled_from(["ref", "other"]),
    status=st.sampled_from(["open", "pending", "paid", "failed", "expired"]),
    amount=st.sampled_from([AMOUNT, Money(1, "MXN"), Money(100_00, "USD")]),
    refunded=st.integers(0, 100_00),
    disputed=st.booleans(),
    live=st.booleans(),
)


HALF_BACK = Attempt("ref", "part_refunded", AMOUNT, 1, live=False)


@example(HALF_BACK, Cart("open", 1), None, Snapshot("cs_1", "ref", "paid", AMOUNT))
@given(attempts, carts, orders, snapshots)
def test_attempts_only_move_forward(
    one: Attempt, cart: Cart, order: Order | None, told: Snapshot
) -> None:
    made = decide(one, cart, order, told)
    alive_again = one.state == "superseded" and made.state == "pending"
    assert RANK[made.state] >= RANK[one.state] or alive_again
    assert not (settled(one.state) and not settled(made.state))


@given(attempts, carts, orders, snapshots)
def test_an_order_is_made_only_of_exactly_what_was_asked_for(
    one: Attempt, cart: Cart, order: Order | None, told: Snapshot
) -> None:
    made = decide(one, cart, order, told)
    if made.make_order:
        assert told.status == "paid"
        assert (told.amount, told.reference, told.live) == (one.amount, "ref", one.live)
        assert order is None
        assert cart.state == "open"
        assert not cart.shortages
        assert not settled(one.state)
        assert made.refund == 0


@given(attempts, carts, orders, snapshots)
def test_money_that_came_in_is_ordered_given_back_or_looked_at(
    one: Attempt, cart: Cart, order: Order | None, told: Snapshot
) -> None:
    made = decide(one, cart, order, told)
    if told.status != "paid" or settled(one.state):
        return
    whole_went_back = told.refunded == told.amount.amount
    mine = order is not None and order.mine
    assert made.make_order or made.refund or made.review or mine or whole_went_back


@given(attempts, carts, orders, snapshots)
def test_never_more_goes_back_than_came_in(
    one: Attempt, cart: Cart, order: Order | None, told: Snapshot
) -> None:
    made = decide(one, cart, order, told)
    assert isinstance(made.refund, int)
    assert 0 <= made.refund <= max(made.paid - made.refunded, 0)
    if told.status == "paid" and not made.review:
        assert made.refunded <= made.paid


@given(attempts, carts, snapshots)
def test_the_same_snapshot_again_does_nothing_more(
    one: Attempt, cart: Cart, told: Snapshot
) -> None:
    first = decide(one, cart, None, told)
    order = Order(mine=True) if first.make_order else None
    again = decide(after(one, first), cart, order, told)
    assert not again.make_order
    assert again.refund == 0
    assert again.state == first.state
    if "mismatch" not in first.review:
        assert again.notices == ()
        assert again.review == ()


@given(st.lists(snapshots, max_size=8), carts)
def test_in_whatever_order_snapshots_come_one_order_at_most(
    told: list[Snapshot], cart: Cart
) -> None:
    one, made_orders = attempt(), 0
    for snapshot in told:
        made = decide(one, cart, Order(mine=True) if made_orders else None, snapshot)
        made_orders += made.make_order
        one = after(one, made)
    assert made_orders <= 1


@pytest.mark.parametrize("state", ["created", "open", "pending", "failed", "expired", "superseded"])
def test_a_late_success_counts(state: str) -> None:
    made = decide(attempt(state), OPEN_CART, None, seen())
    assert (made.state, made.make_order) == ("paid", True)


@pytest.mark.parametrize("state", ["paid", "part_refunded", "refunded"])
@pytest.mark.parametrize("late", ["open", "pending", "failed", "expired"])
def test_paid_stays_paid_whatever_is_told_later(state: str, late: Status) -> None:
    one = attempt(state, paid=AMOUNT.amount)
    assert decide(one, OPEN_CART, Order(mine=True), seen(late)).state == state


def test_a_newer_cart_goes_to_a_person_but_a_printed_voucher_is_a_promise() -> None:
    older = attempt("open", version=2)
    assert decide(older, OPEN_CART, None, seen()).review == ("cart_changed",)
    printed = replace(older, state="pending")
    assert decide(printed, OPEN_CART, None, seen()).make_order


def test_a_second_payment_goes_back_whole() -> None:
    made = decide(attempt(), Cart("ordered", 3), Order(mine=False), seen())
    assert (made.refund, made.notices) == (AMOUNT.amount, ("refund_started",))


def test_a_refund_seen_before_the_payment_makes_no_order() -> None:
    made = decide(attempt(), OPEN_CART, None, seen(refunded=AMOUNT.amount))
    assert (made.state, made.make_order) == ("refunded", False)


def test_live_money_is_not_taken_for_a_test() -> None:
    assert decide(attempt(), OPEN_CART, None, seen(live=True)).review == ("mismatch",)


def test_a_refund_that_the_bank_sent_back_goes_to_a_person() -> None:
    gone = attempt("refunded", paid=AMOUNT.amount, refunded=AMOUNT.amount)
    made = decide(gone, OPEN_CART, Order(mine=True), seen())
    assert (made.state, made.review, made.notices) == ("refunded", ("refund_failed",), ())


def test_a_dispute_is_looked_at_once() -> None:
    paid = attempt("paid", paid=AMOUNT.amount)
    made = decide(paid, OPEN_CART, Order(mine=True), seen(disputed=True))
    assert made.review == ("dispute",)
    assert decide(after(paid, made), OPEN_CART, Order(mine=True), seen(disputed=True)).review == ()

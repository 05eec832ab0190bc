"""An order's way."""

from typing import get_args

import pytest

from bot.orders.methods import say_method
from bot.orders.states import STATES, OrderStateError, State, after_payment, check_move


@pytest.mark.parametrize("end", ["delivered", "cancelled"])
@pytest.mark.parametrize("then", STATES)
def test_what_ended_stays_ended(end: State, then: State) -> None:
    with pytest.raises(OrderStateError):
        check_move(end, then)


@pytest.mark.parametrize("now", ["placed", "paid", "preparing", "shipped"])
def test_everything_else_can_be_cancelled(now: State) -> None:
    check_move(now, "cancelled")


def test_nothing_goes_back() -> None:
    order = list(get_args(State))[:-1]
    for later, now in enumerate(order):
        for then in order[: later + 1]:
            with pytest.raises(OrderStateError):
                check_move(now, then)


@pytest.mark.parametrize("then", ["preparing", "shipped", "delivered"])
def test_a_disputed_payment_holds_the_goods(then: State) -> None:
    with pytest.raises(OrderStateError, match="disputed"):
        check_move("paid", then, disputed=True)
    check_move("paid", "cancelled", disputed=True)


def test_paying_moves_only_what_was_waiting_for_it() -> None:
    assert after_payment("placed") == "paid"
    assert after_payment("shipped") == "shipped"
    with pytest.raises(OrderStateError):
        after_payment("cancelled")


def test_ways_to_pay_are_said_in_spanish() -> None:
    assert say_method("delivery", "pickup") == "pago al recoger"
    assert say_method("oxxo") == "OXXO"
    assert say_method("new_wallet") == "pago en línea"

"""The states of an order and the ways between them. Pure."""

from __future__ import annotations

from typing import Final, Literal, get_args

State = Literal["placed", "paid", "preparing", "shipped", "delivered", "cancelled"]
STATES: Final[tuple[State, ...]] = get_args(State)

_NEXT: Final[dict[State, frozenset[State]]] = {
    "placed": frozenset({"paid", "preparing", "shipped", "delivered", "cancelled"}),
    "paid": frozenset({"preparing", "shipped", "delivered", "cancelled"}),
    "preparing": frozenset({"shipped", "delivered", "cancelled"}),
    "shipped": frozenset({"delivered", "cancelled"}),
    "delivered": frozenset(),
    "cancelled": frozenset(),
}
# What must not go on while the money is disputed.
_FULFILMENT: Final = frozenset({"preparing", "shipped", "delivered"})


class OrderStateError(ValueError):
    """The order cannot go there from where it is; says why."""


def check_move(now: State, then: State, *, disputed: bool = False) -> None:
    """Raise OrderStateError unless an order may go from `now` to `then`."""
    if then not in _NEXT[now]:
        ways = ", ".join(sorted(_NEXT[now])) or "nothing more"
        raise OrderStateError(f"an order that is {now} cannot become {then}; it can become {ways}")
    if disputed and then in _FULFILMENT:
        raise OrderStateError("the payment is disputed: close its review before going on")


def after_payment(now: State) -> State:
    """Return the state after the money came in: goods on their way stay where they are."""
    if now == "cancelled":
        raise OrderStateError("a cancelled order cannot be paid; make a new one")
    return "paid" if now == "placed" else now

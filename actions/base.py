"""What every action of the shop is: a Rasa action that answers the running turn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.current import current_turn
from actions.ports import Ports, Turn
from actions.shop.context import Pending
from actions.shop.repeats import remembered
from actions.steps.come_back import come_back
from actions.steps.first import comes_first

# Questions that only the very next act may answer; a later "sí" would mean something else.
_FLEETING: Final = frozenset(["offer", "confirm", "handover"])
_TAPPED: Final = frozenset(["button", "product_asked"])


class ShopAction(Action, ABC):
    """One thing the shop can do, called action_<file> by Rasa.

    It dispatches nothing and sets no slot: all it does it tells the turn.
    """

    # Whether what it answers stands beside a question that waits, which is then put again.
    digresses: ClassVar[bool] = False

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def name(self) -> str:
        """Return the name Rasa's rules call it by: action_ and the file's name."""
        return f"action_{type(self).__module__.rpartition('.')[2]}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002
        tracker: Tracker,  # noqa: ARG002
        domain: DomainDict,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        """Answer the turn of actions.current; LookupError when none is running."""
        turn = current_turn.get()
        if turn.said.event in _TAPPED:
            # What is asked after a tap is asked of what was tapped: no question is put again.
            turn.context.heard = remembered(turn.said.text, turn.context.heard)
        asked, fallbacks = turn.context.pending, turn.context.fallbacks
        aside = turn.context.earlier if asked and asked.kind == "handover" else None
        held, told = _held(turn), len(turn.replies)
        if turn.said.event is not None or not await comes_first(self.ports, turn):
            await self.perform(turn)
        _keep_for_undo(turn, held, first=not told)
        _forget(turn, asked)
        if self.digresses and (question := aside or asked) is not None:
            await come_back(self.ports, turn, question, turn.replies[told:])
        if turn.context.focus:
            turn.context.talked_of(turn.context.focus)
        if turn.context.fallbacks == fallbacks:
            turn.context.fallbacks = 0
        return []

    @abstractmethod
    async def perform(self, turn: Turn) -> None:
        """Answer the turn."""


def _held(turn: Turn) -> tuple[tuple[str, int], ...]:
    """What the cart holds, to be brought back when its change is undone."""
    return tuple((line.sku, line.quantity) for line in turn.cart.lines)


def _keep_for_undo(turn: Turn, held: tuple[tuple[str, int], ...], *, first: bool) -> None:
    """Keep what the cart held before this act changed it.

    first: nothing was answered before. Several changes in one message are undone as one.
    """
    if _held(turn) == held:
        return
    if first or turn.context.changed_at != turn.now:
        turn.context.undo = held
    turn.context.left = _held(turn)
    turn.context.changed_at = turn.now


def _forget(turn: Turn, asked: Pending | None) -> None:
    """Drop a fleeting question that this act passed over."""
    if asked is not None and turn.context.pending is asked and asked.kind in _FLEETING:
        turn.context.pending = None

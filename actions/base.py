"""What every action of the shop is: a Rasa action that answers the running turn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.current import current_turn
from actions.ports import Ports, Turn
from actions.shop.context import Pending
from actions.shop.honesty import asks_if_bot
from actions.shop.speech import home_language
from actions.steps.come_by_ad import come_by_ad
from actions.steps.introduce import introduce
from nlu.text import spoken_language

# Questions that only the very next act may answer; a later "sí" would mean something else.
_FLEETING: Final = frozenset(["offer", "confirm", "handover"])


class ShopAction(Action, ABC):
    """One thing the shop can do, called action_<file> by Rasa.

    It dispatches nothing and sets no slot: all it does it tells the turn.
    """

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
        _listen(turn)
        asked, fallbacks = turn.context.pending, turn.context.fallbacks
        if turn.said.event is None and asks_if_bot(turn.said.text):
            # Whatever intent was guessed: who asks for the truth is told it.
            introduce(self.ports, turn)
        elif turn.said.ad is None or not await come_by_ad(self.ports, turn, turn.said.ad):
            await self.perform(turn)
        _forget(turn, asked)
        if turn.context.fallbacks == fallbacks:
            turn.context.fallbacks = 0
        return []

    @abstractmethod
    async def perform(self, turn: Turn) -> None:
        """Answer the turn."""


def _listen(turn: Turn) -> None:
    """Note the language that the customer writes in; a button's title is ours."""
    said, country = turn.said, turn.customer.country
    if said.event in {None, "answered", "product_asked"}:
        home = home_language(country)
        turn.context.language = spoken_language(said.text, turn.context.language, home)


def _forget(turn: Turn, asked: Pending | None) -> None:
    """Drop a fleeting question that this act passed over."""
    if asked is not None and turn.context.pending is asked and asked.kind in _FLEETING:
        turn.context.pending = None

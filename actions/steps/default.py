"""What is said when nothing was understood; never the same twice in a row."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.taps import CATALOG, PERSON
from actions.steps.ask import Way, suggest
from actions.steps.hand_over import offer_person


def say_default(ports: Ports, turn: Turn, words: str = "default") -> None:
    """Say so once, naming two things the shop can do; then offer a person; then say how it works.

    The merchant's own default reply stands instead of the domain's where there is one.
    """
    say = ports.responses.say
    turn.context.fallbacks += 1
    step = (turn.context.fallbacks - 1) % 3
    if step == 1:
        offer_person(ports, turn, say("default_again", turn))
        return
    own = turn.shop.default_reply or say(words, turn)
    body = say("help", turn, shop=turn.shop.name) if step == 2 else own
    ways = [Way(CATALOG, say("button_catalog", turn)), Way(PERSON, say("button_person", turn))]
    suggest(ports, turn, body, ways)

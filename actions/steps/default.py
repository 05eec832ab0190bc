"""What is said when nothing was understood; never twice in a row."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.taps import CATALOG, PERSON
from actions.steps.ask import Way, suggest
from actions.steps.hand_over import offer_person


def say_default(ports: Ports, turn: Turn, words: str = "default") -> None:
    """Say so once, naming two things the shop can do; the next time offer a person.

    The merchant's own default reply stands instead of the domain's where there is one.
    """
    say = ports.responses.say
    turn.context.fallbacks += 1
    if turn.context.fallbacks > 1:
        offer_person(ports, turn, say("default_again", turn))
        return
    body = turn.shop.default_reply or say(words, turn)
    ways = [Way(CATALOG, say("button_catalog", turn)), Way(PERSON, say("button_person", turn))]
    suggest(ports, turn, body, ways)

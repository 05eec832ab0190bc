"""Say honestly who answers here."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.taps import CATALOG, PERSON
from actions.steps.ask import Way, suggest


def introduce(ports: Ports, turn: Turn) -> None:
    """Say that a program answers and what it does; offer a person."""
    say = ports.responses.say
    ways = [Way(PERSON, say("button_person", turn)), Way(CATALOG, say("button_catalog", turn))]
    suggest(ports, turn, say("am_bot", turn, shop=turn.shop.name), ways)

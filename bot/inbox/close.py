"""What a finished turn leaves behind, as the one value that the database writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from actions.shop.context import dump
from actions.shop.place import Place
from actions.together import together
from bot.inbox.closing import Closing, Leaving, Observed
from bot.inbox.heard import Heard
from bot.inbox.turn import Act, OpenTurn
from bot.whatsapp.outgoing import shape


class Held(Protocol):
    """The lane that a turn runs in."""

    @property
    def key(self) -> str: ...
    @property
    def node(self) -> str: ...


def closing(turn: OpenTurn, heard: Sequence[Heard], lane: Held, now: int) -> Closing:
    """Turn an open turn and what it answered into its closing commit. now: when it closes."""
    turn.closed = True
    place = _place_of_the_cart(turn)
    return Closing(
        key=turn.key,
        lane=lane.key,
        owner=lane.node,
        loaded=turn.loaded,
        now=turn.now,
        arrived=[one.arrived for one in heard],
        observed=_observed(turn, heard),
        leaving=_leaving(turn),
        context=dump(turn.context),
        cart=turn.cart if turn.cart_changed else None,
        link_name=turn.link_name,
        hand_over=turn.handed_over,
        takeover=any(one.is_echo for one in heard),
        hand_back=turn.handed_back,
        opted_out=turn.opted_out,
        searches=turn.searches,
        flag=turn.flagged,
        receipts=turn.receipts,
        place=place,
        sends_at=now,
    )


def _place_of_the_cart(turn: OpenTurn) -> Place | None:
    """Hand a place that was sent to the cart; it waits in memory only until there is one."""
    if turn.loaded.cart is None and not (turn.cart_changed and turn.cart.lines):
        return None
    place, turn.context.place = turn.context.place, None
    return place


def _observed(turn: OpenTurn, heard: Sequence[Heard]) -> Observed:
    acts = [_acted(act) for act in turn.acts]
    return Observed(_outcome(turn, heard), acts, turn.timings)


def _leaving(turn: OpenTurn) -> list[Leaving]:
    wires = shape(together(turn.replies), turn.loaded.catalog_id)
    return [Leaving(wire.type, wire.payload, wire.body) for wire in wires]


def _outcome(turn: OpenTurn, heard: Sequence[Heard]) -> Any:
    if turn.failed:
        return "failed"
    if turn.loaded.mode == "person" or any(one.is_echo for one in heard):
        return "held"
    return "answered" if turn.replies or turn.acts else "ignored"


def _acted(act: Act) -> dict[str, Any]:
    intent = act.parse.get("intent") or {}
    ranking: Sequence[dict[str, Any]] = act.parse.get("intent_ranking") or ()
    return {
        "event": act.said.event,
        "intent": intent.get("name"),
        "confidence": intent.get("confidence"),
        "ranking": [[one.get("name"), one.get("confidence")] for one in ranking[:5]],
        "entities": [[e.get("entity"), e.get("value")] for e in act.parse.get("entities") or ()],
    }

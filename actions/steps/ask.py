"""Put a question to the customer and remember that it waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from actions.ports import Ports, Turn
from actions.replies import Choice, Question
from actions.shop.context import LIFE_MS, Option, Pending, PendingKind
from actions.shop.money import display
from actions.shop.taps import CART, CATALOG, NO, PAY, tap_id

# WhatsApp: up to three buttons of 20 characters, else a list of ten rows of 24 and 72.
BUTTONS: Final = 3
MOST_CHOICES: Final = 10
BUTTON_TITLE: Final = 20
ROW_TITLE: Final = 24
ROW_DESCRIPTION: Final = 72


@dataclass(frozen=True, slots=True)
class Way:
    """One answer on offer: what comes back (id), what is read, what it stands for."""

    id: str
    title: str
    value: str = ""
    description: str = ""


def ask(
    ports: Ports,
    turn: Turn,
    kind: PendingKind,
    body: str,
    ways: Sequence[Way],
    *,
    data: Mapping[str, str] | None = None,
) -> None:
    """Ask with things to tap; a typed answer is understood for half an hour."""
    options = tuple(Option(way.id, way.title, way.value, way.description) for way in ways)
    turn.context.wait_for(Pending(kind, body, options, turn.now + LIFE_MS, data or {}))
    menu, shown = ports.responses.say("button_menu", turn), paged(ports, turn, ways, "page")
    turn.reply(Question(body, choices(shown), menu, waits=True))


def tell_change(ports: Ports, turn: Turn, brief: str, body: str = "") -> None:
    """Tell what changed in the cart and offer to pay; a plain yes does.

    brief: the news alone. body: the news with total and next step, made of both when not given.
    """
    total = display(turn.cart.total)
    closing, ways = ports.responses.say("now_total", turn, total=total), ways_on(ports, turn)
    whole = body or f"{brief} {closing}"
    options = tuple(Option(way.id, way.title, way.value, way.description) for way in ways)
    turn.context.wait_for(Pending("offer", whole, options, turn.now + LIFE_MS))
    menu = ports.responses.say("button_menu", turn)
    turn.reply(Question(whole, choices(ways), menu, brief=brief, closing=closing))


def suggest(ports: Ports, turn: Turn, body: str, ways: Sequence[Way]) -> None:
    """Answer with next steps to tap, without waiting for any of them."""
    turn.reply(Question(body, choices(ways), ports.responses.say("button_menu", turn)))


def ask_again(ports: Ports, turn: Turn, pending: Pending, body: str) -> None:
    """Put an open question once more, in other words; its answers are still the same."""
    turn.context.pending = replace(pending, expires=turn.now + LIFE_MS)
    turn.context.earlier = None
    ways = [Way(one.id, one.title, one.value, one.description) for one in pending.options]
    menu, shown = ports.responses.say("button_menu", turn), paged(ports, turn, ways, "page")
    turn.reply(Question(body, choices(shown), menu, waits=True))


def paged(
    ports: Ports, turn: Turn, ways: Sequence[Way], verb: str, start: int = 0, *, besides: int = 0
) -> list[Way]:
    """Return ten ways at most, from this one on; past ten the last leads on ("page:9").

    besides: so many are kept free for ways that stand on every page.
    """
    room = MOST_CHOICES - besides
    shown = list(ways[start:])
    if len(shown) <= room:
        return shown
    following = tap_id(verb, str(start + room - 1))
    return [*shown[: room - 1], Way(following, ports.responses.say("button_more", turn))]


def ask_on(ports: Ports, turn: Turn, pending: Pending, start: int) -> bool:
    """Show the options of an open question from this one on; False when there are none."""
    ways = [Way(one.id, one.title, one.value, one.description) for one in pending.options]
    if not 0 < start < len(ways):
        return False
    turn.context.pending = pending
    suggest(ports, turn, pending.question, paged(ports, turn, ways, "page", start))
    return True


def ways_on(ports: Ports, turn: Turn) -> list[Way]:
    """Return what can be done after the cart changed; a plain yes pays."""
    say = ports.responses.say
    return [
        Way(PAY, say("button_pay", turn), "yes"),
        Way(CART, say("button_cart", turn)),
        Way(CATALOG, say("button_more_products", turn)),
    ]


def yes_or_no(
    ports: Ports,
    turn: Turn,
    kind: PendingKind,
    body: str,
    yes: str,
    *,
    data: Mapping[str, str] | None = None,
) -> None:
    """Ask for a yes or a no. yes: the id that agreeing stands for."""
    say = ports.responses.say
    ways = [Way(yes, say("button_yes", turn), "yes"), Way(NO, say("button_no", turn), NO)]
    ask(ports, turn, kind, body, ways, data=data)


def choices(ways: Sequence[Way]) -> tuple[Choice, ...]:
    """Turn ways into choices; what a row of a list would cut off is told beneath it."""
    long = len(ways) > BUTTONS or any(len(way.title) > BUTTON_TITLE for way in ways)
    return tuple(
        Choice(way.id, way.title, _beneath(way) if long else "") for way in ways[:MOST_CHOICES]
    )


def _beneath(way: Way) -> str:
    cut_off = way.title if len(way.title) > ROW_TITLE else ""
    return shorten(way.description or cut_off, ROW_DESCRIPTION)


def shorten(text: str, most: int) -> str:
    """Cut a text to so many characters, with an ellipsis where something is missing."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,(") + "…"

"""Whether a text is nothing but the answer to the question that waits: "27", "la negra", "sí".

A text that says more than the answer ("¿tienen botas negras?") is a new wish and goes on to
be understood; every word of an answer must be explained by the option it picks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from actions.shop.amend import says_only
from actions.shop.cart import MOST_UNITS
from actions.shop.choosing import chosen, titled, valued
from actions.shop.consent import YES_WORDS, is_no, is_yes, points
from actions.shop.context import Context, Option, Pending
from actions.shop.core_words import TALK
from actions.shop.facts import own_fact, wants_it
from actions.shop.pick import place_in, price_end
from actions.shop.taps import NO, OF_PRODUCTS, OTHER, YES, read_tap, tap_id
from actions.shop.units import tells_value
from actions.shop.vocabulary import content, only_colours, orders
from actions.shop.withheld import beside_refusal, declines, pays
from nlu.text import (
    expand_abbreviations,
    fold,
    parse_colours,
    parse_number,
    parse_quantity,
    parse_size,
    words,
)
from nlu.text.postponing import withholds

SURELY: Final = frozenset("si sip simon claro dale obvio favor porfa acepto confirmo yes".split())
_COURTESY: Final = re.compile(r"(?<=\w) ?,? ?(?:por favor|gracias|porfavor)\b")
_ASKS: Final = re.compile(r"\bpor favor\b|\bporfi?s?\b")
_LOOKS: Final = re.compile(
    r"\b(?:ver|vemos|veo|mostr\w+|muestr\w+|ensen\w+|informes?|info|fotos?)\b"
)
_CORRECTS: Final = re.compile(
    r"^(?:no|ay|uy|ups|perdon|perdona|disculp\w+|cambi\w+)\b|\b(?:mejor|queria|era|eran)\b"
)
_INQUIRES: Final = re.compile(r"\?|\b(?:tien\w+|tenes|hay|habra|viene|vienen)\b")
_ALL_THERE_ARE: Final = re.compile(
    r"\b(?:l[oa]s?|todo|tod[oa]s) (?:l[oa]s )?(?:que )?"
    r"(?:haya|hay|teng\w*|tien\w*|qued\w+|exist\w+)\b"
    r"|^(?:\w+ ){0,3}(?:es[oa]s|tod[oa]s)(?: \w+)?$"
)
# "Va, quiero que alguien lo vea" to the offer of a person.
_WANTS_PERSON: Final = re.compile(
    r"^(?!.*\bno\b).*\b(?:quiero|prefiero|necesito|mejor|pas[ae]\w*|que|si|va|dale|con)\b.*"
    r"\b(?:alguien|persona|asesora?|humano|encargad[oa]|equipo)\b"
)
_ALSO: Final = re.compile(r"\b(?:tambien|otr[oa]s?|ademas|agreg\w+|sum\w+|pon\w*)\b")
_OUT: Final = re.compile(r"\b(?:quit|sac|saqu|borr|elimin|retir)(?:[aeo]\w*|ar\w*)\b")
# "Otra más" is one besides, "los dos" are two things in sight.
_SEVERAL: Final = re.compile(r"\b(?:otr[oa]s?|mas|l[oa]s (?:dos|2|tres|3))\b")
_CHANGES: Final = re.compile(r"\bcambi\w+\b")
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Answered:
    """The option that a text picked, for EXTERNAL_answered.

    option: its id, or "other" for a bare size, colour or number that is not on offer.
    aside: it answers the question that a later one pushed aside.
    """

    option: str
    kind: str
    text: str
    quantity: int | None = None
    aside: bool = False

    @property
    def payload(self) -> dict[str, object]:
        """The facts of the event."""
        facts: dict[str, object] = {"option": self.option, "kind": self.kind, "text": self.text}
        facts |= {"aside": True} if self.aside else {}
        return facts if self.quantity is None else {**facts, "quantity": self.quantity}


def answer_pending(text: str, context: Context, now: int) -> Answered | None:
    """Read a text as the answer to the pending question; None when it is not just that.

    now: ms UTC. Ask before the text is taken for a closing word or given to the dialogue.
    """
    if len(words(text)) > _MOST_WORDS or _ends_talk(text):
        return None
    if withholds(text) and not is_no(text):
        return _withheld(text, context, now)
    said = _COURTESY.sub(" ", fold(expand_abbreviations(text))).strip() or text
    pending, earlier = context.pending, context.earlier
    if swapped := _swapped(said, context, now):
        return Answered(swapped, "offer", text, parse_quantity(said))
    option = _option(said, pending) if pending and pending.expires > now else None
    if option in {None, OTHER} and earlier and earlier.expires > now:
        picked = titled(said, earlier.options) or valued(said, earlier.options)
        if picked:
            return Answered(picked, "variant", text, _how_many(said, earlier), aside=True)
    if option is None or pending is None:
        return None
    if asks_for(text) and _is_list(pending) and not said.isdecimal():
        option = _taking(option)
    return Answered(option, pending.kind, text, _how_many(said, pending))


def _withheld(text: str, context: Context, now: int) -> Answered | None:
    """Read a refusal: what else it picks ("no la negra, mejor la blanca"), else a no."""
    if beside := beside_refusal(text):
        picked = answer_pending(f"no, {beside}", context, now)
        return replace(picked, text=beside) if picked else None
    pending = context.pending
    waits = pending is not None and pending.expires > now
    return (
        Answered(NO, pending.kind, text) if pending and waits and declines(text, pending) else None
    )


def _swapped(text: str, context: Context, now: int) -> str | None:
    """Another colour or size of what just went in: "no, mejor la negra", "perdón, del 27"."""
    pending = context.pending
    if pending is None or pending.kind != "offer" or pending.expires <= now:
        return None
    bare = bool(only_colours(text)) or (not content(text) and parse_size(text) is not None)
    if not (pays(pending) and bare and len(context.last_added) == 1 and _corrects(text)):
        return None
    if says_only(text):
        # "No, dejame solo la negra" may keep one of several lines.
        return None
    return tap_id("swap", context.last_added[0])


def _corrects(text: str) -> bool:
    return bool(_CORRECTS.search(text)) and not _ALSO.search(text)


def asks_for(text: str) -> bool:
    """Whether a reference asks for the thing itself: "la primera porfa", "ese lo quiero"."""
    folded = fold(expand_abbreviations(text))
    return not looks(text) and bool(_ASKS.search(folded) or wants_it(text))


def looks(text: str) -> bool:
    """Whether a text asks to see and not to have: "mostrame la primera"."""
    return bool(_LOOKS.search(fold(text))) and not wants_it(text)


def _taking(option: str) -> str:
    """The id that adds what another id would only show."""
    tap = read_tap(option)
    return tap_id("col", tap.value) if tap and tap.verb == "see" else option


def _takes_out(text: str, pending: Pending) -> bool:
    """Whether it takes something out ("quita las del 28") where a product is asked about."""
    tap = read_tap(pending.options[0].id) if pending.options else None
    asked = pending.kind in {"variant", "candidate"} and (tap is None or tap.verb != "del")
    return asked and bool(_OUT.search(text))


def _option(text: str, pending: Pending) -> str | None:
    if _takes_out(text, pending):
        return None
    if pending.kind == "quantity":
        agreed = _agreed(text, pending) or _taken(text, pending)
        return _counted(text, pending) or agreed
    if own_fact(text) in {"price", "stock"}:
        return None
    if _is_list(pending) and orders(text):
        # "Agrega dos del segundo" asks for more than to see the second.
        return None
    if pending.kind in {"variant", "candidate"}:
        return chosen(text, pending) or _refused(text) or _beside(text, pending)
    picked = titled(text, pending.options) or _agreed(text, pending)
    if pending.kind == "handover" and picked is None and _WANTS_PERSON.search(text):
        return pending.options[0].id if pending.options else None
    return picked or _taken(text, pending) or _beside(text, pending)


def _taken(text: str, pending: Pending) -> str | None:
    """The one product on offer, taken by pointing at it: "la quiero", "ya, esa nomás"."""
    plain = not (content(text) or parse_size(text) or parse_colours(text))
    others = {"todos", "todas", "otro", "otra", "otros", "otras"}
    if others & set(words(text)) or price_end(text):
        return None
    takes = wants_it(text) or points(text) or place_in(text) == 1
    if not plain or not takes or not _has_variants(pending):
        return None
    if parse_quantity(text) is not None and (_is_open(pending) or _SEVERAL.search(text)):
        return None
    return pending.options[0].id


def _is_open(pending: Pending) -> bool:
    """Whether what is on offer is not yet one variant, of which so many could be taken."""
    tap = read_tap(pending.options[0].id) if pending.options else None
    return tap is None or tap.verb != "add"


def _agreed(text: str, pending: Pending) -> str | None:
    """Yes takes the first option, no is told as such."""
    if is_yes(text):
        return pending.options[0].id if pending.options else YES
    return _refused(text, pending.options)


def _refused(text: str, options: Sequence[Option] = ()) -> str | None:
    if not is_no(text):
        return None
    return next((option.id for option in options if option.value == NO), NO)


def _ends_talk(text: str) -> bool:
    """Whether a text is "ok, gracias": a polite end, no consent."""
    said = set(words(text))
    return "gracias" in said and said <= YES_WORDS and not said & SURELY


def _counted(text: str, pending: Pending) -> str | None:
    """A number answers "how many": "2", "dos", "solo 3 piezas"; so does "las que haya"."""
    if _ALL_THERE_ARE.search(text) and pending.options:
        return pending.options[0].id
    number = parse_quantity(text) or parse_number(text)
    if number is None or content(text) or not 1 <= number <= MOST_UNITS or number != int(number):
        return None
    return tap_id(pending.data.get("verb", "add"), pending.data.get("sku", ""), int(number))


def _beside(text: str, pending: Pending) -> str | None:
    """A bare size or colour that decides nothing yet: worth asking on, not searching."""
    bare = not content(text) and bool(parse_size(text) or parse_colours(text))
    if pending.kind == "offer" and _INQUIRES.search(text):
        # "¿La tienen en rosa?" of the one thing on offer is no order.
        return None
    if pending.kind == "offer" and _CHANGES.search(text):
        # "Cámbiala a negra" is said of what is in the cart.
        return None
    telling = [word for word in words(text) if word not in TALK]
    return OTHER if bare and len(telling) <= 4 and _has_variants(pending) else None


def _has_variants(pending: Pending) -> bool:
    """Whether a size or colour belongs to what is asked: a variant, a list, one product."""
    if pending.kind == "variant" or _is_list(pending):
        return True
    tap = read_tap(pending.options[0].id) if pending.options else None
    return tap is not None and tap.verb in OF_PRODUCTS


def _is_list(pending: Pending) -> bool:
    """Whether it is only a list that was shown, of which one can be seen."""
    tap = read_tap(pending.options[0].id) if pending.options else None
    return pending.kind == "candidate" and tap is not None and tap.verb == "see"


def _how_many(text: str, pending: Pending) -> int | None:
    """How many, said beside the choice: "dos del 27"."""
    quantity, number = parse_quantity(text), parse_number(text)
    if pending.kind == "quantity" or quantity is None:
        return None
    only_number = quantity == number and (parse_size(text) == str(quantity) or len(words(text)) < 2)
    if tells_value(text, quantity, [option.title for option in pending.options]):
        # "Dame 27", "27 está bien": which of them, not how many.
        return None
    return None if only_number or quantity > MOST_UNITS else quantity

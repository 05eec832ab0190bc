"""Several acts, one message: the replies of a turn joined as far as a channel can carry them.

What changed in the cart is told shortly where more follows, and the total once, at the end. The
question that waits for an answer comes last, with its own choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from actions.replies import Choice, Link, Products, Question, Reply, Section, Text, WholeCatalog

# What the words of anything that can be tapped may hold.
LONGEST: Final = 1024
# Buttons that stand under one message.
MOST_BUTTONS: Final = 3
# The most products of one list.
MOST_PRODUCTS: Final = 30
_Tapped = Question | Products | Link | WholeCatalog


def together(replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies as one message where they fit it, else as two.

    What has to be tapped itself stays apart; more products than one list holds stay as they are.
    """
    told = _each_once(replies)
    if len(told) < 2:
        return told
    products = [one for one in told if isinstance(one, Products)]
    carrier = _carrier(told)
    if carrier is None:
        return told
    apart = [one for one in told if _stands_alone(one, carrier, products)]
    joined = [one for one in told if not any(one is other for other in apart)]
    body = _words(joined, carrier)
    if len({sku for one in products for sku in one.skus}) > MOST_PRODUCTS:
        return told
    fits = len(body) <= LONGEST
    # Plain words may be longer than those of what can be tapped.
    others = [_part(one).strip() for one in joined if one is not carrier]
    before = [] if fits else [Text("\n\n".join(others))]
    whole = replace(carrier, body=body if fits else carrier.body)
    if fits and isinstance(whole, Question) and not whole.waits:
        whole = replace(whole, choices=_choices(joined, whole))
    if isinstance(whole, Products):
        whole = replace(whole, sections=_sections(products), header=products[0].header)
    return [*before, *apart[:-1], whole, *apart[-1:]]


def _each_once(replies: Sequence[Reply]) -> list[Reply]:
    """Leave out what was said in the same words already."""
    told = list({_said(one): one for one in replies}.values())
    asked = [one for one in told if isinstance(one, Question) and one.waits]
    repeated = [
        one
        for one in asked
        if any(
            one.choices == later.choices for later in asked if told.index(later) > told.index(one)
        )
    ]
    links = [one for one in told if isinstance(one, Link)]
    # The cart and its checkout lead to one page: once is enough.
    repeated += [
        one for one in links if one.url in {later.url for later in links[links.index(one) + 1 :]}
    ]
    return [one for one in told if one not in repeated]


def _said(one: Reply) -> tuple[str, str, tuple[str, ...]]:
    """What a reply says: of products also which."""
    return type(one).__name__, one.body, one.skus if isinstance(one, Products) else ()


def _carrier(told: Sequence[Reply]) -> _Tapped | None:
    """The reply that takes the others' words: products, else a link, else what is asked last."""
    for kind in (Products, Link):
        found = [one for one in told if isinstance(one, kind)]
        if found:
            return found[-1]
    asked = [one for one in told if isinstance(one, Question)]
    waiting = [one for one in asked if one.waits]
    plain = [one for one in asked if not one.brief]
    return next(iter((waiting or plain or asked)[::-1]), None)


def _stands_alone(one: Reply, carrier: _Tapped, products: Sequence[Products]) -> bool:
    """What has to be tapped itself and cannot be part of the carrier's message."""
    if one is carrier or isinstance(one, Text) or one in products:
        return False
    if isinstance(one, Question):
        return one.waits and not isinstance(carrier, Question)
    return True


def _words(told: Sequence[Reply], carrier: _Tapped) -> str:
    """Every reply's words in their order; the carrier's question and the total come last."""
    changes = [one for one in told if isinstance(one, Question) and one.brief]
    closing = changes[-1].closing if changes else ""
    last = not isinstance(carrier, Question) or carrier.waits
    parts = [_part(one) for one in told if not (last and one is carrier)]
    ends = carrier.body if last else closing
    return "\n\n".join(part.strip() for part in (*parts, ends) if part.strip())


def _choices(told: Sequence[Reply], carrier: Question) -> tuple[Choice, ...]:
    """The carrier's choices, with the first of what changed the cart: its words end in that."""
    changed = [one for one in told if isinstance(one, Question) and one.brief and one.choices]
    pays = changed[-1].choices[0] if changed else None
    if pays is None or pays in carrier.choices:
        return carrier.choices
    return (pays, *carrier.choices[: MOST_BUTTONS - 1])


def _part(one: Reply) -> str:
    return (one.brief or one.body) if isinstance(one, Question) else one.body


def _sections(products: Sequence[Products]) -> tuple[Section, ...]:
    """All the sections; those of one title as one."""
    found: dict[str, tuple[str, ...]] = {}
    for section in (section for one in products for section in one.sections):
        found[section.title] = (*found.get(section.title, ()), *section.skus)
    return tuple(Section(title, tuple(dict.fromkeys(skus))) for title, skus in found.items())

"""Set products against each other, by what the catalog says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.shop.comparing import (
    chooses,
    compares,
    criterion,
    sides,
    telling_facts,
    winner,
)
from actions.shop.context import Option, Pending, Shown
from actions.shop.facts import own_fact
from actions.shop.pick import names_extreme
from actions.shop.product import Product, sellable
from actions.shop.taps import tap_id
from actions.shop.vocabulary import content, stem, stems
from actions.steps.answer import about_focus, tell_about
from actions.steps.ask import LIFE_MS, Way, shorten, suggest
from actions.steps.search import hunt
from actions.steps.show import offer, page, price_of, variants_of

_MOST: Final = 3
_MOST_FACTS: Final = 4
_LONGEST: Final = 160


async def compare(ports: Ports, turn: Turn) -> bool:
    """Answer what sets products against each other; False, and no answer yet, for another text.

    "¿Qué diferencia hay entre A y B?" compares what it names, else what is in sight; "¿cuál
    aguanta sudor?" tells it of each in sight and which one does.
    """
    text = turn.said.text
    if compares(text):
        among = await _named(ports, turn, text) or await _in_sight(ports, turn)
        if len(among) > 1:
            _tell(ports, turn, among)
        return len(among) > 1
    return await choose(ports, turn)


async def choose(ports: Ports, turn: Turn) -> bool:
    """Tell of each in sight what "¿cuál tiene más garantía?" asks; False, no answer yet, else."""
    text = turn.said.text
    if not chooses(text) or names_extreme(text):
        return False
    return await _choose(ports, turn, text)


async def _in_sight(ports: Ports, turn: Turn) -> list[Product]:
    found = await ports.products.by_sku(turn.shop, [shown.sku for shown in turn.context.shown])
    return page(found)[:_MOST]


async def _named(ports: Ports, turn: Turn, text: str) -> list[Product]:
    """Each of the things that the text names, or none where one of them is not found."""
    pieces = list(sides(text)) if turn.shop.search else []
    noun = content(pieces[0])[0] if pieces else ""
    found: dict[str, Product] = {}
    for piece in pieces:
        one = await _spelt(ports, turn, piece, noun)
        if one is not None:
            found.setdefault(one.group or one.sku, one)
    return list(found.values()) if len(found) == len(pieces) else []


async def _spelt(ports: Ports, turn: Turn, piece: str, noun: str) -> Product | None:
    """The product whose name holds what a side says, if need be with the noun of the first."""
    told = {stem(word) for word in content(piece)}
    for query in (piece, f"{noun} {piece}"):
        for one in page((await hunt(ports, turn, query)).fresh):
            if told <= stems(f"{one.name} {one.brand} {one.options}"):
                return one
    return None


def _tell(ports: Ports, turn: Turn, among: Sequence[Product]) -> None:
    """Say name, price and what tells each from the others; a choice then shows one."""
    facts = telling_facts(among, _MOST_FACTS)
    lines = [f"*{one.name}*, {price_of([one])}\n{_told(own) or _gist(one)}".strip()
             for one, own in zip(among, facts, strict=True)]  # fmt: skip
    body = ports.responses.say("compared", turn, lines="\n\n".join(lines))
    _offer_each(ports, turn, among, body)


def _offer_each(ports: Ports, turn: Turn, among: Sequence[Product], body: str) -> None:
    ways = [Way(tap_id("see", one.sku), one.name, one.sku) for one in among]
    options = tuple(
        Option(way.id, one.label, one.sku) for way, one in zip(ways, among, strict=True)
    )
    suggest(ports, turn, body, ways)
    turn.context.shown = tuple(Shown(one.sku, place) for place, one in enumerate(among, start=1))
    turn.context.focus = None
    turn.context.wait_for(Pending("candidate", body, options, turn.now + LIFE_MS))


async def _choose(ports: Ports, turn: Turn, text: str) -> bool:
    """Tell what is asked of each in sight, and which one wins; False when nothing is known."""
    among, asked = await _in_sight(ports, turn), criterion(text)
    if len(among) < 2 or not content(asked):
        return False
    answers = [await ports.answers.about_product(turn.shop, one.sku, asked) for one in among]
    told = [answer.text if answer else "" for answer in answers]
    if not any(told):
        return False
    unknown = ports.responses.say("fact_unknown", turn)
    lines = "\n".join(
        f"• {one.name}: {said or unknown}" for one, said in zip(among, told, strict=True)
    )
    place = winner(asked, told)
    if place is None or not sellable(among[place]):
        _offer_each(ports, turn, among, ports.responses.say("compared", turn, lines=lines))
        return True
    _recommend(ports, turn, among, place, lines)
    return True


async def tell_each(ports: Ports, turn: Turn, among: Sequence[Product], question: str) -> bool:
    """Answer a bare question of each of several in sight; False where nothing is known.

    "¿Cuánto vale?" or "¿qué garantía tiene?" after a list: shorter than asking which.
    """
    told: list[tuple[Product, str]] = []
    for one in page(among)[:_MOST_FACTS]:
        if own_fact(question) == "price":
            told.append((one, price_of(await variants_of(ports, turn, one))))
        elif answer := await ports.answers.about_product(turn.shop, one.sku, question):
            told.append((one, answer.text))
    if len(told) < 2:
        # One that is known to, of several: that one is meant.
        return bool(told) and await tell_about(ports, turn, told[0][0], question)
    lines = "\n".join(f"• *{one.name}*: {said}" for one, said in told)
    _offer_each(
        ports, turn, [one for one, _ in told], ports.responses.say("each", turn, lines=lines)
    )
    return True


async def about_what_is_in_sight(ports: Ports, turn: Turn, question: str) -> bool:
    """Answer a question that was taken for something else: of the focus, or of each shown."""
    if turn.context.focus:
        return await about_focus(ports, turn, question)
    found = await ports.products.by_sku(turn.shop, [one.sku for one in turn.context.shown])
    return own_fact(question) is None and await tell_each(ports, turn, found, question)


def _recommend(ports: Ports, turn: Turn, among: Sequence[Product], place: int, lines: str) -> None:
    """Name the one that wins, with how each does; "sí" then puts it into the cart."""
    say, best = ports.responses.say, among[place]
    body = say("chosen", turn, product=best.name, lines=lines, price=price_of([best]))
    buy = tap_id("want", best.sku)
    suggest(ports, turn, body, [Way(buy, say("button_add", turn))])
    turn.context.shown = tuple(Shown(one.sku, place) for place, one in enumerate(among, start=1))
    turn.context.focus = best.sku
    offer(turn, buy, best.label, body)


def _told(facts: Sequence[tuple[str, str]]) -> str:
    return " · ".join(f"{name}: {value}" for name, value in facts)


def _gist(product: Product) -> str:
    """The first sentence of a description."""
    first = product.description.partition(". ")[0].rstrip(".")
    return f"{shorten(first, _LONGEST)}." if first else ""

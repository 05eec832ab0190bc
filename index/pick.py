"""From ranked documents to hits: which variant of each product, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index import weights
from index.filters.columns import Mask
from index.filters.limits import beyond, outside
from index.filters.measures import unmet
from index.filters.nearest import size_gap
from index.filters.served import spare, unserved
from index.filters.wish import Wish
from index.rank import Ranked
from index.shelf import Shelf
from index.types import Hit, Item


@dataclass(frozen=True, slots=True)
class Choice:
    """A product's variants that may be shown, best first, and what its document scored."""

    rows: tuple[int, ...]
    ranked: Ranked
    in_stock: bool
    price: int


def hits(shelf: Shelf, ranked: Sequence[Ranked], rows: Mask, wish: Wish, limit: int) -> list[Hit]:
    """Return hits: one variant of each product first, then further variants of the same.

    Products in stock stand before those that are not. Scores never rise along the list.
    """
    choices = _priced(_choices(shelf, ranked, rows, wish), wish)
    ordered = sorted(choices, key=lambda one: (not one.in_stock, -one.ranked.score))
    first = [(choice.rows[0], choice) for choice in ordered]
    more = [(row, choice) for choice in ordered for row in choice.rows[1:]]
    return _falling(_hit(shelf.item(row), one.ranked) for row, one in [*first, *more][:limit])


def _choices(shelf: Shelf, ranked: Sequence[Ranked], rows: Mask, wish: Wish) -> list[Choice]:
    """Gather variants by product; a product scores as its best document."""
    groups: dict[str, tuple[Ranked, list[int]]] = {}
    covered = {one.document: round(one.lexical, 2) for one in ranked}
    for one in ranked:
        allowed = [row for row in shelf.rows_of(one.document) if rows[row]]
        if allowed:
            name = shelf.item(allowed[0]).group or f"\x00{allowed[0]}"
            groups.setdefault(name, (one, []))[1].extend(allowed)
    order = _preference(shelf, wish, covered)
    return [_choice(shelf, one, sorted(found, key=order)) for one, found in groups.values()]


def _choice(shelf: Shelf, ranked: Ranked, rows: Sequence[int]) -> Choice:
    best = shelf.item(rows[0])
    return Choice(tuple(rows), ranked, best.in_stock, best.price)


def _preference(
    shelf: Shelf, wish: Wish, covered: Mapping[int, float]
) -> Callable[[int], tuple[object, ...]]:
    """Order variants: in stock, then by what was asked for (colour, measures, words, size), price.

    covered: by document, how much of the question its words cover.
    """
    columns, size = shelf.columns, wish.filters.size or wish.about
    coloured = columns.meeting_colours(wish.filters.colours)

    def key(row: int) -> tuple[object, ...]:
        item = shelf.item(row)
        gap = size_gap(item.size, size) if size else 0.0
        own = columns.measures[row]
        meant = columns.served[row]
        lacking = unmet(wish.measures, own) + outside(wish.bounds, own)
        lacking += unserved(wish.measures, meant)
        far = beyond(wish.bounds, own) + spare(wish.measures, meant)
        words = -covered.get(int(columns.document[row]), 0.0)
        return (not item.in_stock, not coloured[row], lacking, far, words, gap, item.price, item.id)

    return key


def _priced(choices: list[Choice], wish: Wish) -> list[Choice]:
    """Move cheap products up (or dear ones) when that was asked for."""
    if wish.order is None or len(choices) < 2:
        return choices
    prices = sorted({choice.price for choice in choices}, reverse=wish.order == "dear")
    place = {price: at / max(1, len(prices) - 1) for at, price in enumerate(prices)}
    return [_pulled(choice, weights.PRICE_PULL * place[choice.price]) for choice in choices]


def _pulled(choice: Choice, pull: float) -> Choice:
    score = choice.ranked.score * (1 - pull)
    return replace(choice, ranked=replace(choice.ranked, score=score))


def _hit(item: Item, ranked: Ranked) -> Hit:
    halves = (("words", ranked.lexical), ("meaning", ranked.dense))
    why = tuple(name for name, value in halves if value >= weights.TELLING)
    return Hit(item.sku, item.name, ranked.score, item.group, ranked.lexical, ranked.dense, why)


def _falling(found: Iterable[Hit]) -> list[Hit]:
    least, result = 1.0, list[Hit]()
    for hit in found:
        least = min(least, hit.score)
        result.append(replace(hit, score=round(least, 4)))
    return result

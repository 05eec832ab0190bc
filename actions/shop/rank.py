"""Sizes told by comparison: "la más grande", "una talla menos"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from actions.shop.product import Product
from actions.shop.sizes import in_order
from nlu.text import expand_abbreviations, fold

Rank = Literal["largest", "smallest", "bigger", "smaller"]

_BIG: Final = r"grand(?:e|es|ecit[oa])|ampli[oa]s?"
_SMALL: Final = r"chic[oa]s?|chiquit[oa]s?|pequen[oa]s?"
_EXTREME: Final = re.compile(rf"\b(?:el|la|los|las) mas (?:(?P<big>{_BIG})|(?P<small>{_SMALL}))\b")
_STEP: Final = re.compile(
    rf"\b(?:un[oa]? )?(?:talla|talle|numero|medida) (?:(?P<more>mas|arriba|mayor)|"
    rf"(?P<less>menos|abajo|menor))\b(?: (?P<then>{_SMALL}))?"
    rf"|\bun(?:[oa]s?)? (?:poco |poquito )?mas (?:(?P<big>{_BIG})|(?P<small>{_SMALL}))\b"
)


def rank_in(text: str) -> Rank | None:
    """Read a size by comparison; None where a text tells none."""
    folded = fold(expand_abbreviations(text))
    if found := _EXTREME.search(folded):
        return "largest" if found["big"] else "smallest"
    found = _STEP.search(folded)
    if found is None:
        return None
    return "smaller" if found["less"] or found["small"] or found["then"] else "bigger"


def ranked(rank: Rank, sizes: Sequence[str], old: str = "") -> str | None:
    """Return the size that is meant among those there are; old: the size it is compared with."""
    order = in_order(size for size in sizes if size)
    if rank in {"largest", "smallest"} or not old:
        wanted = 0 if rank in {"smallest", "smaller"} else -1
        return order[wanted] if order else None
    beyond = in_order({*order, old})
    place = beyond.index(old) + (1 if rank == "bigger" else -1)
    return beyond[place] if 0 <= place < len(beyond) else None


def by_rank(rank: Rank, family: Sequence[Product], old: Product | None = None) -> list[Product]:
    """Return the variants of the size that is meant; old: what it is compared with."""
    size = ranked(rank, [one.size for one in family], old.size if old else "")
    return [one for one in family if size and one.size == size]

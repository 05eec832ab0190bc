"""What "ese", "el segundo", "la negra" or a quoted message refer to.

Pure: asked before any index is. The order is that of how surely each thing is meant: the
pending question, the quoted message, the product WhatsApp names, what was shown last, what
was added last, what was talked about last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from actions.shop.context import Context
from actions.shop.pending import answer_pending
from actions.shop.pick import Pick, names_extreme, pick
from actions.shop.product import Product
from actions.shop.taps import tap_id
from nlu.text import fold

__all__ = ["Resolved", "Via", "Words", "answer_pending", "mentioned", "resolve"]

Via = Literal["pending", "quoted", "asked", "recent", "shown", "added", "focus"]
# "Los dos" of what was talked about one after the other, not shown together.
_BOTH: Final = re.compile(r"\b(?:l[oa]s (?:dos|2|tres|3)|amb[oa]s|(?:el|la) otr[oa])\b")


class Words(Protocol):
    """What refer needs of an act: its text and what WhatsApp says it is about."""

    @property
    def text(self) -> str: ...
    @property
    def quoted(self) -> tuple[str, ...]: ...
    @property
    def asked_sku(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Resolved:
    """The products a text refers to. sure: all are meant; otherwise it is one of them.

    exact: that very variant was pointed at (its siblings stood beside it, or WhatsApp
    names it); otherwise its size may still have to be asked. looked_at: its colour was
    chosen by pointing; not so where "ese" may be any of several colours in sight.
    described: the text's own words chose it, not only "ese" or nothing at all.
    """

    products: tuple[Product, ...]
    via: Via
    sure: bool = True
    exact: bool = False
    looked_at: bool = True
    described: bool = True

    @property
    def first(self) -> Product:
        """The first of them."""
        return self.products[0]


def mentioned(said: Words, context: Context, now: int) -> tuple[str, ...]:
    """Return every SKU that the act could refer to, each once."""
    skus = [sku for _, group in _sources(said, context, now) for sku in group]
    return tuple(dict.fromkeys(skus))


def resolve(
    said: Words, context: Context, seen: Sequence[Product], now: int, *, strict: bool = True
) -> Resolved | None:
    """Say what the act refers to, or None when it names something else or nothing.

    seen: the products of `mentioned` that exist. now: ms UTC. strict: see `pick`.
    """
    known = {product.sku: product for product in seen}
    unsure: Resolved | None = None
    for via, skus in _sources(said, context, now):
        among = [known[sku] for sku in skus if sku in known]
        # After a list that leaves it open only a product talked about since can decide.
        if unsure is None or via == "focus":
            found = _within(via, said.text, among, context.focus, strict=strict)
            if found and found.sure:
                return _talked_of(found, known.get(context.focus or ""), context)
            unsure = unsure or found
    return unsure


def _talked_of(found: Resolved, focus: Product | None, context: Context) -> Resolved:
    """Of what only is pointed at "esa" is what was talked about since it was shown.

    After a question about one variant that variant, after another thing went in that thing.
    """
    if found.via != "shown" or found.described or focus is None or len(found.products) > 1:
        return found
    pending = context.pending
    offered = {one.id for one in pending.options} if pending else set[str]()
    exact = tap_id("add", focus.sku) in offered or focus.sku in context.last_added
    if focus.sku == found.first.sku and not exact:
        return found
    return replace(found, products=(focus,), exact=exact, looked_at=True)


def _sources(said: Words, context: Context, now: int) -> list[tuple[Via, tuple[str, ...]]]:
    asked = (said.asked_sku,) if said.asked_sku else ()
    focus = (context.focus,) if context.focus else ()
    return [
        ("pending", _pending(context, now)),
        ("quoted", said.quoted),
        ("asked", asked),
        ("recent", _recent(said.text, context)),
        ("shown", _in_sight(said.text, context)),
        ("added", context.last_added),
        ("focus", focus),
    ]


def _recent(text: str, context: Context) -> tuple[str, ...]:
    """The last two or three that were talked about, where they were not shown together."""
    shown = {shown.sku for shown in context.shown}
    told = _BOTH.search(fold(text))
    if told is None or context.focus is None or context.focus in shown:
        return ()
    return context.recent[-3 if told[0].endswith(("tres", "3")) else -2 :]


def _in_sight(text: str, context: Context) -> tuple[str, ...]:
    """What was shown last; "el más caro" after one of a list was shown means the list."""
    shown, search = tuple(shown.sku for shown in context.shown), context.search
    if len(shown) == 1 and search and shown[0] in search.shown and names_extreme(text):
        return search.shown
    return shown


def _pending(context: Context, now: int) -> tuple[str, ...]:
    pending = context.pending
    if pending is None or pending.expires <= now or pending.kind not in {"candidate", "variant"}:
        return ()
    return tuple(option.value for option in pending.options)


def _within(
    via: Via, text: str, among: Sequence[Product], focus: str | None, *, strict: bool
) -> Resolved | None:
    if not among:
        return None
    if via == "asked" or (via == "quoted" and len(among) == 1):
        return Resolved(tuple(among), via, exact=via == "asked")
    found = pick(text, among, focus, strict=strict and via != "quoted")
    if via == "recent" and found is not None and not found.sure:
        return None
    if found is None or (via == "pending" and not (found.described and found.sure)):
        return None
    return _resolved(via, found, among)


def _resolved(via: Via, found: Pick, among: Sequence[Product]) -> Resolved:
    groups = {product.group or product.sku for product in found.products}
    if not found.sure and len(groups) == 1:
        # Variants of one product: which of them is a question about variants.
        return Resolved(found.products[:1], via, looked_at=False, described=found.described)
    siblings = len(found.products) == 1 and _sibling(found.first, among)
    exact = siblings and found.described
    looked_at = exact or not siblings
    return Resolved(found.products, via, found.sure, exact, looked_at, found.described)


def _sibling(product: Product, among: Sequence[Product]) -> bool:
    """Whether another variant of the same product was in sight too."""
    return product.group is not None and any(
        other.group == product.group and other.sku != product.sku for other in among
    )

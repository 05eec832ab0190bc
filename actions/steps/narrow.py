"""What may follow from a search: its demands with one changed, and none of what was seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from actions.ports import Ports, Turn
from actions.shop.context import LastSearch
from actions.shop.kind import kind_of, kind_of_product, shelf_of
from actions.shop.matching import colour_fits, has_colour, has_size
from actions.shop.money import from_major
from actions.shop.product import Product
from actions.shop.refine import Refinement
from index.types import Filters


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A search that goes on. before: the products it has shown; change: what the text changes."""

    last: LastSearch
    change: Refinement
    before: tuple[Product, ...]
    currency: str

    @property
    def query(self) -> str:
        """The kind of thing that is looked for, and what is newly named."""
        return " ".join([kind_of(self.last.query, self.last.brand), *self.change.words])

    @property
    def kind(self) -> str:
        """What was shown, in the shop's own words: the customer's may mean other things here."""
        return kind_of_product(self.before[-1]) if self.before else self.query

    @property
    def known(self) -> tuple[Product, ...]:
        """Products that must not come again, in no variant."""
        # A cheaper variant of what was shown is no repeat: it costs less than all that was seen.
        if self.change.others:
            return self.in_colour
        return () if self.change.looks or self.change.steps else self.before

    @property
    def in_colour(self) -> tuple[Product, ...]:
        """What was shown in the colour that is asked for now."""
        colours = self.change.colours
        return tuple(one for one in self.before if colour_fits(one.colour, colours))

    @property
    def filters(self) -> Filters:
        """The last search's demands with what changes; prices beyond those shown when asked."""
        last, change = self.last, self.change
        filters = Filters(
            colours=change.colours or (() if change.other_colour else last.colours),
            size=change.size or last.size,
            brand=None if change.words or change.other_brand else last.brand,
            least=self._minor(change.least, last.least),
            most=self._minor(change.most, last.most),
            exclude=frozenset() if change.colours or change.size else frozenset(last.shown),
        )
        prices = [product.pays.amount for product in self.before]
        if change.cheaper and prices:
            return replace(filters, least=None, most=min(prices) - 1)
        if change.dearer and prices:
            return replace(filters, least=max(prices) + 1, most=None)
        return filters

    def wanted(self, found: Sequence[Product]) -> tuple[Product, ...]:
        """Only what the text asked for: an index may drop a demand that nothing meets."""
        demands = self._demands()
        return tuple(one for one in found if all(meets(one) for meets in demands))

    def _demands(self) -> list[Callable[[Product], bool]]:
        """What everything shown must meet: what was said now, and what all before met."""
        change, filters, before = self.change, self.filters, self.before
        demands: list[Callable[[Product], bool]] = []
        if change.plain:
            return demands
        if (change.steps or change.other_brand) and before:
            # "Más baratos" of shoes are shoes: nothing else is cheap enough to stand for them.
            shelves = {shelf_of(one) for one in before}
            demands.append(lambda one: shelf_of(one) in shelves)
        if change.other_brand:
            brands = {one.brand for one in before}
            demands.append(lambda one: one.brand not in brands)
        if change.priced:
            least, most = filters.least or 0, filters.most
            demands.append(
                lambda one: least <= one.pays.amount and (most is None or one.pays.amount <= most)
            )
        return [*demands, *self._looks()]

    def _looks(self) -> list[Callable[[Product], bool]]:
        change, filters, before = self.change, self.filters, self.before
        demands: list[Callable[[Product], bool]] = []
        if change.other_colour:
            seen = {(one.group or one.sku, one.colour) for one in before}
            refused = self.last.colours
            demands.append(lambda one: (one.group or one.sku, one.colour) not in seen)
            demands.append(lambda one: not (refused and colour_fits(one.colour, refused)))
        if change.without:
            demands.append(lambda one: not has_colour(one, change.without))
        colours, size = filters.colours, filters.size
        if colours and (change.colours or all(colour_fits(one.colour, colours) for one in before)):
            demands.append(lambda one: colour_fits(one.colour, colours))
        if size and (change.size or all(has_size(one, size) for one in before)):
            demands.append(lambda one: has_size(one, size))
        return demands

    def _minor(self, major: Decimal | None, kept: int | None) -> int | None:
        return kept if major is None else from_major(major, self.currency).amount


async def narrowing(ports: Ports, turn: Turn, last: LastSearch, change: Refinement) -> Narrowing:
    """Go on with a search by a change, knowing what it has shown."""
    before = await ports.products.by_sku(turn.shop, last.shown)
    return Narrowing(last, change, tuple(before), turn.shop.currency)


async def search_to_go_on(ports: Ports, turn: Turn) -> LastSearch | None:
    """Return what "más baratos" goes on from: the last search, or a product talked about since."""
    last, focus = turn.context.search, turn.context.focus
    skus = [*([focus] if focus else []), *(last.shown if last else ())]
    found = await ports.products.by_sku(turn.shop, skus) if skus else []
    looked_at = next((one for one in found if one.sku == focus), None)
    if looked_at is None:
        return last
    shown = set(last.shown) if last else set[str]()
    of_search = {one.group or one.sku for one in found if one.sku in shown}
    if last is not None and (looked_at.group or looked_at.sku) in of_search:
        return last
    return searched_like(looked_at)


def searched_like(product: Product, size: str | None = None) -> LastSearch:
    """Make the search that a product stands for: others of its kind."""
    return LastSearch(kind_of_product(product), (product.sku,), size=size)

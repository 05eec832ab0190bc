"""Do what a tapped or answered option stands for. Every id works on its own, at any time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal, cast

from actions.ports import Ports, Turn
from actions.replies import Text
from actions.shop.change import Change
from actions.shop.context import Pending
from actions.shop.later import NOTHING, Around, waiting
from actions.shop.product import Product
from actions.shop.refine import refinement
from actions.shop.taps import Tap, read_tap
from actions.shop.variants import Wants, wants
from actions.shop.vocabulary import only_colours
from actions.steps import cart
from actions.steps.add import add, meant, want, want_later
from actions.steps.after import AFTER, follow_after
from actions.steps.answer import about_product
from actions.steps.ask import ask_on
from actions.steps.catalog import browse, category, whole
from actions.steps.change import change_lines, in_scope, keep_lines, products_of
from actions.steps.go_on import go_on
from actions.steps.hand_over import hand_over
from actions.steps.refuse import refused
from actions.steps.search import present
from actions.steps.show import variants_of
from actions.steps.sold_out import nowhere
from actions.steps.summarise import pay
from nlu.text import parse_number, parse_size


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tapped id with all it may need. pending: the question that was open, if any."""

    ports: Ports
    turn: Turn
    tap: Tap
    pending: Pending | None

    def say(self, name: str) -> None:
        """Answer with plain words."""
        self.turn.reply(Text(self.ports.responses.say(name, self.turn)))

    @property
    def data(self) -> Mapping[str, str]:
        """What the open question keeps, when this id is one of its answers; else nothing."""
        asked = self.pending
        taps = [read_tap(option.id) for option in asked.options] if asked else []
        mine = self.tap.value in {tap.value for tap in taps if tap}
        return asked.data if asked and mine else {}

    @property
    def around(self) -> Around:
        """What waits behind the open question, when this id is one of its answers."""
        return waiting(self.data)

    async def product(self) -> Product | None:
        """Return the product the id names; says so when it is no longer there."""
        found = await self.ports.products.by_sku(self.turn.shop, [self.tap.value])
        if not found:
            words = self.ports.responses.say("product_gone", self.turn)
            nowhere(self.ports, self.turn, words)
        return found[0] if found else None


async def follow(ports: Ports, turn: Turn, id: str, pending: Pending | None) -> bool:  # noqa: A002
    """Do what the id asks for; False when it was never one of ours.

    pending: the question that was open, whose data some ids go on with.
    """
    tap = read_tap(id)
    if tap is not None and tap.verb in AFTER:
        await follow_after(ports, turn, tap, Tapped(ports, turn, tap, pending).data)
        return True
    step = _STEPS.get(tap.verb) if tap else None
    if tap is None or step is None:
        return False
    await step(Tapped(ports, turn, tap, pending))
    return True


async def _add(tapped: Tapped) -> None:
    product = await tapped.product()
    if product:
        await add(tapped.ports, tapped.turn, product, tapped.tap.quantity, tapped.around)


async def _want(tapped: Tapped) -> None:
    product = await tapped.product()
    if product:
        # "Sí, en negro" says more than the yes.
        # The title of a button is ours and may be cut off: it demands nothing.
        typed = tapped.turn.said.event != "button"
        told = tapped.data.get("said", "")
        said = f"{told} {tapped.turn.said.text}" if typed else told
        demands = wants(said) if said else Wants()
        coloured = tapped.tap.verb == "col"
        quantity, around = tapped.tap.quantity, tapped.around
        await want(
            tapped.ports, tapped.turn, product, demands, quantity, as_seen=coloured, around=around
        )


async def _swap(tapped: Tapped) -> None:
    """Another variant in the place of the one that just went in, as many of it."""
    old, turn = await tapped.product(), tapped.turn
    if old is None:
        return
    line = turn.cart.line(old.sku)
    if line is None:
        # Paid or taken out meanwhile: there is nothing to replace, but something to show.
        await go_on(tapped.ports, turn, refinement(turn.said.text))
        return
    asked = wants(turn.said.text)
    number = parse_number(asked.size or "")
    family = await variants_of(tapped.ports, turn, old)
    if number and not asked.colours and not any(one.size or one.variant for one in family):
        # "Mejor 24" of cups, which have no sizes.
        change_lines(tapped.ports, turn, [old], Change("set", int(number)))
        return
    asked = replace(asked, colours=asked.colours or only_colours(turn.said.text))
    demands = replace(asked, size=asked.size or parse_size(f"talla {old.size}"))
    if (await meant(tapped.ports, turn, old, demands)).unmatched:
        # Not in the size that it had: the colour that was said is what matters.
        demands = asked
    quantity = tapped.tap.quantity if tapped.tap.quantity > 1 else line.quantity
    around = Around(instead=old.sku)
    await want(tapped.ports, turn, old, demands, quantity, around=around)


async def _see(tapped: Tapped) -> None:
    product, turn = await tapped.product(), tapped.turn
    if product:
        typed = wants(turn.said.text) if turn.said.event != "button" else Wants()
        sought = turn.context.search.colours if turn.context.search else ()
        demands = replace(typed, colours=typed.colours or sought)
        narrows = bool(typed.colours or typed.size)
        await present(tapped.ports, turn, product, demands if narrows else Wants())


async def _ask(tapped: Tapped) -> None:
    question = tapped.pending.data.get("question") if tapped.pending else None
    product = await tapped.product()
    if product and question:
        await about_product(tapped.ports, tapped.turn, product, question)
    elif product:
        await present(tapped.ports, tapped.turn, product)


async def _delete(tapped: Tapped) -> None:
    among = await products_of(tapped.ports, tapped.turn)
    product = next((one for one in among if one.sku == tapped.tap.value), None)
    if product is None:
        cart.view(tapped.ports, tapped.turn)
    else:
        change = _change(tapped.pending)
        if change.kind == "keep":
            keep_lines(tapped.ports, tapped.turn, [product], in_scope(tapped.turn, among))
        else:
            change_lines(tapped.ports, tapped.turn, [product], change)


def _change(pending: Pending | None) -> Change:
    """The change that was asked for when the question was put; else out with the line."""
    data: Mapping[str, str] = pending.data if pending else {}
    kind, quantity = data.get("change", ""), data.get("quantity", "")
    if kind == "keep":
        return Change("keep")
    if kind not in {"less", "more", "set"} or not quantity.isdecimal():
        return Change("remove")
    return Change(cast("Literal['less', 'more', 'set']", kind), int(quantity))


async def _set(tapped: Tapped) -> None:
    """Exactly so many of a line; of what is not in the cart (any more) so many go in."""
    product = await tapped.product()
    if product and tapped.turn.cart.line(product.sku):
        change = Change("set", tapped.tap.quantity)
        change_lines(tapped.ports, tapped.turn, [product], change)
    elif product:
        await add(tapped.ports, tapped.turn, product, tapped.tap.quantity)


async def _category(tapped: Tapped) -> None:
    await category(tapped.ports, tapped.turn, tapped.tap.value)


async def _person(tapped: Tapped) -> None:
    hand_over(tapped.ports, tapped.turn, "asked", "handed_over")


async def _more(tapped: Tapped) -> None:
    await go_on(tapped.ports, tapped.turn)


async def _pay(tapped: Tapped) -> None:
    await pay(tapped.ports, tapped.turn)


async def _cart(tapped: Tapped) -> None:
    cart.view(tapped.ports, tapped.turn)


async def _clear(tapped: Tapped) -> None:
    cart.empty(tapped.ports, tapped.turn)


async def _put_back(tapped: Tapped) -> None:
    await cart.put_back(tapped.ports, tapped.turn)


async def _page(tapped: Tapped) -> None:
    """Go on with a long question; one that is forgotten lets the customer look around."""
    value = tapped.tap.value
    start = int(value) if value.isdecimal() else 0
    for pending in (tapped.pending, tapped.turn.context.earlier):
        if pending and ask_on(tapped.ports, tapped.turn, pending, start):
            return
    await browse(tapped.ports, tapped.turn)


async def _sections(tapped: Tapped) -> None:
    value = tapped.tap.value
    await browse(tapped.ports, tapped.turn, int(value) if value.isdecimal() else 0)


async def _browse(tapped: Tapped) -> None:
    await browse(tapped.ports, tapped.turn)


async def _whole(tapped: Tapped) -> None:
    await whole(tapped.ports, tapped.turn)


async def _stop(tapped: Tapped) -> None:
    tapped.turn.stop_marketing()
    tapped.say("stopped")


async def _no(tapped: Tapped) -> None:
    await refuse(tapped.ports, tapped.turn, tapped.pending)


async def refuse(ports: Ports, turn: Turn, pending: Pending | None) -> None:
    """Take a no; what else the order named is still asked about."""
    around = waiting(pending.data) if pending else NOTHING
    if not await want_later(ports, turn, around):
        refused(ports, turn)


async def _yes(tapped: Tapped) -> None:
    tapped.say("affirm")


_STEPS: Final[Mapping[str, Callable[[Tapped], Awaitable[None]]]] = MappingProxyType(
    {
        "add": _add,
        "var": _add,
        "want": _want,
        "col": _want,
        "swap": _swap,
        "see": _see,
        "ask": _ask,
        "del": _delete,
        "set": _set,
        "cat": _category,
        "more": _more,
        "pay": _pay,
        "cart": _cart,
        "clear": _clear,
        "putback": _put_back,
        "page": _page,
        "cats": _sections,
        "catalog": _browse,
        "whole": _whole,
        "person": _person,
        "stop": _stop,
        "yes": _yes,
        "no": _no,
    }
)

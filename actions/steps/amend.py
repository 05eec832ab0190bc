"""Change what is spoken of: more of it, exactly so many, another colour, the last change undone."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.replies import Text
from actions.shop.amend import Amend, amends
from actions.shop.cart import MOST_UNITS
from actions.shop.change import Change
from actions.shop.later import Around, kept
from actions.shop.product import Product, sellable
from actions.shop.taps import tap_id
from actions.shop.understood import offered
from actions.shop.units import is_value, units
from actions.shop.variants import Settled, Wants, settle, wants
from actions.shop.vocabulary import only_colours
from actions.steps.add import add, want
from actions.steps.ask import Way, ask
from actions.steps.change import change_lines, in_scope, keep_lines, products_of, which_line
from actions.steps.default import say_default
from actions.steps.reverse import reverse
from actions.steps.show import page, variants_of
from actions.steps.sibling import beside, instead
from actions.steps.undo import undo
from actions.steps.variant_question import ask_variant
from nlu.text import parse_number, words
from nlu.text.refusing import refusal


async def amend(ports: Ports, turn: Turn, text: str) -> None:
    """Do what the text changes; asks which product where several could be meant."""
    wish = amends(text)
    if wish is None:
        say_default(ports, turn)
    elif not await _set_phrase(ports, turn, wish):
        said = refusal(text)
        # "No son 2, son 3": the number refused is not the one that counts.
        await _of_one(ports, turn, wish, said.rest if said.what else text)


async def _set_phrase(ports: Ports, turn: Turn, wish: Amend) -> bool:
    """Do a change that names neither amount nor looks; False where it is of another kind."""
    if wish.kind == "undo":
        await undo(ports, turn)
    elif wish.kind == "other":
        await _other(ports, turn)
    else:
        return wish.kind == "reverse" and await reverse(ports, turn)
    return True


async def _of_one(ports: Ports, turn: Turn, wish: Amend, text: str) -> None:
    """Change the product in question; asks which where several could be meant."""
    if wish.kind == "keep":
        if await _kept(ports, turn, wish):
            return
        wish = replace(wish, kind="swap")
    among = await topic(ports, turn, wish)
    if not among:
        turn.reply(Text(ports.responses.say("what_to_add", turn)))
    elif len(among) > 1:
        which_line(ports, turn, among, _change(wish))
    else:
        await _amend(ports, turn, among[0], wish, text)


async def _other(ports: Ports, turn: Turn) -> None:
    """Put what was seen beside it in the place of what just went in: "no, mejor la otra".

    With nothing beside it that is another variant of the product, asked for where several are.
    """
    lines = [one for one in await products_of(ports, turn) if one.sku in turn.context.last_added]
    if len(lines) != 1:
        which_line(ports, turn, lines or await products_of(ports, turn), Change("ask"))
        return
    old, around = lines[0], Around(instead=lines[0].sku)
    line = turn.cart.line(old.sku)
    many = line.quantity if line else 1
    seen = await ports.products.by_sku(turn.shop, [shown.sku for shown in turn.context.shown])
    family = [one for one in await variants_of(ports, turn, old) if sellable(one)]
    beside = [one for one in page(seen) if (one.group or one.sku) != (old.group or old.sku)]
    if len(beside) == 1 and len(page(seen)) == 2:
        await want(ports, turn, beside[0], Wants(), many, around=around)
        return
    # Of a list the other one is one of the list; of one product it is another variant.
    others = () if beside else tuple(one for one in family if one.sku != old.sku)
    if len(others) == 1:
        await add(ports, turn, others[0], many, around)
    elif others:
        ask_variant(ports, turn, Settled(left=others), many, around)
    elif beside:
        ways = [Way(tap_id("want", one.sku, many), one.name, one.sku) for one in beside]
        body = ports.responses.say("which_to_add", turn)
        ask(ports, turn, "candidate", body, ways, data=dict(kept(around)))
    else:
        which_line(ports, turn, lines, Change("ask"))


async def _kept(ports: Ports, turn: Turn, wish: Amend) -> bool:
    """Keep the one line that is as the wish says, of those spoken of; False where none is."""
    scope = in_scope(turn, await products_of(ports, turn))
    fitting = _coloured(scope, wish)
    if len(fitting) != 1 or len(scope) < 2:
        return False
    keep_lines(ports, turn, fitting, scope)
    return True


def _change(wish: Amend) -> Change:
    """The change of a line that a wish without a clear product makes of the one chosen."""
    if wish.kind == "less":
        return Change("less", wish.quantity or 1)
    return Change("more" if wish.kind in {"more", "another"} else "set", wish.quantity or 1)


async def topic(ports: Ports, turn: Turn, wish: Amend) -> list[Product]:
    """Return what the wish is about: what is on offer, what just went in, the only line."""
    among = await products_of(ports, turn)
    sku = offered(turn.context, turn.now)
    on_offer = await ports.products.by_sku(turn.shop, [sku]) if sku else []
    if on_offer and not _family(on_offer[0], among):
        return on_offer
    fitting = _coloured(among, wish) if wish.kind == "swap" and wish.quantity else []
    if len(fitting) == 1:
        return fitting
    recent = [one for one in among if one.sku in turn.context.last_added]
    if len(recent) > 1:
        # "Otras 2" after two things went in: of the one that was spoken of since, if any.
        recent = [one for one in recent if one.sku == turn.context.focus] or recent
    return recent or (among if len(among) == 1 else await _focused(ports, turn, among))


async def _focused(ports: Ports, turn: Turn, among: list[Product]) -> list[Product]:
    focus = turn.context.focus
    found = await ports.products.by_sku(turn.shop, [focus]) if focus else []
    return (_family(found[0], among) or found) if found else among


def _family(product: Product, among: list[Product]) -> list[Product]:
    return [one for one in among if (one.group or one.sku) == (product.group or product.sku)]


def _coloured(among: list[Product], wish: Amend) -> list[Product]:
    """The lines that are already as the wish says: "solo 1 rosa" of two colours."""
    settled = settle(among, _demands(wish))
    return list(settled.left) if settled.one else []


def _demands(wish: Amend) -> Wants:
    asked = wants(wish.text)
    return replace(asked, colours=asked.colours or only_colours(wish.text))


async def _amend(ports: Ports, turn: Turn, product: Product, wish: Amend, text: str) -> None:
    line, family = turn.cart.line(product.sku), await variants_of(ports, turn, product)
    if wish.quantity and not wish.text and is_value(text, wish.quantity, family):
        # "Quería 27" of shoes: another size, not so many.
        wish = Amend("another" if wish.kind == "more" else "swap", None, f"talla {wish.quantity}")
    quantity = units(text, product, family) or wish.quantity or 1
    quantity = min(quantity, MOST_UNITS + 1)
    if wish.kind == "all":
        await _all(ports, turn, product)
        return
    if wish.kind in {"swap", "another"}:
        counted = await _counted(ports, turn, product, wish)
        quantity = quantity if counted is wish else counted.quantity or 1
        wish = counted
    if wish.kind == "swap" and line is not None:
        many = quantity if wish.quantity else line.quantity
        await instead(ports, turn, product, _demands(wish), many)
    elif wish.kind in {"another", "swap"}:
        await beside(ports, turn, product, _demands(wish), quantity)
    elif line is None:
        await want(ports, turn, product, Wants(), quantity)
    elif wish.kind == "more":
        await add(ports, turn, product, quantity)
    else:
        kind = "less" if wish.kind == "less" else "set"
        change_lines(ports, turn, [product], Change(kind, quantity))


async def _all(ports: Ports, turn: Turn, product: Product) -> None:
    """As many as there are; of what is not counted a number has to be said."""
    line = turn.cart.line(product.sku)
    if product.stock is None or product.stock > MOST_UNITS:
        turn.reply(Text(ports.responses.say("how_many", turn, product=product.label)))
    else:
        left = product.stock - (line.quantity if line else 0)
        await want(ports, turn, product, Wants(), max(left, 1), exact=True)


async def _counted(ports: Ports, turn: Turn, product: Product, wish: Amend) -> Amend:
    """Read how many in "mejor 24" of what has no sizes."""
    family = await variants_of(ports, turn, product)
    number = parse_number(wish.text)
    if only_colours(wish.text) or number is None or any(one.size for one in family):
        return wish
    if str(number) in {word for one in family for word in words(one.options)}:
        return wish
    kind = "set" if wish.kind == "swap" else "more"
    return Amend(kind, int(number)) if number == int(number) else wish

"""Put exactly one sellable variant into the cart, or say why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.cart import MOST_UNITS, Cart, fits, with_quantity
from actions.shop.change import Change
from actions.shop.later import NOTHING, Around, kept
from actions.shop.matching import has_size
from actions.shop.money import display
from actions.shop.product import Product, sellable
from actions.shop.taps import CART, NO, PAY, PERSON, read_tap, tap_id
from actions.shop.variants import Settled, Wants, settle, wants
from actions.steps.ask import Way, ask, suggest, tell_change
from actions.steps.change import change_lines
from actions.steps.show import either, variants_of
from actions.steps.sold_out import tell_sold_out
from actions.steps.swap import swap
from actions.steps.variant_question import ask_variant


async def want(
    ports: Ports,
    turn: Turn,
    seen: Product,
    demands: Wants,
    quantity: int,
    *,
    exact: bool = False,
    as_seen: bool = True,
    around: Around = NOTHING,
) -> None:
    """Add what is wanted when it is one variant; otherwise ask for what is missing.

    exact: the customer pointed at this very variant, not at the product it stands for.
    as_seen: the colour of the variant they looked at counts as chosen. around: what was told
    before it and what is asked after it.
    """
    settled = await meant(ports, turn, seen, demands, exact=exact, as_seen=as_seen)
    if settled.one is not None:
        await add(ports, turn, settled.one, quantity, around)
    elif settled.gone is not None or not settled.left:
        await tell_sold_out(ports, turn, settled.gone or seen, quantity, around)
    else:
        none_such = _none_such(ports, turn, demands, settled.left) if settled.unmatched else ""
        lead = f"{around.lead}\n{none_such}".strip()
        ask_variant(ports, turn, settled, quantity, replace(around, lead=lead))


def _none_such(ports: Ports, turn: Turn, demands: Wants, left: Sequence[Product]) -> str:
    """Say which combination does not exist, in the catalog's own spelling of the size."""
    if not (demands.colours and demands.size):
        return ports.responses.say("no_such_variant", turn)
    colour, asked = either(ports, turn, demands.colours), demands.size
    size = next((one.size for one in left if has_size(one, asked)), asked)
    return ports.responses.say("no_such_size", turn, colour=colour, size=size)


async def want_later(ports: Ports, turn: Turn, around: Around) -> bool:
    """Go on with the first of what waits; False when nothing does that still exists."""
    for place, one in enumerate(around.later):
        tap = read_tap(one.id)
        found = await ports.products.by_sku(turn.shop, [tap.value]) if tap else []
        if tap and found:
            rest = replace(around, later=around.later[place + 1 :])
            demands, seen = wants(one.text), tap.verb == "col"
            await want(ports, turn, found[0], demands, tap.quantity, as_seen=seen, around=rest)
            return True
    return False


async def meant(
    ports: Ports,
    turn: Turn,
    seen: Product,
    demands: Wants,
    *,
    exact: bool = False,
    as_seen: bool = True,
) -> Settled:
    """Find the one variant that is meant, or what is still missing; see `want`."""
    family = await variants_of(ports, turn, seen)
    size = turn.context.search.size if turn.context.search else None
    looked_at = seen if as_seen or len(family) == 1 else None
    return settle(family, demands, seen=looked_at, exact=exact, size=size)


async def add(
    ports: Ports, turn: Turn, product: Product, quantity: int, around: Around = NOTHING
) -> None:
    """Add so many of this variant and offer the next step; stock and currency are checked."""
    if not sellable(product):
        await tell_sold_out(ports, turn, product, quantity, around)
    elif around.instead == product.sku and turn.cart.line(product.sku):
        change_lines(ports, turn, [product], Change("set", quantity))
    elif around.instead and swap(ports, turn, around.instead, product, quantity):
        return
    elif put(turn, product, quantity):
        await confirm(ports, turn, [(product, quantity)], around)
    else:
        await _refuse(ports, turn, product, quantity, around)


async def confirm(
    ports: Ports, turn: Turn, added: Sequence[tuple[Product, int]], around: Around = NOTHING
) -> None:
    """Say what went in, then ask about what waits, else offer to pay."""
    together = (*around.added, *(product.sku for product, _ in added))
    if around.later:
        so_far = (
            ports.responses.say("added_so_far", turn, lines=_lines(ports, turn, added))
            if added
            else ""
        )
        turn.context.last_added = together
        lead = f"{around.lead}\n{so_far}".strip()
        if await want_later(ports, turn, Around(lead, around.later, together)):
            return
    if added:
        tell_added(ports, turn, added, around.lead)
        turn.context.last_added = together


def put(turn: Turn, product: Product, quantity: int) -> bool:
    """Put so many more into the cart if all of them can be had; False changes nothing."""
    cart = open_cart(turn)
    line = cart.line(product.sku)
    wanted = quantity + (line.quantity if line else 0)
    if product.pays.currency != cart.currency:
        return False
    if wanted > MOST_UNITS or fits(product, wanted) < wanted:
        return False
    turn.change_cart(replace(with_quantity(cart, product, wanted), origin="chat"))
    turn.context.settled(product.sku)
    return True


def open_cart(turn: Turn) -> Cart:
    """Return the cart to add to; an empty one takes the shop's currency."""
    return turn.cart if turn.cart.lines else replace(turn.cart, currency=turn.shop.currency)


def tell_added(
    ports: Ports, turn: Turn, added: Sequence[tuple[Product, int]], lead: str = ""
) -> None:
    """Confirm what went in, say the total and offer to pay."""
    say = ports.responses.say
    turn.context.last_added = tuple(product.sku for product, _ in added)
    turn.context.focus = added[-1][0].sku
    lines = _lines(ports, turn, added)
    told = say("added", turn, lines=lines, total=display(turn.cart.total))
    brief = say("added_so_far", turn, lines=lines)
    tell_change(ports, turn, f"{lead}\n{brief}".strip(), f"{lead}\n{told}".strip())


def _lines(ports: Ports, turn: Turn, added: Sequence[tuple[Product, int]]) -> str:
    """Say what went in, and how many there are now where there were some before."""
    return "\n".join(_line(ports, turn, product, quantity) for product, quantity in added)


def _line(ports: Ports, turn: Turn, product: Product, quantity: int) -> str:
    line, told = turn.cart.line(product.sku), f"{quantity} × {product.label}"
    if line is None or line.quantity == quantity:
        return told
    return f"{told} {ports.responses.say('now_so_many', turn, count=str(line.quantity))}"


async def _refuse(
    ports: Ports, turn: Turn, product: Product, quantity: int, around: Around
) -> None:
    line = turn.cart.line(product.sku)
    has = line.quantity if line else 0
    if product.pays.currency != open_cart(turn).currency:
        _to_person(ports, turn, ports.responses.say("other_currency", turn, product=product.label))
    elif quantity + has > MOST_UNITS:
        words = ports.responses.say("too_many", turn, most=str(MOST_UNITS))
        _to_person(ports, turn, words)
    else:
        await _offer_fewer(ports, turn, product, has, around)


async def _offer_fewer(
    ports: Ports, turn: Turn, product: Product, has: int, around: Around
) -> None:
    """More was wanted than the stock holds: say how many there are, offer the rest."""
    say = ports.responses.say
    can = fits(product, MOST_UNITS) - has
    if can < 1:
        body = say("all_in_cart", turn, product=product.label, stock=str(has))
        body = f"{around.lead}\n{body}".strip()
        if await want_later(ports, turn, replace(around, lead=body)):
            return
        pay = Way(PAY, say("button_pay", turn), "yes")
        ask(ports, turn, "offer", body, [pay, Way(CART, say("button_cart", turn))])
        return
    turn.context.focus = product.sku
    body = say("only_so_many", turn, product=product.label, stock=str(can))
    fewer = say("button_add_so_many", turn, count=str(can))
    ways = [
        Way(tap_id("add", product.sku, can), fewer, "yes"),
        Way(NO, say("button_no", turn), "no"),
    ]
    data = {"sku": product.sku, **kept(around)}
    ask(ports, turn, "quantity", f"{around.lead}\n{body}".strip(), ways, data=data)


def _to_person(ports: Ports, turn: Turn, body: str) -> None:
    suggest(ports, turn, body, [Way(PERSON, ports.responses.say("button_person", turn))])

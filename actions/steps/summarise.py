"""Say what is in the cart and open the way to pay it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.ports import Ports, Turn
from actions.replies import Link
from actions.shop.cart import Cart, CartLine
from actions.shop.check import check, wishes_of
from actions.shop.money import display
from actions.steps.ask import shorten
from actions.steps.differences import tell
from actions.steps.sold_out import nowhere

# The words of a link may have 1024 characters: ten lines leave room for the rest.
MOST_LINES: Final = 10
# Beside differences that must be told as well, so that all of it stays one message.
FEW_LINES: Final = 5
_LONGEST_NAME: Final = 48


def line_words(line: CartLine) -> str:
    """Say one line: "2 × Tenis Brisa (gris, 27): $2,398.00"."""
    return f"{line.quantity} × {shorten(line.name, _LONGEST_NAME)}: {display(line.amount)}"


def cart_words(ports: Ports, turn: Turn, lines: Sequence[CartLine], most: int) -> str:
    """Say the first lines, and how many more there are."""
    told = [line_words(line) for line in lines[:most]]
    if len(lines) > most:
        told.append(ports.responses.say("and_more", turn, count=str(len(lines) - most)))
    return "\n".join(told)


def summarise(ports: Ports, turn: Turn, words: str = "cart", lead: str = "") -> None:
    """Answer with the cart, its total and its checkout link."""
    say = ports.responses.say
    lines = cart_words(ports, turn, turn.cart.lines, FEW_LINES if lead else MOST_LINES)
    body = say(words, turn, lines=lines, total=display(turn.cart.total))
    whole = f"{lead}\n\n{body}" if lead else body
    turn.reply(Link(whole, say("button_pay", turn), turn.checkout_link()))


async def pay(ports: Ports, turn: Turn) -> None:
    """Answer with the checkout link, after checking prices and stock once more."""
    if not turn.cart.lines:
        nowhere(ports, turn, ports.responses.say("cart_empty", turn))
        return
    lead = await freshen(ports, turn)
    if not turn.cart.lines:
        nowhere(ports, turn, lead)
        return
    summarise(ports, turn, "checkout", lead)


async def freshen(ports: Ports, turn: Turn) -> str:
    """Bring the cart to today's prices and stock; return what changed, in words."""
    cart = turn.cart
    catalog = await ports.products.by_sku(turn.shop, [line.sku for line in cart.lines])
    checked = check(wishes_of(cart.lines), catalog, cart.currency)
    if not checked.differences:
        return ""
    turn.change_cart(_with_lines(cart, checked.lines))
    return tell(ports, turn, checked.differences)


def _with_lines(cart: Cart, lines: tuple[CartLine, ...]) -> Cart:
    return Cart(cart.currency, lines, cart.id, cart.version, cart.origin, cart.put_back)

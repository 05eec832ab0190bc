"""Take back the last change of the cart."""

from __future__ import annotations

from dataclasses import replace

from actions.ports import Ports, Turn
from actions.shop.check import Wish, check
from actions.shop.money import display
from actions.steps.ask import tell_change
from actions.steps.differences import tell
from actions.steps.sold_out import nowhere
from actions.steps.summarise import MOST_LINES, cart_words


async def undo(ports: Ports, turn: Turn) -> None:
    """Bring the cart back to what it was, at today's prices and stock; says what it holds."""
    before, say = turn.context.undo or (), ports.responses.say
    known = await ports.products.by_sku(turn.shop, [sku for sku, _ in before])
    wishes = [Wish(sku, quantity) for sku, quantity in before]
    checked = check(wishes, known, turn.shop.currency)
    now = {line.sku: line.quantity for line in turn.cart.lines}
    turn.change_cart(replace(turn.cart, currency=turn.shop.currency, lines=checked.lines))
    changed = [line.sku for line in checked.lines if now.get(line.sku) != line.quantity]
    turn.context.last_added = tuple(changed) or tuple(line.sku for line in checked.lines[-1:])
    turn.context.focus = next(reversed(turn.context.last_added), turn.context.focus)
    if not checked.lines:
        nowhere(ports, turn, say("undone_empty", turn))
        return
    lines = cart_words(ports, turn, turn.cart.lines, MOST_LINES)
    told = say("undone", turn, lines=lines, total=display(turn.cart.total))
    lead = tell(ports, turn, checked.differences)
    brief = f"{lead}\n{say('undone_so_far', turn, lines=lines)}".strip()
    tell_change(ports, turn, brief, f"{lead}\n{told}".strip())

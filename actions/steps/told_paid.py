"""Somebody says that they paid, or asks where the proof goes: the facts, never a promise."""

from __future__ import annotations

from typing import Final

from actions.ports import OrderSummary, Ports, Turn
from actions.replies import Text
from actions.shop.context import Case
from actions.shop.taps import PAY, PERSON
from actions.shop.trouble import sentences
from actions.steps.ask import Way, suggest
from actions.steps.orders import own_orders, state_words
from nlu.text import fold

# The kind of case of somebody who says that they paid: the next picture is the proof.
PAID: Final = "paid"


async def told_paid(ports: Ports, turn: Turn) -> None:
    """Say what is known of the payment and where its proof goes: into this chat."""
    turn.context.case = Case(PAID, turn.now)
    orders = [one for one in await own_orders(ports, turn) if one.is_open]
    waiting = next((one for one in orders if one.awaits_transfer), None)
    if waiting is not None:
        words = "receipt_waits" if waiting.receipts else "send_receipt"
        turn.reply(Text(ports.responses.say(words, turn, number=waiting.number)))
    elif orders:
        _stands(ports, turn, orders[0])
    else:
        await _without_order(ports, turn)


def _stands(ports: Ports, turn: Turn, order: OrderSummary) -> None:
    say = ports.responses.say
    if order.paid:
        state = state_words(ports, turn, order)
        turn.reply(Text(say("payment_is_in", turn, number=order.number, state=state)))
        return
    body = say("payment_not_in", turn, number=order.number, method=order.method)
    suggest(ports, turn, body, [Way(PERSON, say("button_person", turn))])


async def _without_order(ports: Ports, turn: Turn) -> None:
    """The shop's own word on receipts, and that no order is known."""
    say = ports.responses.say
    ways = [Way(PERSON, say("button_person", turn))]
    if turn.cart.lines:
        ways.insert(0, Way(PAY, say("button_pay", turn)))
        suggest(ports, turn, say("paid_but_cart", turn), ways)
        return
    word = await _on_receipts(ports, turn)
    body = f"{word}\n{say('paid_unknown', turn)}" if word else say("send_receipt_unknown", turn)
    suggest(ports, turn, body, ways)


async def _on_receipts(ports: Ports, turn: Turn) -> str:
    answer = await ports.answers.about_shop(turn.shop, turn.said.text)
    told = sentences(answer.text) if answer else []
    return " ".join(one for one in told if "comprobante" in fold(one) and "chat" in fold(one))

"""What matters more than any intent that was guessed: the truth, anger, a mishap, a payment."""

from __future__ import annotations

from typing import Final

from actions.ports import Ports, Turn
from actions.shop.honesty import asks_if_bot
from actions.shop.repeats import ASKING, remembered, times_said
from actions.shop.trouble import asks_who_pays, supposed, tells_paid, trouble
from actions.steps import cart
from actions.steps.amends import make_amends
from actions.steps.come_by_ad import come_by_ad
from actions.steps.go_on_sending import go_on_sending
from actions.steps.introduce import introduce
from actions.steps.mishap import look_after, tell_who_pays, what_if
from actions.steps.told_paid import told_paid
from nlu.text import TENSE, UPSET, temper

# Who says "ya pagué, pero cancélenlo" wants something else than to tell of the payment.
_WANTS_ELSE: Final = frozenset(["cancel_order", "change_order", "talk_to_human", "stop_messages"])
_MOST: Final = 3


async def comes_first(ports: Ports, turn: Turn) -> bool:
    """Answer what comes before the act that was understood; False when nothing does."""
    text, intent = turn.said.text, _intent(turn)
    # "¿Cuánto cuesta?" of a message that is quoted asks of another thing each time.
    points = bool(turn.said.quoted or turn.said.asked_sku)
    asks = intent in ASKING and not points
    times = times_said(text, turn.context.heard, intent) if asks else 1
    earlier = turn.context.heard
    turn.context.heard = remembered(text, earlier)
    reason = _lost_patience(text, times)
    if reason and intent != "stop_messages":
        await make_amends(ports, turn, reason, earlier)
        return True
    if asks_if_bot(text):
        introduce(ports, turn)
        return True
    if turn.cart.lines and cart.asks_to_see(text):
        # "Ver el carro" may be a toy car to whoever guesses.
        cart.view(ports, turn)
        return True
    if turn.said.ad is not None and await come_by_ad(ports, turn, turn.said.ad):
        return True
    return await _about_an_order(ports, turn, text, intent) or await go_on_sending(ports, turn)


async def _about_an_order(ports: Ports, turn: Turn, text: str, intent: str) -> bool:
    """Answer what went wrong with an order or its payment; False when it tells of neither."""
    kind = trouble(text)
    if kind is not None and intent != "cancel_order":
        return await look_after(ports, turn, kind)
    if (case := supposed(text)) is not None and await what_if(ports, turn, case):
        return True
    if asks_who_pays(text) and await tell_who_pays(ports, turn):
        return True
    if tells_paid(text) and intent not in _WANTS_ELSE:
        await told_paid(ports, turn)
        return True
    return False


def _intent(turn: Turn) -> str:
    return turn.understanding.intent if turn.understanding else ""


def _lost_patience(text: str, times: int) -> str:
    """Why a person is needed now: a short code, "" when patience holds."""
    mood = temper(text)
    if mood >= UPSET:
        return "upset"
    tense = mood >= TENSE and times > 1
    return "repeated" if tense or times >= _MOST else ""

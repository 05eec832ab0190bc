"""What was bought is broken, wrong or does not fit: the shop's own word, then a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from actions.ports import OrderSummary, Ports, Turn
from actions.replies import Text
from actions.shop.context import Case
from actions.shop.taps import PERSON
from actions.shop.trouble import (
    QUESTIONS,
    Trouble,
    answers_it,
    asks_number,
    says_sorry,
    sentences,
    tells_cost,
)
from actions.shop.vocabulary import content, stem, stems
from actions.steps.ask import Way, ask
from actions.steps.hand_over import hand_over
from actions.steps.orders import own_orders
from actions.steps.search import hunt

# How long what was told still belongs to the same case, ms.
CASE_MS: Final = 12 * 60 * 60 * 1000
MOST_WORDS: Final = 4
_KINDS: Final[Mapping[str, Trouble]] = {one: one for one in QUESTIONS}
_SORRY: Final[Mapping[Trouble, str]] = {"damaged": "sorry_damaged", "wrong": "sorry_wrong"}


async def look_after(ports: Ports, turn: Turn, kind: Trouble) -> bool:
    """Say what the shop does then and offer a person; told again, a person comes at once.

    False, and no answer yet: there is no order, and the shop wrote nothing about it down.
    """
    orders = [one for one in await own_orders(ports, turn) if one.state != "cancelled"]
    again = open_case(turn) == kind
    word = None if again else await _word_of_shop(ports, turn, kind, asked=True)
    if word is None and kind in {"fit", "refund"} and not orders:
        return False
    turn.context.case = Case(kind, turn.now)
    if word is None:
        _to_person(ports, turn, kind, orders)
        return True
    await _keep_in_mind(ports, turn)
    body = _told(ports, turn, kind, word, orders)
    person = Way(PERSON, ports.responses.say("button_person", turn), "yes")
    ask(ports, turn, "handover", body, [person])
    return True


def _to_person(ports: Ports, turn: Turn, kind: Trouble, orders: list[OrderSummary]) -> None:
    """Nobody but a person can go on; an exchange needs the order it is about."""
    if kind in {"fit", "refund"} and orders:
        number = orders[0].number
        hand_over(ports, turn, "change_order", "change_order", orders[:2], number=number)
    else:
        hand_over(ports, turn, "complaint", "complain", orders[:2])


async def what_if(ports: Ports, turn: Turn, kind: Trouble) -> bool:
    """Say what the shop does in such a case; nothing happened, so nobody is sorry."""
    word = await _word_of_shop(ports, turn, kind, asked=True)
    if word is not None:
        turn.reply(Text(word))
    return word is not None


def open_case(turn: Turn) -> str:
    """Return what went wrong, as it was told a while ago; "" for nothing."""
    case = turn.context.case
    return case.kind if case is not None and turn.now - case.at < CASE_MS else ""


async def tell_who_pays(ports: Ports, turn: Turn) -> bool:
    """Say what an exchange or return costs, in the shop's words; False when it says nothing."""
    kind = _KINDS.get(open_case(turn))
    if kind is None:
        return False
    word = await _word_of_shop(ports, turn, kind, asked=False)
    told = [one for one in sentences(word or "") if tells_cost(one)]
    if not told:
        return False
    person = Way(PERSON, ports.responses.say("button_person", turn), "yes")
    ask(ports, turn, "handover", " ".join(told), [person])
    return True


async def _word_of_shop(ports: Ports, turn: Turn, kind: Trouble, *, asked: bool) -> str | None:
    """Return the shop's own answer. asked: in the customer's words first, as they say more."""
    for question in ([turn.said.text] if asked else []) + [QUESTIONS[kind]]:
        answer = await ports.answers.about_shop(turn.shop, question)
        if answer is not None and answers_it(kind, answer.text):
            return answer.text
    return None


def _told(ports: Ports, turn: Turn, kind: Trouble, word: str, orders: list[OrderSummary]) -> str:
    say = ports.responses.say
    sorry = "" if says_sorry(word) or kind not in _SORRY else say(_SORRY[kind], turn)
    lead = f"{sorry} {word}".strip()
    known = orders[0].number if orders and asks_number(word) else ""
    number = [say("your_number", turn, number=known)] if known else []
    return "\n".join([lead, *number, say("or_person", turn)])


async def _keep_in_mind(ports: Ports, turn: Turn) -> None:
    """Make the thing that was named what is talked about: "me quedaron chicos los Brisa"."""
    for word in content(turn.said.text)[:MOST_WORDS] if turn.shop.search else ():
        found = await hunt(ports, turn, word)
        meant = next((one for one in found.fresh if stem(word) in stems(one.name)), None)
        if meant is not None:
            turn.context.focus, turn.context.shown = meant.sku, ()
            return

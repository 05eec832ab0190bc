"""What is understood before any intent is asked: an answer that waits, or a change of the cart."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from actions.shop.amend import Amend, amends, undoes
from actions.shop.commands import commands, goes_on
from actions.shop.consent import is_no, is_yes
from actions.shop.context import LIFE_MS, Context, Pending
from actions.shop.discount import haggles
from actions.shop.facts import wants_it
from actions.shop.pending import Answered, answer_pending
from actions.shop.portions import dealt
from actions.shop.price_for import PRICED, asks_price_for, asks_sum, counts_again
from actions.shop.taps import CART, OF_PRODUCTS, PAY, read_tap
from actions.shop.vocabulary import content
from nlu.text import parse_colours, parse_size
from nlu.text.openings import opens_wish

_JOINT: Final = re.compile(r"[,.;]\s*(?:y\s+)?|\s+y\s+", re.IGNORECASE)
# Whoever writes more than a sentence says more than an answer, and the dialogue reads it.
MOST_CHARACTERS: Final = 300
# So many joints are tried: an answer before another wish is short.
MOST_JOINTS: Final = 8
AMEND: Final = "amend"
COUNT: Final = "count"
HAGGLE: Final = "haggle"
DEAL: Final = "deal"


def understood(text: str, context: Context, now: int) -> Answered | None:
    """Read a text as the answer to what waits, or as a change of what it is about.

    now: ms UTC. None: it says something else, which the dialogue understands.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    if undoes(text):
        lately = context.undo is not None and now - context.changed_at < LIFE_MS
        return Answered(AMEND, "offer", text) if lately else None
    if _one_spoken_of(context, now) and dealt(text) is not None:
        return Answered(DEAL, "offer", text)
    answered = answer_pending(text, context, now)
    if answered is not None:
        return answered
    option = _directly(text, context, now)
    return Answered(option, "offer", text) if option else None


def _directly(text: str, context: Context, now: int) -> str | None:
    """What a text wants of the product that is spoken of, where its structure says it."""
    talked_of = bool(context.focus or context.last_added)
    if talked_of and (asks_price_for(text) or _asks_price_too(text, context, now)):
        return COUNT
    if _chooses(context.pending, now):
        return None
    if talked_of and haggles(text):
        return HAGGLE
    wish = amends(text)
    if wish is not None and _can(wish, context, now):
        return AMEND
    changed = _just_changed(context)
    lately = bool(context.last_added) or changed
    return CART if lately and asks_sum(text, changed) else None


def _asks_price_too(text: str, context: Context, now: int) -> bool:
    """Whether another number is asked of what is on offer: "¿y dos?" after the price of three."""
    pending = context.pending
    if pending is None or pending.expires <= now or offered(context, now) is None:
        return False
    return counts_again(text) is not None and ("?" in text or PRICED in pending.data)


def answers_first(wish: str, context: Context, now: int) -> tuple[str, ...]:
    """Cut off what answers the waiting question before another wish: "la rosa, y cuánto va".

    One piece where nothing waits for its beginning.
    """
    if not _waits(context.pending, now) and not _waits(context.earlier, now):
        return (wish,)
    for cut in islice(_JOINT.finditer(wish, 0, MOST_CHARACTERS), MOST_JOINTS):
        head, tail = wish[: cut.start()], wish[cut.end() :]
        if is_yes(head) and offered(context, now) and _names_more(wish[cut.start() :], tail):
            return head, tail
        if is_yes(head) or is_no(head) or not opens_wish(tail) or _only_takes(tail):
            # "Vale, añádela", "la negra me gusta, agrégamela" is one wish.
            continue
        if answer_pending(head, context, now) is not None:
            return head, tail
    return (wish,)


def _one_spoken_of(context: Context, now: int) -> bool:
    """Whether one product is spoken of, not a list: its variant is asked for, or it went in."""
    pending = context.pending
    asked = pending is not None and pending.expires > now and pending.kind == "variant"
    lately = bool(context.last_added) and now - context.changed_at < LIFE_MS
    return asked or context.focus is not None or lately


def _names_more(joined: str, tail: str) -> bool:
    """Whether behind a yes another thing is ordered: "sí, y también un shampoo"."""
    return goes_on(joined.strip(" ,.;")) or (commands(tail) and bool(content(tail)))


def _only_takes(text: str) -> bool:
    """Whether a text only asks for what was pointed at: "agrégamela", "esa me llevo"."""
    bare = not (content(text) or parse_size(text) or parse_colours(text))
    return bare and (commands(text) or wants_it(text))


def _just_changed(context: Context) -> bool:
    """Whether the last thing said was the cart's new total, with the way to pay it."""
    pending = context.pending
    if pending is None:
        return context.focus in context.last_added
    return PAY in {option.id for option in pending.options[:1]}


def _waits(question: Pending | None, now: int) -> bool:
    return question is not None and question.expires > now


def _chooses(pending: Pending | None, now: int) -> bool:
    """Whether a choice waits: a number or a colour then speaks of it, not of the cart."""
    if pending is None or pending.expires <= now:
        return False
    return pending.kind in {"variant", "candidate", "quantity"}


def _can(wish: Amend, context: Context, now: int) -> bool:
    """Whether there is something that the change can be about."""
    lately = bool(context.last_added or context.focus) and now - context.changed_at < LIFE_MS
    if wish.kind == "all":
        # "Todas" after anything else that was said means whatever that was about.
        lately = lately and context.pending is not None and _just_changed(context)
    if wish.kind == "more":
        lately = lately and (_just_changed(context) or (wish.quantity or 1) > 1)
    return lately or (wish.kind in {"set", "all"} and offered(context, now) is not None)


def offered(context: Context, now: int) -> str | None:
    """Return the SKU that a plain yes would add, None when no product is on offer."""
    pending = context.pending
    if pending is None or pending.expires <= now or not pending.options:
        return None
    tap = read_tap(pending.options[0].id)
    return tap.value if tap and tap.verb in OF_PRODUCTS else None

"""What a text that refuses or puts off means to the question that waits."""

from __future__ import annotations

from typing import Final

from actions.shop.change import spares
from actions.shop.consent import YES_WORDS
from actions.shop.context import Pending
from actions.shop.pick import place_in
from actions.shop.taps import PAY
from actions.shop.vocabulary import content, stem, stems
from nlu.text import parse_colours, parse_quantity, parse_size, words
from nlu.text.postponing import doubts, postpones
from nlu.text.refusing import refusal
from nlu.text.refusing_words import IDLE, REFUSING

# A yes that is put off or taken back by what follows: "sí, pero luego la compro".
_AGREEABLE: Final = IDLE | YES_WORDS | frozenset("pero aunque but i eu".split())

_POINTERS: Final = frozenset("it that this the one them those these any isso essa esse".split())


def beside_refusal(text: str) -> str:
    """Return what a text chooses beside what it refuses, "" where it chooses nothing.

    "No quiero la negra, mejor la blanca" -> "mejor la blanca".
    """
    said = refusal(text)
    return said.rest if said.what and specifies(said.rest) else ""


def specifies(text: str) -> bool:
    """Whether a text says which, or how many, by words of its own."""
    tells = parse_colours(text) or parse_size(text) or content(text) or place_in(text)
    return bool(tells) or parse_quantity(text) is not None


def declines(text: str, pending: Pending) -> bool:
    """Whether a text says no to what is asked, or "later", and nothing else."""
    said, later = refusal(text), postpones(text)
    if doubts(text):
        return False
    if later and not said.what:
        return True
    if set(words(said.rest)) - _AGREEABLE or not said.refuses:
        return False
    if pays(pending):
        # "No la quiero" of what went in takes it out; "no quiero otra" leaves it as it is.
        return spares(text)
    things = (word for one in said.what for word in content(one) if not REFUSING.fullmatch(word))
    refused = {stem(word) for word in things} - _POINTERS
    titles = " ".join([pending.question, *(option.title for option in pending.options)])
    return refused <= stems(titles)


def pays(pending: Pending) -> bool:
    """Whether the cart was told, with the way to pay it: a yes pays."""
    return PAY in {option.id for option in pending.options[:1]}

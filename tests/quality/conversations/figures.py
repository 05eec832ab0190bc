"""How well a shop talks: what is counted over transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from actions.shop.pick import names_extreme
from nlu.text import fold, parse_colours, parse_size
from tests.quality.conversations.transcript import Exchange, Transcript

# Words that only one way of addressing people has, folded.
REGISTERS: Final = {
    "tu": re.compile(
        r"\b(?:tu|tus|ti|contigo|quieres|puedes|tienes|dime|escribeme|agregas|"
        r"prefieres|buscas|necesitas|avisame|toca|dinos|cuentame|mandame)\b"
    ),
    "vos": re.compile(
        r"\b(?:vos|queres|podes|tenes|decime|escribime|elegi|preferis|contame|fijate)\b"
    ),
    "usted": re.compile(
        r"\b(?:usted|digame|escribame|elija|escriba|su carrito|su pedido|le gustaria|avisenos|"
        r"diganos|cuenteme)\b"
    ),
}
# Words that "tú" and "vos" share and that tell nothing by themselves.
_SHARED: Final = re.compile(r"\b(?:tu|tus|buscas|necesitas|avisame|toca|mandame)\b")
_LOST: Final = re.compile(r"\bno (?:te|le|lo|les) (?:entendi|segui)|\bno entendi\b")
_OTHERS: Final = re.compile(r"\b(?:otr[oa]s?|mas|more|others?|outr[oa]s?|mais)\b")
MORE: Final = "show_more"


@dataclass(frozen=True)
class Figures:
    """Counts over many conversations."""

    conversations: int
    failed: int
    turns: int
    messages: int
    lost: int
    questions: int
    purchases: int
    repeats: int
    mixed: int

    def lines(self) -> Iterator[str]:
        """The figures as they are printed."""
        yield f"conversations: {self.conversations}, of which went wrong: {self.failed}"
        yield f"messages a customer's turn: {self.messages / max(self.turns, 1):.3f}"
        lost = self.lost / max(self.turns, 1)
        yield f'"no entendí" a turn: {lost:.3f} ({self.lost} of {self.turns})'
        yield (
            f"questions asked for one line put into a cart: "
            f"{self.questions / max(self.purchases, 1):.2f} ({self.questions} for {self.purchases})"
        )
        yield f"products repeated within a search: {self.repeats}"
        yield f"conversations that mix tú, vos and usted: {self.mixed}"


def count(transcripts: Sequence[Transcript]) -> Figures:
    """Count over conversations."""
    every = [exchange for one in transcripts for exchange in one.exchanges]
    return Figures(
        conversations=len(transcripts),
        failed=sum(one.failed is not None for one in transcripts),
        turns=len(every),
        messages=sum(len(exchange.told) for exchange in every),
        lost=sum(is_lost(exchange) for exchange in every),
        questions=sum(exchange.asks for exchange in every),
        purchases=sum(put_in(one.exchanges) for one in transcripts),
        repeats=sum(repeats(one.exchanges) for one in transcripts),
        mixed=sum(len(registers(one.exchanges)) > 1 for one in transcripts),
    )


def is_lost(exchange: Exchange) -> bool:
    """Whether the shop said that it did not understand."""
    return any(_LOST.search(fold(told.text)) for told in exchange.told)


def put_in(exchanges: Sequence[Exchange]) -> int:
    """How many lines came into the cart."""
    carts = [{}, *(exchange.held for exchange in exchanges)]
    return sum(len(after.keys() - before.keys()) for before, after in pairwise(carts))


def repeats(exchanges: Sequence[Exchange]) -> int:
    """How many products were shown again while the same search went on.

    Who asks for "el más barato" of a list, or for what was shown "en negro", wants to see that
    very one.
    """
    seen: set[str] = set()
    again = 0
    for exchange in exchanges:
        shown = {sku for told in exchange.told for sku in told.skus}
        if MORE in exchange.intents:
            again += 0 if _chooses(exchange.did, len(shown)) else len(shown & seen)
            seen |= shown
        elif shown:
            seen = shown
    return again


def _chooses(text: str, shown: int) -> bool:
    """Whether a text picks of what was shown and does not ask for others."""
    if shown == 1 and names_extreme(text):
        return True
    return bool(parse_colours(text) or parse_size(text)) and not _OTHERS.search(fold(text))


def registers(exchanges: Sequence[Exchange]) -> set[str]:
    """Which ways of addressing people a conversation used, where words show it."""
    text = fold("\n".join(told.text for exchange in exchanges for told in exchange.told))
    found = {name for name, words in REGISTERS.items() if words.search(text)}
    if "vos" in found and not REGISTERS["tu"].search(_SHARED.sub(" ", text)):
        found.discard("tu")
    return found

"""The words of a text that say which thing is wanted: "mochila" of "una mochila para laptop"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from index.terms import STOPWORDS
from nlu.text.wordset import phrases, wordset

# Words of greeting and wishing that stand before what is wanted.
BEFORE: Final = wordset(
    "hola buenas buenos dias tardes noches quiero quisiera busco buscaba necesito ocupo tienen "
    "tienes tendran tendras hay venden manejan oye oiga disculpe disculpa quero preciso tem need"
)
_OR: Final = wordset("o u or ou")
# What follows these is wanted: "necesito una grúa", "¿venden llantas?", "quiero un reloj".
_WISHES: Final = wordset(
    "quiero quisiera queria querria necesito necesitaba ocupo ocupamos necesitamos queremos busco "
    "buscando buscaba buscamos tienes tienen tiene tenes tendras tendran tendra tendrian venden "
    "vende vendes vender vendan vendan manejan maneja ofrecen hay comprar comprarle comprarme "
    "comprarles compro conseguir conseguirle regalarle regalar darle llevarle pedir pido urge "
    "viendo interesa interesan gustaria encantaria falta faltan piden pide pidieron recomiendan "
    "recomiendas cuesta cuestan vale traen "
    "need want looking buy sell have quero preciso procuro vendem tem queria comprar"
)
# "Algo para la lluvia", "con qué taparme": what follows is what a thing is for, not the thing.
_PURPOSES: Final = phrases(
    "algo para|algo que|algo con que|algo donde|algo en que|en que|con que|donde|en donde|para|"
    "cosas para|something for|something to|algo pra"
)
# So many words may stand between a wish and its thing: "quiero ver si tienen una".
_REACH: Final = 5


def heads(sequence: Sequence[str], words: Collection[str], story: bool) -> tuple[str, ...]:
    """Return the head words among `words`, in order.

    sequence: the folded text. words: what may name something. story: whether the text tells more
    than its wish; then only what follows a wish counts.
    """
    found = _after_wishes(sequence, words) if story else _opening(sequence, words)
    return tuple(dict.fromkeys(found))


def tells_purpose(sequence: Sequence[str]) -> bool:
    """Whether a text begins with what a thing is for, after a greeting or a wish."""
    start = 0
    while start < len(sequence) and sequence[start] in BEFORE:
        start += 1
    return any(tuple(sequence[start : start + len(one)]) == one for one in _PURPOSES)


def _opening(sequence: Sequence[str], words: Collection[str]) -> Iterator[str]:
    """Yield the first content word and the first after each "o"."""
    open_ = True
    for word in sequence:
        if word in _OR:
            open_ = True
        elif open_ and word in words:
            yield word
            open_ = False


def _after_wishes(sequence: Sequence[str], words: Collection[str]) -> Iterator[str]:
    for place, word in enumerate(sequence):
        if word in _WISHES:
            near = sequence[place + 1 : place + 1 + _REACH]
            named = (one for one in near if one in words and one not in STOPWORDS)
            yield from list(named)[:1]

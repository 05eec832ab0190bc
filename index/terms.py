"""Texts cut into search terms: folded, without empty words, stemmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from threading import local
from typing import Any, Final

import Stemmer

from nlu.text import strip_accents, words
from nlu.text.numbers import read_digits
from nlu.text.wordset import wordset

# Words that neither name nor describe anything; "sin" and "no" do ("sin azúcar").
STOPWORDS: Final = wordset(
    "a al ante con contra cada como cual cuando de del desde donde e el ella ellas ellos en entre "
    "era es esa esas ese eso esos esta estan estas este esto estos fue ha han hasta hay la las le "
    "les lo los me mi mis muy ni nos o para pero por porque pues que quien se ser si sobre son su "
    "sus tambien tan te tu tus u un una unas uno unos y ya "
    "da das do dos na nas no nos um uma com em e os as "
    "the an and is are of in on at it this that for to with"
) - wordset("no dos")
# The one thing whose folded name is an article: "uñas".
_NAILS: Final = re.compile(r"\bu(?:ñ|n\u0303)a(s?)\b", re.IGNORECASE)
_GLUED: Final = re.compile(r"(\d+)([a-z]{1,4})\Z")
_CONSONANT_PLURAL: Final = re.compile(r"[aeiou][lnrj]es\Z")
_SMALL_ONE: Final = re.compile(r"(\w{2,}?)c?it([oa])(s?)\Z")
_SHORTEST_PLURAL: Final = 4
_SHORT: Final = 5
_threads = local()


def terms(text: str) -> list[str]:
    """Cut a text into the terms it is indexed and asked by, in order, repeats kept."""
    return [stem(word) for word in cut(text) if word not in STOPWORDS]


def cut(text: str) -> list[str]:
    """Cut a text into folded words: "Cargador 20W" -> cargador, 20, w; "10,000" -> 10000."""
    found: list[str] = []
    for word in words(_NAILS.sub(r"unya\1", text)):
        glued = _GLUED.match(word)
        if glued:
            found += glued.groups()
        else:
            found.append(_number(word) if word[0].isdigit() else word)
    return found


def _number(word: str) -> str:
    value = read_digits(word)
    return word if value is None else f"{value.normalize():f}"


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Reduce a folded Spanish word to its stem; numbers stay.

    Short words lose their plural alone: "ciclo" is not "cicla", nor "gorro" "gorra".
    """
    if word[0].isdigit():
        return word
    one = singular(strip_accents(word))
    return one if len(one) <= _SHORT else str(_stemmer().stemWord(one))


def stems(found: Sequence[str]) -> tuple[str, ...]:
    """Reduce folded words to terms, without empty words."""
    return tuple(stem(word) for word in found if word not in STOPWORDS)


def singular(word: str) -> str:
    """Take the plural off: lapices, papeles, cables, jeans -> lapiz, papel, cable, jean."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s"):
        return word
    if word.endswith("ces"):
        return f"{word[:-3]}z"
    return word[:-2] if _CONSONANT_PLURAL.search(word) else word[:-1]


def undiminished(word: str) -> tuple[str, ...]:
    """Return what a folded word may be the small one of: "perrito" -> perro, perr, perre."""
    found = _SMALL_ONE.match(word)
    if not found:
        return ()
    base, ending, plural = found.groups()
    bases = (base, f"{base[:-2]}c" if base.endswith("qu") else base)
    return tuple(dict.fromkeys(f"{bases[-1]}{end}{plural}" for end in (ending, "", "e")))


def _stemmer() -> Any:
    """One stemmer a thread: it keeps state while it works."""
    if not hasattr(_threads, "stemmer"):
        _threads.stemmer = Stemmer.Stemmer("spanish")
    return _threads.stemmer

"""Whether a text refuses something, and what: asked before whoever takes consent or changes.

"No quiero la negra", "la primera no", "que no sea blanca" refuse; "no, la negra" and "no mejor
la negra" correct what was said before; "cómo no" and "no hay problema, dale" are a yes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.folding import fold
from nlu.text.refusing_words import (
    BEING,
    CLITICS,
    CORRECTING,
    IDLE,
    NEGATIONS,
    NOTHING,
    ORDERING,
    POINTING,
    REFUSING,
    TELLING,
    WANTING_AGAIN,
    WITHOUT,
)

# A "no" that agrees: "cómo no", "¿por qué no?", "why not".
_AGREEING: Final = re.compile(
    r"¿?\b(?:y )?(?:como no|por ?que no|why not|pois nao|faltaba mas)\b"
    r"(?:\?|(?= ?[!.,;]|$| dale| va\b))"
    r"|\bno faltaba mas\b|\bni (?:lo dudes|que lo pienses)\b"
)
# Said in passing: nothing is refused by it.
_IDIOMS: Final = re.compile(
    r"\b(?:no (?:hay|tengo|tiene|ha?y ningun|es) (?:ningun )?"
    r"(?:problema|pedo|bronca|drama|rollo|lio|falla|pierde|de que|cuidado|inconveniente|apuro|"
    r"prisa|nada|tos)s?|no pasa nada|no (?:te|se) preocup\w+|no importa\w*|no problem|no worries|"
    r"no faltaba|no (?:esta|estan|es|son) (?:nada )?mal|not bad|no vaya a ser|no sea que|"
    r"no (?:manches|mames|inventes|friegues|chingues|jodas|me dig\w+|puede ser|lo puedo creer)|"
    r"(?:nao tem|sem|sin) (?:problema|duda|falta|embargo|costo|compromiso|apuro|prisa|querer)s?|"
    r"nao faz mal|ni modos?|ni idea|no solo .{1,40}? sino|(?:quiere|quieres|puede|puedes) o no|"
    r"te digo que si|no (?:bueno|si)(?=,)|a poco no|verdad que no|si o no)\b"
)
# "No más la negra", "esa no más", "así no más": only that.
_ONLY: Final = re.compile(
    r"\bno mas(?= (?:el|la|los|las|un[oa]?|es[aeo]s?|est[aeo]s?|con|\d|dos|tres|cuatro|cinco)\b)"
    r"|(?<=[a-z0-9] )(?<!\bya )(?<!favor )(?<!quiero )(?<!gracias )no mas(?= ?(?:[,.!;]|$|por|pe\b|"
    r"gracias|quiero))"
)
# "Si no hay negra, la blanca": what is said for that case.
_IF_NOT: Final = re.compile(r"\bsi no (?=[a-z])")
# In Portuguese "no" is "in the": "no cartão", "esse no tamanho 38".
_IN_THE: Final = re.compile(
    r"\bno (?=(?:tamanho|cartao|pix|meu|seu|boleto|carrinho|site|debito|credito|iphone|dinheiro|"
    r"whats\w*|mesmo|outro|preto|branco|vermelho|natal)\b)"
)
_CONTRACTED: Final = re.compile(
    r"\b(?:do|does|did|is|are|was|would|could|should|wo|ca|will)n ?['’´`]?t\b|\bcannot\b|\bdo not\b"
)
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?|[,;:.!?¿…\n]")
_SIGNS: Final = frozenset(",;:.!?¿…\n")
_CUTS: Final = frozenset(["pero", "sino", "aunque", "but", "porem"])
_SAID_BY: Final = frozenset(["claro", "creo", "digo", "dije", "por", "quiero", "obvio", "es", "y"])


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a text refuses, folded and without the "no" itself.

    what: "quiero la negra", "la primera". looks: what a thing shall not be ("sea blanca").
    rest: all else that is said; after: that of it which stands behind the refusal.
    bare: a "no" by itself stands in it, which corrects or declines
    what was said before.
    """

    what: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    rest: str = ""
    after: str = ""
    bare: bool = False

    @property
    def refuses(self) -> bool:
        """Whether something is refused, or nothing but a no is said."""
        return bool(self.what) or (self.bare and not set(_words(self.rest)) - IDLE)

    @property
    def words(self) -> frozenset[str]:
        """Every word that is refused."""
        return frozenset(word for one in (*self.what, *self.looks) for word in _words(one))


def refuses(text: str) -> bool:
    """Whether a text refuses: no consent, order or change may be read out of what it refuses."""
    return refusal(text).refuses


def without_idioms(text: str) -> str:
    """Return the folded text without a "no" that refuses nothing: "cómo no" -> "claro"."""
    folded = _CONTRACTED.sub(" not", fold(expand_abbreviations(text)))
    folded = _ONLY.sub("nomas", _IF_NOT.sub("donde falte ", _IN_THE.sub("em ", folded)))
    return " ".join(_IDIOMS.sub(" ", _AGREEING.sub("claro", folded)).split())


# A turn's words are asked for again and again by the readers that must not take a no for a yes.
@lru_cache(maxsize=256)
def refusal(text: str) -> Refusal:
    """Read what a text refuses and what it says besides."""
    what: list[str] = []
    looks: list[str] = []
    rest: list[str] = []
    behind = 0
    bare = False
    for piece, sign in _pieces(_TOKEN.findall(without_idioms(text))):
        if sign == "?" and set(piece) <= {"no", "si", "o", "verdad", "nao"}:
            # "La negra, ¿no?"
            rest.append(sign)
            continue
        found = _Piece.read(piece)
        if sign == "?" and found.what:
            # "¿Ningún otro color?" asks.
            found = _Piece(rest=tuple(piece))
        what += [found.what] if found.what else []
        looks += [found.looks] if found.looks else []
        bare = bare or found.bare
        rest += [*found.rest, sign] if found.rest else []
        behind = len(rest) if found.what else behind
    return Refusal(tuple(what), tuple(looks), _joined(rest), _joined(rest[behind:]), bare)


def _joined(said: Sequence[str]) -> str:
    return " ".join(said).strip(" ,;:.")


def _pieces(sequence: Sequence[str]) -> list[tuple[list[str], str]]:
    """Cut where another thing begins: at a sign, at "pero", before "quiero" said once more."""
    pieces: list[tuple[list[str], str]] = []
    piece: list[str] = []
    for word in sequence:
        if word in _SIGNS:
            pieces.append((piece, word))
            piece = []
            continue
        again = word in WANTING_AGAIN and _negated_before(piece)
        if (word in _CUTS or again) and piece:
            pieces.append((piece, ","))
            piece = []
        piece.append(word)
    pieces.append((piece, ""))
    return [(one, sign) for one, sign in pieces if one]


def _negated_before(piece: Sequence[str]) -> bool:
    """Whether a "no" and what it governs stand in the piece already."""
    places = [i for i, word in enumerate(piece) if word in NEGATIONS]
    behind = [word for word in piece[places[-1] + 1 :] if word not in CLITICS] if places else []
    return bool(behind) and behind[-1] != "que"


@dataclass(frozen=True, slots=True)
class _Piece:
    what: str = ""
    looks: str = ""
    rest: tuple[str, ...] = ()
    bare: bool = False

    @staticmethod
    def read(words: Sequence[str]) -> "_Piece":
        """Read a stretch of words that no sign parts."""
        place = next((i for i, word in enumerate(words) if word in NEGATIONS | WITHOUT), None)
        nothing = next((word for word in words if word not in IDLE), "") in NOTHING
        if place is None:
            if nothing and not _idle_nothing(words):
                return _Piece(what=" ".join(words))
            return _all_but(words) or _Piece(rest=tuple(words))
        before, behind = tuple(words[:place]), tuple(words[place + 1 :])
        if words[place] in WITHOUT:
            return _Piece(looks=" ".join(behind[:4]), rest=before)
        # "No no la quiero": said twice, without its comma.
        while len(behind) > 1 and behind[0] in NEGATIONS:
            behind = behind[1:]
        return _trailing(before, behind) or _governing(before, behind, words[place])


def _idle_nothing(words: Sequence[str]) -> bool:
    """Whether "nada" refuses nothing: "nada más", "de nada", "nada más esa"."""
    return "nada" in words and ("mas" in words or tuple(words) == ("de", "nada"))


def _all_but(words: Sequence[str]) -> _Piece | None:
    """Read "todo menos negro", "cualquiera menos la roja"."""
    for place, word in enumerate(words[1:], start=1):
        if word == "menos" and re.match(r"tod[oa]s?|cualquier", words[place - 1]):
            kept = tuple(words[:place])
            return _Piece(looks=" ".join(words[place + 1 : place + 4]), rest=kept)
    return None


def _trailing(before: tuple[str, ...], behind: tuple[str, ...]) -> _Piece | None:
    """Read a "no" at the end: "la primera no", "todavía no gracias"."""
    if set(behind) - IDLE:
        return None
    if {"o", "ou", "or"} & set(before[-2:]):
        # "¿Ya lo mandaron o todavía no?"
        return _Piece(rest=before)
    telling = [word for word in before if word not in IDLE and word not in _CUTS]
    pointed = any(re.fullmatch(r"es[aeo]s?|est[aeo]s|eso", word) for word in before)
    return _Piece(what=" ".join(before)) if telling or pointed else _Piece(bare=True)


def _governing(before: tuple[str, ...], behind: tuple[str, ...], word: str) -> _Piece:
    """Read what stands behind the "no": refused, corrected or only told."""
    verb = next((i for i, one in enumerate(behind) if one not in CLITICS), None)
    first = behind[verb] if verb is not None else behind[-1]
    leads = not set(before) - IDLE - _CUTS
    if word in {"ni", "nem", "nor", "neither", "tampoco"}:
        return _Piece(what=" ".join(behind), rest=() if leads else before)
    # "Não adiciona", "don't add": only the Spanish "no agrega" is a "no, agrega".
    foreign = word in {"not", "nao"} and behind[0] not in {"just", "only", "so"}
    if not foreign and (behind[0] in CORRECTING or ORDERING.fullmatch(behind[0])):
        # "No mejor la negra", "no dame la otra".
        return _Piece(rest=(*before, *behind), bare=True)
    described = before[-1:] == ("que",) and not set(before[-2:-1]) & _SAID_BY
    if described and (len(before) > 1 or first in BEING):
        return _Piece(looks=" ".join(behind), rest=before[:-1])
    unknown = not (leads or REFUSING.fullmatch(first) or POINTING.fullmatch(first))
    if _only_tells(behind, verb, first) or (unknown and before[-1:] != ("que",)):
        return _Piece(rest=(*before, word, *behind))
    return _Piece(what=" ".join(behind), rest=() if leads else before)


def _only_tells(behind: tuple[str, ...], verb: int | None, first: str) -> bool:
    """Whether it tells what is or happened: "no me llegó", "no es cara", "no tengo tarjeta"."""
    following = behind[verb + 1 : verb + 2] if verb is not None else ()
    if first in BEING and following:
        return not POINTING.fullmatch(following[0])
    if REFUSING.fullmatch(first):
        return False
    if TELLING.fullmatch(first):
        return True
    # "No se ve", "no lo encuentro": a verb, whatever it is; "no la negra" is refused.
    return bool(verb) and behind[0] in {"me", "te", "se", "le", "nos", "les"}


def _words(text: str) -> list[str]:
    return [one for one in _TOKEN.findall(text) if one not in _SIGNS]

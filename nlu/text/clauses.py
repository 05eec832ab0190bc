"""Cut a message that holds several wishes into one clause a wish."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.text.asking import asks_of_thing, names_another_kind
from nlu.text.openings import asks, opening
from nlu.text.signals import goes_on_greeting, is_courtesy, is_greeting, without_greeting
from nlu.text.tokens import words

MOST_CLAUSES: Final = 3
# "Vale, ¿cuánto es?": agreeing before a wish is no wish of its own.
_AGREED = frozenset("ok okay oki vale listo bueno dale va sale perfecto ya genial pues".split())
# "Y otro negro, y quita el rosa" begins with an order that needs no verb.
_OTHER = re.compile(r"\s*(?:y\s+)?otr[oa]s?\s+(?!cosa|d[ií]a|vez|pregunta|duda)\w", re.IGNORECASE)
# "Y el cargador también, ¿ese trae cable?": so does what comes besides.
_ALSO = re.compile(r"\w\s+(?:tambi[eé]n|tmb|tb)(?:\s+(?:porfa|por favor))?\W*\Z", re.IGNORECASE)
# Where a wish may end. Whether it does is decided by how the words behind begin.
_CUT = re.compile(
    r"(?P<hard>(?<![.;!?\n…])[.;!?\n…]+\s+|\n|(?<=[?!])(?=\w)|\s*(?=¿))|(?P<comma>,\s*(?=\D))"
    r"|(?P<joint>,?\s+(?:y|e|pero|además|ademas|también|tambien|luego|después|despues)\s+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Piece:
    """text[start:end], the joint before it (hard, comma, joint; "" at the beginning).

    bare: one word ("sácalas", "¿venden?"), which needs what was said before it. asked: it ends
    with a question mark; asks: and it says more than a detail ("¿y en negro?"); of_thing: it asks
    about a thing that it names; another: it only names one, of which the same is asked.
    """

    start: int
    end: int
    joint: str
    opens: str | None
    social: bool
    bare: bool
    asked: bool
    asks: bool
    of_thing: bool
    another: bool


def split_clauses(text: str) -> tuple[str, ...]:
    """The wishes of the text, one to three, in order; () for a blank text.

    Each is a piece of the text as written. A greeting, a "por favor" or thanks beside a wish is
    left out: it never hides a request. Descriptions are never cut ("negro y blanco", "busco
    tenis, del 27"); past three the last clause holds the rest.
    """
    text = without_greeting(text)
    pieces = _pieces(text)
    wishes = _trimmed(pieces)
    if not wishes:
        return (text.strip(),) if text.strip() else ()
    groups = _grouped(wishes)
    spans = [(group[0].start, group[-1].end) for group in groups[: MOST_CLAUSES - 1]]
    if len(groups) >= MOST_CLAUSES:
        spans.append((groups[MOST_CLAUSES - 1][0].start, groups[-1][-1].end))
    return tuple(text[start:end].strip() for start, end in spans)


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    start, joint = 0, ""
    for cut in _CUT.finditer(text):
        end = cut.end() if cut.lastgroup == "hard" else cut.start()
        _add(pieces, text, (start, end), joint)
        start, joint = cut.end(), cut.lastgroup or ""
    _add(pieces, text, (start, len(text)), joint)
    return pieces


def _add(pieces: list[_Piece], text: str, span: tuple[int, int], joint: str) -> None:
    said = text[slice(*span)]
    if any(mark.isalnum() for mark in said):
        greeted = bool(pieces) and pieces[-1].social and goes_on_greeting(said)
        social = greeted or is_greeting(said) or is_courtesy(said)
        bare = len(words(said)) == 1
        opens = None if set(words(said)) <= _AGREED else opening(said, marked=True)
        asked = said.rstrip().endswith("?")
        besides = not (asked or bare) and _ALSO.search(said)
        if opens is None and (besides or (not pieces and _OTHER.match(said))):
            opens = "order"
        of_thing, another = asks_of_thing(said), asked and names_another_kind(said)
        told = (asked, asked and asks(said), of_thing, another)
        pieces.append(_Piece(*span, joint, opens, social, bare, *told))


def _trimmed(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    """Without the greetings and courtesies at both ends."""
    first = next((i for i, piece in enumerate(pieces) if not piece.social), None)
    if first is None:
        return ()
    last = max(i for i, piece in enumerate(pieces) if not piece.social)
    return pieces[first : last + 1]


def _grouped(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and not _parts(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _parts(group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether the piece begins another wish than the group's."""
    if piece.asks and group[-1].asked and not group[-1].bare:
        return True
    questioned = group[-1].of_thing or (group[-1].asked and not group[-1].bare)
    if questioned and (piece.another or (piece.of_thing and piece.asked)):
        return True
    if len(group) == 1 and group[0].bare:
        # "Vale, añádeme esos": a word of consent, not what something is worth.
        return False
    if piece.opens is None or piece.bare:
        return False
    before = next((p.opens for p in reversed(group) if p.opens), None)
    if before is None:
        return False
    # "Busco tenis, quiero negros" is one wish told twice.
    return not (before == piece.opens == "want" and piece.joint == "comma")

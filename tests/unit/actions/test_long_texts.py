"""Four thousand characters cost no more than a sentence: steps are counted, not seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.shop import understood as read
from actions.shop.context import Context, Option, Pending
from nlu.text import clauses, clean, signals, split_clauses
from tests.doubles.chat import NOW

SIZE = Pending(
    "variant", "¿Qué talla?", (Option("var:A", "27", "A"), Option("var:B", "28", "B")), NOW + 1
)
HOSTILE = ("y ", ". ", ", ", "sí, y ", "27, y dame ", "ok. quiero ", "y quiero ", "$1.")


def counting(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> list[object]:
    """Count how often a function is called, by what it is called with first."""
    calls: list[object] = []
    real: Callable[..., Any] = getattr(where, name)

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(given[0])
        return real(*given, **named)

    monkeypatch.setattr(where, name, counted)
    return calls


@pytest.mark.parametrize("piece", HOSTILE)
def test_where_nothing_waits_nothing_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    heads = counting(monkeypatch, read, "answer_pending")
    tails = counting(monkeypatch, read, "opens_wish")
    text = (piece * 4096)[:4096]
    assert read.answers_first(text, Context(), NOW) == (text,)
    expired = Context(pending=Pending("variant", "", SIZE.options, NOW), earlier=None)
    assert read.answers_first(text, expired, NOW) == (text,)
    assert heads == tails == []


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("context", [Context(pending=SIZE), Context(earlier=SIZE)])
def test_an_answer_before_another_wish_is_looked_for_a_few_times(
    monkeypatch: pytest.MonkeyPatch, piece: str, context: Context
) -> None:
    heads = counting(monkeypatch, read, "answer_pending")
    tails = counting(monkeypatch, read, "opens_wish")
    read.answers_first((piece * 4096)[:4096], context, NOW)
    assert len(heads) <= read.MOST_JOINTS
    assert len(tails) <= read.MOST_JOINTS


def test_an_answer_is_still_cut_off_a_long_wish() -> None:
    wish = "la 27, y cuánto cuesta el envío a Mérida" + " por favor" * 100
    head, tail = read.answers_first(wish, Context(pending=SIZE), NOW)
    assert head == "la 27"
    assert tail.startswith("cuánto cuesta")


@pytest.mark.parametrize("reader", ["undoes", "answer_pending", "amends", "asks_sum", "haggles"])
def test_more_than_a_sentence_is_no_answer(monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    asked = counting(monkeypatch, read, reader)
    context = Context(pending=SIZE, focus="A", last_added=("A",), changed_at=NOW)
    assert read.understood("sí, y " * 600, context, NOW) is None
    assert asked == []


@pytest.mark.parametrize("piece", ["hola ", "buenas noches que tal ", "hola amiga como "])
def test_a_greeting_is_looked_for_in_the_first_words(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    tails = counting(monkeypatch, signals, "opens_wish")
    signals.without_greeting((piece * 900)[:4096])
    assert len(tails) <= 12


def test_a_piece_that_begins_no_wish_is_not_compared_with_all_before_it() -> None:
    class Untouched(list[clauses._Piece]):
        def __reversed__(self) -> Any:
            raise AssertionError("looked through all the pieces before")

    piece = clauses._Piece(0, 1, "comma", None, *[False] * 6)
    assert not clauses._parts(Untouched([piece, piece]), piece)


def test_blanks_in_a_row_are_one_and_a_long_row_of_signs_is_cut_once() -> None:
    assert clean("a" + " " * 3000 + "b \t  c") == "a b c"
    assert clean("a\n\nb") == "a\n\nb"
    assert len(list(clauses._CUT.finditer("." * 4000 + " quiero"))) == 1
    assert split_clauses("busco tenis... quiero pagar") == ("busco tenis...", "quiero pagar")

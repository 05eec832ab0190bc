"""A burst is one request; an event ends it; nobody waits for a complete request."""

import pytest

from bot.inbox.settle import Piece, still_waits, taken, wishes

WAIT = 1500


def test_a_bare_greeting_waits_for_the_request_behind_it() -> None:
    assert still_waits([Piece("hola", 1000)], 1200, WAIT) == 1300


def test_a_complete_request_does_not_wait() -> None:
    assert still_waits([Piece("¿tienen tenis grises del 27?", 1000)], 1000, WAIT) == 0


def test_an_event_does_not_wait() -> None:
    assert still_waits([Piece("hola", 1000), Piece("", 1100, event=True)], 1100, WAIT) == 0


def test_somebody_who_types_for_ever_is_answered_after_three_waits() -> None:
    pieces = [Piece("quiero", at) for at in range(0, 6000, 1000)]
    assert still_waits(pieces, 5000, WAIT) == 0


def test_an_event_ends_the_burst_and_the_rest_is_the_next_turn() -> None:
    assert taken([Piece("hola", 1), Piece("", 2, event=True), Piece("otra cosa", 3)]) == 2
    assert taken([Piece("hola", 1), Piece("busco", 2)]) == 2


def test_fragments_are_joined_into_one_wish() -> None:
    assert wishes(["busco", "tenis grises"]) == ("busco tenis grises",)


def test_no_word_is_lost_beyond_three_wishes() -> None:
    texts = ["¿tienen gorras?", "¿hacen envíos a Puebla?", "¿a qué hora abren?", "¿dan factura?"]
    found = wishes(texts)
    assert len(found) == 3
    assert "factura" in found[-1]
    assert "hora" in found[-1]


@pytest.mark.parametrize("text", ["hola\n/restart", "Hola, /EXTERNAL_order_paid{}", "hola\n//x"])
def test_a_wish_behind_a_greeting_is_no_command_either(text: str) -> None:
    assert wishes([text])
    assert not any(wish.startswith("/") for wish in wishes([text]))


def test_a_burst_is_read_no_further_than_the_longest_message() -> None:
    found = wishes([f"¿tienen {word * 500}?" for word in ("gorras ", "botas ", "tazas ")] * 4)
    assert len(found) == 3
    assert max(map(len, found)) <= 4096

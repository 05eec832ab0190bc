"""The vocabulary keeps what Spanish, Portuguese and English need, and nothing else."""

import pytest

from index.embed.build.vocabulary import MAX_TOKENS, kept_ids, make_tokenizer
from index.embed.build.weights import Piece

SPECIAL = [Piece(text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>")]


def keeps(text: str) -> bool:
    return kept_ids([*SPECIAL, Piece(text, -1.0)]) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "text", ["▁niño", "▁ÑANDÚ", "ção", "running", "▁$", "½", "...", "👟", "、"]
)
def test_what_customers_write_is_kept(text: str) -> None:
    assert keeps(text)


@pytest.mark.parametrize("text", ["▁привет", "的", "ก", "ø", "▁год"])
def test_what_they_do_not_write_is_dropped(text: str) -> None:
    assert not keeps(text)


def test_special_pieces_frame_every_text() -> None:
    tokenizer = make_tokenizer([*SPECIAL, Piece("▁hola", -1.0), Piece("▁", -2.0)])
    assert tokenizer.encode("hola").tokens == ["<s>", "▁hola", "</s>"]


def test_wide_letters_and_invisible_marks_are_normalised() -> None:
    tokenizer = make_tokenizer([*SPECIAL, Piece("▁hola", -1.0), Piece("▁", -2.0)])
    assert tokenizer.encode("ｈｏｌａ").tokens == ["<s>", "▁hola", "</s>"]
    assert tokenizer.encode("hola\u200bhola").tokens == ["<s>", "▁hola", "▁hola", "</s>"]


def test_endless_texts_are_cut() -> None:
    tokenizer = make_tokenizer([*SPECIAL, Piece("▁hola", -1.0), Piece("▁", -2.0)])
    assert len(tokenizer.encode("hola " * 5000).ids) == MAX_TOKENS

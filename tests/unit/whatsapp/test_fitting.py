"""Making words fit."""

from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.fitting import clip, shorten, shorten_all, split_text
from bot.whatsapp.outbound.base import size

words = st.text(alphabet=st.sampled_from("ab é\n.!?…😀\t,"), max_size=300)


@given(words, st.integers(10, 80))
def test_pieces_fit_and_lose_nothing_but_space(text: str, most: int) -> None:
    pieces = split_text(text, most)
    assert all(piece.strip() and size(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_parted_at_paragraphs_first_then_at_sentences() -> None:
    text = "Uno dos tres. Cuatro.\n\nCinco seis. Siete ocho nueve diez."
    assert split_text(text, 40) == ["Uno dos tres. Cuatro.", "Cinco seis. Siete ocho nueve diez."]
    assert split_text("Uno dos tres. Cuatro cinco seis.", 20) == [
        "Uno dos tres.",
        "Cuatro cinco seis.",
    ]


def test_an_emoji_is_never_cut_in_half() -> None:
    assert split_text("😀" * 5, 3) == ["😀"] * 5


@given(words, st.integers(2, 40))
def test_a_shortened_title_is_one_line_that_fits(text: str, most: int) -> None:
    short = shorten(text, most)
    assert size(short) <= most
    assert "\n" not in short


def test_a_cut_title_ends_in_an_ellipsis() -> None:
    assert shorten("Tenis para correr Brisa", 12) == "Tenis para…"


@given(st.lists(words, max_size=12), st.integers(6, 24))
def test_shortened_titles_differ_and_fit(titles: list[str], most: int) -> None:
    made = shorten_all(titles, most)
    assert len(set(made)) == len(titles)
    assert all(0 < size(title) <= most for title in made)


def test_titles_that_were_the_same_get_numbers() -> None:
    assert shorten_all(["Tenis Brisa gris", "Tenis Brisa gris", "Bolsa"], 20) == [
        "Tenis Brisa gris",
        "Tenis Brisa gris 2",
        "Bolsa",
    ]


@given(words, st.integers(2, 40))
def test_a_clipped_text_fits_and_keeps_its_lines(text: str, most: int) -> None:
    assert size(clip(text, most)) <= most
    assert clip("uno\ndos", 10) == "uno\ndos"

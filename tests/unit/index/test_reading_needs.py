"""What is wanted of a text: its head words, turns of phrase, measures, needs and small words."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from index.filters.heads import heads, tells_purpose
from index.filters.measures import measures, unmet
from index.filters.plainly import plainly
from index.parts import parts
from index.passage import affirmed, encode
from index.synonyms import Group, Synonyms, load_synonyms
from index.terms import cut, stem, undiminished
from index.types import Item
from tests.unit.index.words_embedder import WordsEmbedder

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "story", "wanted"),
    [
        ("mochila para laptop", False, ("mochila",)),
        ("gorra o cinturón de piel", False, ("gorra", "cinturon")),
        ("se me rompió la cafetera y quiero comprar una licuadora", True, ("licuadora",)),
        ("ayer llovió y no dormí", True, ()),
    ],
)
def test_the_head_of_a_wish_is_told_from_what_goes_with_it(
    text: str, story: bool, wanted: tuple[str, ...]
) -> None:
    words = [word for word in cut(text) if len(word) > 4 and word not in ("quiero", "comprar")]
    assert heads(cut(text), words, story=story) == wanted


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("algo para la lluvia", True),
        ("hola, en qué llevar el lonche", True),
        ("quiero algo que brille", True),
        ("mochila para la lluvia", False),
    ],
)
def test_what_a_thing_is_for_is_told_from_the_thing(text: str, purpose: bool) -> None:
    assert tells_purpose(cut(text)) is purpose


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("mochila que no le entre el agua", "mochila impermeable"),
        ("sartén que no se pegue", "sartén antiadherente"),
        ("suela que no resbale", "suela antiderrapante"),
        ("audífonos sin cables", "audífonos inalámbrico"),
        ("agua sin gas", "agua sin gas"),
    ],
)
def test_turns_of_phrase_become_the_word_of_the_trade(text: str, plain: str) -> None:
    assert plainly(text) == plain


def test_measures_of_one_kind_share_a_scale() -> None:
    assert measures("2 kilos") == measures("2000 gr") == {(Decimal(2000), "g")}
    assert measures("64 gigas") == {(Decimal(64), "gb")}
    assert unmet(measures("de 5 kg"), measures("peso 5000 g")) == 0
    assert unmet(measures("de 5 kg"), measures("peso 2 kg")) == 1
    assert unmet(measures("de 20000"), measures("20000 mAh")) == 0


def test_numbers_in_words_and_thousands_are_measures() -> None:
    assert measures("cable de dos metros") == {(Decimal(200), "cm")}
    assert measures("pila de 20 mil") == {(Decimal(20_000), "")}
    assert measures("dos cobijas") == set()


def test_what_is_denied_is_left_out_of_what_is_embedded() -> None:
    assert affirmed("Repele el agua ligera, pero no es impermeable. Lavable.") == (
        "Repele el agua ligera. Lavable."
    )
    assert affirmed("Para caminar, no para hacer deporte.") == "Para caminar."


def test_every_product_has_one_row_whatever_it_tells() -> None:
    rows = encode([Item(1, "A", "Taza"), Item(2, "B", "Plato", description="Hondo")],
                  WordsEmbedder())  # fmt: skip
    assert rows.shape == (2, WordsEmbedder().size)
    assert encode([], WordsEmbedder()).shape[0] == 0


@pytest.mark.parametrize(("small", "base"), [("perrito", "perro"), ("cobijitas", "cobijas")])
def test_small_words_have_a_base(small: str, base: str) -> None:
    assert base in undiminished(small)


def test_a_need_is_heard_in_any_order_and_form() -> None:
    known = Synonyms.from_groups([], {"needs": [Group("cuchillo", ("cortar carne",))]})
    told = [stem(word) for word in cut("la carne no la puedo cortar")]
    assert known.needs.told(told) == (("cuchillo",),)
    assert known.needs.told(told[:2]) == ()


def test_a_story_is_like_what_others_tell_who_need_the_same() -> None:
    embedder = WordsEmbedder()
    stories = [Group("cobija", ("paso frío en la cama",)), Group("termo", ("mi café se enfría",))]
    needs = Synonyms.from_groups([], {"stories": stories}).needs
    text = "vivo en la sierra, en la cama paso mucho frío"
    near = needs.nearest(embedder, embedder.queries([text]), embedder.queries(parts(text)))
    assert [name for name, _ in near] == [("cobija",), ("termo",)]
    assert near[0][1] > near[1][1]
    assert (
        needs.nearest(embedder, embedder.queries([text]), np.empty((0, embedder.size), np.float32))
        != []
    )


def test_a_story_is_cut_where_one_breathes() -> None:
    text = "Hola! se me cae el pelo cuando me baño, ya me dio miedo y no sé qué hacer"
    assert parts(text) == ("se me cae el pelo cuando me baño", "ya me dio miedo", "no sé qué hacer")


def test_kinds_are_found_by_what_embraces_them_alone() -> None:
    known = Synonyms.from_groups([Group("calzado", (), ("botas",)), Group("botas", ("botitas",))])
    above, below = known.meaning(("calzado",), "mx"), known.meaning(("botas",), "mx")
    assert above is not None
    assert below is not None
    assert ("bota",) in above.phrases
    assert ("calz",) not in below.phrases


def test_a_shop_of_another_country_is_searched_by_its_own_word() -> None:
    known = load_synonyms(ROOT / "data/synonyms")
    meaning = known.meaning(("billetera",), "pe")
    assert meaning is not None
    assert ("carter",) in meaning.elsewhere

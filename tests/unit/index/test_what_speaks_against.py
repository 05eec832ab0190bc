"""Products for others, beyond an age, or of what is not wanted go behind; the silent stay."""

import pytest

from index.filters.against import Against, Traits, ages_of, unwanted_terms, unwanted_words
from index.filters.audience import people_of
from index.filters.limits import asked_measures
from index.terms import cut
from index.types import Item
from tests.unit.index.shelf_of import index_of, search, skus

MEN = Item(1, "MAN", "Jeans rectos", description="Jeans de hombre, corte recto.", price=1)
WOMEN = Item(2, "WOM", "Jeans Luna", attributes=(("Para", "mujer"),), price=2)
SILENT = Item(3, "ANY", "Jeans clásicos", price=3)


@pytest.mark.parametrize(("item", "people"), [(MEN, {"man"}), (WOMEN, {"woman"}), (SILENT, set())])
def test_a_product_says_for_whom_it_is(item: Item, people: set[str]) -> None:
    assert people_of(item) == people


def test_the_surest_text_of_a_product_counts() -> None:
    item = Item(1, "A", "Vestido para niña", category="Ropa > Niños")
    assert people_of(item) == {"girl"}


def test_what_is_for_others_goes_behind_what_says_nothing() -> None:
    found = skus(search("jeans de mujer", index_of(MEN, WOMEN, SILENT)))
    assert found[:2] == ["WOM", "ANY"]


def test_what_is_for_others_is_shown_where_there_is_nothing_else() -> None:
    assert skus(search("jeans de mujer", index_of(MEN))) == ["MAN"]


def test_an_age_rules_out_what_is_for_older_children() -> None:
    small = Traits.of(Item(1, "A", "Bloques", attributes=(("Edad", "4 años o más"),)))
    big = Traits.of(Item(2, "B", "Dron", attributes=(("Edad", "12 años o más"),)))
    asked = Against(ages=ages_of(asked_measures("mi hijo tiene 4 años")[0]))
    assert (asked.count(small), asked.count(big), asked.count(Traits())) == (0, 1, 0)


def test_a_warranty_is_no_age() -> None:
    asked = Against(ages=ages_of(asked_measures("de 4 años")[0]))
    assert asked.count(Traits.of(Item(1, "A", "Olla", attributes=(("Garantía", "1 año"),)))) == 0


def test_a_limit_rules_out_what_is_surely_beyond_it() -> None:
    small = Item(1, "CHI", "Mochila Sol", attributes=(("Capacidad", "20 L"),), price=1)
    large = Item(2, "GRA", "Mochila Luna", attributes=(("Capacidad", "40 L"),), price=2)
    assert skus(search("mochila de más de 30 litros", index_of(small, large)))[0] == "GRA"


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("tacón no tan alto", {"alto"}),
        ("cartera que no sea de piel", {"piel"}),
        ("que no sea muy grande", {"grande"}),
        ("no las de plástico", {"plastico"}),
        ("agua sin gas", set()),
        ("no quiero gastar", set()),
    ],
)
def test_what_is_not_wanted_is_read(text: str, unwanted: set[str]) -> None:
    assert unwanted_words(cut(text)) == unwanted


def test_what_is_not_wanted_goes_behind() -> None:
    assert {"alto", "alta"} <= unwanted_terms(frozenset(["alto"]))
    leather = Item(1, "PIE", "Cartera Sol", material="piel", price=1)
    cloth = Item(2, "TEL", "Cartera Luna", material="tela", price=2)
    assert skus(search("cartera que no sea de piel", index_of(leather, cloth)))[0] == "TEL"

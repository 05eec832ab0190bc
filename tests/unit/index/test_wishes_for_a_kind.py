"""Wishes that name a part of the shop are read by the catalog's own categories."""

import pytest

from index.filters.kinds import asked_kind, has_power, kinds_of, wants_power
from index.terms import cut
from index.types import Item
from tests.unit.index.shelf_of import index_of, search, skus

KINDS = {("cocin",), ("electron",), ("cabell",), ("aparat",)}
POT = Item(1, "OLL", "Olla de presión", category="Cocina > Ollas", price=50_000)
PAN = Item(2, "SAR", "Sartén chico", category="Cocina > Sartenes", price=20_000)
MIXER = Item(3, "LIC", "Licuadora", category="Cocina", price=70_000,
             attributes=(("Potencia", "600 W"),))  # fmt: skip
DRYER = Item(4, "SEC", "Secadora de cabello", category="Belleza > Aparatos", price=90_000)
SHAMPOO = Item(5, "SHA", "Shampoo", category="Belleza > Cabello", price=9_000)
SHOP = (POT, PAN, MIXER, DRYER, SHAMPOO)


def test_every_part_of_a_category_is_a_kind() -> None:
    assert len(kinds_of(Item(1, "A", "Olla", category="Cocina > Ollas y sartenes"))) == 2


@pytest.mark.parametrize(
    ("text", "kind", "spent"),
    [
        ("cosas de cocina", "cocin", {"cosas"}),
        ("hola, quiero algo para la cocina", "cocin", {"algo"}),
        ("aparatos electrónicos que brillen", "electron", {"aparatos", "electronicos"}),
        ("aparatos para el cabello", "cabell", {"aparatos"}),
        ("mesa de cocina", None, set()),
        ("aparatos raros", None, set()),
        ("algo para dormir", None, set()),
    ],
)
def test_a_kind_is_asked_for_by_its_category(text: str, kind: str | None, spent: set[str]) -> None:
    found, words = asked_kind(cut(text), {(one,) for (one,) in KINDS})
    assert (found and found[0], words) == (kind, spent)


def test_things_that_run_on_electricity_are_told_apart() -> None:
    assert wants_power(cut("aparatos de cocina"))
    assert (has_power(MIXER), has_power(POT)) == (True, False)


def test_anything_of_a_category_within_the_price_is_shown() -> None:
    index = index_of(*SHOP)
    assert set(skus(search("cosas de cocina", index))) == {"OLL", "SAR", "LIC"}
    assert skus(search("cosas de cocina de menos de 300", index)) == ["SAR"]
    assert skus(search("eléctricos para la cocina", index))[0] == "LIC"


def test_a_name_tells_the_category_too() -> None:
    assert set(skus(search("productos para el cabello", index_of(*SHOP)))) == {"SEC", "SHA"}

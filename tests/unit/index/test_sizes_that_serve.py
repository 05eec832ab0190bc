"""Descriptions say whom a size serves, and a story picks the variant by it."""

from decimal import Decimal

import pytest

from index.filters.limits import Bound
from index.filters.measures import measures
from index.filters.served import served, spare, unserved
from index.types import Item
from tests.unit.index.shelf_of import index_of, search, skus

BEDS = "La chica es para perros de hasta 8 kg, la mediana hasta 18 kg y la grande hasta 35 kg."


def bed(number: int, size: str) -> Item:
    return Item(number, f"CAM-{size}", "Cama para perro", group="CAM", description=BEDS, size=size,
                price=number)  # fmt: skip


def test_a_clause_about_a_size_sets_its_limits() -> None:
    assert served(bed(1, "M")) == {Bound(Decimal(18_000), "g", most=True)}
    assert served(Item(1, "A", "Sábana", description="Colchones de hasta 35 cm.")) == set()


def test_a_size_that_is_an_age_serves_that_age() -> None:
    item = Item(1, "PIJ", "Pijama", size="4", description="La talla es la edad en años.")
    assert unserved(measures("4 años"), served(item)) == 0
    assert unserved(measures("6 años"), served(item)) == 2
    assert unserved(measures("6 kilos"), served(item)) == 1


def test_the_tightest_that_fits_leaves_least_over() -> None:
    asked = measures("7 kilos")
    assert spare(asked, served(bed(1, "CH"))) < spare(asked, served(bed(2, "M")))


@pytest.mark.parametrize(("told", "size"), [("7", "CH"), ("15", "M"), ("30", "G")])
def test_a_weight_that_is_told_picks_the_variant(told: str, size: str) -> None:
    beds = index_of(*(bed(number, one) for number, one in enumerate(("CH", "M", "G"), start=1)))
    text = f"cama para mi perro, ya está grandecito y pesa como {told} kilos"
    assert skus(search(text, beds))[0] == f"CAM-{size}"

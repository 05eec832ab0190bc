"""Limits of measures are read out of a text, and choose the variant."""

from decimal import Decimal

import pytest

from index.filters.limits import Bound, asked_measures, beyond, broken, limit_words, outside
from index.filters.measures import measures
from index.types import Item
from tests.unit.index.shelf_of import index_of, search, skus

KILO = Decimal(1000)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("pesas de menos de 5 kilos", {Bound(5 * KILO, "g", most=True, strict=True)}),
        ("de más de 10 kg", {Bound(10 * KILO, "g", most=False, strict=True)}),
        ("que no pese más de 3 kilos", {Bound(3 * KILO, "g", most=True)}),
        ("cable de hasta 2 metros", {Bound(Decimal(200), "cm", most=True)}),
        ("mínimo 20 mil mah", {Bound(20 * KILO, "mah", most=False)}),
        ("bulto de 10 kilos o más", {Bound(10 * KILO, "g", most=False)}),
        (
            "entre 2 y 6 kilos",
            {Bound(2 * KILO, "g", most=False), Bound(6 * KILO, "g", most=True)},
        ),
    ],
)
def test_limits_are_read_and_none_of_their_numbers_is_asked_for(
    text: str, bounds: set[Bound]
) -> None:
    assert asked_measures(text) == (frozenset(), bounds)


def test_a_measure_without_a_limit_is_asked_for() -> None:
    assert asked_measures("pesas de 5 kilos") == ({(5 * KILO, "g")}, frozenset())
    assert limit_words("pesas de 5 kilos") == frozenset()


def test_a_strict_limit_leaves_its_own_value_out() -> None:
    _, bounds = asked_measures("menos de 5 kilos")
    assert outside(bounds, measures("peso 5 kg")) == 1
    assert outside(bounds, measures("peso 2 kg")) == 0
    assert outside(asked_measures("hasta 5 kilos")[1], measures("peso 5 kg")) == 0


def test_what_has_no_such_unit_breaks_no_limit_for_sure() -> None:
    _, bounds = asked_measures("menos de 5 kilos")
    assert broken(bounds, measures("2 metros")) == 0
    assert broken(bounds, measures("7 kg")) == 1


def test_beyond_every_limit_the_nearest_is_told_from_the_others() -> None:
    _, bounds = asked_measures("más de 10 kilos")
    assert beyond(bounds, measures("10 kg")) < beyond(bounds, measures("5 kg"))


def test_the_variant_within_the_limit_comes_first() -> None:
    weights = [
        Item(number, f"MAN-{kilos}", "Mancuernas", group="MAN", price=kilos,
             attributes=(("Peso", f"{kilos} kg"),))
        for number, kilos in enumerate((2, 5, 10), start=1)
    ]  # fmt: skip
    index = index_of(*weights)
    assert skus(search("mancuernas de menos de 5 kilos", index))[0] == "MAN-2"
    assert skus(search("mancuernas de más de 5 kilos", index))[0] == "MAN-10"
    assert skus(search("mancuernas de mínimo 5 kilos", index))[0] == "MAN-5"

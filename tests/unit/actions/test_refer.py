"""What "ese", "el segundo" or "la negra" refer to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.ports import Said
from actions.shop.context import Context, Option, Pending, Shown
from actions.shop.pick import pick
from actions.shop.refer import Resolved, mentioned, resolve
from tests.doubles.shop import CATALOG

NOW = 1_000
BY_SKU = {product.sku: product for product in CATALOG}
LIST = ["TENIS-GRI-27", "BOTAS-NEG-27", "PLAYERA-BLA-M", "LICUA"]


def shown(*skus: str, **more: Any) -> Context:
    context = Context(shown=tuple(Shown(sku, place) for place, sku in enumerate(skus, 1)))
    return replace(context, **more)


def refer(text: str, context: Context, *, strict: bool = True, **said: Any) -> Resolved | None:
    act = replace(Said(text), **said)
    seen = [BY_SKU[sku] for sku in mentioned(act, context, NOW) if sku in BY_SKU]
    return resolve(act, context, seen, NOW, strict=strict)


def skus(found: Resolved | None) -> list[str] | None:
    return [product.sku for product in found.products] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("el segundo", ["BOTAS-NEG-27"]),
        ("me llevo el último", ["LICUA"]),
        ("quiero 2 del primero", ["TENIS-GRI-27"]),
        ("el primero y el tercero", ["TENIS-GRI-27", "PLAYERA-BLA-M"]),
        ("la opción 2", ["BOTAS-NEG-27"]),
        ("las botas", ["BOTAS-NEG-27"]),
        ("agrega la playera blanca M", ["PLAYERA-BLA-M"]),
        ("el más barato", ["PLAYERA-BLA-M"]),
        ("dame la más cara", ["BOTAS-NEG-27"]),
        ("el de 749", ["LICUA"]),
        ("la gris", ["TENIS-GRI-27"]),
        ("todos", LIST),
    ],
)
def test_words_pick_from_what_was_shown(text: str, expected: list[str]) -> None:
    found = refer(text, shown(*LIST))
    assert skus(found) == expected
    assert found is not None
    assert found.sure


def test_the_two_of_a_pair_are_both_meant() -> None:
    assert skus(refer("los dos", shown("TAZA", "LICUA"))) == ["TAZA", "LICUA"]
    assert skus(refer("ambos", shown("TAZA", "LICUA"))) == ["TAZA", "LICUA"]


def test_los_dos_among_four_is_a_question() -> None:
    found = refer("los dos", shown(*LIST))
    assert found is not None
    assert not found.sure


def test_the_other_one_is_the_one_not_talked_about() -> None:
    context = shown("TAZA", "LICUA", focus="TAZA")
    assert skus(refer("mejor el otro", context)) == ["LICUA"]


def test_ese_is_the_product_in_focus() -> None:
    assert skus(refer("ese", shown(*LIST, focus="LICUA"))) == ["LICUA"]
    assert skus(refer("agrégalo", shown(*LIST, focus="TAZA"))) == ["TAZA"]


def test_ese_among_several_is_a_question_naming_them() -> None:
    found = refer("quiero ese", shown(*LIST))
    assert found is not None
    assert not found.sure
    assert skus(found) == LIST


def test_a_name_that_was_not_shown_refers_to_nothing() -> None:
    assert refer("agrega una vajilla", shown(*LIST, focus="TAZA")) is None
    assert refer("quiero una licuadora de vaso", shown("TAZA")) is None


def test_a_question_refers_to_the_focus_though_it_names_a_fact() -> None:
    context = shown(*LIST, focus="LICUA")
    assert skus(refer("¿de qué material es?", context, strict=False)) == ["LICUA"]


def test_an_order_comes_before_focus_when_the_text_names_what_was_shown() -> None:
    context = shown(*LIST, focus="LICUA")
    assert skus(refer("¿las botas son impermeables?", context, strict=False)) == ["BOTAS-NEG-27"]


def test_the_quoted_product_is_meant_before_what_was_shown() -> None:
    found = refer("quiero este", shown(*LIST), quoted=("TAZA",))
    assert skus(found) == ["TAZA"]


def test_of_a_quoted_list_words_still_pick() -> None:
    found = refer("el segundo", shown("TAZA"), quoted=("LICUA", "BOTAS-NEG-27"))
    assert skus(found) == ["BOTAS-NEG-27"]


def test_the_product_whatsapp_names_is_meant_exactly() -> None:
    found = refer("lo quiero", shown(*LIST), asked_sku="PLAYERA-NEG-M")
    assert skus(found) == ["PLAYERA-NEG-M"]
    assert found is not None
    assert found.exact


def test_pointing_at_one_of_two_siblings_is_exact() -> None:
    found = refer("el segundo", shown("TENIS-GRI-26", "TENIS-GRI-27"))
    assert found is not None
    assert found.exact
    alone = refer("el segundo", shown("TAZA", "TENIS-GRI-27"))
    assert alone is not None
    assert not alone.exact


def test_variants_of_one_product_are_one_product() -> None:
    found = refer("los tenis", shown("TENIS-GRI-27", "TENIS-AZU-27", "TAZA"))
    assert found is not None
    assert found.sure
    assert not found.exact


def test_an_option_of_the_waiting_question_comes_first() -> None:
    options = (Option("add:TAZA", "Taza de barro", "TAZA"), Option("add:LICUA", "Licua", "LICUA"))
    pending = Pending("candidate", "¿?", options, NOW + 1)
    context = shown(*LIST, pending=pending)
    assert skus(refer("dame dos de la taza de barro", context)) == ["TAZA"]


def test_an_expired_question_refers_to_nothing() -> None:
    pending = Pending("candidate", "¿?", (Option("add:TAZA", "Taza", "TAZA"),), NOW)
    assert mentioned(Said(""), Context(pending=pending), NOW) == ()


def test_what_was_added_last_is_meant_when_nothing_was_shown() -> None:
    assert skus(refer("otro igual", Context(last_added=("TAZA",)))) == ["TAZA"]


def test_products_that_left_the_catalog_are_passed_over() -> None:
    assert skus(refer("ese", shown("TAZA", "NO-MORE"))) == ["TAZA"]


def test_nothing_in_sight_refers_to_nothing() -> None:
    assert refer("el segundo", Context()) is None
    assert pick("ese", []) is None


@given(st.text(max_size=80))
def test_any_text_picks_only_from_what_is_in_sight(text: str) -> None:
    among = [BY_SKU[sku] for sku in LIST]
    for strict in (True, False):
        found = pick(text, among, "LICUA", strict=strict)
        assert found is None or (found.products and set(found.products) <= set(among))

"""Pure rules: variants, taps, checks of carts, changes, refinements, own facts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.cart import Cart, fits, with_quantity
from actions.shop.change import Change, after, asked_change
from actions.shop.check import check, read_wishes, wishes_of
from actions.shop.facts import own_fact, readings, wants_it
from actions.shop.money import Money, display, from_major, total
from actions.shop.names import first_name
from actions.shop.product import Product, sellable
from actions.shop.refine import refinement
from actions.shop.sizes import in_order
from actions.shop.taps import Tap, read_tap, tap_id
from actions.shop.variants import Settled, apart, settle, told_apart, wants
from actions.shop.vocabulary import (
    content,
    demonstrated,
    names_kind,
    thing,
    without_place,
)
from tests.doubles.shop import CATALOG, pesos

BY_SKU = {product.sku: product for product in CATALOG}


def family(group: str) -> list[Product]:
    return [product for product in CATALOG if product.group == group]


def settled(group: str, text: str) -> Settled:
    return settle(family(group), wants(text))


def test_colour_and_size_settle_one_variant() -> None:
    found = settled("TENIS", "los grises del 27")
    assert found.one is BY_SKU["TENIS-GRI-27"]


def test_a_shade_answers_to_its_family_but_not_the_other_way() -> None:
    assert settled("TENIS", "los azules del 27").one is BY_SKU["TENIS-AZU-27"]


def test_a_missing_size_is_named() -> None:
    found = settled("TENIS", "los grises")
    assert found.one is None
    assert found.missing == ("talla",)
    assert [product.size for product in found.left] == ["26", "27"]


def test_letters_of_either_spelling_settle() -> None:
    found = settled("PLAYERA", "la playera negra talla S")
    assert found.one is BY_SKU["PLAYERA-NEG-CH"]


def test_other_attributes_settle_too() -> None:
    found = settled("USB", "la de 64 GB")
    assert found.one is BY_SKU["USB-64"]
    assert apart(family("USB")) == ("Capacidad",)


def test_a_variant_out_of_stock_is_gone_and_the_others_are_left() -> None:
    found = settled("TENIS", "azul marino 28")
    assert found.gone is BY_SKU["TENIS-AZU-28"]
    assert all(sellable(product) for product in found.left)


def test_what_there_is_none_of_is_unmatched() -> None:
    found = settled("TENIS", "rojos del 27")
    assert found.unmatched
    assert [one.size for one in found.left] == ["27", "27"]


def test_the_only_one_left_of_several_is_confirmed_not_taken() -> None:
    found = settled("PLAYERA", "la blanca")
    assert found.one is None
    assert [product.sku for product in found.left] == ["PLAYERA-BLA-M"]


def test_the_colour_looked_at_counts_as_chosen() -> None:
    seen = BY_SKU["TENIS-GRI-26"]
    found = settle(family("TENIS"), wants("talla 27"), seen=seen)
    assert found.one is BY_SKU["TENIS-GRI-27"]


def test_the_searched_size_counts_as_chosen() -> None:
    seen = BY_SKU["TENIS-GRI-26"]
    found = settle(family("TENIS"), wants("ese"), seen=seen, size="27")
    assert found.one is BY_SKU["TENIS-GRI-27"]


def test_an_exact_variant_is_taken_as_it_is() -> None:
    seen = BY_SKU["TENIS-GRI-26"]
    assert settle(family("TENIS"), wants("ese"), seen=seen, exact=True).one is seen


@given(st.sampled_from(["TENIS", "PLAYERA", "USB", "BOTAS"]), st.text(max_size=40))
def test_whatever_is_said_only_a_sellable_variant_is_settled(group: str, text: str) -> None:
    found = settle(family(group), wants(text))
    assert found.one is None or sellable(found.one)
    assert all(sellable(product) for product in found.left)


@given(st.sampled_from(["add", "var", "del", "cat"]), st.text(min_size=1, max_size=90),
       st.integers(1, 99))  # fmt: skip
def test_a_tappable_id_reads_back(verb: str, value: str, quantity: int) -> None:
    assert read_tap(tap_id(verb, value, quantity)) == Tap(verb, value, quantity)


@given(st.text(max_size=300))
def test_any_text_is_read_as_a_tap_or_as_none(text: str) -> None:
    tap = read_tap(text)
    assert tap is None or tap.verb.isalpha()


def test_an_id_that_is_too_long_for_whatsapp_is_refused() -> None:
    with pytest.raises(ValueError, match="200"):
        tap_id("add", "x" * 200)


def test_a_sent_cart_is_held_against_the_catalog() -> None:
    wishes = read_wishes(
        [
            {"sku": "TAZA", "quantity": 2, "price_minor": 10_000, "currency": "MXN"},
            {"sku": "LICUA", "quantity": 5, "price_minor": None, "currency": "MXN"},
            {"sku": "OUT", "quantity": 1},
            {"sku": "DRAFT", "quantity": 1},
            {"sku": "NOBODY", "quantity": 1},
        ]
    )
    checked = check(wishes, CATALOG, "MXN")
    assert [(line.sku, line.quantity) for line in checked.lines] == [("TAZA", 2), ("LICUA", 3)]
    assert {(one.kind, one.sku) for one in checked.differences} == {
        ("price", "TAZA"),
        ("fewer", "LICUA"),
        ("gone", "OUT"),
        ("unsendable", "DRAFT"),
        ("unknown", "NOBODY"),
    }


def test_another_currency_cannot_be_sold() -> None:
    checked = check(read_wishes([{"sku": "TAZA", "quantity": 1}]), CATALOG, "ARS")
    assert checked.lines == ()
    assert checked.differences[0].kind == "currency"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just("TAZA"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["sku", "quantity", "price_minor", "currency", "x"]), inner, max_size=5
        )
    ),
)


@given(json_values)
def test_any_payload_is_read_as_a_cart_of_1_to_99_each(items: object) -> None:
    wishes = read_wishes(items)
    assert all(1 <= wish.quantity <= 99 and wish.sku for wish in wishes)
    assert len({wish.sku for wish in wishes}) == len(wishes)


@given(st.lists(st.tuples(st.sampled_from(sorted(BY_SKU)), st.integers(1, 200)), max_size=12))
def test_what_is_checked_can_always_be_sold_and_checks_clean_again(
    rows: list[tuple[str, int]],
) -> None:
    items = [{"sku": sku, "quantity": quantity} for sku, quantity in rows]
    lines = check(read_wishes(items), CATALOG, "MXN").lines
    assert all(fits(BY_SKU[line.sku], line.quantity) == line.quantity for line in lines)
    assert check(wishes_of(lines), CATALOG, "MXN").differences == ()


@given(st.lists(st.tuples(st.sampled_from(sorted(BY_SKU)), st.integers(0, 99)), max_size=12))
def test_a_carts_total_is_the_sum_of_its_lines(rows: list[tuple[str, int]]) -> None:
    cart = Cart("MXN")
    for sku, quantity in rows:
        cart = with_quantity(cart, BY_SKU[sku], quantity)
    last = dict(rows)
    assert cart.units == sum(last.values())
    expected = sum(BY_SKU[sku].pays.amount * quantity for sku, quantity in last.items())
    assert cart.total == Money(expected, "MXN")
    assert len({line.sku for line in cart.lines}) == len(cart.lines)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["MXN", "CLP", "KWD"]))
def test_money_in_major_units_reads_back(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert from_major(money.major, currency) == money
    assert display(money)


@given(st.lists(st.integers(0, 10**9), max_size=20))
def test_a_total_loses_no_cent(amounts: list[int]) -> None:
    assert total([Money(one, "MXN") for one in amounts], "MXN").amount == sum(amounts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quítame la gorra del carrito", Change("remove")),
        ("siempre no quiero los tenis, sácalos y deja lo demás", Change("remove")),
        ("mejor nomás 1 playera en vez de 3", Change("set", 1)),
        ("sacame la remera, dejá lo otro", Change("remove")),
        ("En vez de dos poneme una sola", Change("set", 1)),
        ("Déjeme solo 2 camisetas de las 5 que puse en el carrito", Change("set", 2)),
        ("baja a 1 los polerones, puse 2 sin querer", Change("set", 1)),
        ("ya no quiero el polo blanco, solo ese sácalo", Change("remove")),
        ("cambia la cantidad de tazas a 4, puse 6 en el carrito", Change("set", 4)),
        ("Al final solo una sudadera, no dos", Change("set", 1)),
        ("borra el segundo artículo de mi cesta", Change("remove")),
        ("quita una", Change("less", 1)),
        ("quítame 2 playeras", Change("less", 2)),
        ("quita los tenis talla 27", Change("remove")),
    ],
)
def test_the_change_a_text_wants_of_a_line(text: str, expected: Change) -> None:
    assert asked_change(text) == expected


def test_a_change_never_goes_below_nothing() -> None:
    assert after(Change("remove"), 5) == 0
    assert after(Change("less", 7), 5) == 0
    assert after(Change("less", 2), 5) == 3
    assert after(Change("set", 9), 5) == 9


def test_refinements_of_a_search() -> None:
    assert refinement("muéstrame más").plain
    assert refinement("qué más hay de eso").plain
    assert refinement("¿y más baratos?").cheaper
    assert refinement("algo menos caro").cheaper
    assert refinement("unos más caros").dearer
    assert refinement("en otro color").other_colour
    assert refinement("¿de otra marca?").other_brand
    assert refinement("los mismos pero en rojo").colours == ("rojo",)
    assert refinement("del 27").size == "27"
    assert refinement("de menos de 500").most == Decimal(500)
    assert refinement("y de Adidas?").words == ("adidas",)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("¿cuánto cuesta?", "price"),
        ("qué precio tiene", "price"),
        ("cuánto cuesta el envío", None),
        ("¿qué colores hay?", "options"),
        ("¿la tienen en azul?", "options"),
        ("¿cuántas quedan?", "stock"),
        ("¿está disponible?", "stock"),
        ("¿de qué material es?", None),
        ("¿cuánto pesa?", None),
    ],
)
def test_questions_the_catalog_itself_answers(question: str, fact: str | None) -> None:
    assert own_fact(question) == fact


def test_words_that_ask_for_the_product() -> None:
    assert wants_it("lo quiero")
    assert wants_it("me llevo dos")
    assert not wants_it("¿me llevo dos y sale más barato?")
    assert not wants_it("hola, información")


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ("Ana López", "Ana"),
        ("MARÍA", "María"),
        ("🌸🌸", ""),
        ("http://x.example", ""),
        ("{shop}", ""),
        ("", ""),
        ("x", ""),
    ],
)
def test_only_a_real_first_name_is_used(profile: str, name: str) -> None:
    assert first_name(profile) == name


def test_sale_prices_are_what_is_paid() -> None:
    assert BY_SKU["LICUA"].pays == pesos(749)


def test_siblings_that_look_alike_are_told_apart_by_their_facts() -> None:
    sticks = [
        Product(
            f"U{size}",
            "Memoria",
            pesos(100),
            group="U",
            colour="gris",
            attributes=(("Garantía", "5 años"), ("Capacidad", f"{size} GB")),
        )
        for size in (32, 64)
    ]
    assert [one.options for one in told_apart(sticks)] == ["gris, 32 GB", "gris, 64 GB"]
    assert told_apart(family("TENIS")) == family("TENIS")
    assert told_apart(family("USB")) == family("USB")
    assert told_apart([]) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("échame 2 de esos", ()),
        ("agrégame también la playera negra talla M", ("playera",)),
        ("quiero media docena de esas tazas", ("tazas",)),
        ("quiero una crema", ("crema",)),
        ("agrega un café", ("cafe",)),
        ("unas medias negras", ("medias",)),
        ("quiero un saco azul rey", ("saco",)),
        ("el 26 y medio", ()),
        ("la más barata", ()),
    ],
)
def test_only_words_that_may_name_a_product_are_content(text: str, named: tuple[str, ...]) -> None:
    assert content(text) == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agrégame 2 gorras negras por favor", "gorras negras"),
        ("la playera talla M y que sean dos, una para mi hermana", "la playera talla m"),
        ("la crema", "la crema"),
        ("tenis talla 27", "tenis talla 27"),
    ],
)
def test_an_order_is_searched_by_what_it_names(text: str, expected: str) -> None:
    assert thing(text) == expected


def test_the_kind_of_thing_is_the_first_noun() -> None:
    assert names_kind("dos tazas", "Taza de barro")
    assert not names_kind("dos tazas", "Cafetera de 12 tazas")
    assert demonstrated("¿ese parlante suena fuerte?") == "parlante"
    assert demonstrated("cuánto pesa la mochila esa") == "mochila"
    assert demonstrated("¿cuánto pesa?") is None
    assert without_place("oye y el segundo es impermeable") == "es impermeable"


def test_sizes_are_listed_smallest_first() -> None:
    assert in_order(["XG", "M", "CH", "G", "M"]) == ["CH", "M", "G", "XG"]
    assert in_order(["28", "26.5", "26"]) == ["26", "26.5", "28"]
    assert in_order(["king size", "individual"]) == ["king size", "individual"]


def test_a_question_is_read_whole_and_then_by_its_first_part() -> None:
    assert readings("¿es impermeable o se moja?") == [
        "¿es impermeable o se moja?",
        "es impermeable",
    ]
    assert readings("pesa mucho") == ["pesa mucho"]


def test_a_number_stands_for_a_value_with_its_unit() -> None:
    assert settle(family("USB"), wants("agrega la de 64")).one is BY_SKU["USB-64"]
    assert settle(family("USB"), wants("agrega 64 memorias")).one is None


def test_a_size_in_words_is_read_where_the_product_comes_in_letters() -> None:
    assert (
        settle(family("PLAYERA"), wants("agrega la negra mediana")).one is BY_SKU["PLAYERA-NEG-M"]
    )
    beds = [
        replace(one, name="Cama para perro") for one in family("PLAYERA") if one.colour == "negro"
    ]
    assert settle(beds, wants("agrega la chica")).one == beds[0]

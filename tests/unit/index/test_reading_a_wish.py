"""What a text demands and which of its words rank."""

from decimal import Decimal

import pytest

from index.filters.columns import colour_fits
from index.filters.relax import levels
from index.filters.wish import Known, read_wish
from index.types import Filters

KNOWN = Known(
    brands={("casa", "tibia"): "Casa Tibia"},
    sizes={("king", "size"): "king size", ("28", "cm"): "28 cm", ("matrimonial",): "matrimonial"},
    colours={("rosa",): "rosa", ("cafe",): "café"},
)


@pytest.mark.parametrize(
    ("text", "filters", "words"),
    [
        ("tenis rojos menos de 800", Filters(colours=("rojo",), most=80_000), ("tenis",)),
        ("playera negra talla m", Filters(colours=("negro",), size="M"), ("playera",)),
        ("chamarra azul marino", Filters(colours=("azul marino",)), ("chamarra",)),
        ("cuaderno de 100 hojas", Filters(), ("cuaderno", "100", "hojas")),
        ("sábanas king size", Filters(size="king size"), ("sabanas",)),
        ("sartén de 28 cm", Filters(size="28 cm"), ("sarten",)),
        ("cinturón café", Filters(colours=("marrón",)), ("cinturon",)),
        ("taza de café", Filters(), ("taza", "cafe")),
        ("hola, quiero una cobija Casa Tibia", Filters(brand="Casa Tibia"),
         ("cobija", "casa", "tibia")),
        ("vestido entre doscientos y quinientos", Filters(least=20_000, most=50_000),
         ("vestido",)),
        ("mochila escolar rosita", Filters(colours=("rosa",)), ("mochila", "escolar")),
        ("cosas de Casa Tibia", Filters(brand="Casa Tibia"), ()),
        ("sábanas para cama doble", Filters(size="matrimonial"), ("sabanas", "cama")),
        ("termo de doble pared", Filters(), ("termo", "doble", "pared")),
        ("usb de más de 50 gigas", Filters(), ("usb",)),
        ("cargador 20w", Filters(), ("cargador", "20", "w")),
    ],
)  # fmt: skip
def test_demands_leave_the_words_that_name_things(
    text: str, filters: Filters, words: tuple[str, ...]
) -> None:
    wish = read_wish(text, KNOWN, "MXN")
    assert wish.filters == filters
    assert wish.words == words


def test_a_measure_in_a_story_names_no_thing() -> None:
    text = "mi perrita ya está viejita y duerme en el piso, pesa como 7 kilos"
    assert not {"7", "kilos"} & set(read_wish(text, KNOWN, "MXN").words)
    assert read_wish(text, KNOWN, "MXN").measures == {(Decimal(7000), "g")}


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("soy bien blanca y me quemo", ()),
        ("algo para mi pelo negro", ()),
        ("soy talla 26, tenis negros", ("negro",)),
    ],
)
def test_how_people_look_is_no_demand(text: str, colours: tuple[str, ...]) -> None:
    assert read_wish(text, KNOWN, "MXN").filters.colours == colours


def test_other_shades_are_tried_before_any_colour() -> None:
    wish = read_wish("chamarra azul marino", KNOWN, "MXN")
    assert [level.filters.colours for level in levels(wish)] == [("azul marino",), ("azul",), ()]


def test_a_dark_shade_is_also_the_one_with_a_name_of_its_own() -> None:
    assert colour_fits("azul marino", ["azul oscuro"])
    assert not colour_fits("azul claro", ["azul oscuro"])


def test_currencies_without_decimals_are_kept_whole() -> None:
    assert read_wish("menos de 20000 pesos", KNOWN, "CLP").filters.most == 20_000


def test_order_and_offers_are_read() -> None:
    assert read_wish("algo barato", KNOWN, "MXN").order == "cheap"
    assert read_wish("los más caros", KNOWN, "MXN").order == "dear"
    assert read_wish("tenis en oferta", KNOWN, "MXN").offer
    assert read_wish("tenis", KNOWN, "MXN").order is None

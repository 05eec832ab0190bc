"""One search: words, demands, variants, and what gives way when nothing fits."""

from dataclasses import replace
from threading import Thread

import pytest

from index.types import Filters, Item, Query
from tests.unit.index.shelf_of import ITEMS, index_of, search, shoe, skus


def test_each_product_stands_once_before_its_other_variants() -> None:
    found = search("tenis")
    assert {hit.group or hit.sku for hit in found.hits[:2]} == {"TEN", "TEN-LONA"}
    assert len(set(skus(found))) == len(found.hits)


def test_scores_never_rise_along_the_list() -> None:
    scores = [hit.score for hit in search("tenis para correr").hits]
    assert scores == sorted(scores, reverse=True)


def test_colour_and_size_choose_the_variant() -> None:
    assert skus(search("tenis para correr azul marino del 27"))[0] == "TEN-AZU-27"
    assert skus(search("tenis para correr talla 26"))[0] == "TEN-GRI-26"


def test_a_shade_answers_to_its_family() -> None:
    assert skus(search("tenis azules")) == ["TEN-AZU-27", "TEN-AZU-28"]


def test_what_is_in_stock_comes_first() -> None:
    sold_out = [replace(item, in_stock=False) for item in ITEMS if item.group == "TEN"]
    found = search("tenis", index_of(*sold_out, ITEMS[4]))
    assert skus(found)[0] == "TEN-LONA"


def test_a_missing_size_gives_way_to_the_nearest_and_is_named() -> None:
    found = search("tenis para correr grises talla 29")
    assert found.relaxed == ("size",)
    assert found.filters.size == "29"
    assert skus(found)[0] == "TEN-GRI-27"


def test_a_missing_colour_gives_way_before_the_size_is_given_up_too() -> None:
    found = search("tenis para correr morados talla 27")
    assert found.relaxed == ("colours",)
    assert skus(found)[0] in {"TEN-GRI-27", "TEN-AZU-27"}


def test_price_limits_are_read_in_major_units() -> None:
    found = search("tenis de menos de 600 pesos")
    assert skus(found) == ["TEN-LONA"]
    assert found.filters.most == 60_000


def test_a_price_nobody_meets_gives_way_last() -> None:
    assert search("licuadora de menos de 100 pesos").relaxed == ("price",)


def test_a_brand_of_the_catalog_is_a_demand() -> None:
    assert skus(search("tenis pasolibre")) == ["TEN-LONA"]


def test_offers_are_asked_for_by_word() -> None:
    assert skus(search("tenis en oferta")) == ["TEN-LONA"]


def test_cheap_moves_the_cheaper_product_up() -> None:
    assert skus(search("tenis baratos"))[0] == "TEN-LONA"


def test_a_colour_of_the_shop_is_read_behind_a_products_name() -> None:
    found = search("termo rosa")
    assert skus(found) == ["TER-ROS"]
    assert found.filters.colours == ("rosa",)


def test_words_alone_of_demands_list_what_meets_them() -> None:
    assert set(skus(search("algo en rojo"))) == {"TAC-ROJ"}


@pytest.mark.parametrize("text", ["", "   ", "hola", "quiero algo", "jfkdls qwe", "pizza"])
def test_nothing_is_found_where_nothing_fits(text: str) -> None:
    assert search(text).hits == ()


def test_one_word_that_names_a_product_is_heard_in_a_long_story() -> None:
    story = (
        "hola buenas noches, fíjate que mi prima vive lejos, se acaba de mudar y le quiero "
        "mandar por su cumpleaños una licuadora bonita para su cocina nueva, cómo le hacemos?"
    )
    assert skus(search(story))[0] == "LIC-1"


def test_a_regional_word_means_what_the_country_means() -> None:
    assert skus(search("zapatillas", country="ar"))[0] in {"TEN-GRI-26", "TEN-LONA"}
    assert skus(search("zapatillas", country="mx"))[0] == "TAC-ROJ"


def test_a_misspelt_word_is_mended_and_told() -> None:
    found = search("liquadora")
    assert skus(found) == ["LIC-1"]
    assert found.corrected == "licuadora"


def test_a_product_is_found_by_its_words_before_its_vector_comes() -> None:
    index = index_of(ITEMS[5], vectors=False)
    assert skus(search("licuadora tornado", index)) == ["LIC-1"]


def test_given_demands_win_and_are_never_given_up() -> None:
    index = index_of()
    cheaper = Query("tenis", filters=Filters(most=10_000))
    assert index.search(cheaper).hits == ()
    other = Query("tenis grises", filters=Filters(colours=("blanco",)))
    assert skus(index.search(other)) == ["TEN-LONA"]


def test_excluded_products_do_not_make_demands_give_way() -> None:
    index = index_of()
    shown = frozenset(["TEN-AZU-27", "TEN-AZU-28"])
    found = index.search(Query("tenis azules", filters=Filters(exclude=shown)))
    assert found.hits == ()
    assert found.relaxed == ()


def test_the_next_page_of_a_relaxed_search_is_relaxed_too() -> None:
    index = index_of()
    first = index.search(Query("tenis talla 31", limit=1))
    again = Filters(size=first.filters.size, exclude=frozenset(skus(first)))
    more = index.search(Query("tenis talla 31", filters=again))
    assert more.relaxed == ("size",)
    assert more.hits
    assert not set(skus(first)) & set(skus(more))


def test_unparsed_text_is_taken_as_words() -> None:
    found = index_of().search(Query("tenis azul marino del 27", parse=False))
    assert found.filters == Filters()


def test_a_hostile_text_is_cut_and_answered() -> None:
    for text in ("licuadora " + "x" * 100_000, "qzxw " * 20_000, "\x00\u202e" * 50_000):
        assert search(text).milliseconds >= 0
    assert index_of().exact("a-1 " * 50_000) is None


def test_the_limit_is_kept() -> None:
    assert len(index_of().search(Query("tenis", limit=2)).hits) == 2


def test_a_removed_product_is_gone_and_unknown_ids_do_not_matter() -> None:
    index = index_of()
    index.remove([6, 999])
    assert search("licuadora", index).hits == ()
    assert index.exact("LIC-1") is None
    assert len(index) == len(ITEMS) - 1


def test_a_changed_product_is_found_as_it_is_now() -> None:
    index = index_of()
    index.upsert([replace(ITEMS[5], name="Batidora de mano", sku="BAT-1", description="")], {})
    assert skus(search("batidora", index)) == ["BAT-1"]
    assert search("licuadora tornado", index).hits == ()
    assert index.exact("LIC-1") is None


def test_a_price_that_changes_needs_no_new_vector() -> None:
    index = index_of()
    index.upsert([replace(ITEMS[5], price=9_900)], {})
    assert skus(search("licuadora de menos de 100 pesos", index)) == ["LIC-1"]


def test_a_known_query_vector_is_not_encoded_again() -> None:
    index = index_of()
    embedder = index._asking.embedder
    vector = embedder.queries(["tenis"])
    before = len(embedder.encoded)  # type: ignore[attr-defined]
    index.search(Query("tenis", vector=vector))
    assert len(embedder.encoded) == before  # type: ignore[attr-defined]


def test_what_was_asked_in_the_same_words_is_not_encoded_again() -> None:
    index = index_of()
    first = search("tienen tenis para correr?", index)
    embedder = index._asking.embedder
    before = len(embedder.encoded)  # type: ignore[attr-defined]
    assert skus(search("tienen tenis para correr?", index)) == skus(first)
    assert len(embedder.encoded) == before  # type: ignore[attr-defined]


def test_searching_while_products_change_breaks_nothing() -> None:
    index = index_of()
    errors: list[Exception] = []

    def change() -> None:
        try:
            for round_ in range(40):
                index.upsert([shoe(100 + round_, "rojo", "25")], {})
                index.remove([100 + round_])
        except Exception as error:  # noqa: BLE001  whatever it is, the test tells it
            errors.append(error)

    threads = [Thread(target=change) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        assert search("tenis", index).hits
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("TEN-GRI-26", "TEN-GRI-26"),
        ("me interesa el ten-gri-26, hay?", "TEN-GRI-26"),
        ("código lic-1", "LIC-1"),
        ("7501234567890", "LIC-1"),
        ("vi esto https://www.tienda.example/p/licuadora/?utm_source=ig y me gustó", "LIC-1"),
        ("modelo TEN", "TEN-GRI-26"),
        ("del 27", None),
        ("tenis para correr", None),
        ("https://otra.example/p/licuadora", None),
    ],
)
def test_products_named_outright_are_resolved(text: str, sku: str | None) -> None:
    found = index_of().exact(text)
    assert (found.sku if found else None) == sku


def test_a_code_inside_a_sentence_is_searched_by_itself() -> None:
    assert skus(search("¿cuánto cuesta el 7501234567890?")) == ["LIC-1"]
    assert skus(search("quiero el ten-gri-27 por favor")) == ["TEN-GRI-27"]
    assert search("quiero el lic-1").hits[0].score == 1.0


def test_a_size_in_words_chooses_among_variants() -> None:
    beds = [
        Item(number, f"CAMA-{size}", "Cama para perro", "CAMA", size=size, price=1_000 * number)
        for number, size in enumerate(("CH", "M", "G"), start=1)
    ]
    assert skus(search("una cama grande para mi perro", index_of(*beds)))[0] == "CAMA-G"


@pytest.mark.parametrize(
    ("text", "sku"),
    [("mancuernas de 5 kilos", "MAN-5"), ("mancuernas 10 kg", "MAN-10"), ("mancuernas", "MAN-2")],
)
def test_a_measure_chooses_among_variants(text: str, sku: str) -> None:
    pairs = [
        Item(kilos, f"MAN-{kilos}", "Mancuernas", "MAN", price=kilos,
             attributes=(("Peso", f"{kilos} kg"),))
        for kilos in (2, 5, 10)
    ]  # fmt: skip
    assert skus(search(text, index_of(*pairs)))[0] == sku


def test_what_an_accessory_is_for_is_not_what_it_is() -> None:
    holder = Item(1, "SOP", "Soporte de celular", category="Accesorios")
    phone = Item(2, "CEL", "Celular Uno", category="Electrónica > Celulares")
    assert skus(search("celular", index_of(holder, phone)))[0] == "CEL"


def test_no_size_is_near_one_of_another_system() -> None:
    shoes = [shoe(1, "gris", "26"), shoe(2, "gris", "23"), shoe(3, "gris", "30")]
    found = search("tenis para correr talla 8", index_of(*shoes))
    assert found.relaxed == ("size",)
    assert skus(found) == ["TEN-GRI-26", "TEN-GRI-23", "TEN-GRI-30"]

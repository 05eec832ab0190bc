"""Replies become the fewest messages that hold them."""

from typing import Any

import pytest

from actions.replies import Choice, Link, Products, Question, Reply, Section, Text, WholeCatalog
from bot.whatsapp.outgoing import ShapingError, Wire, replying_to, shape
from bot.whatsapp.shaping import page, page_offset

CATALOG = "300000000000003"


def shaped(*replies: Reply) -> list[Wire]:
    return shape(replies, CATALOG)


def only(*replies: Reply) -> Wire:
    (wire,) = shaped(*replies)
    return wire


def action(wire: Wire) -> dict[str, Any]:
    return wire.payload["interactive"]["action"]


def choices(count: int, title: str = "Opción") -> tuple[Choice, ...]:
    return tuple(Choice(f"id:{n}", f"{title} {n}") for n in range(count))


def test_a_text_is_a_text() -> None:
    wire = only(Text("Hola"))
    assert wire == Wire(
        "text", {"type": "text", "text": {"body": "Hola", "preview_url": False}}, "Hola"
    )


def test_texts_in_a_row_are_one_message() -> None:
    assert only(Text("Hola"), Text("¿Qué buscas?")).body == "Hola\n\n¿Qué buscas?"


def test_a_long_text_is_several_messages_parted_at_sentences() -> None:
    wires = shaped(Text("Esta frase se repite muchas veces. " * 200))
    assert [wire.type for wire in wires] == ["text", "text"]
    assert all(wire.body.endswith(".") for wire in wires)


def test_blank_words_are_no_message() -> None:
    assert shaped(Text(" \n"), Text("")) == []


def test_up_to_three_choices_are_buttons() -> None:
    wire = only(Question("¿Cuál?", choices(3)))
    assert wire.type == "button"
    assert [one["reply"]["id"] for one in action(wire)["buttons"]] == ["id:0", "id:1", "id:2"]


def test_more_than_three_choices_are_a_list() -> None:
    wire = only(Question("¿Cuál?", choices(4), menu="Ver tallas"))
    assert (wire.type, action(wire)["button"]) == ("list", "Ver tallas")
    assert len(action(wire)["sections"][0]["rows"]) == 4


def test_words_that_a_button_would_cut_off_are_a_list() -> None:
    long = "Tenis para correr Brisa (gris, 27)"
    (row,) = action(only(Question("¿Este?", (Choice("a", long),))))["sections"][0]["rows"]
    assert row["title"].endswith("…")
    assert row["description"] == long


def test_more_than_ten_choices_lead_to_another_page() -> None:
    question = Question("¿Cuál?", choices(23))
    rows = action(only(question))["sections"][0]["rows"]
    assert len(rows) == 10
    offset = page_offset(rows[-1]["id"])
    assert offset == 9
    following = action(only(page(question, offset)))["sections"][0]["rows"]
    assert following[0]["id"] == "id:9"


@pytest.mark.parametrize("tapped", ["page:", "page:x", "id:9", "", "page:٣"])
def test_other_rows_lead_to_no_page(tapped: str) -> None:
    assert page_offset(tapped) is None


def test_a_choice_that_comes_twice_is_shown_once() -> None:
    twice = (Choice("a", "Sí"), Choice("a", "Claro"), Choice("b", "No"))
    titles = [one["reply"]["title"] for one in action(only(Question("¿?", twice)))["buttons"]]
    assert titles == ["Sí", "No"]


def test_one_product_is_a_product_message() -> None:
    wire = only(Text("Mira este:"), Products("Brisa en gris", (Section("", ("SKU-1",)),)))
    assert wire.type == "product"
    assert wire.body == "Mira este:\n\nBrisa en gris"
    assert action(wire) == {"catalog_id": CATALOG, "product_retailer_id": "SKU-1"}


def test_one_product_needs_no_words() -> None:
    assert "body" not in only(Products("", (Section("", ("SKU-1",)),))).payload["interactive"]


def test_several_products_are_a_list_with_header_and_words() -> None:
    reply = Products("Encontré estos", (Section("Tenis", ("A", "B", "A")),), header="Para correr")
    part = only(reply).payload["interactive"]
    assert part["type"] == "product_list"
    assert part["header"] == {"type": "text", "text": "Para correr"}
    assert part["body"] == {"text": "Encontré estos"}
    assert part["action"]["sections"] == [
        {
            "title": "Tenis",
            "product_items": [{"product_retailer_id": "A"}, {"product_retailer_id": "B"}],
        }
    ]


def test_more_than_thirty_products_are_several_lists_and_none_is_lost() -> None:
    sections = tuple(
        Section(f"Sección {n}", tuple(f"S{n}-{i}" for i in range(7))) for n in range(12)
    )
    wires = shaped(Products("Todo", sections))
    found = [
        item["product_retailer_id"]
        for wire in wires
        for section in action(wire)["sections"]
        for item in section["product_items"]
    ]
    assert sorted(found) == sorted(Products("", sections).skus)
    assert all(len(action(wire)["sections"]) <= 10 for wire in wires)
    assert len(wires) == 3


def test_products_without_any_sku_are_their_words() -> None:
    assert only(Products("No encontré nada", (Section("x", ()),))).type == "text"


def test_products_without_a_catalog_say_what_is_missing() -> None:
    with pytest.raises(ShapingError, match="MILLENNIUM_CATALOG_ID"):
        shape([Products("Mira", (Section("x", ("A",)),))], "")


def test_a_link_is_a_button_with_a_short_label() -> None:
    wire = only(Text("Listo."), Link("Paga aquí:", "Terminar mi compra ahora", "https://a.mx/p/1"))
    assert wire.type == "cta_url"
    parameters = action(wire)["parameters"]
    assert parameters == {"display_text": "Terminar mi compra…", "url": "https://a.mx/p/1"}
    assert wire.body == "Listo.\n\nPaga aquí:"


def test_a_link_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(ShapingError, match=r"Link cannot be sent.*url"):
        shaped(Link("Paga", "Pagar", "javascript:alert(1)"))


def test_the_whole_catalog() -> None:
    wire = only(WholeCatalog("Este es el catálogo", thumbnail="A"))
    assert action(wire)["parameters"] == {"thumbnail_product_retailer_id": "A"}
    assert "parameters" not in action(only(WholeCatalog("Este es el catálogo")))


def test_words_that_do_not_fit_with_the_lead_go_out_before() -> None:
    lead, question = "Palabra. " * 110, Question("¿Confirmas?" + " Sí." * 60, choices(2))
    first, second = shaped(Text(lead), question)
    assert (first.type, first.body) == ("text", lead.strip())
    assert (second.type, second.body) == ("button", question.body)


def test_a_body_that_is_too_long_leaves_its_end_with_the_buttons() -> None:
    body = "Una frase entera. " * 100
    *before, last = shaped(Question(body, choices(2)))
    assert [wire.type for wire in before] == ["text"]
    assert last.type == "button"
    whole = " ".join([*(wire.body for wire in before), last.body])
    assert whole.split() == body.split()


def test_a_text_after_products_stays_after_them() -> None:
    wires = shaped(Products("Mira", (Section("", ("A",)),)), Text("¿Te gusta?"))
    assert [wire.type for wire in wires] == ["product", "text"]


def test_an_answer_may_quote() -> None:
    assert replying_to(only(Text("Sí")), "wamid.Q").payload["context"] == {"message_id": "wamid.Q"}

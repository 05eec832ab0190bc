"""What a customer's message says."""

from decimal import Decimal
from typing import Any

import pytest

from bot.whatsapp.incoming import (
    Incoming,
    OrderLine,
    Problem,
    ReferredProduct,
    SharedContact,
    Tapped,
)
from bot.whatsapp.read_message import read
from tests.unit.whatsapp import payloads


def reading(kind: str, part: Any = None, **more: Any) -> Incoming:
    return read({"message": payloads.message(kind=kind, part=part, **more)})


def test_text() -> None:
    said = reading("text", {"body": "¿Tienen tenis?"})
    assert (said.text, said.readable, said.at) == ("¿Tienen tenis?", True, 1790000001000)


def test_a_button_brings_its_id_and_title() -> None:
    reply = {"type": "button_reply", "button_reply": {"id": "yes:1", "title": "Sí"}}
    said = reading("interactive", reply, context={"id": "wamid.Q", "from": "52155"})
    assert said.tapped == Tapped("button", "yes:1", "Sí")
    assert (said.text, said.quoted) == ("Sí", "wamid.Q")


def test_a_list_row_brings_its_description_too() -> None:
    row = {"id": "sku:1", "title": "Gris", "description": "Talla 27"}
    said = reading("interactive", {"type": "list_reply", "list_reply": row})
    assert said.tapped == Tapped("list", "sku:1", "Gris", "Talla 27")


def test_a_templates_button_brings_its_payload() -> None:
    said = reading("button", {"payload": "stop", "text": "No más"})
    assert said.tapped == Tapped("template", "stop", "No más")


def test_a_form_brings_its_answers() -> None:
    form = {"name": "flow", "body": "Sent", "response_json": '{"size": "27"}'}
    assert reading("interactive", {"type": "nfm_reply", "nfm_reply": form}).flow == {"size": "27"}


def test_a_form_with_broken_answers_is_shown_raw() -> None:
    form = {"name": "flow", "response_json": "{"}
    assert not reading("interactive", {"type": "nfm_reply", "nfm_reply": form}).readable


def test_a_cart_keeps_prices_exact() -> None:
    items = [
        {"product_retailer_id": "A", "quantity": 2, "item_price": 7.99, "currency": "mxn"},
        {"product_retailer_id": "B", "quantity": 1, "item_price": 30, "currency": "MXN"},
    ]
    said = reading("order", {"catalog_id": "9", "text": "para hoy", "product_items": items})
    assert said.cart is not None
    assert said.cart.lines == (
        OrderLine("A", 2, Decimal("7.99"), "MXN"),
        OrderLine("B", 1, Decimal(30), "MXN"),
    )
    assert (said.cart.catalog_id, said.cart.note, said.text) == ("9", "para hoy", "para hoy")


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ({"product_retailer_id": "A", "quantity": "2"}, OrderLine("A", 2, None, "")),
        ({"product_retailer_id": "A", "quantity": 1.5}, OrderLine("A", 0, None, "")),
        ({"product_retailer_id": 5, "quantity": True}, OrderLine("5", 0, None, "")),
        ({"item_price": "x", "quantity": 10**12}, OrderLine("", 0, None, "")),
        ("not a line", OrderLine("", 0, None, "")),
    ],
)
def test_an_odd_order_line_stays_and_can_be_named(line: Any, read_as: OrderLine) -> None:
    cart = reading("order", {"catalog_id": "9", "product_items": [line]}).cart
    assert cart is not None
    assert cart.lines == (read_as,)


def test_a_question_about_a_product_names_it() -> None:
    product = {"catalog_id": "9", "product_retailer_id": "SKU-1"}
    said = reading("text", context={"id": "wamid.P", "referred_product": product})
    assert said.referred == ReferredProduct("9", "SKU-1")


def test_an_ad_leaves_its_words() -> None:
    said = reading(
        "text", referral={"source_type": "ad", "headline": "Tenis", "ctwa_clid": "x", "new": 1}
    )
    assert said.referral is not None
    assert (said.referral.headline, said.referral.click_id) == ("Tenis", "x")


@pytest.mark.parametrize("kind", ["image", "video", "audio", "document", "sticker"])
def test_files_bring_id_and_caption(kind: str) -> None:
    part = {"id": "77", "mime_type": "a/b", "sha256": "h", "caption": "mira", "voice": True}
    said = reading(kind, part)
    assert said.media is not None
    assert (said.media.id, said.media.mime, said.media.voice) == ("77", "a/b", True)
    assert said.text == "mira"


def test_a_file_without_id_is_shown_raw() -> None:
    assert not reading("image", {"mime_type": "image/jpeg"}).readable


def test_location_contacts_and_reaction() -> None:
    place = reading("location", {"latitude": 19.4, "longitude": -99.1, "name": "Centro"}).location
    assert place is not None
    assert (place.latitude, place.name) == (19.4, "Centro")
    card = {"name": {"formatted_name": "Ana"}, "phones": [{"phone": "+52 55"}, 4]}
    assert reading("contacts", [card, None]).contacts == (SharedContact("Ana", ("+52 55",)),)
    reaction = reading("reaction", {"message_id": "wamid.R"}).reaction
    assert reaction is not None
    assert (reaction.wamid, reaction.emoji) == ("wamid.R", "")


def test_forwarded_messages_are_marked() -> None:
    assert reading("text", context={"frequently_forwarded": True}).forwarded


def test_a_changed_number_is_read_in_both_forms() -> None:
    change = reading("system", {"type": "user_changed_number", "wa_id": "5215599998888"}).system
    assert change is not None
    assert (change.phone, change.wire_phone) == ("525599998888", "5215599998888")


def test_an_edit_brings_the_new_words_and_what_they_replace() -> None:
    edit = {"original_message_id": "wamid.O", "message": {"type": "text", "text": {"body": "b"}}}
    said = reading("edit", edit)
    assert (said.original, said.text) == ("wamid.O", "b")


def test_unsupported_and_unknown_types_are_shown_raw() -> None:
    errors = [{"code": 131051, "title": "unknown", "error_data": {"details": "d"}}]
    said = reading("unsupported", errors=errors)
    assert (said.readable, said.errors) == (False, (Problem(131051, "unknown", "d"),))
    assert not reading("hologram", {"depth": 3}).readable
    assert read({}).type == "unknown"


def test_an_echo_is_read_like_a_message() -> None:
    assert read({"echo": payloads.message(part={"body": "ya salió"})}).text == "ya salió"

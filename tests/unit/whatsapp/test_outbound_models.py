"""Our models and the double of Meta agree on what may be sent, each checking for itself."""

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from bot.simulator.check_message import check_message
from bot.simulator.graph_errors import GraphError
from tests.unit.whatsapp import messages
from tests.unit.whatsapp.messages import Json


def checked(payload: Json) -> Json:
    return check_message({"messaging_product": "whatsapp", "to": "+5215587654321", **payload})


@pytest.mark.parametrize("name", messages.ALL)
def test_a_valid_message_passes_both_and_keeps_its_shape(name: str) -> None:
    payload = messages.ALL[name]
    made = messages.model(payload).payload()
    if name == "quoting":
        made["text"].pop("preview_url")
    assert made == payload
    checked(payload)


def changed(name: str, path: str, value: Any) -> Json:
    """Return a valid message with one value replaced; None takes it away."""
    payload = copy.deepcopy(messages.ALL[name])
    spot: Any = payload
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        spot = spot[step]
    if value is None:
        del spot[last]
    else:
        spot[last] = value
    return payload


WHOLE, A = "interactive.", "interactive.action."
BUTTON, ROW, ITEM = messages.BUTTON, messages.ROW, messages.items()[0]
CARD = messages.product_card


def buttons(count: int) -> list[Json]:
    return [{"type": "reply", "reply": {"id": f"{n}", "title": f"{n}"}} for n in range(count)]


def rows(count: int) -> list[Json]:
    return [{"id": f"{n}", "title": f"{n}"} for n in range(count)]


def sections(count: int, each: int = 1, **more: Any) -> list[Json]:
    return [{"title": f"{n}", "product_items": [ITEM] * each, **more} for n in range(count)]


REFUSED: list[tuple[str, str, Any, int]] = [
    ("text", "text.body", "a" * 4097, 131009),
    ("text", "text.body", "😀" * 2049, 131009),
    ("text", "text.body", "  ", 131009),
    ("text", "text.body", None, 131008),
    ("text", "text.colour", "red", 100),
    ("text", "text.preview_url", "maybe", 131009),
    ("image", "image.caption", "a" * 1025, 131009),
    ("image", "image.link", "ftp://x.example/a.png", 131009),
    ("image", "image.link", None, 131008),
    ("image", "image.id", "5", 131009),
    ("location", "location.latitude", 91, 131009),
    ("location", "location.longitude", "west", 131009),
    ("contacts", "contacts.0.name.first_name", None, 131008),
    ("contacts", "contacts", [], 131008),
    ("reaction", "reaction.message_id", None, 131008),
    ("quoting", "context.message_id", None, 131008),
    ("button", A + "buttons", buttons(4), 131009),
    ("button", A + "buttons", [], 131008),
    ("button", A + "buttons", [BUTTON, BUTTON], 131009),
    ("button", A + "buttons.0.reply.title", "a" * 21, 131009),
    ("button", A + "buttons.0.reply.id", "a" * 257, 131009),
    ("button", WHOLE + "body.text", "a" * 1025, 131009),
    ("button", WHOLE + "header.text", "a" * 61, 131009),
    ("button", WHOLE + "footer.text", "a" * 61, 131009),
    ("button", WHOLE + "body", None, 131008),
    ("list", A + "sections.0.rows", rows(11), 131009),
    ("list", A + "sections", [{"title": "a", "rows": rows(6)}] * 2, 131009),
    ("list", A + "sections", [{"rows": rows(1)}, {"rows": [ROW]}], 131008),
    ("list", A + "button", "a" * 21, 131009),
    ("list", A + "sections.0.title", "a" * 25, 131009),
    ("list", A + "sections.0.rows.0.title", "a" * 25, 131009),
    ("list", A + "sections.0.rows.0.description", "a" * 73, 131009),
    ("list", A + "sections.0.rows.0.id", "a" * 201, 131009),
    ("list", WHOLE + "body.text", "a" * 4097, 131009),
    ("cta_url", A + "parameters.display_text", "a" * 21, 131009),
    ("cta_url", A + "parameters.url", "not a link", 131009),
    ("product", WHOLE + "header", messages.HEADER, 100),
    ("product", A + "catalog_id", None, 131008),
    ("product_list", WHOLE + "header", None, 131008),
    ("product_list", WHOLE + "body", None, 131008),
    ("product_list", A + "sections", sections(1, 31), 131009),
    ("product_list", A + "sections", sections(2, 16), 131009),
    ("product_list", A + "sections", sections(11), 131009),
    ("product_list", A + "sections.1.title", None, 131008),
    ("product_list", A + "sections.0.title", "a" * 25, 131009),
    ("catalog_message", WHOLE + "body", None, 131008),
    ("product carousel", A + "cards", [CARD(0)], 131009),
    ("product carousel", A + "cards", [CARD(n % 10) for n in range(11)], 131009),
    ("product carousel", A + "cards", [CARD(1), CARD(0)], 131009),
    ("product carousel", WHOLE + "footer", messages.FOOTER, 100),
    ("product carousel", A + "cards.1.action.catalog_id", "9", 131009),
    ("media carousel", A + "cards.0.body.text", "a" * 161, 131009),
    ("media carousel", A + "cards.0", messages.reply_card(0), 131009),
    ("flow", A + "parameters.flow_message_version", "2", 131009),
    ("template", "template.name", None, 131008),
    ("template", "template.language", None, 131008),
    ("template", "template.components.2.sub_type", "dance", 131009),
    ("template", "template.components.2.index", 10, 131009),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "value", "code"), REFUSED)
def test_what_meta_refuses_both_refuse(name: str, path: str, value: Any, code: int) -> None:
    payload = changed(name, path, value)
    with pytest.raises(ValidationError):
        messages.model(payload)
    with pytest.raises(GraphError) as refused:
        checked(payload)
    # Too few of something reads as missing or as a bad value; Meta's own codes vary there.
    assert refused.value.code in ({code, 131008} if "cards" in path else {code})


LIMITS: list[tuple[str, str, Any]] = [
    ("text", "text.body", "a" * 4096),
    ("button", WHOLE + "body.text", "a" * 1024),
    ("button", A + "buttons", buttons(3)),
    ("button", A + "buttons.0.reply.title", "a" * 20),
    ("list", A + "sections.0.rows", rows(10)),
    ("list", WHOLE + "body.text", "a" * 4096),
    ("product_list", A + "sections", sections(10, 3)),
    ("product_list", A + "sections", sections(1, 30)),
    ("product carousel", A + "cards", [CARD(n) for n in range(10)]),
]


@pytest.mark.parametrize(("name", "path", "value"), LIMITS)
def test_what_just_fits_passes_both(name: str, path: str, value: Any) -> None:
    payload = changed(name, path, value)
    checked(messages.model(payload).payload())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ([], 100),
        ({"to": "+52", "type": "text"}, 100),
        ({"messaging_product": "sms", "to": "+52", "type": "text", "text": {"body": "a"}}, 131009),
        ({"messaging_product": "whatsapp", "type": "text", "text": {"body": "a"}}, 131008),
        ({"messaging_product": "whatsapp", "to": "+52", "type": "hologram"}, 131051),
        ({"messaging_product": "whatsapp", "to": "+52", "type": "text"}, 131008),
    ],
)
def test_a_wrong_envelope_is_refused_with_metas_code(body: Any, code: int) -> None:
    with pytest.raises(GraphError) as refused:
        check_message(body)
    assert refused.value.code == code

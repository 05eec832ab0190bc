"""One valid message of every type that the Cloud API takes, as Graph JSON."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from bot.whatsapp.outbound.base import Message
from bot.whatsapp.outbound.carousel import CarouselMessage
from bot.whatsapp.outbound.contacts import ContactsMessage
from bot.whatsapp.outbound.interactive import InteractiveMessage
from bot.whatsapp.outbound.plain import (
    AudioMessage,
    DocumentMessage,
    ImageMessage,
    LocationMessage,
    ReactionMessage,
    StickerMessage,
    TextMessage,
    VideoMessage,
)
from bot.whatsapp.outbound.products import ProductMessage
from bot.whatsapp.outbound.template import TemplateMessage

Json = dict[str, Any]
LINK: Final = "https://tienda.example/foto.png"
BODY: Final = {"text": "Elige una opción"}
FOOTER: Final = {"text": "Tienda de muestra"}
HEADER: Final = {"type": "text", "text": "Novedades"}
CATALOG: Final = "300000000000003"
BUTTON: Final = {"type": "reply", "reply": {"id": "si", "title": "Sí"}}
ROW: Final = {"id": "r1", "title": "Talla 27", "description": "Quedan 6"}


def product(sku: str = "TEN-BRISA-GRI-26") -> Json:
    return {"catalog_id": CATALOG, "product_retailer_id": sku}


def items(*skus: str) -> list[Json]:
    return [{"product_retailer_id": sku} for sku in skus or ("TEN-BRISA-GRI-26",)]


def interactive(**parts: Any) -> Json:
    return {"type": "interactive", "interactive": parts}


def media_card(index: int) -> Json:
    return {
        "card_index": index,
        "type": "cta_url",
        "header": {"type": "image", "image": {"link": LINK}},
        "body": {"text": "Tenis"},
        "action": {"name": "cta_url", "parameters": {"display_text": "Ver", "url": LINK}},
    }


def reply_card(index: int) -> Json:
    button = {"type": "quick_reply", "quick_reply": {"id": f"q{index}", "title": "Lo quiero"}}
    return {**media_card(index), "action": {"buttons": [button]}}


def product_card(index: int) -> Json:
    return {"card_index": index, "type": "product", "action": product()}


PLAIN: Final[dict[str, Json]] = {
    "text": {"type": "text", "text": {"body": "Hola", "preview_url": False}},
    "image": {"type": "image", "image": {"link": LINK, "caption": "Brisa"}},
    "video": {"type": "video", "video": {"link": LINK}},
    "audio": {"type": "audio", "audio": {"link": LINK, "voice": True}},
    "document": {"type": "document", "document": {"link": LINK, "filename": "guia.pdf"}},
    "sticker": {"type": "sticker", "sticker": {"link": LINK}},
    "location": {"type": "location", "location": {"latitude": 19.4, "longitude": -99.1}},
    "contacts": {
        "type": "contacts",
        "contacts": [
            {
                "name": {"formatted_name": "Ana Ruiz", "first_name": "Ana"},
                "phones": [{"phone": "+52 55 8765 4321", "type": "CELL"}],
                "emails": [{"email": "ana@tienda.example"}],
                "org": {"company": "Tienda"},
                "birthday": "1990-02-03",
            }
        ],
    },
    "reaction": {"type": "reaction", "reaction": {"message_id": "wamid.A", "emoji": "👍"}},
    "quoting": {"type": "text", "text": {"body": "Sí"}, "context": {"message_id": "wamid.A"}},
}
INTERACTIVE: Final[dict[str, Json]] = {
    "button": interactive(
        type="button", header=HEADER, body=BODY, footer=FOOTER, action={"buttons": [BUTTON]}
    ),
    "list": interactive(
        type="list",
        header=HEADER,
        body=BODY,
        footer=FOOTER,
        action={"button": "Ver tallas", "sections": [{"title": "Tallas", "rows": [ROW]}]},
    ),
    "cta_url": interactive(
        type="cta_url",
        header={"type": "image", "image": {"link": LINK}},
        body=BODY,
        action={"name": "cta_url", "parameters": {"display_text": "Pagar", "url": LINK}},
    ),
    "product": interactive(type="product", body=BODY, footer=FOOTER, action=product()),
    "product_list": interactive(
        type="product_list",
        header=HEADER,
        body=BODY,
        action={
            "catalog_id": CATALOG,
            "sections": [
                {"title": "Tenis", "product_items": items("TEN-BRISA-GRI-26")},
                {"title": "Más", "product_items": items("TEN-BRISA-GRI-27")},
            ],
        },
    ),
    "catalog_message": interactive(
        type="catalog_message",
        body=BODY,
        action={
            "name": "catalog_message",
            "parameters": {"thumbnail_product_retailer_id": "TEN-BRISA-GRI-26"},
        },
    ),
    "product carousel": interactive(
        type="carousel", body=BODY, action={"cards": [product_card(0), product_card(1)]}
    ),
    "media carousel": interactive(
        type="carousel", body=BODY, action={"cards": [media_card(0), media_card(1)]}
    ),
    "reply carousel": interactive(
        type="carousel", body=BODY, action={"cards": [reply_card(0), reply_card(1)]}
    ),
    "request_contact_info": interactive(
        type="request_contact_info", body=BODY, action={"name": "request_contact_info"}
    ),
    "flow": interactive(
        type="flow",
        body=BODY,
        action={
            "name": "flow",
            "parameters": {
                "flow_message_version": "3",
                "flow_id": "600000000000006",
                "flow_cta": "Llenar",
                "flow_token": "t",
                "flow_action": "navigate",
                "flow_action_payload": {"screen": "UNO"},
            },
        },
    ),
}
TEMPLATE: Final[Json] = {
    "type": "template",
    "template": {
        "name": "aviso",
        "language": {"code": "es_MX"},
        "components": [
            {"type": "header", "parameters": [{"type": "image", "image": {"link": LINK}}]},
            {"type": "body", "parameters": [{"type": "text", "text": "1042"}]},
            {
                "type": "button",
                "sub_type": "url",
                "index": 0,
                "parameters": [{"type": "text", "text": "abc"}],
            },
        ],
    },
}
ALL: Final[dict[str, Json]] = {**PLAIN, **INTERACTIVE, "template": TEMPLATE}

_MODELS: Final[TypeAdapter[Message]] = TypeAdapter(
    TextMessage
    | ImageMessage
    | VideoMessage
    | AudioMessage
    | DocumentMessage
    | StickerMessage
    | LocationMessage
    | ContactsMessage
    | ReactionMessage
    | InteractiveMessage
    | ProductMessage
    | CarouselMessage
    | TemplateMessage
)


def model(payload: Json) -> Message:
    """Read a payload with whichever of our models takes it."""
    return _MODELS.validate_python(payload)

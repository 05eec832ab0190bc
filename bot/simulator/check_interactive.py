"""Shapes of interactive messages: every limit of the contract."""

from __future__ import annotations

from typing import Any, Final

from bot.simulator.check_plain import DOCUMENT, IMAGE, VIDEO
from bot.simulator.checks import (
    Check,
    Json,
    anything,
    by_type,
    different,
    exactly,
    items,
    link,
    number,
    of,
    shape,
    text,
)
from bot.simulator.graph_errors import invalid, missing

BODY: Final = of(text=text(1024))
FOOTER: Final = (of(text=text(60)),)
TEXT_HEADER: Final = of(type=exactly("text"), text=text(60))
IMAGE_HEADER: Final = of(type=exactly("image"), image=IMAGE)
VIDEO_HEADER: Final = of(type=exactly("video"), video=VIDEO)
HEADER: Final = by_type(
    {
        "text": TEXT_HEADER,
        "image": IMAGE_HEADER,
        "video": VIDEO_HEADER,
        "document": of(type=exactly("document"), document=DOCUMENT),
    }
)
SKU: Final = text(255)
ITEM: Final = of(product_retailer_id=SKU)
PRODUCT: Final = of(catalog_id=text(64), product_retailer_id=SKU)
_REPLY: Final = of(id=text(256), title=text(20))
_LINK: Final = of(name=exactly("cta_url"), parameters=of(display_text=text(20), url=link))


def _kind(name: str, **fields: Check | tuple[Check]) -> Check:
    return of(type=exactly(name), **fields)


def _buttons(value: Any, path: str) -> None:
    button = of(type=exactly("reply"), reply=_REPLY)
    given = shape(value, path, buttons=items(button, 1, 3))
    replies: list[Json] = [one["reply"] for one in given["buttons"]]
    different([reply["id"] for reply in replies], f"{path}.buttons.id")
    different([reply["title"] for reply in replies], f"{path}.buttons.title")


def _menu(value: Any, path: str) -> None:
    row = of(id=text(200), title=text(24), description=(text(72),))
    section = of(title=(text(24),), rows=items(row, 1, 10))
    given = shape(value, path, button=text(20), sections=items(section, 1, 10))
    rows: list[Json] = [row for part in given["sections"] for row in part["rows"]]
    if len(rows) > 10:
        raise invalid(f"{path}.sections", f"at most 10 rows in all, has {len(rows)}")
    different([row["id"] for row in rows], f"{path}.sections.rows.id")
    titled(given["sections"], f"{path}.sections")


def titled(sections: list[Json], path: str) -> None:
    """Check that each of several sections has a title."""
    if len(sections) > 1 and not all(section.get("title") for section in sections):
        raise missing(f"{path}.title")


def product_sections(value: Any, path: str) -> None:
    """Check sections of products: at most 10, at most 30 products in all."""
    section = of(title=(text(24),), product_items=items(ITEM, 1, 30))
    items(section, 1, 10)(value, path)
    count = sum(len(part["product_items"]) for part in value)
    if count > 30:
        raise invalid(path, f"at most 30 products in all, has {count}")
    titled(value, path)


def _cards(value: Any, path: str) -> None:
    index = number(0, 9)
    product = _kind("product", card_index=index, action=PRODUCT)
    media = _kind(
        "cta_url",
        card_index=index,
        header=by_type({"image": IMAGE_HEADER, "video": VIDEO_HEADER}),
        body=(of(text=text(160)),),
        action=_card_action,
    )
    card = by_type({"product": product, "cta_url": media})
    given = shape(value, path, cards=items(card, 2, 10))
    cards: list[Json] = given["cards"]
    if [one["card_index"] for one in cards] != list(range(len(cards))):
        raise invalid(f"{path}.cards.card_index", "must count from 0")
    if len({_sort(one) for one in cards}) > 1:
        raise invalid(f"{path}.cards", "must have one catalog, or the same buttons on all")


def _card_action(value: Any, path: str) -> None:
    if isinstance(value, dict) and "buttons" in value:
        button = of(type=exactly("quick_reply"), quick_reply=_REPLY)
        shape(value, path, buttons=items(button, 1, 3))
    else:
        _LINK(value, path)


def _sort(card: Json) -> str:
    action: Json = card["action"]
    return str(action.get("catalog_id") or len(action.get("buttons", [])))


_FLOW: Final = of(
    flow_message_version=exactly("3"),
    flow_id=(text(256),),
    flow_name=(text(256),),
    flow_cta=text(30),
    flow_token=(text(1000),),
    flow_action=(exactly("navigate", "data_exchange"),),
    flow_action_payload=(anything,),
    mode=(exactly("draft", "published"),),
)

INTERACTIVE: Final = by_type(
    {
        "button": _kind("button", header=(HEADER,), body=BODY, footer=FOOTER, action=_buttons),
        "list": _kind(
            "list",
            header=(TEXT_HEADER,),
            body=of(text=text(4096)),
            footer=FOOTER,
            action=_menu,
        ),
        "cta_url": _kind("cta_url", header=(HEADER,), body=BODY, footer=FOOTER, action=_LINK),
        "product": _kind("product", body=(BODY,), footer=FOOTER, action=PRODUCT),
        "product_list": _kind(
            "product_list",
            header=TEXT_HEADER,
            body=BODY,
            footer=FOOTER,
            action=of(catalog_id=text(64), sections=product_sections),
        ),
        "catalog_message": _kind(
            "catalog_message",
            body=BODY,
            footer=FOOTER,
            action=of(
                name=exactly("catalog_message"),
                parameters=(of(thumbnail_product_retailer_id=SKU),),
            ),
        ),
        "carousel": _kind("carousel", body=BODY, action=_cards),
        "request_contact_info": _kind(
            "request_contact_info", body=BODY, action=of(name=exactly("request_contact_info"))
        ),
        "flow": _kind(
            "flow",
            header=(HEADER,),
            body=BODY,
            footer=FOOTER,
            action=of(name=exactly("flow"), parameters=_FLOW),
        ),
    }
)

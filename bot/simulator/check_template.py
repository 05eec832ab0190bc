"""Shapes of template messages, and whether their values fit the template that was created."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.simulator.check_interactive import PRODUCT, SKU, product_sections
from bot.simulator.check_plain import DOCUMENT, IMAGE, VIDEO
from bot.simulator.checks import (
    Check,
    Json,
    anything,
    by_type,
    exactly,
    items,
    length,
    number,
    of,
    text,
)
from bot.simulator.graph_errors import GraphError, invalid, missing

_VARIABLE: Final = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")


def _parameter(kind: str, **fields: Check | tuple[Check]) -> Check:
    return of(type=exactly(kind), **fields)


_TEXT: Final = _parameter("text", text=text(32768), parameter_name=(text(512),))
_ACTION: Final = of(
    thumbnail_product_retailer_id=(SKU,),
    sections=(product_sections,),
    flow_token=(text(1000),),
    flow_action_data=(anything,),
)
_HEADER: Final = by_type(
    {
        "text": _TEXT,
        "image": _parameter("image", image=IMAGE),
        "video": _parameter("video", video=VIDEO),
        "document": _parameter("document", document=DOCUMENT),
        "location": _parameter("location", location=anything),
        "product": _parameter("product", product=PRODUCT),
    }
)
_BODY: Final = by_type(
    {
        "text": _TEXT,
        "currency": _parameter("currency", currency=anything),
        "date_time": _parameter("date_time", date_time=anything),
    }
)
_BUTTON: Final = by_type(
    {
        "text": _TEXT,
        "payload": _parameter("payload", payload=text(256)),
        "coupon_code": _parameter("coupon_code", coupon_code=text(15)),
        "action": _parameter("action", action=_ACTION),
    }
)


def _index(value: Any, path: str) -> None:
    if not str(value).isdigit() or not 0 <= int(value) <= 9:
        raise invalid(path, "must be 0 to 9")


_BUTTON_KINDS: Final = ("url", "quick_reply", "copy_code", "catalog", "mpm", "flow")


def _sub_type(value: Any, path: str) -> None:
    if not isinstance(value, str) or value.lower() not in _BUTTON_KINDS:
        raise invalid(path, f"must be one of {_BUTTON_KINDS}")


_PARTS: Final[dict[str, Check]] = {
    "header": _parameter("header", parameters=items(_HEADER, 0, 1)),
    "body": _parameter("body", parameters=items(_BODY, 0, 100)),
    "button": _parameter(
        "button", sub_type=_sub_type, index=_index, parameters=items(_BUTTON, 0, 10)
    ),
    "limited_time_offer": _parameter("limited_time_offer", parameters=items(anything, 1, 1)),
}
_CARD: Final = of(card_index=number(0, 9), components=items(by_type(_PARTS), 1, 10))
TEMPLATE: Final = of(
    name=text(512),
    language=of(code=text(10), policy=(exactly("deterministic"),)),
    components=(
        items(by_type({**_PARTS, "carousel": _parameter("carousel", cards=items(_CARD, 1, 10))}),
              0, 20),
    ),
)  # fmt: skip


def variables(words: str) -> list[str]:
    """Return the variables of a template's text in order."""
    return _VARIABLE.findall(words)


def fill(definition: Json, sent: Json) -> str:
    """Check the values against the template and return its filled-in body."""
    parts: list[Json] = definition["components"]
    given: list[Json] = sent.get("components", [])
    body = _only(parts, "BODY")
    values = _values(variables(str(body.get("text", ""))), _parameters(given, "body"))
    header = _only(parts, "HEADER")
    if header:
        _count("header", _header_count(header), len(_parameters(given, "header")))
    _buttons(_only(parts, "BUTTONS"), given)
    return _filled(str(body.get("text", "")), values)


def _values(names: list[str], parameters: list[Json]) -> dict[str, str]:
    """Match values to variables: by their place, or by name where the template names them."""
    wanted = list(dict.fromkeys(names))
    _count("body", len(wanted), len(parameters))
    if all(name.isdigit() for name in wanted):
        ordered = sorted(wanted, key=int)
        return dict(zip(ordered, [_shown(one) for one in parameters], strict=True))
    given = {str(one.get("parameter_name")): _shown(one) for one in parameters}
    if set(given) != set(wanted):
        raise GraphError(132000, f"body: parameter_name must be one each of {wanted}")
    return given


def _filled(body: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        if re.search(r"[\n\t]| {5,}", value):
            raise GraphError(132012, "body: no line breaks, tabs or more than four spaces")
        body = re.sub(r"\{\{\s*" + name + r"\s*\}\}", lambda _, v=value: v, body)
    if length(body) > 1024:
        raise GraphError(132005, f"the filled-in body has {length(body)} characters")
    return body


def _count(where: str, expected: int, given: int) -> None:
    if expected != given:
        details = f"{where}: number of localizable_params ({given}) does not match the expected"
        raise GraphError(132000, f"{details} number of params ({expected})")


def _header_count(header: Json) -> int:
    return len(variables(header.get("text", ""))) if header.get("format") == "TEXT" else 1


def _buttons(part: Json, given: list[Json]) -> None:
    declared: list[Json] = part.get("buttons", [])
    filled = {int(one["index"]): one for one in given if one["type"] == "button"}
    for place, button in enumerate(declared):
        needed = button.get("type") == "MPM" or "{{" in str(button.get("url", ""))
        if needed and place not in filled:
            raise missing(f"buttons[{place}] needs a value")
        if place in filled and "url" in button and "{{" not in button["url"]:
            raise GraphError(132000, f"button {place} takes no value")
    if any(place >= len(declared) for place in filled):
        raise GraphError(132000, "a button that the template does not have")


def _parameters(given: list[Json], kind: str) -> list[Json]:
    return [one for part in given if part["type"] == kind for one in part["parameters"]]


def _shown(parameter: Json) -> str:
    inner = parameter[parameter["type"]]
    return inner if isinstance(inner, str) else str(inner.get("fallback_value", ""))


def _only(parts: list[Json], kind: str) -> Json:
    found = [part for part in parts if str(part.get("type", "")).upper() == kind]
    return found[0] if found else {}

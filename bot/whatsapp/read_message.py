"""Reading one message of an update's payload into an Incoming."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from bot.whatsapp import meta_models as meta
from bot.whatsapp.identity import bsuid_of, canonical_phone, phone_of
from bot.whatsapp.incoming import (
    Incoming,
    Location,
    Media,
    OrderLine,
    Problem,
    Reaction,
    Referral,
    ReferredProduct,
    SentCart,
    SharedContact,
    SystemChange,
    Tapped,
)
from bot.whatsapp.update import Json, milliseconds, text

MEDIA: Final = frozenset(["image", "video", "audio", "document", "sticker"])
KNOWN: Final = MEDIA | {
    "text", "interactive", "button", "order", "location", "contacts", "reaction",
    "system", "edit", "revoke",
}  # fmt: skip
# Types whose part is worth nothing when it could not be read.
_NEEDS: Final[Mapping[str, str]] = {
    "text": "text", "interactive": "answer", "button": "tapped", "order": "cart",
    "location": "location", "contacts": "contacts", "reaction": "reaction",
    "edit": "original", "revoke": "original", **dict.fromkeys(MEDIA, "media"),
}  # fmt: skip


def read(payload: Json) -> Incoming:
    """Read the message (or echo) of an update's payload. Never fails."""
    message = _object(payload.get("message") or payload.get("echo"))
    kind = text(message.get("type")) or "unknown"
    facts = _common(message, payload) | _by_type(kind, message)
    readable = kind in KNOWN and _is_whole(kind, facts)
    facts.pop("answer", None)
    return Incoming(
        wamid=text(message.get("id")),
        type=kind,
        at=milliseconds(message.get("timestamp")),
        raw=message,
        readable=readable,
        **facts,
    )


def problems(values: object) -> tuple[Problem, ...]:
    """Read Meta's list of errors."""
    parts = meta.read_all(meta.ErrorPart, values)
    return tuple(
        Problem(part.code, part.title or part.message, part.error_data.details) for part in parts
    )


def _is_whole(kind: str, facts: Mapping[str, Any]) -> bool:
    return kind not in _NEEDS or bool(facts.get(_NEEDS[kind]))


def _common(message: Json, payload: Json) -> dict[str, Any]:
    context = meta.read(meta.ContextPart, message.get("context")) or meta.ContextPart()
    product = context.referred_product
    sku = product.product_retailer_id
    return {
        "quoted": context.id or None,
        "forwarded": context.forwarded or context.frequently_forwarded,
        "referred": ReferredProduct(product.catalog_id, sku) if sku else None,
        "referral": _referral(message.get("referral")),
        "errors": problems(message.get("errors")) + problems(payload.get("errors")),
    }


def _by_type(kind: str, message: Json) -> dict[str, Any]:
    part = message.get(kind)
    if kind in MEDIA:
        return _media(part)
    reader = _READERS.get(kind)
    return reader(part) if reader else {}


def _text(value: object) -> dict[str, Any]:
    part = meta.read(meta.TextPart, value)
    return {"text": part.body} if part else {}


def _media(value: object) -> dict[str, Any]:
    part = meta.read(meta.MediaPart, value)
    if part is None or not part.id:
        return {}
    media = Media(part.id, part.mime_type, part.sha256, part.filename, part.voice, part.animated)
    return {"media": media, "text": part.caption}


def _interactive(value: object) -> dict[str, Any]:
    part = _object(value)
    button = meta.read(meta.ReplyPart, part.get("button_reply"))
    if button is not None and button.id:
        tapped = Tapped("button", button.id, button.title)
        return {"tapped": tapped, "text": button.title, "answer": True}
    row = meta.read(meta.ReplyPart, part.get("list_reply"))
    if row is not None and row.id:
        tapped = Tapped("list", row.id, row.title, row.description)
        return {"tapped": tapped, "text": row.title, "answer": True}
    return _form(part.get("nfm_reply")) or {"answer": "call_permission_reply" in part}


def _form(value: object) -> dict[str, Any]:
    part = meta.read(meta.FlowPart, value)
    if part is None:
        return {}
    try:
        answers: Any = json.loads(part.response_json or "{}")
    except (ValueError, RecursionError):
        answers = None
    return {"flow": _object(answers), "answer": isinstance(answers, dict)}


def _button(value: object) -> dict[str, Any]:
    part = meta.read(meta.ButtonPart, value)
    if part is None or not (part.payload or part.text):
        return {}
    return {"tapped": Tapped("template", part.payload, part.text), "text": part.text}


def _order(value: object) -> dict[str, Any]:
    part = meta.read(meta.OrderPart, value)
    if part is None or not part.product_items:
        return {}
    lines = tuple(_line(item) for item in part.product_items)
    return {"cart": SentCart(part.catalog_id, lines, part.text), "text": part.text}


def _line(value: object) -> OrderLine:
    part = meta.read(meta.LinePart, value) or meta.LinePart()
    return OrderLine(
        part.product_retailer_id, part.quantity, part.item_price, part.currency.upper()
    )


def _location(value: object) -> dict[str, Any]:
    part = meta.read(meta.LocationPart, value)
    return {} if part is None else {"location": Location(**part.model_dump())}


def _contacts(value: object) -> dict[str, Any]:
    return {"contacts": tuple(_card(part) for part in meta.read_all(meta.CardPart, value))}


def _card(part: meta.CardPart) -> SharedContact:
    phones = meta.read_all(meta.CardPhone, part.phones)
    name = part.name.formatted_name or part.name.first_name
    return SharedContact(name, tuple(phone.phone for phone in phones if phone.phone))


def _reaction(value: object) -> dict[str, Any]:
    part = meta.read(meta.ReactionPart, value)
    if part is None or not part.message_id:
        return {}
    return {"reaction": Reaction(part.message_id, part.emoji)}


def _system(value: object) -> dict[str, Any]:
    part = meta.read(meta.SystemPart, value) or meta.SystemPart()
    wire = phone_of(part.wa_id or part.new_wa_id)
    change = SystemChange(
        type=part.type,
        body=part.body,
        phone=canonical_phone(wire) if wire else None,
        wire_phone=wire,
        bsuid=bsuid_of(part.user_id or part.new_user_id),
    )
    return {"system": change}


def _edit(value: object) -> dict[str, Any]:
    facts = _revoke(value)
    inner = _object(_object(value).get("message"))
    changed = _by_type(text(inner.get("type")), inner) if inner.get("type") != "edit" else {}
    return facts | {"text": changed.get("text", "")}


def _revoke(value: object) -> dict[str, Any]:
    part = meta.read(meta.OriginalPart, value)
    return {"original": part.original_message_id or None} if part else {}


def _referral(value: object) -> Referral | None:
    part = meta.read(meta.ReferralPart, value)
    if part is None:
        return None
    return Referral(
        part.source_url,
        part.source_id,
        part.source_type,
        part.headline,
        part.body,
        part.ctwa_clid,
    )


def _object(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


_READERS: Final = {
    "text": _text,
    "interactive": _interactive,
    "button": _button,
    "order": _order,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "system": _system,
    "edit": _edit,
    "revoke": _revoke,
}

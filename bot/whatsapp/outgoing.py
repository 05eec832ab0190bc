"""Shaping replies into WhatsApp messages: every limit met, as few messages as will do.

Each message is billed, so words that lead to products, a question or a link travel in the same
message where they fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from actions.replies import Link, Products, Question, Reply, Text, WholeCatalog
from bot.whatsapp.fitting import split_text
from bot.whatsapp.outbound.base import Message, size
from bot.whatsapp.outbound.interactive import BODY, LIST_BODY
from bot.whatsapp.outbound.plain import TEXT, TextMessage
from bot.whatsapp.outbound.plain import Text as TextPart
from bot.whatsapp.shaping import (
    as_catalog,
    as_link,
    as_product_messages,
    as_question,
    is_list,
)


class ShapingError(ValueError):
    """A reply that no WhatsApp message can carry; says which and why."""


@dataclass(frozen=True, slots=True)
class Wire:
    """One message ready to send.

    type: text, button, list, cta_url, product, product_list, catalog_message, template, ...
    payload: Graph JSON less product and recipient. body: its words, for the log.
    """

    type: str
    payload: Mapping[str, Any]
    body: str


Build = Callable[[str], list[Message]]


def shape(replies: Sequence[Reply], catalog_id: str) -> list[Wire]:
    """Turn replies into messages in their order. ShapingError for one that cannot be sent.

    A Text is held back and becomes the lead of what follows when both fit one message.
    """
    wires: list[Wire] = []
    lead = ""
    for reply in replies:
        if isinstance(reply, Text):
            lead = joined(lead, reply.body)
        else:
            wires += _with_lead(lead, reply, catalog_id)
            lead = ""
    return [*wires, *_texts(lead)]


def wire(message: Message, body: str = "") -> Wire:
    """Make a wire of a checked message. body: its words, for the log."""
    payload = message.payload()
    kind = str(payload["type"])
    inner = payload[kind]
    fine = inner.get("type", kind) if kind == "interactive" else kind
    return Wire(fine, payload, body)


def replying_to(original: Wire, wamid: str) -> Wire:
    """Return the wire as an answer that quotes this message."""
    return replace(original, payload={**original.payload, "context": {"message_id": wamid}})


def joined(first: str, second: str) -> str:
    """Join two pieces of text as paragraphs; blank ones leave no trace."""
    return "\n\n".join(part for part in (first.strip(), second.strip()) if part)


def _with_lead(lead: str, reply: Reply, catalog_id: str) -> list[Wire]:
    most, build = _builder(reply, catalog_id)
    before = _overflow(lead, reply.body, most)
    body = joined(lead, reply.body)
    if before:
        body = before.pop()
    try:
        messages = build(body)
    except ValidationError as error:
        raise ShapingError(f"{type(reply).__name__} cannot be sent: {_why(error)}") from error
    own = [wire(message, body if place == 0 else "") for place, message in enumerate(messages)]
    return [*(one for text in before for one in _texts(text)), *own]


def _overflow(lead: str, body: str, most: int) -> list[str]:
    """Return the pieces when lead and body do not fit one message, the last one the body."""
    whole = joined(lead, body)
    if size(whole) <= most:
        return []
    if body.strip() and size(body.strip()) <= most:
        return [lead, body.strip()]
    tail = split_text(whole, most)[-1]
    return [whole.removesuffix(tail).rstrip(), tail]


def _texts(body: str) -> list[Wire]:
    return [wire(_text(piece), piece) for piece in split_text(body, TEXT)]


def _text(body: str) -> Message:
    return TextMessage(text=TextPart(body=body, preview_url="https://" in body))


def _builder(reply: Reply, catalog_id: str) -> tuple[int, Build]:
    match reply:
        case Question() if reply.choices:
            most = LIST_BODY if is_list(reply) else BODY
            return most, lambda body: [as_question(reply, body)]
        case Products() if reply.skus:
            _need_catalog(catalog_id)
            return BODY, lambda body: as_product_messages(reply, body, catalog_id)
        case Link():
            return BODY, lambda body: [as_link(reply, body)]
        case WholeCatalog():
            return BODY, lambda body: [as_catalog(reply, body)]
        case _:
            return TEXT, lambda body: [_text(body)] if body else []


def _need_catalog(catalog_id: str) -> None:
    if not catalog_id:
        raise ShapingError("products cannot be sent without a catalog: set MILLENNIUM_CATALOG_ID")


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place} {first['msg']}"

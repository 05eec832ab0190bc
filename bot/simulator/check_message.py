"""Whether a message may be sent as it stands: its envelope and its own shape."""

from __future__ import annotations

from typing import Any, Final, cast

from bot.simulator.check_interactive import INTERACTIVE
from bot.simulator.check_plain import CALLBACK, CONTEXT, PLAIN
from bot.simulator.check_template import TEMPLATE
from bot.simulator.checks import Check, Json, exactly, of, shape, text
from bot.simulator.graph_errors import GraphError, missing, unknown

TYPES: Final[dict[str, Check]] = {**PLAIN, "interactive": INTERACTIVE, "template": TEMPLATE}
_PRODUCT: Final = exactly("whatsapp")


def check_message(body: Any) -> Json:
    """Check a POST to /messages that sends something; GraphError says what is wrong."""
    given = envelope(body)
    kind = given.get("type", "text")
    if not isinstance(kind, str) or kind not in TYPES:
        raise GraphError(131051, f"type {kind!r} is not supported")
    allowed = {
        "messaging_product": _PRODUCT,
        "recipient_type": (exactly("individual"),),
        "to": (text(64),),
        "recipient": (text(160),),
        "type": (text(64),),
        "context": (CONTEXT,),
        "biz_opaque_callback_data": (CALLBACK,),
        kind: TYPES[kind],
    }
    if "to" not in given and "recipient" not in given:
        raise missing("to")
    return shape(given, "", **cast("dict[str, Check]", allowed))


def check_read(body: Json) -> None:
    """Check a POST to /messages that marks a message as read."""
    shape(
        body,
        "",
        messaging_product=_PRODUCT,
        status=exactly("read"),
        message_id=text(256),
        typing_indicator=(of(type=exactly("text")),),
    )


def envelope(body: Any) -> Json:
    """Check that it is an object for WhatsApp."""
    if not isinstance(body, dict):
        raise GraphError(100, "The request body must be a JSON object")
    given = cast("Json", body)
    if "messaging_product" not in given:
        raise GraphError(100, "The parameter messaging_product is required.")
    for key in given:
        if not key.isidentifier():
            raise unknown(key)
    return given

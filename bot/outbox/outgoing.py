"""A message as other rooms hand it over to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

Form = Literal["free", "plain", "template"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
Author = Literal["bot", "person", "system"]
Wire = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send, once.

    key: the unique name of the effect ("turn:<key>:0", "order:12:paid"); a second message with
    the same key is not written. forms: the wire payloads it may take ({"type": ..., ...}, without
    recipient and product); "free" goes out inside the 24-hour window, "template" outside it, and
    "plain" (words alone) inside it when Meta finds a fault with "free" (a product it lacks).
    body: its words, for people. message_type: Meta's type of the free form.
    """

    account_id: int
    conversation_id: int
    phone_number_id: str
    lane: str
    key: str
    kind: str
    forms: Mapping[Form, Wire | None]
    body: str
    author: Author
    at: int
    message_type: str
    turn_id: int | None = None
    person_id: int | None = None

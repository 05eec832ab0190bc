"""Reading statuses, preferences and template updates out of their payloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from bot.whatsapp import meta_models as meta
from bot.whatsapp.incoming import Problem
from bot.whatsapp.read_message import problems
from bot.whatsapp.update import Json, milliseconds, text

# A status never goes back; failed stands apart, it may come late and says more than any.
RANK: Final[Mapping[str, int]] = {"sent": 1, "delivered": 2, "read": 3, "played": 4, "failed": 5}


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a message of ours. callback: what we gave Meta to know it by.

    state: sent, delivered, read, played, failed, or a word we do not know (rank 0).
    """

    wamid: str
    state: str
    at: int
    callback: str = ""
    errors: tuple[Problem, ...] = ()
    billable: bool | None = None
    category: str = ""
    pricing: Mapping[str, Any] | None = None

    @property
    def rank(self) -> int:
        """How far along it is; 0 for a state we do not know."""
        return RANK.get(self.state, 0)


@dataclass(frozen=True, slots=True)
class Preference:
    """A person's word on marketing messages. wants: False for stop, True otherwise."""

    category: str
    value: str
    wants: bool
    at: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TemplateUpdate:
    """A template changed at Meta. state: APPROVED, REJECTED, PAUSED ... or empty."""

    field: Literal["status", "category", "quality", "components"]
    name: str
    language: str
    template_id: str
    state: str = ""
    category: str = ""
    quality: str = ""
    reason: str = ""


def read_status(payload: Json) -> Status:
    """Read the status of an update's payload."""
    status = _object(payload.get("status"))
    pricing = meta.read(meta.PricingPart, status.get("pricing"))
    return Status(
        wamid=text(status.get("id")),
        state=text(status.get("status")),
        at=milliseconds(status.get("timestamp")),
        callback=text(status.get("biz_opaque_callback_data")),
        errors=problems(status.get("errors")),
        billable=None if pricing is None else pricing.billable,
        category="" if pricing is None else pricing.category,
        pricing=_object(status.get("pricing")) or None,
    )


def read_preference(payload: Json) -> Preference:
    """Read the preference of an update's payload. Only "stop" takes consent back."""
    preference = _object(payload.get("preference"))
    value = text(preference.get("value"))
    return Preference(
        category=text(preference.get("category")),
        value=value,
        wants=value.lower() != "stop",
        at=milliseconds(preference.get("timestamp")),
        detail=text(preference.get("detail")),
    )


def read_template(payload: Json) -> TemplateUpdate:
    """Read the template update of a payload."""
    value = _object(payload.get("value"))
    field = text(payload.get("field"))
    about = next((word for word in _ABOUT if word in field), "status")
    return TemplateUpdate(
        field=cast("Literal['status', 'category', 'quality', 'components']", about),
        name=text(value.get("message_template_name")),
        language=text(value.get("message_template_language")),
        template_id=text(value.get("message_template_id")),
        state=text(value.get("event")),
        category=text(value.get("new_category")) or text(value.get("message_template_category")),
        quality=text(value.get("new_quality_score")),
        reason=text(value.get("reason")),
    )


_ABOUT: Final = ("category", "quality", "components")


def _object(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}

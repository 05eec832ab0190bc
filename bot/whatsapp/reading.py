"""How each kind of update is read out of its change: its key, its person, its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.whatsapp.change import Change
from bot.whatsapp.event_key import digest, joined
from bot.whatsapp.identity import person_of
from bot.whatsapp.update import Json, Kind, Update, milliseconds, text

Reader = Callable[[Change, Json], Update]

TEMPLATE_FIELDS: Final = frozenset(
    [
        "message_template_status_update",
        "template_category_update",
        "message_template_quality_update",
        "message_template_components_update",
    ]
)


def _message(of: Change, message: Json) -> Update:
    wamid = text(message.get("id"))
    if not wamid:
        return odd(of, "message", message)
    phone, bsuid = message.get("from"), message.get("from_user_id")
    contact = of.contact(phone, bsuid)
    group = text(message.get("group_id")) or None
    kind: Kind = "group" if group else "system" if message.get("type") == "system" else "message"
    return Update(
        event_key=joined("message", of.number, wamid),
        kind=kind,
        phone_number_id=of.number,
        payload=of.payload(contact, message=message),
        person=person_of(phone, bsuid, contact, message.get("from_parent_user_id")),
        at=milliseconds(message.get("timestamp")),
        group_id=group,
    )


def _status(of: Change, status: Json) -> Update:
    wamid, state = text(status.get("id")), text(status.get("status"))
    if not wamid or not state:
        return odd(of, "status", status)
    in_group = status.get("recipient_type") == "group"
    who = "recipient_participant_" if in_group else "recipient_"
    member = text(status.get("recipient_participant_id"))
    member = member or text(status.get("recipient_participant_user_id"))
    phone, bsuid = status.get(who + "id"), status.get(who + "user_id")
    contact = of.contact(phone, bsuid)
    return Update(
        event_key=joined("status", wamid, state, *([member] if member else [])),
        # A call's ringing is no message's status: it must not move an outbox row.
        kind="other" if of.field == "calls" else "status",
        phone_number_id=of.number,
        payload=of.payload(contact, status=status),
        person=person_of(phone, bsuid, contact, status.get(who + "parent_user_id")),
        at=milliseconds(status.get("timestamp")),
        group_id=text(status.get("recipient_id")) or None if in_group else None,
    )


def _echo(of: Change, echo: Json) -> Update:
    wamid = text(echo.get("id"))
    if not wamid:
        return odd(of, "echo", echo)
    phone, bsuid = echo.get("to"), echo.get("to_user_id")
    contact = of.contact(phone, bsuid)
    return Update(
        event_key=joined("echo", of.number, wamid),
        kind="echo",
        phone_number_id=of.number,
        payload=of.payload(contact, echo=echo),
        person=person_of(phone, bsuid, contact, echo.get("to_parent_user_id")),
        at=milliseconds(echo.get("timestamp")),
        group_id=text(echo.get("group_id")) or None,
    )


def _preference(of: Change, preference: Json) -> Update:
    phone, bsuid = preference.get("wa_id"), preference.get("user_id")
    contact = of.contact(phone, bsuid)
    who = text(phone) or text(bsuid)
    parts = [text(preference.get(name)) for name in ("category", "value", "timestamp")]
    key = joined("preference", of.number, who, *parts) if who else _key(of, preference)
    return Update(
        event_key=key,
        kind="preference",
        phone_number_id=of.number,
        payload=of.payload(contact, preference=preference),
        person=person_of(phone, bsuid, contact, preference.get("parent_user_id")),
        at=milliseconds(preference.get("timestamp")),
    )


def _group(of: Change, group: Json) -> Update:
    return Update(
        event_key=_key(of, group),
        kind="group",
        phone_number_id=of.number,
        payload=of.payload(group=group),
        person=None,
        at=milliseconds(group.get("timestamp")),
        group_id=text(group.get("group_id")) or None,
    )


def _call(of: Change, call: Json) -> Update:
    business = call.get("direction") == "BUSINESS_INITIATED"
    phone = call.get("to" if business else "from")
    contact = of.contact(phone, call.get("from_user_id"))
    return Update(
        event_key=_key(of, call),
        kind="other",
        phone_number_id=of.number,
        payload=of.payload(contact, call=call),
        person=person_of(phone, call.get("from_user_id"), contact),
        at=milliseconds(call.get("timestamp")),
    )


def whole(of: Change) -> Update:
    """Keep a change without a list that we take apart: it is one update."""
    return Update(
        event_key=_key(of, of.value),
        kind="template" if of.field in TEMPLATE_FIELDS else "other",
        phone_number_id=of.number,
        payload={"waba_id": of.waba_id, "field": of.field, "value": of.value},
        person=None,
        at=milliseconds(of.time) or milliseconds(of.value.get("timestamp")),
    )


def odd(of: Change, name: str, item: Any) -> Update:
    """Keep an update of a known list that lacks what would tell it from others."""
    return Update(
        event_key=_key(of, item, "unknown"),
        kind="unknown",
        phone_number_id=of.number,
        payload=of.payload(raw={name: item}),
        person=None,
        at=milliseconds(of.time),
    )


def unknown(raw: Any) -> Update:
    """Keep what does not even look like a change."""
    return Update(joined("unknown", digest(raw)), "unknown", "", {"raw": raw}, None, 0)


def _key(of: Change, item: Any, prefix: str = "other") -> str:
    return joined(prefix, of.field, of.number, digest([of.waba_id, of.time, item]))


# The reader of each list of change.LISTS.
READERS: Final[Mapping[str, Reader]] = {
    "messages": _message,
    "statuses": _status,
    "message_echoes": _echo,
    "user_preferences": _preference,
    "groups": _group,
    "calls": _call,
}

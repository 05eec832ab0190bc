"""What the updates of one change share: account, field, number, contacts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, cast

from bot.whatsapp.identity import bsuid_of, canonical_phone, phone_of
from bot.whatsapp.update import Json, text

# The lists that may hold several updates in one change.
LISTS: Final = (
    "messages",
    "statuses",
    "message_echoes",
    "user_preferences",
    "groups",
    "calls",
)
SHARED: Final = frozenset([*LISTS, "messaging_product", "metadata", "contacts", "errors"])


class Change:
    """One change of an entry. time: the entry's, where Meta wrote one."""

    def __init__(self, waba_id: str, field: str, time: Any, value: Json) -> None:
        self.waba_id = waba_id
        self.field = field
        self.time = time
        self.value = value
        metadata = value.get("metadata")
        known: Json = cast("Json", metadata) if isinstance(metadata, dict) else {}
        # Id of the business number, empty when the change names none.
        self.number = text(known.get("phone_number_id"))
        self._contacts = _contacts(value)

    @cached_property
    def _by_address(self) -> Mapping[str, Json]:
        return _by_address(self._contacts)

    def contact(self, phone: object, bsuid: object) -> Json | None:
        """Return the contact of this person; one alone will do where nobody is named."""
        alone = self._contacts[0] if len(self._contacts) == 1 else None
        # As nearly always: the very number that the message is from.
        if alone is not None and isinstance(phone, str) and phone == alone.get("wa_id"):
            return alone
        user, wire = bsuid_of(bsuid), phone_of(phone)
        if user is None and wire is None:
            return alone
        by_number = self._by_address.get(canonical_phone(wire)) if wire else None
        return by_number or self._by_address.get(user or "")

    def payload(self, contact: Json | None = None, **own: Any) -> Json:
        """Write one update's own JSON, with whatever Meta put beside the lists."""
        payload: dict[str, Any] = {
            "waba_id": self.waba_id,
            "field": self.field,
            "metadata": self.value.get("metadata"),
            "contact": contact,
        }
        if errors := self.value.get("errors"):
            payload["errors"] = errors
        if rest := self._rest(contact):
            payload["rest"] = rest
        payload.update(own)
        return payload

    def _rest(self, contact: Json | None) -> Json:
        """Return what Meta wrote beside the lists and is in no update yet."""
        rest: dict[str, Any] = {}
        if not self.value.keys() <= SHARED:
            rest = {key: item for key, item in self.value.items() if key not in SHARED}
        if contact is None and len(self._contacts) == 1:
            rest["contacts"] = self._contacts
        return rest


def _contacts(value: Json) -> list[Json]:
    found = value.get("contacts")
    items = cast("list[Any]", found) if isinstance(found, list) else []
    return [item for item in items if isinstance(item, dict)]


def _by_address(contacts: list[Json]) -> dict[str, Json]:
    """Index contacts by canonical number and BSUID: a batch may hold a thousand."""
    index: dict[str, Json] = {}
    for contact in contacts:
        wire, user = phone_of(contact.get("wa_id")), bsuid_of(contact.get("user_id"))
        if wire:
            index[canonical_phone(wire)] = contact
        if user:
            index[user] = contact
    return index

"""What the updates of one change share: account, field, number, contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, cast

from bot.whatsapp.identity import bsuid_of, is_theirs, phone_of
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


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry. time: the entry's, where Meta wrote one."""

    waba_id: str
    field: str
    time: Any
    value: Json

    @property
    def metadata(self) -> Json:
        found = self.value.get("metadata")
        return cast("Json", found) if isinstance(found, dict) else {}

    @property
    def number(self) -> str:
        return text(self.metadata.get("phone_number_id"))

    @property
    def contacts(self) -> list[Json]:
        found = self.value.get("contacts")
        items = cast("list[Any]", found) if isinstance(found, list) else []
        return [item for item in items if isinstance(item, dict)]

    def contact(self, phone: object, bsuid: object) -> Json | None:
        """Return the contact of this person; one alone will do where nobody is named."""
        named = next((one for one in self.contacts if is_theirs(one, phone, bsuid)), None)
        alone = self.contacts[0] if len(self.contacts) == 1 else None
        return named or (alone if phone_of(phone) is None and bsuid_of(bsuid) is None else None)

    def payload(self, contact: Json | None = None, **own: Any) -> Json:
        """Write one update's own JSON, with whatever Meta put beside the lists."""
        rest = {key: item for key, item in self.value.items() if key not in SHARED}
        shared = {"errors": self.value.get("errors"), "rest": rest}
        return {
            "waba_id": self.waba_id,
            "field": self.field,
            "metadata": self.value.get("metadata"),
            "contact": contact,
            **{key: item for key, item in shared.items() if item},
            **own,
        }

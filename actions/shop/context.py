"""What a conversation remembers between turns; kept as JSON in conversation.context."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Literal

VERSION: Final = 1

# What a pending question waits for.
PendingKind = Literal["variant", "candidate", "quantity", "confirm", "handover", "offer"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A product the customer saw: its 1-based place in the last list shown."""

    sku: str
    position: int


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a pending question accepts. value is what it stands for.

    description: what is read beneath it in a list.
    """

    id: str
    title: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question put to the customer that is not answered yet.

    kind says who asked; data holds what the asking action needs to go on
    (for example {"group": "G1", "quantity": 2}); expires in ms UTC.
    """

    kind: PendingKind
    question: str
    options: tuple[Option, ...]
    expires: int
    data: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class LastSearch:
    """The search that "muéstrame más" continues: what was asked and what was shown."""

    query: str
    shown: tuple[str, ...]
    colours: tuple[str, ...] = ()
    size: str | None = None
    brand: str | None = None
    least: int | None = None
    most: int | None = None
    finished: bool = False

    def showing(self, skus: Sequence[str]) -> LastSearch:
        """Return the search with more of it seen."""
        return replace(self, shown=(*self.shown, *skus))


@dataclass(slots=True)
class Context:
    """The memory of a conversation. Actions change it; closing the turn saves it.

    earlier: a question about a variant that another one pushed aside. said: "name:variant" of
    the latest words, so that none is repeated at once. waiting_told: when the
    customer was last told that a person will answer, ms UTC. asked: the last question about a
    product, without its name, which "¿y el otro?" asks again. language: what the customer
    writes in ("es", "pt", "en"), "" until a text shows it.
    """

    shown: tuple[Shown, ...] = ()
    focus: str | None = None
    last_added: tuple[str, ...] = ()
    pending: Pending | None = None
    search: LastSearch | None = None
    fallbacks: int = 0
    greeted: bool = False
    cart_mentioned: bool = False
    earlier: Pending | None = None
    said: tuple[str, ...] = ()
    waiting_told: int = 0
    asked: str = ""
    language: str = ""

    def wait_for(self, question: Pending) -> None:
        """Put a question; one about a variant that it pushes aside stays to be answered."""
        aside = self.pending
        if aside is not None and aside.kind == "variant" and aside.options != question.options:
            self.earlier = aside
        self.pending = question

    def settled(self, sku: str) -> None:
        """Forget the question aside when what it asked about went into the cart."""
        if self.earlier and sku in {option.value for option in self.earlier.options}:
            self.earlier = None


def dump(context: Context) -> str:
    """Write a context as JSON text."""
    return json.dumps({"v": VERSION, **_fields(context)}, ensure_ascii=False, default=_fields)


def _fields(of: Any) -> dict[str, Any]:
    """Return the fields of a dataclass as they are; asdict copies whatever lies in them."""
    return {one.name: getattr(of, one.name) for one in fields(of)}


def load(text: str | None) -> Context:
    """Read a context; unknown or damaged text gives an empty one, never an error."""
    try:
        raw: Any = json.loads(text or "{}")
        return _context(raw)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Context()


def _context(raw: Mapping[str, Any]) -> Context:
    return Context(
        shown=tuple(Shown(**item) for item in raw.get("shown", ())),
        focus=raw.get("focus"),
        last_added=tuple(raw.get("last_added", ())),
        pending=_pending(raw.get("pending")),
        search=_search(raw.get("search")),
        fallbacks=int(raw.get("fallbacks", 0)),
        greeted=bool(raw.get("greeted", False)),
        cart_mentioned=bool(raw.get("cart_mentioned", False)),
        earlier=_pending(raw.get("earlier")),
        said=tuple(raw.get("said", ())),
        waiting_told=int(raw.get("waiting_told", 0)),
        asked=str(raw.get("asked", "")),
        language=str(raw.get("language", "")),
    )


def _pending(raw: Mapping[str, Any] | None) -> Pending | None:
    if raw is None:
        return None
    fields: dict[str, Any] = {**raw, "options": tuple(Option(**item) for item in raw["options"])}
    return Pending(**fields)


def _search(raw: Mapping[str, Any] | None) -> LastSearch | None:
    if raw is None:
        return None
    fields: dict[str, Any] = {
        **raw,
        "shown": tuple(raw["shown"]),
        "colours": tuple(raw["colours"]),
    }
    return LastSearch(**fields)

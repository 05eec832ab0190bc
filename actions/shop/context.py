"""What a conversation remembers between turns; kept as JSON in conversation.context."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Literal

from actions.shop.place import Place, place_from

VERSION: Final = 1
MOST_RECENT: Final = 4
# How long an answer in words still belongs to its question, and "mejor 4" to what went in last;
# buttons work longer.
LIFE_MS: Final = 30 * 60 * 1000
# Whoever says nothing for so long begins anew: "agrégalo" then points at nothing.
SESSION_MS: Final = 24 * 60 * 60 * 1000

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


@dataclass(frozen=True, slots=True)
class Case:
    """What a customer told of an order: kind is actions.shop.trouble's, at is ms UTC."""

    kind: str
    at: int


@dataclass(slots=True)
class Context:
    """The memory of a conversation. Actions change it; closing the turn saves it.

    earlier: a question about a variant that another one pushed aside. said: "name:variant" of
    the latest words, so that none is repeated at once. waiting_told: when the
    customer was last told that a person will answer, ms UTC. place: where the customer
    wants things delivered. case: what went wrong with an order. heard: the latest texts, the
    newest last. filed: what was last said about a file, and when. undo: the lines (SKU, quantity)
    that the cart held before its last change, None before the first; left: those that the change
    left. recent: products talked
    about lately, the latest last. named: the SKU that WhatsApp named last. asked: what was
    last asked about a product, without its name, which "¿y el otro?" asks again. changed_at: when
    the cart changed last, ms UTC. language: what the customer writes in ("es", "pt", "en"), ""
    until a text shows it.
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
    place: Place | None = None
    case: Case | None = None
    heard: tuple[str, ...] = ()
    filed: tuple[str, int] = ("", 0)
    undo: tuple[tuple[str, int], ...] | None = None
    left: tuple[tuple[str, int], ...] | None = None
    recent: tuple[str, ...] = ()
    named: str | None = None
    asked: str = ""
    changed_at: int = 0
    language: str = ""

    def wait_for(self, question: Pending) -> None:
        """Put a question; one about a variant that it pushes aside stays to be answered."""
        aside = self.pending
        if aside is not None and aside.kind == "variant" and aside.options != question.options:
            self.earlier = aside
        self.pending = question

    def talked_of(self, sku: str) -> None:
        """Remember that a product is the subject now; the last four are kept."""
        others = tuple(one for one in self.recent if one != sku)
        self.recent = (*others, sku)[-MOST_RECENT:]

    def settled(self, sku: str) -> None:
        """Forget the question aside when what it asked about went into the cart."""
        if self.earlier and sku in {option.value for option in self.earlier.options}:
            self.earlier = None


def rested(context: Context, last: int | None, now: int) -> Context:
    """Return what is still remembered when a turn begins.

    last: when the turn before it was closed, ms UTC. What was shown, pointed at, searched, added
    and heard belongs to a session, and so does the place of delivery, which is kept with the cart
    that it was told for. A question, a case and a file have times of their own.
    """
    if last is None or now - last < SESSION_MS:
        return context
    return Context(
        pending=context.pending,
        earlier=context.earlier,
        greeted=context.greeted,
        cart_mentioned=context.cart_mentioned,
        said=context.said,
        waiting_told=context.waiting_told,
        case=context.case,
        filed=context.filed,
        language=context.language,
    )


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
        place=place_from(raw.get("place")),
        case=Case(**raw["case"]) if raw.get("case") else None,
        heard=tuple(raw.get("heard", ())),
        filed=_filed(raw.get("filed")),
        undo=_lines(raw.get("undo")),
        left=_lines(raw.get("left")),
        recent=tuple(raw.get("recent", ())),
        named=raw.get("named"),
        asked=str(raw.get("asked", "")),
        changed_at=int(raw.get("changed_at", 0)),
        language=str(raw.get("language", "")),
    )


def _filed(raw: Any) -> tuple[str, int]:
    return (str(raw[0]), int(raw[1])) if raw else ("", 0)


def _lines(raw: Any) -> tuple[tuple[str, int], ...] | None:
    return None if raw is None else tuple((str(sku), int(quantity)) for sku, quantity in raw)


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

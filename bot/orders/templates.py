"""The UTILITY templates (and the MARKETING one) that messages need outside the 24-hour window.

bot.whatsapp.templates has a text for each; a merchant's own may be other. Named variables are
filled by name, numbered ones in the order of the facts; fewer variables get the first facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from bot.orders.ports import Template
from bot.orders.values import NoticeKind

# The facts of each message in the order of {{1}}, {{2}}, ...
FACTS: Final[Mapping[NoticeKind, tuple[str, ...]]] = {
    "order_placed": ("customer", "number", "total"),
    "order_paid": ("customer", "total", "number"),
    "order_preparing": ("customer", "number"),
    "order_shipped": ("customer", "number", "tracking"),
    "order_delivered": ("customer", "number"),
    "order_cancelled": ("customer", "number"),
    "payment_pending": ("customer", "total", "deadline"),
    "payment_failed": ("customer", "total"),
    "payment_review": ("customer", "total"),
    "refund_started": ("customer", "total"),
    "refunded": ("customer", "total"),
    "recovery": ("customer", "lines", "total"),
}

# What `template.purpose` says; the first approved one is taken.
PURPOSES: Final[Mapping[NoticeKind, tuple[str, ...]]] = {
    kind: (kind, kind.removeprefix("order_")) for kind in FACTS
}

_VARIABLE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")


def read_template(name: str, language: str, components: object) -> Template:
    """Read a template as Meta lists it: its body's variables, and a button with a variable."""
    parts = cast("list[Any]", components) if isinstance(components, list) else []
    variables: list[str] = []
    button = False
    for part in parts:
        kind = str(part.get("type", "")).upper()
        if kind == "BODY":
            variables = list(dict.fromkeys(_VARIABLE.findall(str(part.get("text", "")))))
        elif kind == "BUTTONS":
            button = any(_VARIABLE.search(str(one.get("url", ""))) for one in part["buttons"])
    named = any(not variable.isdecimal() for variable in variables)
    return Template(name, language, tuple(variables), named, button)


def fill(template: Template, kind: NoticeKind, facts: Mapping[str, str]) -> list[str] | None:
    """Return the variables' values in order; None when the template asks for more than we know."""
    if template.named:
        found = [facts.get(name) for name in template.variables]
        return None if None in found else [_flat(one or "") for one in found]
    wanted = FACTS[kind][: len(template.variables)]
    if len(wanted) < len(template.variables):
        return None
    return [_flat(facts[name]) for name in wanted]


def _flat(words: str) -> str:
    """A variable holds neither line breaks nor runs of spaces, and is never empty (Meta)."""
    return " ".join(words.split()) or "-"

"""`faq import`: the shop's questions and answers from a YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from index.types import Faq

LONGEST_ANSWER: Final = 1_000


class FaqError(ValueError):
    """A FAQ file that cannot be read; says where and how to mend it."""


def read_faq(path: Path) -> list[Faq]:
    """Read a list of {id, question, alternatives, answer}. FaqError names the first fault."""
    if not path.is_file():
        raise FaqError(f"{path} is not a file; give a YAML list of id, question, answer")
    try:
        entries: Any = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise FaqError(f"{path} is not readable YAML: {error}") from error
    if not isinstance(entries, list):
        raise FaqError(f"{path} holds no list; begin each entry with '- id: ...'")
    found = [_entry(path, place, one) for place, one in enumerate(cast("list[Any]", entries), 1)]
    ids = [one.id for one in found]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise FaqError(f"{path}: id {twice!r} stands there twice")
    return found


def _entry(path: Path, place: int, raw: Any) -> Faq:
    entry: Mapping[str, Any] = cast("Mapping[str, Any]", raw) if isinstance(raw, Mapping) else {}
    for name in ("id", "question", "answer"):
        if not str(entry.get(name) or "").strip():
            raise FaqError(f"{path}, entry {place}: {name} is missing")
    answer = str(entry["answer"]).strip()
    if len(answer) > LONGEST_ANSWER:
        raise FaqError(f"{path}, entry {place}: the answer is longer than {LONGEST_ANSWER}")
    return Faq(
        id=str(entry["id"]).strip(),
        question=str(entry["question"]).strip(),
        answer=answer,
        alternatives=tuple(str(one).strip() for one in entry.get("alternatives") or ()),
    )

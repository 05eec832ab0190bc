"""Training examples with the file and line where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml


class ExamplesError(ValueError):
    """A file of examples cannot be read; the message says which, where and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of an intent. line counts from 1; country is "" where the block names none."""

    text: str
    intent: str
    country: str
    file: Path
    line: int

    @property
    def place(self) -> str:
        """Where it stands, for people: "cart.yml:12"."""
        return f"{self.file.name}:{self.line}"


def read_examples(folder: Path) -> list[Example]:
    """Read every *.yml file of data/nlu, in order. ExamplesError names what cannot be read."""
    return [example for file in sorted(folder.glob("*.yml")) for example in _read_file(file)]


def _read_file(file: Path) -> Iterator[Example]:
    try:
        compose = cast("Callable[..., yaml.Node | None]", yaml.compose)
        root = compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ExamplesError(f"{file}: {' '.join(str(error).split())}") from error
    blocks = _child(root, "nlu")
    if isinstance(blocks, yaml.SequenceNode):
        for block in cast("list[yaml.Node]", blocks.value):
            yield from _read_block(file, block)


def _read_block(file: Path, block: yaml.Node) -> Iterator[Example]:
    intent, listed = _child(block, "intent"), _child(block, "examples")
    if intent is None or listed is None:
        return  # synonyms and lookup tables are blocks too
    country = _child(_child(block, "metadata"), "country")
    first = listed.start_mark.line + 2  # behind the line with "examples: |", from 1
    for number, line in enumerate(_text(listed).splitlines()):
        if line.startswith("-") and line[1:].strip():
            text = line[1:].strip()
            yield Example(text, _text(intent), _text(country), file, first + number)


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    return next((value for name, value in pairs if _text(name) == key), None)


def _text(node: yaml.Node | None) -> str:
    value: Any = node.value if isinstance(node, yaml.ScalarNode) else ""
    return str(value)

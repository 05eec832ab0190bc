"""Question pairs over the sample shop, and how well they are answered."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from index.types import Answer, Fact, Faq, Item
from tests.quality.discovery.shop import ROOT, sample_items

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pair:
    """A question about a product (or the shop); says: what the answer holds, empty for none."""

    subject: str
    question: str
    says: str

    def rightly(self, answer: Answer | None) -> bool:
        """Whether this answer, or this silence, is the right one."""
        if not self.says or answer is None:
            return answer is None and not self.says
        return self.says.lower() in f"{answer.text} {answer.source}".lower()


def product_pairs() -> list[Pair]:
    """Read the questions about products."""
    return [Pair(product, question, says) for product, question, says in _rows("facts.tsv")]


def shop_pairs() -> list[Pair]:
    """Read the questions about the shop; says: the source of the right answer."""
    rows = _rows("shop.tsv")
    return [Pair("", question, answer and f"faq:{answer}") for question, answer in rows]


def sample_facts() -> dict[str, Fact]:
    """Return the sample shop's products by group (or SKU), as the answerer reads them."""
    found: dict[str, Fact] = {}
    for item in sample_items():
        found.setdefault(item.group or item.sku, _fact(item))
    return found


def sample_faq() -> list[Faq]:
    """Read data/faq/sample.yml."""
    entries: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/faq/sample.yml").read_text())
    return [
        Faq(one["id"], one["question"], one["answer"], tuple(one.get("alternatives", ())))
        for one in entries
    ]


def _rows(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t") if row][1:]


def _fact(item: Item) -> Fact:
    own = [("color", item.colour), ("talla", item.size), ("material", item.material)]
    own += [("marca", item.brand), ("categoría", item.category)]
    known = [(name, value) for name, value in own if value]
    return Fact(item.sku, item.name, (*item.attributes, *known), item.description)

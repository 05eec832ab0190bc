"""What the shop answers, free of any channel. The WhatsApp room gives it a shape."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. Any length: the channel splits what is too long."""

    body: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tap. id comes back when it is tapped; title is what is read."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Words with up to ten things to tap (buttons up to three, then a list).

    brief and closing: of what changed the cart its news alone, and the total with the next
    step, for a message that says more. waits: the answer is needed to go on.
    """

    body: str
    choices: tuple[Choice, ...]
    menu: str = "Ver opciones"
    brief: str = ""
    closing: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a product list; skus in the order to show."""

    title: str
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """Products by SKU, with the words that lead in. Sections of sendable SKUs only.

    One SKU in all becomes a single product message, several a product list.
    """

    body: str
    sections: tuple[Section, ...]
    header: str = ""

    @property
    def skus(self) -> tuple[str, ...]:
        """Every SKU in the order shown."""
        return tuple(sku for section in self.sections for sku in section.skus)


@dataclass(frozen=True, slots=True)
class Link:
    """Words and one labelled link (checkout, tracking)."""

    body: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WholeCatalog:
    """Words with the way into the whole catalog; thumbnail is one sendable SKU."""

    body: str
    thumbnail: str | None = None


Reply = Text | Question | Products | Link | WholeCatalog

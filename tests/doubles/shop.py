"""A shop in memory: a small catalog with variants, and its ports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.ports import OrderSummary, Shop
from actions.shop.matching import has_colour, has_size
from actions.shop.money import Money
from actions.shop.product import Product
from actions.wording import Wording, read_wording
from index.types import Answer, Filters, Found, Hit
from nlu.text import fold, parse_colours, parse_price_range, parse_size, words

DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"


def pesos(amount: int) -> Money:
    return Money(amount * 100, "MXN")


def _variants(
    group: str, name: str, price: int, rows: Sequence[tuple[str, str, int | None]], **more: Any
) -> list[Product]:
    """rows: colour, size, stock; the SKU is made of group, colour and size."""
    made: list[Product] = []
    for colour, size, stock in rows:
        mark = "-".join(part[:3].upper() for part in (colour, size) if part)
        made.append(
            Product(
                f"{group}-{mark}",
                name,
                pesos(price),
                group=group,
                colour=colour,
                size=size,
                stock=stock,
                available=stock != 0,
                **more,
            )
        )
    return made


CATALOG: tuple[Product, ...] = (
    *_variants(
        "TENIS",
        "Tenis Brisa",
        1199,
        [("gris", "26", 4), ("gris", "27", 6), ("azul marino", "27", 5), ("azul marino", "28", 0)],
        brand="Zancada",
        category="Calzado",
    ),
    *_variants(
        "BOTAS",
        "Botas Sierra",
        1990,
        [("negro", "27", 3), ("negro", "28", 1)],
        brand="Cumbrera",
        category="Calzado",
    ),
    *_variants(
        "PLAYERA",
        "Playera básica",
        249,
        [("negro", "CH", 9), ("negro", "M", 2), ("blanco", "M", 5), ("blanco", "G", 0)],
        brand="Hilo",
        category="Ropa",
    ),
    *_variants("GORRA", "Gorra Norte", 199, [("negro", "", 7)], brand="Hilo", category="Ropa"),
    Product("TAZA", "Taza de barro", pesos(120), category="Cocina", stock=None),
    Product(
        "LICUA",
        "Licuadora Tornado",
        pesos(899),
        sale_price=pesos(749),
        category="Cocina",
        stock=3,
        attributes=(("Potencia", "600 W"),),
        url="https://tienda.example/p/licua",
    ),
    *(
        Product(
            f"USB-{size}",
            "Memoria USB Llave",
            pesos(price),
            group="USB",
            stock=stock,
            available=stock > 0,
            variant=(("Capacidad", f"{size} GB"),),
            category="Electrónica",
        )
        for size, price, stock in (("32", 129, 5), ("64", 189, 5), ("128", 299, 0))
    ),
    Product("OUT", "Vajilla Talavera", pesos(2500), available=False, stock=0, category="Cocina"),
    Product("DRAFT", "Mantel azul", pesos(300), unsendable="no image", category="Cocina"),
)


class FakeProducts:
    def __init__(self, catalog: Sequence[Product]) -> None:
        self.catalog = list(catalog)

    async def by_sku(self, shop: Shop, skus: Sequence[str]) -> list[Product]:
        known = {product.sku: product for product in self.catalog}
        return [known[sku] for sku in dict.fromkeys(skus) if sku in known]

    async def variants(self, shop: Shop, group: str) -> list[Product]:
        found = [product for product in self.catalog if product.group == group]
        return sorted(found, key=lambda one: (one.pays.amount, one.size))

    async def categories(self, shop: Shop) -> list[tuple[str, tuple[str, ...]]]:
        found: dict[str, list[str]] = {}
        for one in self.catalog:
            if one.category and one.unsendable is None and one.in_stock:
                found.setdefault(one.category, []).append(one.sku)
        return [(name, tuple(skus[:20])) for name, skus in found.items()]


class FakeDiscovery:
    """Finds by words, colour, size and price; drops the size when nothing has it."""

    def __init__(self, products: FakeProducts) -> None:
        self.products = products
        self.asked: list[tuple[str, Filters]] = []

    async def search(
        self,
        shop: Shop,
        text: str,
        filters: Filters = Filters(),
        *,
        limit: int = 10,
        parse: bool = True,
    ) -> Found:
        self.asked.append((text, filters))
        wanted = _read(text, filters) if parse else filters
        named = [one for one in self.products.catalog if _named(one, text)]
        hits = [one for one in named if _fits(one, wanted)]
        relaxed: tuple[str, ...] = ()
        if not hits and wanted.size and named:
            looser = replace(wanted, size=None)
            hits, relaxed = [one for one in named if _fits(one, looser)], ("size",)
        found = tuple(Hit(one.sku, one.name, 0.9, one.group) for one in hits[:limit])
        return Found(text, wanted, found, relaxed if found else ())

    async def exact(self, shop: Shop, text: str) -> str | None:
        for one in self.products.catalog:
            if one.sku in text.split() or (one.url and one.url in text):
                return one.sku
        return None

    async def similar(self, shop: Shop, sku: str, *, limit: int = 3) -> list[str]:
        known = {one.sku: one for one in self.products.catalog}
        same = [
            one.sku
            for one in self.products.catalog
            if one.category == known[sku].category and one.sku != sku and one.in_stock
        ]
        return same[:limit]


def _read(text: str, given: Filters) -> Filters:
    limits = parse_price_range(text)
    most = int(limits.maximum * 100) if limits and limits.maximum else None
    return replace(
        given,
        colours=given.colours or parse_colours(text),
        size=given.size or parse_size(text),
        most=given.most if given.most is not None else most,
    )


SYNONYMS = {"remera": "playera", "polo": "playera", "bolso": "gorra"}


def _named(product: Product, text: str) -> bool:
    said = {word.rstrip("s") for word in words(text) if len(word) > 3}
    said |= {SYNONYMS[word] for word in said if word in SYNONYMS}
    own = {word.rstrip("s") for word in words(f"{product.name} {product.category}")}
    return bool(said & own)


def _fits(product: Product, filters: Filters) -> bool:
    return (
        product.unsendable is None
        and product.sku not in filters.exclude
        and (not filters.colours or has_colour(product, filters.colours))
        and (filters.size is None or has_size(product, filters.size))
        and (filters.most is None or product.pays.amount <= filters.most)
        and (filters.least is None or product.pays.amount >= filters.least)
    )


class FakeAnswers:
    """Knows that the blender has 600 W and that the shop ships everywhere."""

    async def about_product(self, shop: Shop, sku: str, question: str) -> Answer | None:
        if sku == "LICUA" and "potencia" in fold(question):
            return Answer("Potencia: 600 W", "attribute:potencia", 0.9)
        return None

    async def about_shop(self, shop: Shop, question: str) -> Answer | None:
        if "envio" in fold(question):
            return Answer("Enviamos a todo el país en 3 días.", "faq:envios", 0.9)
        return None


@dataclass
class FakeOrders:
    kept: dict[int, list[OrderSummary]] = field(default_factory=dict[int, list[OrderSummary]])

    async def of_customer(self, shop: Shop, customer_id: int) -> list[OrderSummary]:
        return self.kept.get(customer_id, [])


class FakeHours:
    def next_answer(self, shop: Shop, now: int) -> str:
        return "mañana desde las 9:00"


@cache
def wording() -> Wording:
    """The product's own words."""
    others = (DOMAIN.parent / "data" / "responses").glob("*.yml")
    spoken = {one.stem: yaml.safe_load(one.read_text(encoding="utf-8")) for one in others}
    return read_wording(yaml.safe_load(DOMAIN.read_text(encoding="utf-8")), spoken)

"""A product or one variant of it, as the shop's rules see it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.shop.money import Money


@dataclass(frozen=True, slots=True)
class Product:
    """One sendable unit of the catalog: a variant, or a product without variants.

    sku: Meta's content id (retailer_id). group: id shared by the variants of one
    product, None when it has none. stock: pieces left, None when not counted.
    unsendable: why it cannot go out as a product message, None when it can.
    variant: what else tells it from its siblings, by name (("Capacidad", "64 GB"),).
    """

    sku: str
    name: str
    price: Money
    sale_price: Money | None = None
    group: str | None = None
    colour: str = ""
    size: str = ""
    material: str = ""
    brand: str = ""
    category: str = ""
    description: str = ""
    url: str = ""
    image_url: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    available: bool = True
    stock: int | None = None
    unsendable: str | None = None
    searchable: bool = True
    variant: tuple[tuple[str, str], ...] = ()

    @property
    def in_stock(self) -> bool:
        """Whether at least one piece can be sold now."""
        return self.available and (self.stock is None or self.stock > 0)

    @property
    def pays(self) -> Money:
        """What the customer pays for one: the sale price where there is one."""
        return self.sale_price or self.price

    @property
    def options(self) -> str:
        """What tells this variant from its siblings, for people: "gris, 27"."""
        more = (value for _, value in self.variant)
        return ", ".join(part for part in (self.colour, self.size, *more) if part)

    @property
    def label(self) -> str:
        """Name with its options: "Tenis Brisa (gris, 27)"."""
        return f"{self.name} ({self.options})" if self.options else self.name


def sellable(product: Product) -> bool:
    """Whether it may be put into a cart: sendable and in stock."""
    return product.unsendable is None and product.in_stock

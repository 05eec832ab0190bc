"""Messages that show products of the catalog, by content id (SKU)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, at_most
from bot.whatsapp.outbound.interactive import (
    SECTION_TITLE,
    SECTIONS,
    Body,
    Footer,
    TextHeader,
    titled,
)

ITEMS: int = 30
Sku = Annotated[str, at_most(255)]
CatalogId = Annotated[str, at_most(64)]


class ProductAction(Out):
    """One product."""

    catalog_id: CatalogId
    product_retailer_id: Sku


class ProductInteractive(Out):
    """One product; the words are optional, a header is refused."""

    type: Literal["product"] = "product"
    body: Body | None = None
    footer: Footer | None = None
    action: ProductAction


class ProductItem(Out):
    """One product of a list."""

    product_retailer_id: Sku


class ProductSection(Out):
    """A part of a product list; the title is needed where there are several."""

    title: Annotated[str, at_most(SECTION_TITLE)] | None = None
    product_items: Annotated[list[ProductItem], Field(min_length=1, max_length=ITEMS)]


class ProductSections(Out):
    """Up to 30 products in up to 10 sections."""

    catalog_id: CatalogId
    sections: Annotated[list[ProductSection], Field(min_length=1, max_length=SECTIONS)]

    @model_validator(mode="after")
    def _together(self) -> ProductSections:
        items = sum(len(section.product_items) for section in self.sections)
        if items > ITEMS:
            raise ValueError(f"a product list holds {ITEMS} products in all, not {items}")
        titled([section.title for section in self.sections])
        return self


class ProductListInteractive(Out):
    """Several products; header and body are required."""

    type: Literal["product_list"] = "product_list"
    header: TextHeader
    body: Body
    footer: Footer | None = None
    action: ProductSections


class Thumbnail(Out):
    """The product whose picture stands for the catalog."""

    thumbnail_product_retailer_id: Sku


class CatalogAction(Out):
    """The whole catalog."""

    name: Literal["catalog_message"] = "catalog_message"
    parameters: Thumbnail | None = None


class CatalogInteractive(Out):
    """Words with the way into the whole catalog."""

    type: Literal["catalog_message"] = "catalog_message"
    body: Body
    footer: Footer | None = None
    action: CatalogAction


class ProductMessage(Message):
    """A message that shows products."""

    type: Literal["interactive"] = "interactive"
    interactive: Annotated[
        ProductInteractive | ProductListInteractive | CatalogInteractive,
        Field(discriminator="type"),
    ]

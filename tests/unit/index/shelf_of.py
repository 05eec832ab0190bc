"""A small shop for the tests of the index."""

from index.catalog_index import CatalogIndex
from index.passage import encode
from index.synonyms import Group, Synonyms
from index.types import Found, Item, Query
from tests.unit.index.words_embedder import WordsEmbedder

SYNONYMS = Synonyms.from_groups(
    common=[Group("tenis", ("sneakers", "zapatillas para correr"))],
    countries={
        "ar": [Group("tenis", ("zapatillas",))],
        "mx": [Group("zapatos de tacón", ("zapatillas",))],
    },
)


def shoe(number: int, colour: str, size: str, *, in_stock: bool = True) -> Item:
    """One variant of the running shoe."""
    return Item(
        id=number,
        sku=f"TEN-{colour[:3].upper()}-{size}",
        name="Tenis para correr Brisa",
        group="TEN",
        description="Ligeros, de malla que deja pasar el aire.",
        brand="Zancada",
        category="Calzado > Tenis",
        colour=colour,
        size=size,
        price=119_900,
        in_stock=in_stock,
    )


ITEMS = (
    shoe(1, "gris", "26"),
    shoe(2, "gris", "27"),
    shoe(3, "azul marino", "27"),
    shoe(4, "azul marino", "28", in_stock=False),
    Item(5, "TEN-LONA", "Tenis de lona Ciudad", brand="Pasolibre", category="Calzado > Tenis",
         colour="blanco", size="26", price=54_900, on_sale=True),
    Item(6, "LIC-1", "Licuadora Tornado", brand="Lumbre", category="Cocina",
         description="Tritura hielo y sopas.", price=74_900, gtin="7501234567890",
         url="https://tienda.example/p/licuadora"),
    Item(7, "TAC-ROJ", "Zapatos de tacón Gala", category="Calzado", colour="rojo", size="24",
         price=87_900),
    Item(8, "TER-ROS", "Termo Sendero", category="Cocina", colour="rosa", price=37_900),
)  # fmt: skip


def index_of(*items: Item, vectors: bool = True) -> CatalogIndex:
    """Return an index over some products, the small shop when none are named."""
    embedder = WordsEmbedder()
    index = CatalogIndex(embedder, SYNONYMS)
    chosen = items or ITEMS
    known = encode(chosen, embedder) if vectors else []
    index.upsert(chosen, {item.id: row for item, row in zip(chosen, known, strict=vectors)})
    return index


def search(text: str, index: CatalogIndex | None = None, country: str = "mx") -> Found:
    """Search the small shop."""
    return (index or index_of()).search(Query(text, country=country))


def skus(found: Found) -> list[str]:
    """Return what was found, best first."""
    return [hit.sku for hit in found.hits]

"""Vectors by document number, and the text that a product's vector is made of."""

from dataclasses import replace

import numpy as np

from index.dense import DenseIndex
from index.passage import passage_text
from index.types import Item

ITEM = Item(1, "A", "Playera", category="Ropa > Playeras", brand="Kardo", colour="negro", size="M",
            material="algodón", attributes=(("Corte", "recto"),),
            description="Cuello redondo.", price=100)  # fmt: skip


def vectors(*rows: tuple[float, float, float]) -> np.ndarray:
    return np.asarray(rows, np.float32)


def filled() -> DenseIndex:
    index = DenseIndex(3)
    index.put([4, 7, 9], vectors((1, 0, 0), (0, 1, 0), (0.6, 0.8, 0)))
    return index


def test_the_nearest_allowed_documents_come_first() -> None:
    allowed = np.ones(10, np.bool_)
    found, cosines = filled().search(vectors((1, 0, 0)), 2, allowed)
    assert found.tolist() == [4, 9]
    assert cosines[0] > cosines[1]
    allowed[4] = False
    assert filled().search(vectors((1, 0, 0)), 2, allowed)[0].tolist() == [9, 7]


def test_a_removed_or_replaced_vector_is_not_found_any_more() -> None:
    index = filled()
    index.remove([4, 100])
    index.put([7], vectors((0, 0, 1)))
    found, _ = index.search(vectors((0, 0, 1)), 5, np.ones(10, np.bool_))
    assert found.tolist()[0] == 7
    assert sorted(found.tolist()) == [7, 9]


def test_documents_without_a_vector_have_no_cosine() -> None:
    found = filled().cosines(vectors((0, 1, 0)), np.array([7, 8]))[:, 0]
    assert found.round(2).tolist() == [1.0, 0.0]


def test_an_empty_index_finds_nothing() -> None:
    found, cosines = DenseIndex(3).search(vectors((1, 0, 0)), 5, np.ones(1, np.bool_))
    assert len(found) == len(cosines) == 0


def test_variants_share_their_text() -> None:
    other = replace(ITEM, id=2, sku="B", colour="rojo", size="G", price=900, in_stock=False)
    assert passage_text(ITEM) == passage_text(other)
    told = passage_text(ITEM)
    for said in ("Playera", "Ropa, Playeras", "Kardo", "algodón", "Corte: recto", "Cuello"):
        assert said in told


def test_an_empty_product_has_its_name_alone() -> None:
    assert passage_text(Item(1, "A", "Taza")) == "Taza"

"""A list stops where products are no longer what was named."""

from pathlib import Path

import pytest

from index.embed import open_embedder
from index.types import Query
from tests.quality.discovery.shop import sample_index


@pytest.mark.parametrize(
    ("query", "country", "shown", "not_shown"),
    [
        ("casacas jean", "pe", "CHA-RANCHO", "JEA-RECTO"),
        ("que mochilas hay", "mx", "MOC-OFICIO", "CAR-RFID"),
        ("morrales pa portatil", "co", "MOC-OFICIO", "BAT-VIAJE"),
        ("bolsas", "mx", "BOL-MERCADO", "CAR-RFID"),
        ("zapatos", "mx", "ZAP-GALA", "MOC-OFICIO"),
        ("cinturón y cartera de piel cafés que combinen", "mx", "CAR-RFID", "MAL-ANDEN"),
    ],
)
def test_a_list_holds_what_was_named_and_little_else(
    models: Path, query: str, country: str, shown: str, not_shown: str
) -> None:
    found = sample_index(open_embedder(models)).search(Query(query, limit=60, country=country))
    groups = {hit.group or hit.sku for hit in found.hits}
    assert shown in groups
    assert not_shown not in groups

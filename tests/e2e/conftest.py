"""Towns with the sample shop: one for each test, one that all conversations share."""

from collections.abc import Generator
from pathlib import Path

import pytest

from requirements.setup.paths import ROOT
from tests.e2e.town import Town


@pytest.fixture
def town(sample_home: Path, tmp_path: Path) -> Generator[Town]:
    """A town of this test's own, with the sample shop and a Rasa of the service's own."""
    own = Town(tmp_path / "town", sample_home)
    try:
        yield own.start()
    finally:
        own.stop()


@pytest.fixture(scope="session")
def shared_town(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Town]:
    """A town for tests that need nothing but a new customer."""
    own = Town(tmp_path_factory.mktemp("shared") / "town", sample_home)
    try:
        yield own.start()
    finally:
        own.stop()


def sample_file(name: str) -> Path:
    return ROOT / "data" / "sample" / name

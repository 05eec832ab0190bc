"""Which tests cannot run on this machine, and what would have to be installed for them."""

from collections.abc import Callable
from dataclasses import dataclass

from requirements.setup.paths import RASA_ENV, python_of
from tests.needs.chromium import find_chromium
from tests.needs.postgres import find_binaries


@dataclass(frozen=True)
class Need:
    """A marker whose tests need a tool of the machine."""

    marker: str
    is_there: Callable[[], bool]
    remedy: str


NEEDS = (
    Need("browser", lambda: find_chromium() is not None, "no Chromium: install chromium"),
    Need("postgres", lambda: find_binaries() is not None, "no PostgreSQL: run make install"),
    Need("rasa", lambda: python_of(RASA_ENV).exists(), "no Rasa environment: run make install"),
)


def missing() -> dict[str, str]:
    """The remedy for each marker whose tests cannot run here."""
    return {need.marker: need.remedy for need in NEEDS if not need.is_there()}

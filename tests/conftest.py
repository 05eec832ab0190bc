"""What all tests share: markers by folder, real tools of the machine, what is left out and why."""

from collections import Counter
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.async_api import Page, async_playwright

from requirements.setup import paths
from tests.needs import chromium as chromium_tools
from tests.needs.missing import missing
from tests.needs.postgres import PostgresServer, find_binaries, running_server

TESTS = Path(__file__).parent
FOLDER_MARKERS = {"integration", "e2e", "crash", "quality"}
# Speed is measured in benchmarks; a busy machine must not fail a property.
settings.register_profile("steady", deadline=None, print_blob=True)
settings.load_profile("steady")
LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by their folder, keep unit tests off sockets, skip what cannot run here."""
    remedies = missing()
    left_out = config.stash[LEFT_OUT] = Counter()
    for item in items:
        _mark_by_folder(item)
        for remedy in {remedies[m.name] for m in item.iter_markers() if m.name in remedies}:
            item.add_marker(pytest.mark.skip(reason=remedy))
            left_out[remedy] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out and how to have it run."""
    for remedy, count in terminalreporter.config.stash.get(LEFT_OUT, Counter()).items():
        terminalreporter.write_line(f"left out: {count} tests ({remedy})", yellow=True)


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of built models (MILLENNIUM_MODELS)."""
    return paths.models()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A HOME with the sample shop, its FAQ and every vector, made by the commands themselves."""
    from tests.e2e.town import Town

    town = Town(tmp_path_factory.mktemp("sample"))
    imports = (["catalog", "import", "data/sample/catalog.csv"],
               ["faq", "import", "data/faq/sample.yml"],
               ["setting", "set", "name", "Tienda Millennium"],
               ["setting", "set", "burst_wait_ms", "0"])  # fmt: skip
    for words in imports:
        done = town.command(*words)
        assert done.returncode == 0, done.stderr
    return town.home


@pytest.fixture(scope="session")
def rasa_python() -> Path:
    """The interpreter of Rasa's environment. Mark the test with `rasa`."""
    return paths.python_of(paths.RASA_ENV)


@pytest.fixture(scope="session")
def postgres_server() -> Generator[PostgresServer]:
    """A PostgreSQL server for the whole session. Mark the test with `postgres`."""
    binaries = find_binaries()
    assert binaries, "mark the test with postgres: it is left out where there is no PostgreSQL"
    with running_server(binaries) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Generator[str]:
    """The address of an empty database of this test's own. Mark the test with `postgres`."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The machine's Chromium. Mark the test with `browser`."""
    found = chromium_tools.find_chromium()
    assert found, "mark the test with browser: it is left out where there is no Chromium"
    return found


@pytest.fixture
async def page(chromium: Path) -> AsyncGenerator[Page]:
    """A page in a fresh headless Chromium that speaks Spanish. Mark the test with `browser`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=chromium_tools.ARGUMENTS
        )
        context = await browser.new_context(locale="es-MX")
        yield await context.new_page()
        await browser.close()


def _mark_by_folder(item: pytest.Item) -> None:
    folder = item.path.relative_to(TESTS).parts[0]
    if folder in FOLDER_MARKERS:
        item.add_marker(getattr(pytest.mark, folder))
    if folder == "unit":
        item.add_marker(pytest.mark.disable_socket)

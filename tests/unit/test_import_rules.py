"""Who may import whom, where import-linter's contracts have no words for it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from requirements.setup.paths import ROOT

OURS = ("bot", "nlu", "actions", "index")
PURE = ("nlu/text", "actions/shop", "actions/replies.py")
PURE_MAY_IMPORT = ("nlu.text", "actions.shop", "actions.replies")
JOINS_THE_ROOMS = ("bot.wiring", "bot.cli")
READS_THE_STORE = (*JOINS_THE_ROOMS, "bot.store", "bot.catalog", "bot.console", "bot.reports")


def sources(*names: str) -> list[Path]:
    found = [path for name in names for path in (ROOT / name).rglob("*.py")]
    return sorted({*found, *(ROOT / name for name in names if (ROOT / name).is_file())})


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def users_of(package: str) -> set[str]:
    return {
        module_of(path)
        for path in sources(*OURS)
        if any(is_within(name, (package,)) for name in imports_of(path))
    }


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_need_the_standard_library_and_nlu_text_alone(room: str) -> None:
    foreign = {
        (module_of(path), name)
        for path in sources(room)
        for name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not is_within(name, PURE_MAY_IMPORT)
    }
    assert foreign == set()


def test_only_the_command_imports_the_wiring() -> None:
    assert {
        user for user in users_of("bot.wiring") if not is_within(user, JOINS_THE_ROOMS)
    } == set()


def test_rooms_reach_the_store_through_their_ports() -> None:
    assert {user for user in users_of("bot.store") if not is_within(user, READS_THE_STORE)} == set()


def test_no_module_imports_by_dots() -> None:
    relative = {
        module_of(path)
        for path in sources(*OURS)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.level
    }
    assert relative == set()

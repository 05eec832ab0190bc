"""Whatever can be set or called is documented, and what is documented exists."""

import configparser
import re
from dataclasses import fields
from typing import Any

import pytest
import typer.main

from bot.accounts.preferences import Preferences
from bot.cli.app import app
from bot.settings import Settings
from requirements.setup.paths import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
UNIT = ROOT / "docs" / "deploy" / "millennium.service"
PROXY = (ROOT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Return every command with its groups, as it is typed."""
    return sorted(_inside(typer.main.get_command(app)))


def _inside(command: Any, name: str = "") -> list[str]:
    inner: dict[str, Any] = getattr(command, "commands", None) or {}
    below = [one for key, sub in inner.items() for one in _inside(sub, f"{name} {key}".strip())]
    return below if inner else [name]


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_of_the_installer_is_documented(name: str) -> None:
    assert f"`MILLENNIUM_{name.upper()}`" in SETTINGS


@pytest.mark.parametrize("name", [one.name for one in fields(Preferences)])
def test_every_setting_of_the_merchant_is_documented(name: str) -> None:
    assert f"| `{name}` |" in SETTINGS


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"`millennium {command}" in SETTINGS


def test_documented_commands_exist() -> None:
    table = SETTINGS.split("## Commands")[1]
    documented = re.findall(r"^\| `millennium ([a-z ]+?)(?: [A-Z].*)?`", table, re.MULTILINE)
    assert sorted(documented) == commands()


def test_documented_settings_exist() -> None:
    named = set(re.findall(r"`MILLENNIUM_([A-Z_]+)`", SETTINGS))
    # Rasa's own environment has one more, told to it alone.
    assert {name.lower() for name in named} - set(Settings.model_fields) == {"actions_token"}


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{path.name}: {target}"
        for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_the_unit_file_starts_the_service_restarts_it_and_confines_it() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read_string(UNIT.read_text(encoding="utf-8"))
    service = unit["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/millennium run")
    assert service["Restart"] == "always"
    assert service["KillMode"] == "mixed"
    assert service["ProtectSystem"] == "strict"
    assert (
        service["ReadWritePaths"] in service["Environment"] or "/srv/millennium" in UNIT.read_text()
    )
    assert unit["Install"]["WantedBy"] == "multi-user.target"


def test_the_proxy_lets_large_batches_and_streams_through() -> None:
    assert re.search(r"client_max_body_size\s+4m;", PROXY)
    assert re.search(r"location ~ \^/\(console\|api\)/ \{[^}]*proxy_buffering off;", PROXY)
    for place in ("/webhooks/", "/pay/", "/healthz"):
        assert place in PROXY
    assert "ssl_certificate" in PROXY
    assert PROXY.count("{") == PROXY.count("}")

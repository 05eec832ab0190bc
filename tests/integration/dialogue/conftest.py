"""A tiny shop's model, trained once, and turns that only listen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.runtime.launch import CODE, RasaHome
from nlu.training.jobs import train

EXAMPLES = {
    "greet": ["hola", "buenas tardes", "qué tal", "buen día", "hola amigo", "hey"],
    "checkout": ["quiero pagar", "cómo pago", "cerrar la compra", "pagar ya", "pagar", "a pagar"],
}
EVENT = "EXTERNAL_button"
HELLO = "¡Hola! Estas palabras dice el servicio."


@dataclass
class ListeningTurn:
    """An open turn as the board and the route see it."""

    key: str = "turn-1"
    closed: bool = False
    heard: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)

    def understood(self, act: int, parse: Mapping[str, Any]) -> None:
        self.heard.append((act, parse))

    def answered(self, act: int) -> None:
        self.answers.append(act)


@dataclass(frozen=True)
class Shop:
    """Where the tiny shop's project, models and archive lie."""

    home: RasaHome
    archive: Path
    progress: list[str]


def write_project(folder: Path) -> Path:
    """The real configuration with two intents and one event."""
    intents = [*EXAMPLES, EVENT]
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": f"action_{intent}"}]}
        for intent in intents
    ]
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in EXAMPLES.items()
    ]
    domain = {
        "intents": intents,
        "entities": ["colour", "size", "quantity", "position", "least_price", "most_price"],
        "actions": [f"action_{intent}" for intent in intents],
        "session_config": {
            "session_expiration_time": 0,
            "carry_over_slots_to_new_session": False,
        },
        "responses": {"utter_hello": [{"text": HELLO}]},
    }
    _write(folder / "domain.yml", domain)
    _write(folder / "data" / "rules" / "rules.yml", {"rules": rules})
    _write(folder / "data" / "nlu" / "nlu.yml", {"nlu": blocks})
    for name in ("config.yml", "endpoints.yml", "credentials.yml"):
        (folder / name).write_text((CODE / name).read_text("utf-8"), "utf-8")
    return folder


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {"version": "3.1", **content}
    file.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Train once, without an embedding model: its folder of models is empty."""
    folder = tmp_path_factory.mktemp("shop")
    project, models = write_project(folder / "project"), folder / "models"
    progress: list[str] = []
    archive = train(project, models, progress.append)
    return Shop(RasaHome(project, models), archive, progress)

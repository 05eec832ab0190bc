"""A tiny project, trained once for all tests of the pipeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = {
    "greet": ["hola", "buenas tardes", "qué tal", "buen día", "hola amigo", "hey"],
    "search_product": [
        "busco tenis negros",
        "tienen camisetas",
        "quiero una mochila",
        "venden zapatos",
        "necesito una chamarra",
        "hay gorras",
    ],
    "checkout": [
        "quiero pagar",
        "cómo pago",
        "cerrar la compra",
        "dame el link de pago",
        "pagar ya",
        "terminar pedido",
    ],
}
EVENT, ACTION = "EXTERNAL_button", "action_button"


@dataclass(frozen=True)
class Shop:
    """The tiny project's folder and its trained archive."""

    project: Path
    archive: Path

    @property
    def config(self) -> Path:
        return self.project / "config.yml"


def write_project(folder: Path) -> Path:
    """The real pipeline with three intents and one event."""
    intents = [*EXAMPLES, EVENT]
    domain = {
        "version": "3.1",
        "intents": intents,
        "entities": ["colour", "size", "quantity", "position", "least_price", "most_price"],
        "actions": [action_of(intent) for intent in intents],
        "session_config": {
            "session_expiration_time": 0,
            "carry_over_slots_to_new_session": False,
        },
    }
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": action_of(intent)}]}
        for intent in [*intents, "nlu_fallback"]
    ]
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in EXAMPLES.items()
    ]
    write(folder / "domain.yml", domain)
    write(folder / "data" / "rules" / "rules.yml", {"version": "3.1", "rules": rules})
    write(folder / "data" / "nlu" / "nlu.yml", {"version": "3.1", "nlu": blocks})
    for name in ("config.yml", "endpoints.yml", "credentials.yml"):
        (folder / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    return folder


def action_of(intent: str) -> str:
    """action_greet for greet, action_button for EXTERNAL_button."""
    name = "greet" if intent == "nlu_fallback" else intent.removeprefix("EXTERNAL_")
    return f"action_{name}"


def write(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Train without an embedding model, as on a machine where it is not built."""
    from rasa.model_training import train

    folder = write_project(tmp_path_factory.mktemp("shop"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLENNIUM_MODELS", str(folder / "no-models"))
        patch.setenv("RASA_CACHE_DIRECTORY", str(folder / "cache"))
        patch.setenv("RASA_TELEMETRY_ENABLED", "false")
        patch.setenv("MILLENNIUM_ACTIONS_URL", "http://127.0.0.1:1/actions")
        patch.setenv("MILLENNIUM_ACTIONS_TOKEN", "a" * 40)
        patch.setenv("MILLENNIUM_RASA_TOKEN", "r" * 40)
        trained = train(
            domain=str(folder / "domain.yml"),
            config=str(folder / "config.yml"),
            training_files=[str(folder / "data")],
            output=str(folder / "models"),
            fixed_model_name="tiny",
        )
        assert trained.model is not None
        yield Shop(folder, Path(trained.model))

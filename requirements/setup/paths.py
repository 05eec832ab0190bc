"""Where the set-up puts things. Everything lies inside the checkout and is ignored by git."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
TOOLS = ROOT / ".tools"
SERVICE_ENV = ROOT / ".venv"
RASA_ENV = ROOT / ".venv-rasa"
BROWSER_FILES = ROOT / "bot" / "console" / "static" / "vendor"
EMBEDDING_MODEL = "multilingual-e5-small"


def models() -> Path:
    """The folder of built artefacts: MILLENNIUM_MODELS, relative to the checkout, or models/."""
    return ROOT / os.environ.get("MILLENNIUM_MODELS", "models")


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / "bin" / "python"

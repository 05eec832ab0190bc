"""How programs of Rasa's environment are started: interpreter, paths, a clean environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

# Nothing else of ours reaches Rasa: it needs no secret but its own two tokens.
_INHERITED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class RasaHome:
    """Where Rasa's environment, the code, this installation's project and its models lie."""

    code: Path
    project: Path
    models: Path
    python: Path = field(default=Path(".venv-rasa/bin/python"))

    @property
    def interpreter(self) -> Path:
        """Rasa's own Python. It is a link that must not be followed out of its environment."""
        return self.code.absolute() / self.python

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the variables that a program of Rasa's environment gets."""
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(self.code.resolve()),
            "PYTHONUNBUFFERED": "1",
            "MILLENNIUM_MODELS": str(self.models.resolve()),
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "-1",
            **(extra or {}),
        }

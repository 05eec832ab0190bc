"""How programs of Rasa's environment are started: interpreter, paths, a clean environment.

The only file here that the service imports; standard library alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CODE: Final = Path(__file__).resolve().parents[2]
# Nothing else of ours reaches Rasa: it needs no secret but its own two tokens.
_INHERITED: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class RasaHome:
    """Where Rasa's environment, the code, this installation's project and its models lie."""

    project: Path
    models: Path
    code: Path = CODE

    @property
    def interpreter(self) -> Path:
        """Rasa's own Python. It is a link that must not be followed out of its environment."""
        return self.code / ".venv-rasa" / "bin" / "python"

    def command(self, program: str, *arguments: object) -> list[str]:
        """Return the command line of one of nlu.runtime's programs.

        FileNotFoundError, saying what to do, where the environment is missing.
        """
        if not self.interpreter.exists():
            raise FileNotFoundError(f"{self.interpreter} is missing: run `make install`")
        return [str(self.interpreter), "-m", f"nlu.runtime.{program}", *map(str, arguments)]

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

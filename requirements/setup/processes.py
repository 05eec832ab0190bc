"""Running other programs."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from requirements.setup.errors import SetupError
from requirements.setup.paths import ROOT

Argument = str | Path


def run(command: Sequence[Argument], environment: Mapping[str, str] | None = None) -> None:
    """Run a command in the checkout, its output to the terminal; SetupError when it fails."""
    words = [str(word) for word in command]
    merged = {**os.environ, **(environment or {})}
    try:
        code = subprocess.run(words, cwd=ROOT, env=merged, check=False).returncode
    except OSError as error:
        raise SetupError(f"cannot run {words[0]}: {error.strerror}") from error
    if code:
        raise SetupError(f"this command failed with code {code}: {shlex.join(words)}")


def works(command: Sequence[Argument]) -> bool:
    """Whether a command can be run and succeeds (a shim on PATH may exist and still exit 127)."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

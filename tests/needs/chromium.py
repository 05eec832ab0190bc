"""Finding the machine's Chromium, and how it is started in tests."""

import shutil
from pathlib import Path

from requirements.setup.system import CHROMIUM_NAMES

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """The first Chromium on PATH, or none."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((Path(program) for program in found if program), None)

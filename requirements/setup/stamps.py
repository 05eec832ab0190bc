"""A stamp says from which inputs something was made, so that it is made again only on change."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from requirements.setup.paths import ROOT


def fingerprint(inputs: Iterable[Path], *values: str) -> str:
    """Hash the names and contents of `inputs` (folders are walked) and some plain `values`.

    The order of `inputs` does not matter; a missing file counts as missing, not as an error.
    Names count from the checkout, so that checkouts which share MODELS agree.
    """
    digest = hashlib.sha256()
    for value in values:
        digest.update(f"{value}\0".encode())
    for path in sorted({file for given in inputs for file in files_of(given)}):
        digest.update(f"{os.path.relpath(path, ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def files_of(path: Path) -> list[Path]:
    """The files at or below `path`, without bytecode and hidden files; none when it is missing."""
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and not _is_noise(file, path)]


def is_current(stamp: Path, expected: str) -> bool:
    """Whether `stamp` exists and carries `expected`."""
    return stamp.is_file() and stamp.read_text() == expected


def write(stamp: Path, content: str) -> None:
    """Write a stamp in one step, so that an interruption leaves the old one or none."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    beside = stamp.with_name(f"{stamp.name}.new")
    beside.write_text(content)
    beside.replace(stamp)


def _is_noise(file: Path, root: Path) -> bool:
    parts = file.relative_to(root).parts
    return any(part == "__pycache__" or part.startswith(".") for part in parts)

"""The installation's secret: given by its owner, or made at the first run."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

LEAST: Final = 32
FILE: Final = "secret.key"


class SecretError(ValueError):
    """The secret cannot be used; says how to mend it."""


def secret_key(configured: str, home: Path) -> str:
    """Return the secret from the settings, else HOME/secret.key, made when it is missing.

    Only the installation's own user can read the file. SecretError for one that is too short.
    """
    if configured:
        return _long_enough(configured, "MILLENNIUM_SECRET_KEY")
    path = home / FILE
    try:
        return _long_enough(path.read_text(encoding="utf-8").strip(), str(path))
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    """Write a fresh secret whole: two processes that start at once agree on the first one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{FILE}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    return path.read_text(encoding="utf-8").strip()


def _long_enough(secret: str, where: str) -> str:
    if len(secret) < LEAST:
        raise SecretError(f"{where} has {len(secret)} characters; use at least {LEAST}")
    return secret

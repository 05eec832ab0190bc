"""Random tokens that stand for somebody; only their SHA-256 is ever kept."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

# 256 bits: as much as the hash that is kept.
BYTES: Final = 32
LONGEST: Final = 128
# Lets people and scanners recognise a leaked token for what it is.
API_PREFIX: Final = "mlm_"


def new_token(prefix: str = "") -> str:
    """Return a fresh token, safe in URLs and cookies."""
    return prefix + secrets.token_urlsafe(BYTES)


def hash_token(token: str) -> str:
    """Return what is kept of a token. Looking it up by this leaks nothing through time."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_plausible(token: str) -> bool:
    """Whether this could be one of ours, so that nonsense costs no look into the database."""
    return 40 <= len(token) <= LONGEST and token.isascii()

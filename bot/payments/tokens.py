"""Checkout tokens: 256 random bits, of which only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

PATTERN: Final = r"[A-Za-z0-9_-]{43}"


def new_token() -> str:
    """Return a token for a link: 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

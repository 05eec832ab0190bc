"""Whether a webhook comes from Meta: HMAC-SHA256 over the raw bytes, and the first handshake."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from typing import Final

HEADER: Final = "X-Hub-Signature-256"
_SHAPE: Final = re.compile(r"sha256=[0-9a-f]{64}", re.ASCII)


def sign(secret: str, raw: bytes) -> str:
    """Return the header's value for this body."""
    return "sha256=" + hmac.digest(secret.encode(), raw, "sha256").hex()


def is_signed(secret: str, raw: bytes, header: str | None) -> bool:
    """Whether the header signs exactly these bytes.

    An empty secret signs nothing. The shape is checked first: hmac.compare_digest raises on
    text that is not ASCII, and a header that is not a signature needs no comparing.
    """
    if not secret or header is None or not _SHAPE.fullmatch(header):
        return False
    return hmac.compare_digest(sign(secret, raw), header)


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """Return the challenge that Meta's verification GET wants back, None when it is not ours."""
    given = query.get("hub.verify_token", "").encode("utf-8", "replace")
    expected = verify_token.encode()
    if query.get("hub.mode") != "subscribe" or not expected:
        return None
    answer = query.get("hub.challenge", "")
    same = hmac.compare_digest(given, expected)
    return answer if same and answer.isascii() and answer.isalnum() else None

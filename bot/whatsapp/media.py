"""Files at Meta: what it takes, where they may be fetched from."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from yarl import URL

MEGABYTE: Final = 1024 * 1024

# What Meta takes by MIME type, in bytes.
_LIMITS: Final[Mapping[str, int]] = {
    "image/jpeg": 5 * MEGABYTE,
    "image/png": 5 * MEGABYTE,
    "image/webp": 500 * 1024,
    "video/mp4": 16 * MEGABYTE,
    "video/3gpp": 16 * MEGABYTE,
    "audio/aac": 16 * MEGABYTE,
    "audio/amr": 16 * MEGABYTE,
    "audio/mpeg": 16 * MEGABYTE,
    "audio/mp4": 16 * MEGABYTE,
    "audio/ogg": 16 * MEGABYTE,
}
DOCUMENT: Final = 100 * MEGABYTE
# The bearer token goes to these hosts and to the configured Graph host, to no other.
_OWN: Final = ("facebook.com", "fbsbx.com", "fbcdn.net", "whatsapp.net")


_HEX: Final = re.compile(r"[0-9a-f]{64}")


class MediaError(ValueError):
    """A file that Meta would refuse, or one that must not be fetched. reason: why, in a word."""

    def __init__(self, message: str, reason: str = "refused") -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """Where a customer's file lies. The URL works for five minutes, with the token."""

    id: str
    url: str
    mime: str
    sha256: str
    size: int


def check_upload(mime: str, length: int) -> None:
    """Check a file before it is sent to Meta. MediaError says what is too much."""
    plain = plain_mime(mime)
    most = _LIMITS.get(plain, DOCUMENT)
    if not length:
        raise MediaError("the file is empty")
    if plain.startswith(("image/", "video/", "audio/")) and plain not in _LIMITS:
        raise MediaError(f"WhatsApp does not take {plain}: JPEG, PNG, MP4, OGG and the like")
    if length > most:
        raise MediaError(f"{plain} may have {most} bytes, this file has {length}")


def plain_mime(mime: str) -> str:
    """Return a MIME type without its parameters: "audio/ogg" for "audio/ogg; codecs=opus"."""
    return mime.partition(";")[0].strip().lower()


def most_of(kind: str, mime: str) -> int:
    """Return how many bytes the file of a customer's message may have. kind: the message's type.

    MediaError: a message of this type carries no such file.
    """
    if kind == "document":
        return DOCUMENT
    plain = plain_mime(mime)
    family = "image" if kind == "sticker" else kind
    if plain not in _LIMITS or not plain.startswith(f"{family}/"):
        raise MediaError(f"a message of type {kind} brings no {plain}", "not_allowed")
    return _LIMITS[plain]


def digest_of(told: str) -> str | None:
    """Return a SHA-256 in hex: Meta writes it in base64 or in hex. None for anything else."""
    if _HEX.fullmatch(told.lower()):
        return told.lower()
    try:
        raw = base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw.hex() if len(raw) == 32 else None


def is_metas(url: str, base_url: str) -> bool:
    """Whether the token may be sent to this URL: HTTPS at Meta's hosts, or the Graph host."""
    try:
        target, graph = URL(url), URL(base_url)
    except ValueError:
        return False
    if (target.scheme, target.host, target.port) == (graph.scheme, graph.host, graph.port):
        return True
    host = target.host or ""
    return target.scheme == "https" and any(host == own or host.endswith("." + own) for own in _OWN)

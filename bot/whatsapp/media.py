"""Files at Meta: what it takes, where they may be fetched from."""

from __future__ import annotations

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


class MediaError(ValueError):
    """A file that Meta would refuse, or one that must not be fetched."""


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
    plain = mime.split(";", maxsplit=1)[0].strip().lower()
    most = _LIMITS.get(plain, DOCUMENT)
    if not length:
        raise MediaError("the file is empty")
    if plain.startswith(("image/", "video/", "audio/")) and plain not in _LIMITS:
        raise MediaError(f"WhatsApp does not take {plain}: JPEG, PNG, MP4, OGG and the like")
    if length > most:
        raise MediaError(f"{plain} may have {most} bytes, this file has {length}")


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

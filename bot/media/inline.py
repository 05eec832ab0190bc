"""What a browser may show in the page; everything else is handed out to be saved."""

from __future__ import annotations

from typing import Final, Literal

from bot.whatsapp.media import plain_mime

Shown = Literal["image", "audio", "video", "link"]
_SHOWN: Final[dict[str, Shown]] = {
    "image/jpeg": "image",
    "image/png": "image",
    "image/webp": "image",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/ogg": "audio",
    "video/mp4": "video",
    "video/3gpp": "video",
}


def shown_as(mime: str) -> Shown:
    """Return how a file of this MIME type is shown."""
    return _SHOWN.get(plain_mime(mime), "link")

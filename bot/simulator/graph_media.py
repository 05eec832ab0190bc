"""Files at the simulated Meta: upload, where they lie, their bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import BodyPartReader, web

from bot.clock import DAY, MINUTE
from bot.simulator.graph_errors import GraphError, missing
from bot.simulator.stand_ins import stand_in_of
from bot.simulator.state import Media, State, new_number

Json = dict[str, Any]
_MEGABYTE: Final = 1024 * 1024
# Bytes by MIME type; documents of any other kind may have 100 MB.
_MOST: Final[Mapping[str, int]] = {
    "image/jpeg": 5 * _MEGABYTE,
    "image/png": 5 * _MEGABYTE,
    "image/webp": 500 * 1024,
    "video/mp4": 16 * _MEGABYTE,
    "video/3gpp": 16 * _MEGABYTE,
    "audio/aac": 16 * _MEGABYTE,
    "audio/amr": 16 * _MEGABYTE,
    "audio/mpeg": 16 * _MEGABYTE,
    "audio/mp4": 16 * _MEGABYTE,
    "audio/ogg": 16 * _MEGABYTE,
}
_DOCUMENT: Final = 100 * _MEGABYTE
# Meta keeps a file for seven days; where it lies is true for five minutes.
_KEPT: Final = 7 * DAY
_TRUE: Final = 5 * MINUTE


async def upload(state: State, request: web.Request) -> Json:
    """Answer POST /{number}/media, a multipart form."""
    if not request.content_type.startswith("multipart/"):
        raise GraphError(100, "The request must be multipart/form-data")
    fields, file = await _parts(request)
    if fields.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    if file is None:
        raise missing("file")
    name, mime, data = file
    made = keep(state, fields.get("type") or mime, data, name)
    return {"id": made.id}


def keep(state: State, mime: str, data: bytes, filename: str = "") -> Media:
    """Check a file and keep it."""
    plain = mime.split(";", maxsplit=1)[0].strip().lower()
    if plain.startswith(("image/", "video/", "audio/")) and plain not in _MOST:
        raise GraphError(131053, f"Unsupported file type {plain}")
    if not data or len(data) > _MOST.get(plain, _DOCUMENT):
        raise GraphError(131053, f"The file has {len(data)} bytes")
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    made = Media(new_number(), mime, data, digest, filename, state.clock.now())
    state.media[made.id] = made
    return made


def stand_in(state: State, mime: str) -> Media:
    """Return a small file for what a shopper sends."""
    return keep(state, mime, stand_in_of(mime))


def is_here(state: State, media: Media | None) -> bool:
    """Whether Meta still has a file."""
    if media is None:
        return False
    return media.at is None or state.clock.now() - media.at < _KEPT


def is_true(state: State, request: web.Request) -> bool:
    """Whether a file may still be fetched at this address."""
    until = request.query.get("until", "")
    return until.isdecimal() and state.clock.now() < int(until)


def info(state: State, media: Media, request: web.Request) -> Json:
    """Answer GET /{media}."""
    until = state.clock.now() + _TRUE
    return {
        "messaging_product": "whatsapp",
        "id": media.id,
        "url": f"{request.scheme}://{request.host}/media/{media.id}?until={until}",
        "mime_type": media.mime,
        "sha256": media.sha256,
        "file_size": len(media.data),
    }


async def _parts(request: web.Request) -> tuple[dict[str, str], tuple[str, str, bytes] | None]:
    fields: dict[str, str] = {}
    file: tuple[str, str, bytes] | None = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "file":
            mime = part.headers.get("Content-Type", "application/octet-stream")
            file = (part.filename or "file", mime, bytes(await part.read()))
        else:
            fields[part.name or ""] = await part.text()
    return fields, file

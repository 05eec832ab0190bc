"""Files that pages load: read once, named by their content, kept by browsers for a year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

STATIC: Final = Path(__file__).parent / "static"
PREFIX: Final = "/console/static/"
TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
A_YEAR: Final = "public, max-age=31536000, immutable"


class AssetError(RuntimeError):
    """A file that pages need is not there."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. The address holds its hash, so it may be kept for ever."""

    name: str
    url: str
    body: bytes
    content_type: str


class Assets:
    """Every file of the static folder, in memory."""

    def __init__(self, folder: Path = STATIC) -> None:
        found = sorted(path for path in folder.rglob("*") if path.suffix in TYPES)
        self._by_name = {(one := _read(folder, path)).name: one for path in found}
        self._by_url = {one.url: one for one in self._by_name.values()}

    def url(self, name: str) -> str:
        """Return the address of a file. AssetError when it is missing."""
        if name not in self._by_name:
            raise AssetError(f"the page's file {name} is missing; run `make install`")
        return self._by_name[name].url

    async def serve(self, request: web.Request) -> web.Response:
        """Answer with a file; 404 for an address that is no longer its content's."""
        asset = self._by_url.get(request.path)
        if asset is None:
            raise web.HTTPNotFound
        return web.Response(
            body=asset.body,
            content_type=asset.content_type,
            charset="utf-8",
            headers={"Cache-Control": A_YEAR},
        )


def _read(folder: Path, path: Path) -> Asset:
    body = path.read_bytes()
    name = path.relative_to(folder).as_posix()
    digest = hashlib.sha256(body).hexdigest()[:16]
    return Asset(name, f"{PREFIX}{digest}/{name}", body, TYPES[path.suffix])

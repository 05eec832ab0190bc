"""Requests that change something must come from our own pages.

By Sec-Fetch-Site, which browsers set and pages cannot; browsers that send none (old ones, and
all over plain http) by Origin. Together with SameSite cookies this needs no token in forms.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

SAFE: Final = frozenset(["GET", "HEAD", "OPTIONS"])
# "none": typed into the address bar, or a bookmark.
OWN: Final = frozenset(["same-origin", "none"])


def is_ours(site: str | None, origin: str | None, host: str) -> bool:
    """Whether a request that changes something came from a page of this host."""
    if site is not None:
        return site in OWN
    if origin is None:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:  # no address at all
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site makes a browser send. The API knows no cookies: not its matter."""
    if request.method not in SAFE and request.path.startswith("/console"):
        headers = request.headers
        site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
        if not is_ours(site, origin, request.host):
            raise web.HTTPForbidden(text="this request does not come from a page of the console")
    return await handler(request)

"""What browsers may do with our pages: nothing but what we wrote ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aiohttp import web

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
PATHS: Final = ("/console", "/api/")


async def secure_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Signal on_response_prepare: set them on every page, answer and stream of ours.

    A file that a customer sent brings a stricter policy of its own.
    """
    if request.path.startswith(PATHS):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")

"""The cookie that says which session a browser has."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.accounts.sign_in import LASTS

# Over https the prefix keeps other hosts and plain connections from setting it.
SECURE_NAME: Final = "__Host-millennium"
PLAIN_NAME: Final = "millennium"


def is_https(request: web.Request) -> bool:
    """Whether the browser came over https, also when a proxy ends it."""
    return request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"


def read_session(request: web.Request) -> str:
    """Return the session's token, empty when there is none."""
    return request.cookies.get(SECURE_NAME if is_https(request) else PLAIN_NAME, "")


def set_session(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Give the browser its session."""
    secure = is_https(request)
    response.set_cookie(
        SECURE_NAME if secure else PLAIN_NAME,
        token,
        max_age=LASTS // 1000,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def forget_session(response: web.StreamResponse) -> None:
    """Take the session from the browser."""
    response.del_cookie(PLAIN_NAME, path="/", httponly=True, samesite="Lax")
    response.del_cookie(SECURE_NAME, path="/", httponly=True, samesite="Lax", secure=True)

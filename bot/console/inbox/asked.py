"""What a request of the inbox asks for, read out of its address. Hostile until read."""

from __future__ import annotations

from typing import Final, get_args
from urllib.parse import urlencode

from aiohttp import web

from bot.console.inbox.values import Show, Wanted

SHOWS: Final[tuple[Show, ...]] = get_args(Show)
# Ids in paths: whole numbers that a 64-bit column takes.
ID: Final = r"{id:\d{1,18}}"
_LONGEST_SEARCH: Final = 80
# A list grows by a page at a time; whoever needs more searches.
A_PAGE: Final = 40
MOST: Final = 400


def wanted_of(request: web.Request) -> Wanted:
    """Return which conversations the list shows; nonsense shows all of them."""
    show = request.query.get("show", "all")
    known: Show = show if show in SHOWS else "all"
    search = request.query.get("q", "").strip()[:_LONGEST_SEARCH]
    limit = number_of(request, "n") or A_PAGE
    return Wanted(known, search, limit=max(A_PAGE, min(limit, MOST)))


def query_of(wanted: Wanted) -> str:
    """Return the part of an address that keeps the list as it is: "?show=asks&q=ana"."""
    limit = str(wanted.limit) if wanted.limit != A_PAGE else ""
    show = wanted.show if wanted.show != "all" else ""
    kept = {"show": show, "q": wanted.search, "n": limit}
    words = urlencode({name: value for name, value in kept.items() if value})
    return f"?{words}" if words else ""


def number_of(request: web.Request, name: str) -> int | None:
    """Return a whole number of the address's query, None where there is none."""
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def id_of(request: web.Request, name: str = "id") -> int:
    """Return an id of the path."""
    return int(request.match_info[name])

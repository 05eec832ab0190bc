"""What keeps the checkout page safe: where a form comes from, how often, and its headers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from bot.clock import MINUTE, Clock

_MOST_LINKS: Final = 10_000


def same_origin(headers: Mapping[str, str], public_url: str, host: str) -> bool:
    """Whether a form was sent from our own page (or by no browser at all).

    The token in the URL is the capability; this keeps other sites from using a customer's
    browser. Our no-referrer policy makes browsers say "Origin: null": then Sec-Fetch-Site tells.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("Origin", "null")
    if origin == "null":
        return True
    try:
        return urlsplit(origin).netloc in {urlsplit(public_url).netloc, host}
    except ValueError:  # no address at all
        return False


def security_headers(pages: Sequence[str]) -> dict[str, str]:
    """Return the headers of every page. pages: origins that a form may lead on to."""
    targets = " ".join(["'self'", *pages])
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {targets}"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


class Limit:
    """So many requests a minute for each key; a bucket that fills up again evenly."""

    def __init__(self, clock: Clock, a_minute: int) -> None:
        self._clock = clock
        self._most = a_minute
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Count one request; whether it is within the limit."""
        now = self._clock.now()
        left, seen = self._buckets.pop(key, (float(self._most), now))
        left = min(float(self._most), left + (now - seen) * self._most / MINUTE)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _MOST_LINKS:
            self._buckets.popitem(last=False)
        return allowed

"""Why a message did not arrive, and what to do, in plain words. Pure."""

from __future__ import annotations

from typing import Final

# Meta's code, or our own reason, -> the key of our words (bot.console.words).
_BY_CODE: Final = {
    131047: "fail.window",
    131026: "fail.unreachable",
    131049: "fail.marketing_limit",
    131050: "fail.opted_out",
    131021: "fail.self",
    131030: "fail.not_in_test_list",
    130472: "fail.experiment",
    131056: "fail.too_fast",
    130429: "fail.too_fast",
    131048: "fail.spam",
    131031: "fail.account",
    131042: "fail.payment",
    131051: "fail.type",
    131052: "fail.media",
    131053: "fail.media",
    131009: "fail.value",
    132001: "fail.template",
    132000: "fail.template",
    132015: "fail.template",
    132016: "fail.template",
    190: "fail.token",
    0: "fail.token",
}
_BY_REASON: Final = {
    "window_closed": "fail.window",
    "no_address": "fail.no_address",
    "unreachable": "fail.meta_down",
}


def why_failed(code: int | None, reason: str) -> str:
    """Return the key of the words that explain a failure."""
    if code is not None and code in _BY_CODE:
        return _BY_CODE[code]
    return _BY_REASON.get(reason, "fail.unknown")

"""Making the right error out of an HTTP answer or out of a status's errors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from bot.whatsapp.errors import business, message
from bot.whatsapp.errors.base import MetaError, UnlistedError
from bot.whatsapp.incoming import Problem

LONGEST_DETAILS = 1000


def error_class(code: int) -> type[MetaError]:
    """Return the class of a code; UnlistedError for one that is not in the list."""
    return _classes().get(code, UnlistedError)


def from_response(
    http_status: int, body: object, headers: Mapping[str, str] | None = None
) -> MetaError:
    """Make the error of an HTTP answer; a body that is not Meta's shape is no obstacle."""
    error = _object(_object(body).get("error"))
    data = _object(error.get("error_data"))
    code = error.get("code")
    # Without a code of Meta it is a proxy's or a load balancer's answer: its status must do.
    known = code if isinstance(code, int) and not isinstance(code, bool) else -1
    return error_class(known)(
        known,
        str(error.get("message") or f"HTTP {http_status} without an explanation"),
        str(data.get("details") or error.get("error_user_msg") or "")[:LONGEST_DETAILS],
        http_status=http_status,
        trace=str(error.get("fbtrace_id") or ""),
        retry_after=_retry_after(headers or {}),
    )


def from_problem(problem: Problem) -> MetaError:
    """Make the error that a status reports."""
    title, details = problem.title, problem.details
    return error_class(problem.code)(problem.code, title, details[:LONGEST_DETAILS])


def _retry_after(headers: Mapping[str, str]) -> int | None:
    value = headers.get("Retry-After", "")
    return int(value) * 1000 if value.isascii() and value.isdigit() and len(value) < 7 else None


@cache
def _classes() -> Mapping[int, type[MetaError]]:
    found: dict[int, type[MetaError]] = {}
    for room in (business, message):
        for item in vars(room).values():
            if isinstance(item, type) and issubclass(item, MetaError):
                found |= dict.fromkeys(item.codes, item)
    return found


def _object(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}

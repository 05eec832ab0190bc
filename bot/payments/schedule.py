"""When an attempt is read again at the provider, in case no webhook comes. Pure."""

from __future__ import annotations

from typing import Final

from bot.clock import DAY, HOUR, MINUTE

_FIRST: Final = (1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE)
# Banks confirm vouchers after their own deadline.
GRACE: Final = 7 * DAY


def next_check(
    *, created_at: int, checks: int, now: int, expires_at: int | None, pay_by: int | None
) -> int | None:
    """Return when to look again (ms UTC), None when nothing can come any more.

    1, 5, 15 and 60 minutes after the attempt began, then hourly until seven days after the
    method's own expiry.
    """
    last = max(expires_at or created_at, pay_by or 0) + GRACE
    due = created_at + _FIRST[checks] if checks < len(_FIRST) else now + HOUR
    due = max(due, now + MINUTE)
    return due if due <= last else None

"""Fetches, a few times a day, the webhooks that a provider could not deliver.

The poller looks after payments that are under way; a refund or dispute of a paid one is told by
its webhook alone, and providers give up on those after some days.
"""

from __future__ import annotations

import logging
from typing import Final

from bot.clock import DAY, HOUR, Clock
from bot.payments.errors import ProviderError
from bot.payments.lookout import Lookout, Rung

log = logging.getLogger(__name__)

# The kind and key of the timer.
MISSED: Final = "payments_missed"
EVERY: Final = 6 * HOUR
# Stripe keeps events for 30 days and tries for three: what is older was taken in before.
LOOK_BACK: Final = 7 * DAY


class Missed:
    """The timer's handler, for one account."""

    def __init__(self, lookout: Lookout, clock: Clock, account_id: int) -> None:
        self._lookout = lookout
        self._clock = clock
        self._account_id = account_id

    async def serve(self, _: Rung) -> int:
        """Take in what never reached us; return when to come again."""
        now = self._clock.now()
        try:
            found = await self._lookout.recover(self._account_id, now - LOOK_BACK)
        except ProviderError as error:
            log.warning("missed webhooks could not be read: %s", error)
        else:
            log.info("%d webhooks had not been delivered", found)
        return now + EVERY

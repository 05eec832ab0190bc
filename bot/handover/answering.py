"""When a person answers, in words, for whoever is handed over."""

from __future__ import annotations

from collections.abc import Callable

from actions.ports import Shop
from bot.accounts.preferences import Preferences
from bot.handover.hours import Hours, HoursError, parse_hours


def hours_of(preferences: Preferences) -> Hours:
    """Return an account's business hours; hours that cannot be read count as always open."""
    try:
        return parse_hours(preferences.hours, preferences.time_zone)
    except HoursError:
        return parse_hours("", "UTC")


class HandoverHours:
    """actions.ports.Hours. preferences: reads an account's, from memory."""

    def __init__(self, preferences: Callable[[int], Preferences]) -> None:
        self._preferences = preferences

    def next_answer(self, shop: Shop, now: int) -> str:
        """Say in Spanish when a person answers: "en unos minutos", "mañana desde las 9:00"."""
        return hours_of(self._preferences(shop.account_id)).words(now)

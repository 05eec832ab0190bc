"""Serves the timer of a cart's reminder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot.orders.recovery import Verdict


class Rung(Protocol):
    """A timer that is due."""

    @property
    def payload(self) -> Mapping[str, Any]: ...


class Reminders(Protocol):
    """Carts with their reminders, in the database."""

    async def remind(self, cart_id: int, token: str) -> Verdict:
        """Send the reminder, keep why not, or set the timer later; in one commit."""
        ...


class Reminder:
    """The handler of timers of kind `recovery`."""

    def __init__(self, reminders: Reminders, new_token: Callable[[], str]) -> None:
        self._reminders = reminders
        self._new_token = new_token

    async def serve(self, due: Rung) -> None:
        """Do what the rule says about this cart now."""
        await self._reminders.remind(int(due.payload["cart_id"]), self._new_token())

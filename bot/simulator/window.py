"""The 24-hour window as Meta keeps it, by person and number."""

from __future__ import annotations

from typing import Final

from bot.clock import HOUR
from bot.simulator.chat import Person

LENGTH: Final = 24 * HOUR


def is_open(person: Person, number_id: str, now: int) -> bool:
    """Whether free-form messages may go to the person now."""
    wrote_at = person.wrote_at.get(number_id)
    return wrote_at is not None and now - wrote_at < LENGTH

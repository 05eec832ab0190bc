"""The people whose phones are there from the start, the same ones after every start."""

from __future__ import annotations

from bot.simulator.chat import Person


def first_people() -> list[Person]:
    """Return two people with a number and one who hides it behind a username."""
    return [
        Person(id="p1", name="Ana Torres", bsuid="MX.1000000000000001", wa_id="5215512340001"),
        Person(id="p2", name="Luz Medina", bsuid="MX.1000000000000002", username="luz.medina"),
        Person(id="p3", name="Diego Ruiz", bsuid="MX.1000000000000003", wa_id="5215512340003"),
    ]

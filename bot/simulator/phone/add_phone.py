"""Puts the phone page on the simulator."""

from __future__ import annotations

import secrets

from aiohttp import web

from bot.simulator.keys import STATE
from bot.simulator.phone import overview, page, receipts
from bot.simulator.phone.first_people import first_people


def add_phone(app: web.Application) -> None:
    """Add page, reads and the first people; give it to create_app among its add-ons."""
    app[overview.EPOCH] = secrets.token_hex(8)
    for person in first_people():
        app[STATE].people.setdefault(person.id, person)
    app.add_routes([*page.routes(), *overview.routes()])
    app.on_response_prepare.append(page.protect)
    app.on_startup.append(receipts.show_delivered)

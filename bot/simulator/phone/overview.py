"""What the page shows around the chats: the shop, everybody's last message, the window, templates.

The rest it reads and does through the shopper's REST.
"""

from __future__ import annotations

from typing import Any, Final

import phonenumbers
from aiohttp import web

from bot.simulator import window
from bot.simulator.chat import Person
from bot.simulator.keys import EMITTER, STATE
from bot.simulator.state import State
from bot.whatsapp.identity import canonical_phone

Json = dict[str, Any]
# Another one after every start: the page sees that the chats began anew.
EPOCH: Final = web.AppKey("phone_epoch", str)


def routes() -> list[web.RouteDef]:
    """Return the overview's route."""
    return [web.get("/phone/overview", overview)]


async def overview(request: web.Request) -> web.Response:
    """Return the shop, its templates, and everybody with the last message."""
    state, emitter = request.app[STATE], request.app[EMITTER]
    return web.json_response(
        {
            "epoch": request.app[EPOCH],
            "now": state.clock.now(),
            "shop": {
                "name": state.setup.business_name,
                "phone": international(state.setup.display_phone),
            },
            "webhook": {
                "url": state.setup.webhook_url,
                "delivered": emitter.delivered,
                "refused": emitter.refused,
            },
            "templates": {key: made["components"] for key, made in state.templates.items()},
            "people": [_person(state, person) for person in state.people.values()],
        }
    )


def international(digits: str) -> str:
    """Write a number for people: +52 55 1234 5678."""
    try:
        number = phonenumbers.parse("+" + canonical_phone(digits), None)
    except phonenumbers.NumberParseException:
        return "+" + digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _person(state: State, person: Person) -> Json:
    own = state.setup.phone_number_id
    wrote_at = person.wrote_at.get(own)
    spoken = [entry for entry in person.entries if entry.type not in {"reaction", "system"}]
    return {
        **person.as_json(),
        "number": None if person.wa_id is None else international(person.wa_id),
        "last": spoken[-1].as_json() if spoken else None,
        "from_shop": sum(entry.by == "shop" for entry in spoken),
        "window_until": None if wrote_at is None else wrote_at + window.LENGTH,
    }

"""The second tick of a person's message: it means here that the service has taken it in."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web

from bot.simulator.keys import EMITTER, STATE
from bot.simulator.state import State

Json = dict[str, Any]


async def show_delivered(app: web.Application) -> None:
    """Mark messages as delivered once the webhook that carries them was answered with 200."""
    state = app[STATE]
    app[EMITTER].on_taken = lambda raw: mark_delivered(state, raw)


def mark_delivered(state: State, raw: bytes) -> None:
    """Mark the people's messages in this webhook's body as delivered."""
    body: Json = orjson.loads(raw)
    values = [change["value"] for entry in body["entry"] for change in entry["changes"]]
    for message in [one for value in values for one in value.get("messages", [])]:
        found = state.find(str(message.get("id", "")))
        if found is not None:
            person, entry = found
            person.move(entry, "delivered")

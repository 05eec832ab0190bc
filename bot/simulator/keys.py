"""Where the simulator's parts lie in its application."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from bot.simulator.state import State
from bot.simulator.webhooks import Emitter

STATE: Final = web.AppKey("state", State)
EMITTER: Final = web.AppKey("emitter", Emitter)
CLOSING: Final = web.AppKey("closing", asyncio.Event)

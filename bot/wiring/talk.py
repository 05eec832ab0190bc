"""The dialogue: Rasa as a child or elsewhere, the actions with their ports, the route between."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import aiohttp
import structlog
from rasa_sdk.executor import ActionExecutor

from actions.ports import Ports
from actions.roster import every_action
from bot.dialogue.actions_route import ActionsRoute
from bot.dialogue.board import TurnBoard
from bot.dialogue.rasa_child import RasaChild
from bot.dialogue.rasa_client import RasaClient
from bot.settings import Settings
from nlu.runtime.launch import RasaHome
from nlu.training import newest_model, train

# Seconds that turns wait for Rasa's first answer; a model loads in some, on a slow machine in many.
FIRST_PATIENCE: Final = 120.0
LOOK_AGAIN: Final = 0.25
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Talk:
    """What understands and acts. child is None where Rasa runs elsewhere."""

    board: TurnBoard
    client: RasaClient
    child: RasaChild | None
    _actions_token: str = field(repr=False)
    _first: asyncio.Task[None] | None = None

    def route(self, ports: Ports) -> ActionsRoute:
        """Return the route by which Rasa calls the actions."""
        executor = ActionExecutor()
        for action in every_action(ports):
            executor.register_action(action)
        return ActionsRoute(executor, self.board, self._actions_token)

    async def start(self) -> None:
        """Start Rasa and wait for nothing: turns wait, messages never."""
        if self.child is not None:
            self.child.start(self.client.ready)
        self._first = asyncio.create_task(self._answers(), name="rasa-first")

    async def stop(self) -> None:
        """End Rasa."""
        if self._first is not None:
            self._first.cancel()
        if self.child is not None:
            await self.child.stop()

    @property
    def has_begun(self) -> bool:
        """Whether nobody has to wait for the first answer any more."""
        return self._first is None or self._first.done()

    async def begun(self) -> None:
        """Wait until Rasa answered for the first time, or should have long since.

        What waited while the service was down must not be apologised for because Rasa loads.
        """
        if self._first is not None:
            await asyncio.wait([self._first])

    async def _answers(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FIRST_PATIENCE):
                while True:
                    if await self.client.ready():
                        return
                    await asyncio.sleep(LOOK_AGAIN)


def open_talk(
    settings: Settings, session: aiohttp.ClientSession, actions_url: str, model: Path | None
) -> Talk:
    """Prepare Rasa. actions_url: the private listener's address of /actions.

    model: what our own Rasa loads (find_model); None where it runs elsewhere.
    """
    board = TurnBoard()
    rasa_token = settings.rasa_token.get_secret_value() or secrets.token_urlsafe(32)
    # A Rasa that runs elsewhere was told one token for both ways.
    actions_token = rasa_token if settings.rasa_url else secrets.token_urlsafe(32)
    if model is None:
        urls = itertools.cycle(one.strip() for one in settings.rasa_url.split(","))
        client = RasaClient(session, lambda: next(urls), rasa_token)
        return Talk(board, client, None, actions_token)
    variables = {
        "MILLENNIUM_RASA_TOKEN": rasa_token,
        "MILLENNIUM_ACTIONS_URL": actions_url,
        "MILLENNIUM_ACTIONS_TOKEN": actions_token,
    }
    home = RasaHome(settings.project.resolve(), settings.models.resolve())
    child = RasaChild(home, model, variables)
    client = RasaClient(session, lambda: child.url, rasa_token, lambda: child.loads)
    return Talk(board, client, child, actions_token)


def find_model(settings: Settings) -> Path | None:
    """Return the newest model of this project's data, else the newest, else one trained now.

    None where Rasa runs elsewhere. Takes long when it trains: not for the event loop.
    """
    if settings.rasa_url:
        return None
    project, models = settings.project.resolve(), settings.models.resolve()
    fitting = newest_model(models, project)
    older = None if fitting is not None else newest_model(models)
    if older is not None:
        log.warning("model.older_than_data", model=older.name, mend="run `millennium train`")
    return fitting or older or train(project, models, log.info)

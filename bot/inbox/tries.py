"""One burst, answered once: run again after a conflict or Rasa's restart, else an apology.

What a turn does is the journey's; that it closes exactly once, whatever happens, is decided here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol

import structlog

from actions.ports import Responses
from actions.replies import Text
from bot.accounts.shop import shop_from
from bot.clock import Clock
from bot.dialogue.board import TurnBoard
from bot.dialogue.comeback import Comeback
from bot.dialogue.protocol import Dialogue, DialogueUnavailableError
from bot.inbox.close import closing
from bot.inbox.closing import ConflictError, Loaded, Turns
from bot.inbox.heard import Heard
from bot.inbox.turn import OpenTurn
from bot.inbox.understand import ActFailedError
from bot.outbox.ports import Pending

# Seconds that a turn may take; an action that is later finds it closed.
DEADLINE: Final = 5.0
MOST_TRIES: Final = 3
LONGEST_SUMMARY: Final = 500


class Held(Protocol):
    """A lane that this node holds."""

    @property
    def key(self) -> str: ...
    @property
    def node(self) -> str: ...

    def aside(self) -> AbstractAsyncContextManager[None]:
        """Let other turns run while this one only waits."""
        ...

    def send(self, begun: Sequence[Pending]) -> None:
        """Send what the closing commit began to send."""
        ...


Walk = Callable[[OpenTurn, Sequence[Heard]], Awaitable[None]]
log = structlog.get_logger(__name__)


class Tries:
    """Opens turns, lets them walk, closes them."""

    def __init__(
        self, *, turns: Turns, dialogue: Dialogue, board: TurnBoard, responses: Responses,
        clock: Clock, public_url: str,
    ) -> None:  # fmt: skip
        self._turns = turns
        self._comeback = Comeback(dialogue, clock)
        self._board = board
        self._responses = responses
        self._clock = clock
        self._public_url = public_url

    async def run(self, lane: Held, loaded: Loaded, heard: Sequence[Heard], walk: Walk) -> None:
        """Answer a burst in one commit. loaded: the conversation as it was read just now.

        Somebody else's change in the meantime makes it run again, up to three times.
        """
        for _ in range(MOST_TRIES):
            turn = await self._live(lane, self._open(loaded), heard, walk)
            try:
                await self._close(lane, turn, heard)
            except ConflictError as conflict:
                log.info("turn.again", lane=lane.key, why=str(conflict))
                loaded = await self._turns.load(lane.key)
            else:
                return
        await self._close(lane, self._apology(loaded, heard), heard)

    async def _close(self, lane: Held, turn: OpenTurn, heard: Sequence[Heard]) -> None:
        done = closing(turn, heard, lane, self._clock.now())
        lane.send(await self._turns.close(done))

    def _open(self, loaded: Loaded) -> OpenTurn:
        shop = shop_from(loaded.account_id, loaded.preferences, loaded.catalog_id)
        return OpenTurn(loaded, shop, self._public_url, self._clock.now())

    async def _live(
        self, lane: Held, turn: OpenTurn, heard: Sequence[Heard], walk: Walk
    ) -> OpenTurn:
        """Let the turn walk; where it cannot be answered, return another that says so."""
        began = self._clock.now()
        while True:
            try:
                with self._board.holding(turn):
                    walked = time.perf_counter()
                    async with asyncio.timeout(DEADLINE):
                        await walk(turn, heard)
                    turn.took("walk", time.perf_counter() - walked)
                return turn
            except DialogueUnavailableError:
                turn.discard()
                async with lane.aside():
                    returned = await self._comeback.waited(began)
                if not returned:
                    return self._apology(turn.loaded, heard)
                turn = self._open(turn.loaded)
            except (ActFailedError, TimeoutError) as error:
                turn.discard()
                log.warning("turn.failed", turn=turn.key, why=type(error).__name__)
                return self._apology(turn.loaded, heard)

    def _apology(self, loaded: Loaded, heard: Sequence[Heard]) -> OpenTurn:
        """Say sorry once and ask a person; somebody who already has a person hears nothing."""
        turn = self._open(loaded)
        turn.failed = True
        if loaded.mode == "bot" and not any(one.is_echo for one in heard):
            turn.reply(Text(self._responses.say("apology", turn)))
            words = " / ".join(one.words for one in heard if one.words)
            turn.hand_over("failed", words[:LONGEST_SUMMARY])
        return turn

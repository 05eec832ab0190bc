"""POST /actions on the private listener: Rasa calls an action, it answers into the open turn."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any, Final, cast

import orjson
import structlog
from aiohttp import web
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.current import current_turn
from bot.dialogue.board import HeldTurn, TurnBoard

PATH: Final = "/actions"
# Kept of what Rasa understood. The text is the turn's own, the metadata holds our key.
_PARSED: Final = ("intent", "intent_ranking", "entities")
log = structlog.get_logger(__name__)


class MessagesDispatchedError(RuntimeError):
    """An action used Rasa's dispatcher; only turn.reply reaches a customer."""


class ActionsRoute:
    """Runs registered action instances, each inside the turn that it answers."""

    def __init__(self, executor: ActionExecutor, board: TurnBoard, token: str) -> None:
        self._executor = executor
        self._board = board
        self._expected = f"Bearer {token}".encode()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer 200, 400 rejected, 401, 404 no such action, 410 turn closed, 500 failed."""
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            return _refused(401, "a valid bearer token is needed", "")
        call = await _body(request)
        if call is None:
            return _refused(400, "the body must be an action call", "")
        name = str(call.get("next_action") or "")
        latest = _latest_message(call)
        metadata = _mapping(latest.get("metadata"))
        turn, act = self._board.find(metadata.get("turn")), metadata.get("act", 0)
        if turn is None or not isinstance(act, int):
            return _refused(410, "the turn is closed or unknown", name)
        return await self._answer(call, name, turn, act, latest)

    async def _answer(
        self, call: dict[str, Any], name: str, turn: HeldTurn, act: int, latest: Mapping[str, Any]
    ) -> web.Response:
        marker = current_turn.set(turn)
        try:
            turn.understood(act, {part: latest[part] for part in _PARSED if part in latest})
            events = await self._run(call, name)
            if turn.closed:
                return _refused(410, "the turn closed before its action returned", name)
            turn.answered(act)
            return web.json_response({"events": events, "responses": []})
        except ActionExecutionRejection as error:
            return _refused(400, str(error), name)
        except ActionNotFoundException as error:
            log.error("action.missing", action=name)  # noqa: TRY400 - nothing to trace
            return _refused(404, str(error), name)
        except Exception as error:
            # Also when the turn closed meanwhile: its refusals are exceptions.
            if turn.closed:
                return _refused(410, "the turn closed before its action returned", name)
            log.exception("action.failed", action=name, turn=turn.key)
            return _refused(500, type(error).__name__, name)
        finally:
            current_turn.reset(marker)

    async def _run(self, call: dict[str, Any], name: str) -> list[dict[str, Any]]:
        call.setdefault("domain", {})
        result = await self._executor.run(call)
        if result is None:
            raise ActionNotFoundException(name)
        if result.responses:
            raise MessagesDispatchedError(f"{name} dispatched a message instead of replying")
        return result.events


async def _body(request: web.Request) -> dict[str, Any] | None:
    try:
        body: Any = orjson.loads(await request.read())
    except ValueError:
        return None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else None


def _latest_message(call: Mapping[str, Any]) -> Mapping[str, Any]:
    return _mapping(_mapping(call.get("tracker")).get("latest_message"))


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _refused(status: int, why: str, action: str) -> web.Response:
    return web.json_response({"error": why, "action_name": action}, status=status)

"""The only way into Rasa: a channel behind a bearer token that guards every other route too."""

from __future__ import annotations

import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any, Final, cast

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.pipeline.fast_actions import KeptConnections, check_answers_fast

TOKEN: Final = "MILLENNIUM_RASA_TOKEN"  # noqa: S105 - the variable's name
NAME: Final = "millennium"
LEAST_TOKEN: Final = 32
OnMessage = Callable[[UserMessage], Awaitable[Any]]
log = logging.getLogger(__name__)


class MillenniumInput(InputChannel):
    """POST /webhooks/millennium/webhook {"sender", "message", "metadata"} -> [] when handled."""

    def __init__(self, token: str) -> None:
        if len(token) < LEAST_TOKEN:
            raise RasaException(f"{TOKEN} must hold at least {LEAST_TOKEN} characters")
        self._token = token

    @classmethod
    def name(cls) -> str:
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> MillenniumInput:
        return cls(os.environ.get(TOKEN, ""))

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        check_answers_fast()
        guarded = _GuardedBlueprint(self._token)

        async def receive(request: Request) -> HTTPResponse:
            return await _receive(request, on_new_message)

        guarded.add_route(receive, "/webhook", methods=["POST"])
        return guarded


class _GuardedBlueprint(Blueprint):
    """A blueprint that puts the bearer check before the whole application it joins."""

    def __init__(self, token: str) -> None:
        super().__init__("millennium_channel")
        self.ctx.expected = f"Bearer {token}".encode()

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        connections = KeptConnections()
        connections.use()
        app.register_listener(connections.close, "before_server_stop")
        app.register_middleware(self.check, "request")
        super().register(app, options)

    async def check(self, request: Request) -> HTTPResponse | None:
        """Refuse a request without the token; None lets it pass."""
        given = str(request.headers.get("authorization", "")).encode()
        if hmac.compare_digest(given, self.ctx.expected):
            return None
        return response.json({"error": "a valid bearer token is needed"}, status=401)


async def _receive(request: Request, on_new_message: OnMessage) -> HTTPResponse:
    message = _message(request)
    if message is None:
        return response.json({"error": "sender and message must be texts"}, status=400)
    try:
        await on_new_message(message)
    except Exception as error:  # noqa: BLE001 - the text must not reach the log
        log.error("message not handled: %s", type(error).__name__)  # noqa: TRY400
        return response.json({"error": type(error).__name__}, status=500)
    return response.json(cast("CollectingOutputChannel", message.output_channel).messages)


def _message(request: Request) -> UserMessage | None:
    body: Any = request.json
    if not isinstance(body, dict):
        return None
    told = cast("dict[str, Any]", body)
    sender, text, metadata = told.get("sender"), told.get("message"), told.get("metadata")
    if not isinstance(sender, str) or not isinstance(text, str):
        return None
    kept = cast("dict[str, Any]", metadata) if isinstance(metadata, dict) else {}
    return UserMessage(text, CollectingOutputChannel(), sender, input_channel=NAME, metadata=kept)

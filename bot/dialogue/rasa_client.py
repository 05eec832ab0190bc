"""Rasa over HTTP: our secured channel, readiness, parsing without a turn, hot model swap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import orjson
import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.dialogue.protocol import DialogueRejectedError, DialogueUnavailableError

CHANNEL: Final = "/webhooks/millennium/webhook"
# A turn has its own, shorter deadline; this one keeps a lost connection from waiting for ever.
_PATIENCE: Final = ClientTimeout(total=30)
_PROBE: Final = ClientTimeout(total=2)
_SWAP: Final = ClientTimeout(total=120)
Where = Callable[[], str | None]
Loads = Callable[[], bool]
log = structlog.get_logger(__name__)


class RasaClient:
    """A Dialogue (bot.dialogue.protocol).

    where: Rasa's base URL now, None while there is none. loads: whether our own is starting;
    of one that runs elsewhere nobody knows.
    """

    def __init__(
        self, session: ClientSession, where: Where, token: str, loads: Loads = lambda: False
    ) -> None:
        self._session = session
        self._where = where
        self._loads = loads
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    async def ready(self) -> bool:
        """Whether Rasa has a model loaded and answers."""
        try:
            status, _ = await self._call("GET", "/status", None, _PROBE)
        except DialogueUnavailableError:
            return False
        return status == 200

    def loads(self) -> bool:
        """Whether our own Rasa is alive and starting."""
        return self._loads()

    async def send(self, *, sender: str, text: str, metadata: Mapping[str, object]) -> None:
        """Hand over one message. See Dialogue.send."""
        body = {"sender": sender, "message": text, "metadata": dict(metadata)}
        answer = await self._json("POST", CHANNEL, body, _PATIENCE)
        if answer != []:
            log.error("dialogue.uttered", sender=sender)
            raise DialogueRejectedError("Rasa answered by itself; only actions may")

    async def parse(self, text: str) -> Mapping[str, Any]:
        """Return intent, intent_ranking and entities of a text, outside any turn."""
        return await self._json("POST", "/model/parse", {"text": text}, _PATIENCE)

    async def swap(self, model: Path) -> None:
        """Load the archive at an absolute path while turns go on.

        DialogueRejectedError where Rasa refused it: the old one stays.
        """
        body = {"model_file": str(model)}
        status, _ = await self._call("PUT", "/model", body, _SWAP)
        if status != 204:
            raise DialogueRejectedError(f"Rasa did not load {model.name} (HTTP {status})")

    async def _json(self, method: str, path: str, body: object, patience: ClientTimeout) -> Any:
        status, answer = await self._call(method, path, body, patience)
        if status != 200:
            raise DialogueRejectedError(f"Rasa answered {path} with HTTP {status}")
        return answer

    async def _call(
        self, method: str, path: str, body: object, patience: ClientTimeout
    ) -> tuple[int, Any]:
        base = self._where()
        if base is None:
            raise DialogueUnavailableError("Rasa is not running yet")
        data = None if body is None else orjson.dumps(body)
        try:
            async with self._session.request(
                method, base + path, data=data, headers=self._headers, timeout=patience
            ) as answer:
                read = answer.content_type == "application/json"
                return answer.status, orjson.loads(await answer.read()) if read else None
        except (ClientError, TimeoutError, ValueError) as error:
            raise DialogueUnavailableError(f"Rasa: {type(error).__name__}") from error

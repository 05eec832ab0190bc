"""The webhook's two HTTP handlers: Meta's handshake, and the updates themselves."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.whatsapp.ports import Receiver, Secrets, ShedError
from bot.whatsapp.signature import HEADER, challenge, is_signed
from bot.whatsapp.webhook import BrokenBodyError, Update, split

# A legal batch of 1,000 updates passes aiohttp's own limit of 1 MB.
MOST_BYTES: Final = 4 * 1024 * 1024
# Below this, hashing and parsing cost less than handing them to a thread.
SMALL: Final = 32 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """GET and POST of /webhooks/whatsapp[/{account}]."""

    receiver: Receiver
    secrets: Secrets

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for the public listener."""
        paths = ("/webhooks/whatsapp", "/webhooks/whatsapp/{account}")
        return [
            *(web.get(path, self.verify, allow_head=False) for path in paths),
            *(web.post(path, self.receive) for path in paths),
        ]

    async def verify(self, request: web.Request) -> web.Response:
        """Answer Meta's handshake with the bare challenge; 403 for another token."""
        secrets = await self.secrets.of(request.match_info.get("account"))
        token = "" if secrets is None else secrets.verify_token
        answer = challenge(request.query, token)
        if answer is None:
            raise web.HTTPForbidden(text="hub.verify_token is not this installation's")
        return web.Response(text=answer)

    async def receive(self, request: web.Request) -> web.Response:
        """Store what Meta delivers; 200 only after the commit.

        401 without a signature that could be one, 403 for a wrong one, 400 for broken JSON,
        413 above 4 MB, 503 when there is no room: Meta delivers again.
        """
        header = request.headers.get(HEADER)
        if header is None:
            raise web.HTTPUnauthorized(text=f"{HEADER} is missing")
        raw = await _body(request)
        await self._check(request, raw, header)
        updates = _split(raw) if len(raw) <= SMALL else await asyncio.to_thread(_split, raw)
        try:
            await self.receiver.receive(updates)
        except ShedError as error:
            log.warning("webhook of %d updates put off: %s", len(updates), error)
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from error
        return web.Response()

    async def _check(self, request: web.Request, raw: bytes, header: str) -> None:
        secrets = await self.secrets.of(request.match_info.get("account"))
        secret = "" if secrets is None else secrets.app_secret
        if len(raw) > SMALL:
            signed = await asyncio.to_thread(is_signed, secret, raw, header)
        else:
            signed = is_signed(secret, raw, header)
        if not signed:
            raise web.HTTPForbidden(text=f"{HEADER} does not sign this body")


def _split(raw: bytes) -> list[Update]:
    try:
        return split(raw)
    except BrokenBodyError as error:
        raise web.HTTPBadRequest(text=str(error)) from error


async def _body(request: web.Request) -> bytes:
    """Read the body up to the limit, whatever the application's own limit is."""
    announced = request.content_length or 0
    if announced > MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(max_size=MOST_BYTES, actual_size=announced)
    content = request.content
    if announced and content.is_eof():  # it came with its head, as small ones do
        return content.read_nowait()
    whole = bytearray()
    async for chunk in content.iter_any():
        whole += chunk
        if len(whole) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(max_size=MOST_BYTES, actual_size=len(whole))
    return bytes(whole)

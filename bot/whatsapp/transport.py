"""One call to the Graph API: token, timeouts, and an error that says what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, cast

import aiohttp
import orjson

from bot.whatsapp.errors import UnknownOutcomeError, UnreachableError, from_response

# Meta answers in well under a second; typing and reading must not hold a lane for long.
TIMEOUT: Final = aiohttp.ClientTimeout(total=30, sock_connect=5)
# An answer of Graph is small; a page of 250 products stays under this.
MOST_ANSWER: Final = 16 * 1024 * 1024
Method = Literal["GET", "POST", "DELETE"]
Json = Mapping[str, Any]


class Transport:
    """Calls one Graph API with one token. The token shows in no URL, log or repr."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, version: str, token: str
    ) -> None:
        self.session = session
        self.base_url = base_url.rstrip("/")
        self._version = version.strip("/")
        self._token = token

    def __repr__(self) -> str:
        return f"Transport({self.base_url}/{self._version})"

    @property
    def token(self) -> str:
        """The token, for the one call that asks Meta about it."""
        return self._token

    @property
    def authorization(self) -> dict[str, str]:
        """The header that carries the token."""
        return {"Authorization": f"Bearer {self._token}"}

    async def get(self, path: str, **query: str) -> Json:
        """Read something. Raises UnreachableError or a MetaError."""
        try:
            return await self._call("GET", path, params=query)
        except UnknownOutcomeError as error:
            # Reading changes nothing: it may simply be read again.
            raise UnreachableError(str(error)) from error

    async def post(self, path: str, json: Json) -> Json:
        """Do something. Raises UnreachableError, UnknownOutcomeError or a MetaError."""
        headers = {"Content-Type": "application/json"}
        return await self._call("POST", path, data=orjson.dumps(json), headers=headers)

    async def form(self, path: str, fields: Mapping[str, str] | aiohttp.FormData) -> Json:
        """Post form fields or a file."""
        return await self._call("POST", path, data=fields)

    async def delete(self, path: str, **query: str) -> Json:
        """Take something away."""
        return await self._call("DELETE", path, params=query)

    async def _call(self, method: Method, path: str, **options: Any) -> Json:
        url = f"{self.base_url}/{self._version}/{path.lstrip('/')}"
        headers = {**self.authorization, **options.pop("headers", {})}
        what = f"{method} {path}"
        try:
            async with self.session.request(
                method, url, headers=headers, timeout=TIMEOUT, allow_redirects=False, **options
            ) as response:
                return _answer(response, await _read(response), what)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise UnreachableError(f"{what}: no connection to {self.base_url}") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnknownOutcomeError(f"{what}: {type(error).__name__} before an answer") from error


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = await response.content.read(MOST_ANSWER + 1)
    while body and len(body) <= MOST_ANSWER and not response.content.at_eof():
        body += await response.content.read(MOST_ANSWER + 1 - len(body))
    return body


def _answer(response: aiohttp.ClientResponse, raw: bytes, what: str) -> Json:
    try:
        body: Any = orjson.loads(raw)
    except orjson.JSONDecodeError:
        body = None
    if response.status >= 300:
        raise from_response(response.status, body, response.headers)
    if not isinstance(body, dict):
        raise UnknownOutcomeError(f"{what}: answered {response.status} with something not JSON")
    answer = cast("Json", body)
    if "error" in answer:
        raise from_response(response.status, answer, response.headers)
    return answer

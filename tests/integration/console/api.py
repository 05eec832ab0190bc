"""Another system that uses the API."""

from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.console.api.endpoint import BASE

ONCE = "0123456789abcdef"


class Api:
    """Another system."""

    def __init__(
        self, client: TestClient[web.Request, web.Application], bearer: dict[str, str]
    ) -> None:
        self._client = client
        self._bearer = bearer

    async def __call__(
        self, method: str, path: str, status: int = 200, json: Any = None, **headers: str
    ) -> Any:
        known = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self._client.request(
            method, BASE + path, json=json, headers=self._bearer | known
        )
        told = await answer.json()
        assert answer.status == status, told
        return told

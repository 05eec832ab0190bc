"""An endpoint as it declares itself: what it takes, what it answers, what can go wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.console.guard import ACCOUNT

BASE: Final = "/api/v1"
M = TypeVar("M", bound=BaseModel)


class Shape(BaseModel):
    """A JSON object of the API; unknown fields are refused rather than overlooked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Shape):
    """No query, no body."""


class ApiError(Exception):
    """What a caller did or met, in one clear line. code: a short word for machines."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def response(self) -> web.Response:
        """Return it as JSON."""
        return error_response(self.status, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: whose, with its path's numbers, its query, its body and its headers."""

    account_id: int
    ids: Mapping[str, int]
    query: Any
    body: Any
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path. errors: status -> when it comes, besides 401, 422 and 500."""

    method: str
    path: str
    summary: str
    handle: Callable[[Call], Awaitable[BaseModel]]
    answer: type[BaseModel]
    query: type[BaseModel] = Nothing
    body: type[BaseModel] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    errors: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def full_path(self) -> str:
        """The path with its version: /api/v1/orders/{number}."""
        return BASE + self.path

    def route(self) -> web.RouteDef:
        """Return the route that serves it."""
        pattern = self.full_path.replace("}", r":\d{1,18}}")
        return web.route(self.method, pattern, self._serve)

    async def _serve(self, request: web.Request) -> web.Response:
        try:
            call = Call(
                account_id=request[ACCOUNT],
                ids={name: int(value) for name, value in request.match_info.items()},
                query=_read(self.query, dict(request.query), "query"),
                body=None if self.body is None else await self._body(request, self.body),
                headers={name: request.headers.get(name, "") for name in self.headers},
            )
            answer = await self.handle(call)
        except ApiError as error:
            return error.response()
        text = answer.model_dump_json()
        return web.Response(text=text, status=self.status, content_type="application/json")

    async def _body(self, request: web.Request, model: type[M]) -> M:
        try:
            told = orjson.loads(raw := await request.read())
        except orjson.JSONDecodeError as error:
            raise ApiError(400, "not_json", "the body is not JSON") from error
        if b"\\u0000" in raw:  # no database keeps it, and no honest client sends it
            raise ApiError(422, "invalid", "body: a text holds NUL")
        return _read(model, told, "body")


def error_response(status: int, code: str, message: str) -> web.Response:
    """Answer with an error as every endpoint does."""
    body = orjson.dumps({"error": {"code": code, "message": message}})
    return web.Response(body=body, status=status, content_type="application/json")


def _read(model: type[M], told: Any, where: str) -> M:
    try:
        return model.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or where
        raise ApiError(422, "invalid", f"{where}: {place}: {first['msg']}") from error

"""Every way into Rasa is behind the bearer token."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from rasa.core.channels.channel import UserMessage
from rasa.core.run import configure_app, create_http_input_channels
from rasa.shared.exceptions import RasaException
from sanic import Sanic

from nlu.pipeline.channel import MillenniumInput
from nlu.pipeline.tests.conftest import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")
TOKEN = "t" * 40
GIVEN = {"authorization": f"Bearer {TOKEN}"}
PLACEHOLDERS = {"conversation_id": "c", "filename": "f"}


class Heard:
    """An agent that only listens."""

    def __init__(self) -> None:
        self.messages: list[UserMessage] = []
        self.failing = False

    async def handle_message(self, message: UserMessage) -> None:
        if self.failing:
            raise RuntimeError("secreto")
        self.messages.append(message)


@dataclass(frozen=True)
class Served:
    """Rasa's own application on a loopback port."""

    app: Sanic
    url: str
    session: aiohttp.ClientSession

    @property
    def agent(self) -> Heard:
        return self.app.ctx.agent

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        async with self.session.request(method, self.url + path, **options) as answer:
            told = await answer.json() if answer.content_type == "application/json" else None
            return answer.status, told

    async def post(self, body: object) -> tuple[int, Any]:
        return await self.ask("POST", "/webhooks/millennium/webhook", json=body, headers=GIVEN)


# Sanic rewrites its own methods at a server's first start: one application for all tests.
@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def application() -> AsyncIterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLENNIUM_RASA_TOKEN", TOKEN)
        channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    app = configure_app(channels, enable_api=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server: Any = await app.create_server(sock=listening, return_asyncio_server=True)
        await server.startup()
        await server.start_serving()
        async with aiohttp.ClientSession() as session:
            yield Served(app, f"http://127.0.0.1:{port}", session)
        server.close()


@pytest.fixture
def served(application: Served) -> Served:
    application.app.ctx.agent = Heard()
    return application


def routes(app: Sanic) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for route in app.router.routes_all.values():
        parts = [_part(part) for part in route.parts]
        found += [(method, "/" + "/".join(parts)) for method in sorted(route.methods)]
    return found


def _part(part: str) -> str:
    return PLACEHOLDERS.get(part[1:-1].partition(":")[0], "x") if part.startswith("<") else part


async def test_no_route_answers_without_the_token(served: Served) -> None:
    every = routes(served.app)
    assert ("POST", "/webhooks/millennium/webhook") in every
    assert len(every) > 10
    for method, path in every:
        for given in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer \xf1"}):
            status, _ = await served.ask(method, path, headers=given)
            assert status == 401, f"{method} {path} answered {status}"


async def test_a_message_arrives_with_its_metadata(served: Served) -> None:
    body = {"sender": "turn-1", "message": "hola", "metadata": {"turn": "turn-1", "act": 0}}
    assert await served.post(body) == (200, [])
    heard = served.agent.messages[0]
    assert (heard.text, heard.sender_id, heard.metadata) == ("hola", "turn-1", body["metadata"])


@pytest.mark.parametrize("body", [[], {"sender": "a"}, {"sender": 1, "message": "hola"}, "x"])
async def test_a_malformed_message_is_refused(served: Served, body: object) -> None:
    status, _ = await served.post(body)
    assert status == 400


async def test_a_failure_is_told_without_the_words(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    served.agent.failing = True
    answer = await served.post({"sender": "a", "message": "mi palabra"})
    assert answer == (500, {"error": "RuntimeError"})
    assert "palabra" not in caplog.text
    assert "secreto" not in caplog.text


@pytest.mark.parametrize("token", ["", "short"])
async def test_a_weak_token_stops_the_start(token: str) -> None:
    with pytest.raises(RasaException, match="MILLENNIUM_RASA_TOKEN"):
        MillenniumInput(token)

"""How the client tells an engine that is away from one that refuses."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.dialogue.protocol import DialogueRejectedError, DialogueUnavailableError
from bot.dialogue.rasa_client import CHANNEL, RasaClient


async def say(client: RasaClient) -> None:
    await client.send(sender="t", text="hola", metadata={"turn": "t"})


@asynccontextmanager
async def client_of(status: int, body: object = None) -> AsyncGenerator[RasaClient]:
    """A client of an engine that always answers the same."""

    async def answer(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer token"
        return web.json_response(body, status=status)

    app = web.Application()
    for method, path in (("POST", CHANNEL), ("GET", "/status"), ("PUT", "/model")):
        app.router.add_route(method, path, answer)
    async with TestServer(app) as server, ClientSession() as session:
        yield RasaClient(session, lambda: str(server.make_url("")).rstrip("/"), "token")


async def test_a_handled_message_says_nothing() -> None:
    async with client_of(200, []) as client:
        assert await client.ready()
        await say(client)


@pytest.mark.parametrize("status", [400, 401, 500])
async def test_another_answer_than_200_is_a_refusal(status: int) -> None:
    async with client_of(status) as client:
        assert not await client.ready()
        with pytest.raises(DialogueRejectedError) as raised:
            await say(client)
    assert raised.value.permanent


async def test_words_of_rasa_itself_are_a_bug() -> None:
    async with client_of(200, [{"text": "hola"}]) as client:
        with pytest.raises(DialogueRejectedError):
            await say(client)


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:1"])
async def test_nobody_there_means_try_again_later(url: str | None) -> None:
    async with ClientSession() as session:
        client = RasaClient(session, lambda: url, "token")
        assert not await client.ready()
        with pytest.raises(DialogueUnavailableError) as raised:
            await say(client)
    assert not raised.value.permanent


async def test_a_refused_model_is_told() -> None:
    async with client_of(400, {"reason": "bad"}) as client:
        with pytest.raises(DialogueRejectedError, match=r"a\.tar\.gz"):
            await client.swap(Path("/models/a.tar.gz"))

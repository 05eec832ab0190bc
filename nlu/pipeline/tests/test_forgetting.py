from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from nlu.pipeline.fast_actions import KeptConnections, check_answers_fast
from nlu.pipeline.forgetful import ForgetfulTrackerStore
from nlu.pipeline.tests.conftest import ROOT


def validate(answer: object) -> bool:
    """What Rasa does with what an action answered."""
    action: Any = RemoteAction("action_greet", EndpointConfig())
    return action._validate_action_result(answer)


async def test_a_tracker_is_empty_every_time() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("someone")
    tracker.update(UserUttered("hola"))
    await store.save(tracker)
    again = await store.get_or_create_tracker("someone")
    assert not [event for event in again.events if isinstance(event, UserUttered)]
    assert await store.keys() == []


@pytest.mark.parametrize("answer", [{}, {"events": [], "responses": []}])
def test_a_good_answer_of_an_action_passes(answer: dict[str, object]) -> None:
    check_answers_fast()
    assert validate(answer)


@pytest.mark.parametrize("answer", [{"events": 1}, {"responses": ["hola"]}, []])
def test_a_bad_answer_of_an_action_is_still_refused(answer: object) -> None:
    check_answers_fast()
    with pytest.raises(ValidationError):
        validate(answer)


async def test_calls_of_actions_share_a_connection() -> None:
    peers: list[object] = []

    async def answer(request: web.Request) -> web.Response:
        peers.append((request.transport or request).get_extra_info("peername"))
        return web.json_response({"events": []}, status=500 if len(peers) == 2 else 200)

    server = TestServer(web.Application())
    server.app.router.add_post("/actions", answer)
    connections = KeptConnections()
    async with server:
        endpoint = EndpointConfig(str(server.make_url("/actions")))
        connections.use()
        assert await endpoint.request(json={}) == {"events": []}
        with pytest.raises(ClientResponseError):
            await endpoint.request(json={})
        await endpoint.request(json={})
        await connections.close()
    assert len(peers) == 3
    assert len(set(peers)) == 1


def test_only_our_channel_is_open() -> None:
    listed = (ROOT / "credentials.yml").read_text("utf-8").splitlines()
    assert [line for line in listed if line and not line.startswith("#")] == [
        "nlu.pipeline.channel.MillenniumInput:"
    ]

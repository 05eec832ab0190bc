"""Who may call an action, and what Rasa is told."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.current import current_turn
from bot.dialogue.actions_route import PATH, ActionsRoute
from bot.dialogue.board import TurnBoard
from tests.integration.dialogue.conftest import ListeningTurn

TOKEN = "t" * 40
GIVEN = {"Authorization": f"Bearer {TOKEN}"}
Does = Callable[[CollectingDispatcher], Any]


class Answers(Action):
    """An action that does what a test says."""

    def __init__(self, does: Does) -> None:
        self._does = does

    def name(self) -> str:
        return "action_greet"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[dict[str, Any]]:
        turn: Any = current_turn.get()
        turn.ran.append(str(tracker.latest_message.get("text")))
        await asyncio.sleep(0)
        self._does(dispatcher)
        return []


def call(action: str = "action_greet", key: object = "turn-1", act: object = 0) -> dict[str, Any]:
    latest = {
        "text": "hola",
        "intent": {"name": "greet", "confidence": 0.9},
        "intent_ranking": [{"name": "greet", "confidence": 0.9}],
        "entities": [],
        "metadata": {"turn": key, "act": act, "vector": "AAAA"},
    }
    tracker = {"sender_id": "turn-1", "latest_message": latest, "slots": {}, "events": []}
    return {"next_action": action, "sender_id": "turn-1", "tracker": tracker}


async def ask(
    turn: ListeningTurn,
    body: object,
    does: Does = lambda _: None,
    headers: Mapping[str, str] = GIVEN,
) -> tuple[int, dict[str, Any]]:
    executor, board, app = ActionExecutor(), TurnBoard(), web.Application()
    executor.register_action(Answers(does))
    app.router.add_post(PATH, ActionsRoute(executor, board, TOKEN).handle)
    async with TestClient(TestServer(app)) as client:
        with board.holding(turn):  # pyright: ignore[reportArgumentType]
            answer = await client.post(PATH, json=body, headers=headers)
        return answer.status, await answer.json()


async def test_an_action_answers_into_the_turn_that_asked() -> None:
    turn = ListeningTurn()
    assert await ask(turn, call(act=1)) == (200, {"events": [], "responses": []})
    assert (turn.ran, turn.answers) == (["hola"], [1])


async def test_what_was_understood_reaches_the_turn_without_text_or_metadata() -> None:
    turn = ListeningTurn()
    await ask(turn, call())
    ((act, parse),) = turn.heard
    assert act == 0
    assert set(parse) == {"intent", "intent_ranking", "entities"}


@pytest.mark.parametrize("given", [None, "Bearer wrong", TOKEN, "Bearer ñ"])
async def test_a_call_without_the_token_runs_nothing(given: str | None) -> None:
    turn = ListeningTurn()
    headers = {} if given is None else {"Authorization": given}
    status, _ = await ask(turn, call(), headers=headers)
    assert (status, turn.heard, turn.ran) == (401, [], [])


@pytest.mark.parametrize("key", ["other", None, 7, ["turn-1"]])
async def test_an_unknown_turn_is_gone(key: object) -> None:
    turn = ListeningTurn()
    status, told = await ask(turn, call(key=key))
    assert (status, told["action_name"], turn.ran) == (410, "action_greet", [])


async def test_a_closed_turn_is_gone() -> None:
    turn = ListeningTurn(closed=True)
    status, _ = await ask(turn, call())
    assert (status, turn.ran) == (410, [])


async def test_a_turn_that_closes_under_its_action_is_gone() -> None:
    turn = ListeningTurn()

    def close(_: CollectingDispatcher) -> None:
        turn.closed = True

    status, _ = await ask(turn, call(), close)
    assert (status, turn.answers) == (410, [])


@pytest.mark.parametrize("body", [[], "x", 1])
async def test_a_body_that_is_no_call_is_refused(body: object) -> None:
    status, _ = await ask(ListeningTurn(), body)
    assert status == 400


async def test_an_action_that_nobody_registered_is_not_found() -> None:
    status, told = await ask(ListeningTurn(), call("action_fly"))
    assert (status, told["action_name"]) == (404, "action_fly")


async def test_a_failing_action_is_not_an_answer() -> None:
    turn = ListeningTurn()

    def fail(_: CollectingDispatcher) -> None:
        raise ValueError("secreto")

    status, told = await ask(turn, call(), fail)
    assert (status, told["error"], turn.answers) == (500, "ValueError", [])


async def test_a_rejected_action_is_told_as_rasa_expects_it() -> None:
    def reject(_: CollectingDispatcher) -> None:
        raise ActionExecutionRejection("action_greet", "not now")

    status, told = await ask(ListeningTurn(), call(), reject)
    assert (status, told["action_name"]) == (400, "action_greet")


async def test_a_dispatched_message_is_a_failure() -> None:
    turn = ListeningTurn()
    status, told = await ask(turn, call(), lambda dispatcher: dispatcher.utter_message("hola"))
    assert (status, told["error"], turn.answers) == (500, "MessagesDispatchedError", [])


async def test_the_turn_is_known_only_while_its_action_runs() -> None:
    await ask(ListeningTurn(), call())
    with pytest.raises(LookupError):
        current_turn.get()

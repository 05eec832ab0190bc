"""A real Rasa: it answers turns, comes back after a crash, and never outlives the service."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from actions.current import current_turn
from bot.dialogue.actions_route import PATH, ActionsRoute
from bot.dialogue.board import TurnBoard
from bot.dialogue.protocol import DialogueRejectedError
from bot.dialogue.rasa_child import RasaChild
from bot.dialogue.rasa_client import RasaClient
from nlu.runtime.launch import CODE
from nlu.training.jobs import TrainingError, train
from tests.integration.dialogue.conftest import (
    EVENT,
    EXAMPLES,
    HELLO,
    ListeningTurn,
    Shop,
    write_project,
)

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(180)]
RASA_TOKEN, ACTIONS_TOKEN = "r" * 40, "a" * 40


class Notes(Action):
    """An action that notes in the turn that it ran."""

    def __init__(self, intent: str) -> None:
        self._intent = intent

    def name(self) -> str:
        return f"action_{self._intent}"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        turn: Any = current_turn.get()
        turn.ran.append(self._intent)
        return []


@dataclass
class House:
    """Service and Rasa as they run together."""

    child: RasaChild
    client: RasaClient
    board: TurnBoard

    async def hear(self, text: str, **metadata: object) -> ListeningTurn:
        turn = ListeningTurn()
        with self.board.holding(turn):  # pyright: ignore[reportArgumentType]
            told = {"turn": turn.key, "act": 0, **metadata}
            await self.client.send(sender=turn.key, text=text, metadata=told)
        return turn

    async def until_ready(self, not_pid: int | None = None) -> None:
        async with asyncio.timeout(60):
            # Nothing in the child tells when it is back: the service asks as well.
            while self.child.pid in (None, not_pid) or not await self.client.ready():  # noqa: ASYNC110
                await asyncio.sleep(0.1)


@asynccontextmanager
async def running(shop: Shop) -> AsyncGenerator[House]:
    executor, board, app = ActionExecutor(), TurnBoard(), web.Application()
    for intent in (*EXAMPLES, EVENT):
        executor.register_action(Notes(intent))
    app.router.add_post(PATH, ActionsRoute(executor, board, ACTIONS_TOKEN).handle)
    async with TestServer(app) as server, ClientSession() as session:
        variables = {
            "MILLENNIUM_RASA_TOKEN": RASA_TOKEN,
            "MILLENNIUM_ACTIONS_URL": str(server.make_url(PATH)),
            "MILLENNIUM_ACTIONS_TOKEN": ACTIONS_TOKEN,
        }
        child = RasaChild(shop.home, shop.archive, variables)
        client = RasaClient(session, lambda: child.url, RASA_TOKEN)
        child.start(client.ready)
        try:
            house = House(child, client, board)
            await house.until_ready()
            yield house
        finally:
            await child.stop()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")


async def gone(pid: int) -> bool:
    for _ in range(100):
        if not alive(pid):
            return True
        await asyncio.sleep(0.1)
    return False


async def test_messages_and_events_call_their_actions(shop: Shop) -> None:
    async with running(shop) as house:
        greeted = await house.hear("hola")
        paid = await house.hear("quiero pagar dos camisetas negras")
        tapped = await house.hear(f"/{EVENT}")
        assert [turn.ran for turn in (greeted, paid, tapped)] == [["greet"], ["checkout"], [EVENT]]
        assert all(turn.answers == [0] for turn in (greeted, paid, tapped))
        ((_, parse),) = paid.heard
        assert parse["intent"]["name"] == "checkout"
        assert {"quantity", "colour"} == {one["entity"] for one in parse["entities"]}

        # A damaged vector is no reason not to answer, and nothing of the turns before stays.
        assert (await house.hear("hola", vector="damaged")).ran == ["greet"]
        parsed = await house.client.parse("buenas tardes")
        assert parsed["intent"]["name"] == "greet"


async def test_a_closed_turn_is_not_answered_and_rasa_stays_calm(shop: Shop) -> None:
    async with running(shop) as house:
        await house.client.send(sender="t", text="hola", metadata={"turn": "gone", "act": 0})
        assert (await house.hear("hola")).answers == [0]


async def test_rasa_comes_back_after_a_crash(shop: Shop) -> None:
    async with running(shop) as house:
        first = house.child.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await house.until_ready(not_pid=first)
        assert (await house.hear("hola")).ran == ["greet"]
    assert house.child.url is None


async def test_a_model_is_swapped_while_running(shop: Shop, tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    shutil.copy(shop.archive, other)
    async with running(shop) as house:
        await house.client.swap(other)
        assert (await house.hear("hola")).ran == ["greet"]
        with pytest.raises(DialogueRejectedError):
            await house.client.swap(tmp_path / "missing.tar.gz")
        assert (await house.hear("hola")).ran == ["greet"]


PARENT = """
import asyncio, sys
from pathlib import Path
from bot.dialogue.rasa_child import RasaChild
from nlu.runtime.launch import RasaHome

async def main():
    variables = dict(pair.split("=", 1) for pair in sys.argv[4:])
    child = RasaChild(RasaHome(Path(sys.argv[1]), Path(sys.argv[2])), Path(sys.argv[3]), variables)
    async def never(): return False
    child.start(never)
    while child.pid is None:
        await asyncio.sleep(0.05)
    print(child.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_rasa_dies_with_a_killed_service(shop: Shop) -> None:
    home = shop.home
    variables = [f"MILLENNIUM_RASA_TOKEN={RASA_TOKEN}", "MILLENNIUM_ACTIONS_URL=http://127.0.0.1:1"]
    where = [str(home.project), str(home.models), str(shop.archive)]
    service = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, *where, *variables, "MILLENNIUM_ACTIONS_TOKEN=a",
        stdout=subprocess.PIPE, cwd=CODE,
    )  # fmt: skip
    assert service.stdout is not None
    pid = int(await service.stdout.readline())
    await asyncio.sleep(0.5)
    assert alive(pid)
    service.kill()
    await service.wait()
    assert await gone(pid)


def test_training_tells_its_steps_and_leaves_one_whole_archive(shop: Shop) -> None:
    assert shop.progress[:3] == ["reading examples", "learning intents", "learning rules"]
    assert shop.archive.stat().st_size < 1_000_000
    kept = {file.name for file in shop.archive.parent.iterdir()}
    assert kept == {shop.archive.name, "registry.json"}


def test_contradicting_examples_are_not_trained(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    file = project / "data" / "nlu" / "more.yml"
    file.write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - pagar\n', "utf-8")
    with pytest.raises(TrainingError, match="two intents"):
        train(project, tmp_path / "models", lambda _: None)
    assert not (tmp_path / "models").exists()


def test_a_model_carries_no_words_of_the_shop(shop: Shop) -> None:
    with tarfile.open(shop.archive) as packed:
        files = [packed.extractfile(member) for member in packed]
        held = b"".join(file.read() for file in files if file is not None)
    assert b"action_greet" in held
    assert HELLO.encode() not in held
    assert b"utter_hello" not in held

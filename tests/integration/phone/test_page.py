from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.simulator.app import create_app
from bot.simulator.chat import Entry
from bot.simulator.graph_media import keep
from bot.simulator.keys import STATE
from bot.simulator.phone.add_phone import add_phone
from bot.simulator.phone.first_people import first_people
from bot.simulator.phone.overview import international
from bot.simulator.phone.receipts import mark_delivered
from bot.simulator.setup import Setup
from bot.simulator.state import State, new_state

Client = TestClient[Request, Application]
SAMPLE = Path("data/sample")


@pytest.fixture
async def client() -> AsyncGenerator[Client]:
    """A simulator with the phone page."""
    setup = Setup(feed=SAMPLE / "catalog.csv", images=SAMPLE / "images")
    async with TestClient(TestServer(create_app(setup, [add_phone]))) as made:
        yield made


def state_of(client: Client) -> State:
    assert client.app is not None
    return client.app[STATE]


async def test_the_front_door_leads_to_the_phone_under_a_strict_policy(client: Client) -> None:
    answer = await client.get("/")
    assert answer.url.path == "/phone/"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Simulador" in await answer.text()


async def test_every_file_that_the_page_and_its_scripts_name_is_there(client: Client) -> None:
    page = await (await client.get("/phone/")).text()
    named = [part.split('"')[0] for part in page.split('"static/')[1:]]
    assert len(named) > 5
    for name in named:
        assert (await client.get(f"/phone/static/{name}")).status == 200, name


async def test_a_file_that_a_browser_could_run_is_only_a_download(client: Client) -> None:
    made = keep(state_of(client), "text/html", b"<script>alert(1)</script>")
    answer = await client.get(f"/phone/media/{made.id}")
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.content_type == "application/octet-stream"
    assert (await client.get("/phone/media/0")).status == 404


async def test_the_overview_tells_of_people_with_and_without_a_number(client: Client) -> None:
    seen = await (await client.get("/phone/overview")).json()
    assert [(one["name"], one["number"]) for one in seen["people"]] == [
        ("Ana Torres", "+52 55 1234 0001"),
        ("Luz Medina", None),
        ("Diego Ruiz", "+52 55 1234 0003"),
    ]
    assert {one["window_until"] for one in seen["people"]} == {None}


async def test_writing_opens_the_window_in_the_overview(client: Client) -> None:
    await client.post("/shopper/people/p1/text", json={"text": "hola"})
    seen = await (await client.get("/phone/overview")).json()
    ana = seen["people"][0]
    assert ana["last"]["shown"] == "hola"
    assert ana["window_until"] == ana["last"]["at"] + 24 * 3_600_000


def test_a_number_that_is_none_is_shown_as_it_is() -> None:
    assert international("5215512345678") == "+52 55 1234 5678"
    assert international("1") == "+1"


def test_a_message_that_was_read_already_does_not_go_back_to_delivered() -> None:
    state = new_state(Setup())
    add_person(state, status="read")
    mark_delivered(state, webhook("w1"))
    assert state.people["p1"].entries[0].status == "read"


def test_a_message_that_the_service_took_in_is_delivered() -> None:
    state = new_state(Setup())
    add_person(state, status="sent")
    mark_delivered(state, webhook("w1"))
    mark_delivered(state, webhook("somebody else's"))
    assert state.people["p1"].entries[0].status == "delivered"


def add_person(state: State, status: str) -> None:
    person = first_people()[0]
    person.add(Entry("w1", "person", "text", {}, at=0, status=status))
    state.people[person.id] = state.chats["w1"] = person


def webhook(wamid: str) -> bytes:
    return f'{{"entry":[{{"changes":[{{"value":{{"messages":[{{"id":"{wamid}"}}]}}}}]}}]}}'.encode()

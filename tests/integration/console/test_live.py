import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientResponse
from sqlalchemy import Connection, update

from bot.console import stream as streaming
from bot.store.changes import record_change
from bot.store.database import Database
from bot.store.tables.conversation import conversation, message
from tests.console.house import Console
from tests.console.talks import Talker, conn_insert
from tests.integration.conftest import SetClock
from tests.integration.console.conftest import SAME, Client, LetIn


class Listener:
    """Reads a stream event by event."""

    def __init__(self, answer: ClientResponse) -> None:
        self._answer = answer

    async def next(self) -> dict[str, str]:
        """The next event's fields; data lines joined."""
        fields: dict[str, str] = {}
        while True:
            line = (await self._line()).decode().rstrip("\n")
            if not line and "event" in fields:
                return fields
            name, _, value = line.partition(": ")
            if line and name:
                fields[name] = f"{fields[name]}\n{value}" if name in fields else value
            elif not line:
                fields = {}

    async def _line(self) -> bytes:
        async with asyncio.timeout(10):
            line = await self._answer.content.readline()
        assert line, "the stream ended"
        return line


@asynccontextmanager
async def listening(client: Client, path: str, **headers: str) -> AsyncGenerator[Listener]:
    async with client.get(path, headers=headers) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield Listener(answer)


def arrives(conn: Connection, talk: int, text: str, at: int) -> int:
    """Write a message of the customer, as a closed turn does."""
    told = {"message": {"id": f"w{text}", "type": "text", "text": {"body": text}}}
    made = conn_insert(conn, {
        "account_id": 1, "conversation_id": talk, "at": at, "direction": "in", "type": "text",
        "author": "customer", "body": text, "payload": told,
    })  # fmt: skip
    mine = update(conversation).where(conversation.c.id == talk)
    conn.execute(mine.values(updated_at=at, unread=conversation.c.unread + 1))
    record_change(conn, 1, "conversation", talk, at)
    return made


def reaches(conn: Connection, message_id: int, talk: int, status: str) -> None:
    conn.execute(update(message).where(message.c.id == message_id).values(status=status))
    record_change(conn, 1, "conversation", talk, 1)


async def newest(console: Console, talk: int) -> int:
    thread = await console.parts.inbox.thread(1, talk)
    assert thread is not None
    return thread.messages[-1].id


async def test_a_message_appears_once_and_moves_the_list(
    db: Database, console: Console, let_in: LetIn, talks: dict[str, int], clock: SetClock
) -> None:
    inside, talk = await let_in(), talks["Lupita"]
    last = await newest(console, talk)
    async with listening(inside, f"/console/inbox/{talk}/events?after={last}") as stream:
        first = await stream.next()
        assert 'id="m-' not in first["data"]
        made = await db.write(arrives, talk, "¿sigues ahí?", clock.now() + 5)
        event = await stream.next()
        assert event["id"] == str(made)
        assert event["data"].count(f'id="m-{made}"') == 1
        assert event["data"].index(f'id="row-{talk}"') < event["data"].index("Mariana")
        await db.write(reaches, last, talk, "delivered")
        tick = await stream.next()
        assert f'id="mark-{last}"' in tick["data"]
        assert "Entregado" in tick["data"]
        assert f'id="m-{made}"' not in tick["data"]


async def test_a_page_that_was_away_gets_what_it_missed(
    db: Database, console: Console, let_in: LetIn, talks: dict[str, int], clock: SetClock
) -> None:
    inside, talk = await let_in(), talks["Lupita"]
    last = await newest(console, talk)
    missed = [await db.write(arrives, talk, f"m{n}", clock.now() + n) for n in range(3)]
    path = f"/console/inbox/{talk}/events?after=0"
    async with listening(inside, path, **{"Last-Event-ID": str(last)}) as stream:
        data = (await stream.next())["data"]
    assert [f'id="m-{one}"' in data for one in missed] == [True] * 3
    assert f'id="m-{last}"' not in data


async def test_a_page_that_missed_too_much_starts_anew(
    db: Database, console: Console, let_in: LetIn, talks: dict[str, int], clock: SetClock
) -> None:
    inside, talk = await let_in(), talks["Lupita"]
    last = await newest(console, talk)
    for number in range(61):
        await db.write(arrives, talk, f"m{number}", clock.now() + number)
    async with listening(inside, f"/console/inbox/{talk}/events?after={last}") as stream:
        assert (await stream.next())["event"] == "reload"


async def test_what_a_customer_writes_cannot_become_an_event(
    db: Database, console: Console, let_in: LetIn, talks: dict[str, int], clock: SetClock
) -> None:
    inside, talk = await let_in(), talks["Lupita"]
    last = await newest(console, talk)
    async with listening(inside, f"/console/inbox/{talk}/events?after={last}") as stream:
        await stream.next()
        await db.write(arrives, talk, "a\revent: reload\r\rdata: <script>", clock.now() + 9)
        event = await stream.next()
    assert event["event"] == "update"
    assert "event: reload" in event["data"]
    assert "<script>" not in event["data"]


async def test_others_changes_do_not_reach_a_page(
    db: Database, let_in: LetIn, talks: dict[str, int], clock: SetClock
) -> None:
    outside = await let_in("Zoe", account=2)
    async with listening(outside, "/console/inbox/events") as stream:
        assert "Mariana" not in (await stream.next())["data"]
        await db.write(arrives, talks["Lupita"], "hola", clock.now())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await stream.next()


async def test_a_session_that_was_ended_stops_hearing(
    let_in: LetIn, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = await let_in()
    monkeypatch.setattr(streaming, "KEEP_ALIVE", 0.05)
    async with inside.get("/console/inbox/events") as answer:
        await answer.content.readline()
        await inside.post("/console/sign-out", headers=SAME)
        async with asyncio.timeout(10):
            await answer.content.read()


async def test_streams_end_when_the_service_stops(let_in: LetIn, console: Console) -> None:
    inside = await let_in()
    async with inside.get("/console/inbox/events") as answer:
        await answer.content.readline()
        await console.app.shutdown()
        async with asyncio.timeout(10):
            await answer.content.read()


async def test_a_long_list_grows_and_stays_live(
    db: Database, let_in: LetIn, clock: SetClock
) -> None:
    def many(conn: Connection) -> None:
        for number in range(45):
            Talker(conn, f"Cliente {number:02}", f"5255000000{number:02}", clock.now() + number)

    await db.write(many)
    inside = await let_in()
    first = await (await inside.get("/console/inbox")).text()
    assert ("Cliente 44" in first, "Cliente 05" in first, "Cliente 04" in first) == (
        True, True, False,
    )  # fmt: skip
    assert 'href="/console/inbox?n=80"' in first
    whole = await (await inside.get("/console/inbox?n=80")).text()
    assert "Cliente 00" in whole
    assert "n=120" not in whole
    async with listening(inside, "/console/inbox/events?n=80") as stream:
        assert "Cliente 00" in (await stream.next())["data"]
    assert "Cliente 00" in await (await inside.get("/console/inbox?n=99999999999999")).text()

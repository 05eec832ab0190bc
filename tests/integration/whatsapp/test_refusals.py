"""Every error of Meta reaches the caller as its own class; broken connections too."""

import asyncio

import aiohttp
import pytest

from bot.simulator.graph_errors import KNOWN
from bot.whatsapp.client import GraphClient
from bot.whatsapp.errors import (
    AuthError,
    MetaError,
    RetryError,
    UnknownOutcomeError,
    UnreachableError,
    error_class,
)
from bot.whatsapp.identity import Recipient
from bot.whatsapp.outgoing import Wire
from bot.whatsapp.read_status import read_status
from tests.doubles.meta import Meta, reach
from tests.unit.whatsapp import messages

TEXT = Wire("text", messages.ALL["text"], "Hola")


@pytest.mark.parametrize("code", [*KNOWN, 299])
async def test_every_code_is_raised_as_its_class(meta: Meta, code: int) -> None:
    person = await meta.writing()
    await meta.error(code=code, edge="messages")
    with pytest.raises(error_class(code)) as raised:
        await meta.client.send(meta.number, reach(person), TEXT)
    assert raised.value.code == code
    await meta.client.send(meta.number, reach(person), TEXT)


@pytest.mark.parametrize("code", [131026, 131047, 130472, 131000])
async def test_every_code_may_come_in_a_status(meta: Meta, code: int) -> None:
    person = await meta.writing()
    await meta.faults(failed_code=code, failed_times=1)
    await meta.client.send(meta.number, reach(person), TEXT)
    await meta.caught.until(2)
    status = read_status(meta.caught.of_kind("status")[0].payload)
    assert (status.state, status.errors[0].code) == ("failed", code)


async def test_a_wrong_token_is_refused_and_never_shown(meta: Meta) -> None:
    client = GraphClient(meta.session, meta.url, "v25.0", "EAAsecreto")
    with pytest.raises(AuthError) as raised:
        await client.send(meta.number, Recipient("5215587654321"), TEXT)
    assert raised.value.code == 190  # type: ignore[attr-defined]
    assert "EAAsecreto" not in f"{raised.value!r}{raised.value}{client!r}{vars(client)!r}"


async def test_an_unknown_number_is_refused(meta: Meta) -> None:
    with pytest.raises(MetaError):
        await meta.client.send("999", Recipient("5215587654321"), TEXT)


async def test_retry_after_is_told_in_milliseconds(meta: Meta) -> None:
    await meta.error(code=80008, http=429, retry_after=3)
    with pytest.raises(RetryError) as raised:
        await meta.client.products(meta.setup.catalog_id, ["id"])
    assert raised.value.retry_after == 3000


async def test_a_cut_connection_leaves_the_outcome_unknown(meta: Meta) -> None:
    person = await meta.writing()
    await meta.error(hang=True, done=True, edge="messages")
    with pytest.raises(UnknownOutcomeError):
        await meta.client.send(meta.number, reach(person), TEXT, "o:9")
    await meta.caught.until(2)
    status = read_status(meta.caught.of_kind("status")[0].payload)
    assert status.callback == "o:9"


async def test_reading_over_a_cut_connection_may_simply_be_repeated(meta: Meta) -> None:
    # aiohttp itself repeats a GET once on a connection that was cut.
    await meta.error(hang=True, times=5)
    with pytest.raises(UnreachableError):
        await meta.client.catalog(meta.setup.catalog_id)


async def test_no_connection_means_that_nothing_was_sent() -> None:
    async with aiohttp.ClientSession() as session:
        client = GraphClient(session, "http://127.0.0.1:9", "v25.0", "t")
        with pytest.raises(UnreachableError):
            await client.send("1", Recipient("5215587654321"), TEXT)


async def _closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>")
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_an_answer_that_is_not_json_leaves_the_outcome_unknown() -> None:
    server = await asyncio.start_server(_closing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, aiohttp.ClientSession() as session:
        client = GraphClient(session, f"http://127.0.0.1:{port}", "v25.0", "t")
        with pytest.raises(UnknownOutcomeError):
            await client.send("1", Recipient("5215587654321"), TEXT)

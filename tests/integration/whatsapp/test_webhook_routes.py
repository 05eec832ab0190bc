"""The webhook over HTTP: handshake, signature, sizes, and what is stored."""

import asyncio
import io

import orjson
import pytest
from yarl import URL

from bot.whatsapp.signature import HEADER, sign
from tests.doubles.meta import Meta
from tests.unit.whatsapp import payloads


async def post(meta: Meta, raw: bytes, header: str | None = None, path: str = "") -> int:
    given = {HEADER: sign(meta.setup.app_secret, raw) if header is None else header}
    headers = {name: value for name, value in given.items() if value}
    url = meta.webhook_url + path
    async with meta.session.post(url, data=io.BytesIO(raw), headers=headers) as response:
        await response.read()
        return response.status


async def test_metas_handshake(meta: Meta) -> None:
    query = {"hub.mode": "subscribe", "hub.challenge": "77", "hub.verify_token": "x"}
    async with meta.session.get(meta.webhook_url, params=query) as response:
        assert response.status == 403
    query["hub.verify_token"] = meta.setup.verify_token
    async with meta.session.get(meta.webhook_url, params=query) as response:
        assert (response.status, await response.text()) == (200, "77")


async def test_a_signed_update_is_stored(meta: Meta) -> None:
    assert await post(meta, payloads.messages(payloads.message())) == 200
    assert await post(meta, payloads.messages(payloads.message()), path="/tienda") == 200
    assert len(meta.caught.updates) == 2


@pytest.mark.parametrize(("header", "status"), [("", 401), ("sha256=zz", 403), ("x", 403)])
async def test_without_a_good_signature_nothing_is_stored(
    meta: Meta, header: str, status: int
) -> None:
    assert await post(meta, payloads.messages(payloads.message()), header) == status
    assert meta.caught.updates == []


async def test_an_unknown_account_is_refused(meta: Meta) -> None:
    assert await post(meta, b"{}", path="/another") == 403


async def test_broken_json_is_refused_and_nothing_stored(meta: Meta) -> None:
    assert await post(meta, b'{"entry": [') == 400
    assert meta.caught.updates == []


async def test_without_room_meta_is_asked_to_come_again(meta: Meta) -> None:
    meta.caught.shed = 1
    raw = payloads.messages(payloads.message())
    assert [await post(meta, raw), await post(meta, raw)] == [503, 200]


async def test_a_thousand_updates_of_a_megabyte_are_stored(meta: Meta) -> None:
    said = [payloads.message(f"wamid.{n}", part={"body": "a" * 2000}) for n in range(1000)]
    raw = payloads.messages(*said)
    assert len(raw) > 2 * 1024 * 1024
    assert await post(meta, raw) == 200
    assert len({update.event_key for update in meta.caught.updates}) == 1000


async def test_more_than_four_megabytes_are_refused(meta: Meta) -> None:
    raw = b" " * (4 * 1024 * 1024 + 1)
    assert await post(meta, raw) == 413


async def test_webhooks_may_come_at_the_same_time(meta: Meta) -> None:
    raws = [payloads.messages(payloads.message(f"wamid.{n}")) for n in range(40)]
    assert set(await asyncio.gather(*(post(meta, raw) for raw in raws))) == {200}
    keys = {update.event_key for update in meta.caught.updates}
    assert len(keys) == 40
    assert orjson.loads(raws[0])["object"] == "whatsapp_business_account"


@pytest.mark.parametrize("odd", ["%00", "%ED%A0%80", "%FF", "%", "a" * 2_000])
async def test_nothing_in_an_address_breaks_the_webhook(meta: Meta, odd: str) -> None:
    words = f"hub.mode=subscribe&hub.challenge={odd}&hub.verify_token={odd}"
    for path in (f"?{words}", f"?{odd}={odd}", f"/{odd}", f"/{odd}?{words}"):
        url = URL(meta.webhook_url + path, encoded=True)
        for method in ("GET", "POST", "HEAD"):
            async with meta.session.request(method, url, data=b"{}") as response:
                assert response.status < 500, (method, path[:80])
    assert meta.caught.updates == []

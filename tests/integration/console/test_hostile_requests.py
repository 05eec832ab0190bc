"""Whatever strangers, people and other systems put into requests: no 500."""

from urllib.parse import quote

import pytest
from aiohttp import ClientResponse
from yarl import URL

from tests.console.house import Console
from tests.integration.console.conftest import SAME, Client, LetIn

HOSTILE = {
    "NUL": "%00",
    "half a pair": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "3 kB": "a" * 3_000,
    "quotes": quote("'\"%_--;{}$("),
    "digits of another script": quote("\u0661\u0662"),
}
EACH = pytest.mark.parametrize("odd", HOSTILE.values(), ids=HOSTILE.keys())
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def ask(client: Client, method: str, path: str, **more: object) -> ClientResponse:
    """Send a request whose address goes out byte for byte."""
    url = URL(str(client.make_url("/")).rstrip("/") + path, encoded=True)
    return await client.session.request(method, url, allow_redirects=False, **more)  # pyright: ignore[reportArgumentType]


@EACH
async def test_no_stranger_breaks_anything(client: Client, odd: str) -> None:
    body = f"email={odd}&name={odd}&password={odd}&next={odd}".encode()
    for path in ("/console/sign-in", "/console/invitation/" + "x" * 43, f"/console/{odd}"):
        assert (await ask(client, "POST", path, data=body, headers=SAME | FORM)).status < 500
        assert (await ask(client, "GET", f"{path}?next={odd}")).status < 500
    for path in (f"/console/static/{odd}/{odd}", f"/console/invitation/{odd}"):
        assert (await ask(client, "GET", path)).status < 500


@EACH
async def test_nobody_inside_breaks_anything(
    let_in: LetIn, talks: dict[str, int], odd: str
) -> None:
    inside = await let_in()
    talk = talks["Mariana"]
    for path in (
        f"/console/inbox?show={odd}&q={odd}&n={odd}", f"/console/inbox/{odd}",
        f"/console/inbox/{talk}/older?before={odd}", f"/console/inbox/{talk}/messages/{odd}",
    ):  # fmt: skip
        assert (await ask(inside, "GET", path)).status < 500, path
    body = f"text={odd}&client_id={odd}".encode()
    path = f"/console/inbox/{talk}/answer"
    assert (await ask(inside, "POST", path, data=body, headers=SAME | FORM)).status < 500


@EACH
async def test_no_other_system_breaks_anything(
    client: Client, bearer: dict[str, str], talks: dict[str, int], odd: str
) -> None:
    talk = talks["Mariana"]
    for path in (
        f"/api/v1/conversations?q={odd}", f"/api/v1/conversations?before={odd}",
        f"/api/v1/conversations/{talk}/messages?before={odd}", f"/api/v1/products?query={odd}",
        f"/api/v1/conversations/{odd}/messages", f"/api/v1/orders?before={odd}",
        f"/api/v1/orders/{odd}", f"/api/v1/{odd}",
    ):  # fmt: skip
        assert (await ask(client, "GET", path, headers=bearer)).status < 500, path


BODIES = [
    b'{"text": "a\\u0000b"}', b'{"text": "\\ud800"}', b"\xff", b"[" * 100_000, b'"\\u0000"',
    b'{"\\u0000": 1}', b'{"name": "a\\u0000"}', b'{"limit": 1e400}', b"{" + b'"a":1,' * 20_000,
    b'{"burst_wait_ms": 123456789012345678901234567890}', b"",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[:20].decode(errors="replace"))
async def test_no_body_breaks_the_api(
    client: Client, bearer: dict[str, str], talks: dict[str, int], body: bytes
) -> None:
    key = {"Idempotency-Key": "12345678"}
    for method, path in (
        ("POST", f"/api/v1/conversations/{talks['Mariana']}/messages"),
        ("PUT", "/api/v1/settings"), ("POST", "/api/v1/orders/1/refund"),
        ("POST", "/api/v1/orders/1/cancel"), ("POST", "/api/v1/orders/1/state"),
    ):  # fmt: skip
        answer = await client.request(method, path, data=body, headers=bearer | key)
        assert answer.status < 500, (path, await answer.text())


@pytest.mark.parametrize("before", [10**18, 10**30])
async def test_a_number_that_no_column_takes_is_refused(
    client: Client, bearer: dict[str, str], talks: dict[str, int], before: int
) -> None:
    path = f"/api/v1/conversations/{talks['Mariana']}/messages?before={before}"
    assert (await client.get(path, headers=bearer)).status == 422


async def test_a_form_in_no_encoding_is_refused(client: Client, console: Console) -> None:
    for kind in ("application/x-www-form-urlencoded; charset=nobody-has-it", "multipart/form-data"):
        headers = SAME | {"Content-Type": kind}
        answer = await client.post("/console/sign-in", data=b"email=a", headers=headers)
        assert answer.status in {400, 422}, kind

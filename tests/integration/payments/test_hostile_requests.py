"""Whatever is put into addresses, forms and headers of the public routes: no 500."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.integration.payments.conftest import Shop

HOSTILE = {
    "NUL": "%00",
    "half a pair": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "cut escape": "%",
    "3 kB": "a" * 3_000,
    "quotes": quote("'\"--;{}$("),
    "line break": "%0d%0aX-Y:%20z",
    "right to left": quote("\u202e\ufeff"),
}
EACH = pytest.mark.parametrize("odd", HOSTILE.values(), ids=HOSTILE.keys())


def addresses(token: str, odd: str) -> Iterator[str]:
    yield f"/pay/{token}?pago={odd}"
    yield f"/pay/{token}?{odd}={odd}"
    yield f"/pay/{token}/return?session_id={odd}"
    yield f"/pay/{token}/return?session_id=x&session_id={odd}"
    yield f"/pay/{odd}"
    yield f"/pay/static/{odd}"
    yield f"/webhooks/stripe/{odd}"
    yield f"/webhooks/{odd}"
    yield f"/healthz?{odd}"
    yield f"/readyz?x={odd}"


@EACH
async def test_no_address_breaks_anything(shop: Shop, odd: str) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    for path in addresses(token, odd):
        for method in ("GET", "POST", "HEAD", "PUT"):
            status = await shop.raw(method, path)
            assert status < 500, (method, path[:120])


@EACH
async def test_no_form_breaks_anything(shop: Shop, odd: str) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    names = ("name", "phone", "address_street", "notes", "zone", "delivery", "method", "seal")
    for name in names:
        body = f"{name}={odd}".encode()
        kind = "application/x-www-form-urlencoded"
        status = await shop.raw("POST", f"/pay/{token}", {"Content-Type": kind}, body)
        assert status < 500, name


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://["},
        {"Origin": "\u00ff"},
        {"Content-Type": "application/x-www-form-urlencoded; charset=nobody-has-it"},
        {"Content-Type": "multipart/form-data"},
        {"Cookie": "\u00ff=\u00ff; a"},
        {"Stripe-Signature": "t=1,v1=\u00ff"},
        {"Stripe-Signature": "t=\u00ff,v1=1"},
        {"Stripe-Signature": "," * 5_000},
        {"Sec-Fetch-Site": "\u00ff"},
    ],
    ids=str,
)
async def test_no_header_breaks_anything(shop: Shop, headers: dict[str, str]) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    for body in (b"", b"\x00\xff", b"name=" + b"%00" * 40_000, b"{" * 100_000):
        for path in (f"/pay/{token}", "/webhooks/stripe", "/webhooks/stripe/default"):
            assert await shop.raw("POST", path, headers, body) < 500, path
    assert await shop.raw("GET", f"/pay/{token}", headers) < 500


async def test_a_form_with_what_no_database_keeps_is_ordered_all_the_same(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    odd = {"name": "A\x00na", "notes": "toca\x00 fuerte"}
    answer, text = await shop.post(await shop.link(), None, method="delivery", **odd)
    assert answer.status == 303, text

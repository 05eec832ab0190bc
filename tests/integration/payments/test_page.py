"""The checkout page: what it shows, what it refuses, what it keeps."""

import asyncio
from typing import Any

import pytest

from bot.clock import HOUR
from bot.payments.tokens import new_token
from bot.store.tables.commerce import cart_line, checkout_details, checkout_link
from bot.store.tables.conversation import consent, customer
from tests.integration.payments.conftest import Shop, seal_in


async def test_delivery_is_ordered_at_once_and_told(shop: Shop) -> None:
    await shop.cart(("TENIS", 2))
    token = await shop.link()
    answer, _ = await shop.post(token, method="delivery")
    assert (answer.status, answer.headers["Location"]) == (303, f"/pay/{token}")
    (made,) = await shop.order_list()
    assert (made["state"], made["method"], made["paid_at"]) == ("placed", "delivery", None)
    assert made["details"]["phone"] == "+525511112222"
    assert made["details"]["address"][3] == ["Código postal", "06600"]
    page = await shop.page(token)
    assert "Tomamos tu pedido 1001" in page
    assert "$2,448.00" in page
    assert await shop.told() == ["order_placed"]
    assert await shop.stock("TENIS") == 1


async def test_transfer_shows_where_to_pay(shop: Shop) -> None:
    await shop.set("transfer", "CLABE 0123")
    await shop.cart(("GORRA", 1))
    token = await shop.link()
    await shop.post(token, method="transfer")
    page = await shop.page(token)
    assert "CLABE 0123" in page
    assert "$249.00" in page


async def test_second_clicks_and_reloads_order_once(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    seal = seal_in(await shop.page(token))
    answers = await asyncio.gather(
        *(shop.post(token, method="delivery", seal=seal) for _ in range(5))
    )
    assert {answer.status for answer, _ in answers} == {303}
    again, _ = await shop.post(token, method="delivery", seal=seal)
    assert again.headers["Location"] == f"/pay/{token}"
    assert len(await shop.order_list()) == 1
    assert await shop.told() == ["order_placed"]


async def test_a_second_order_of_the_same_cart_is_impossible(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    first, second = await shop.link(), await shop.link()
    session = await shop.to_stripe(first)
    await shop.post(second, method="delivery")
    shop.stripe.pay(session)
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert await shop.refund_states() == ["done"]


async def test_a_new_price_is_shown_and_confirmed_never_charged(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    seal = seal_in(await shop.page(token))
    await shop.reprice("TENIS", price=129900)
    answer, text = await shop.post(token, seal=seal)
    assert answer.status == 409
    assert "ahora cuesta $1,299.00 (antes $1,199.00)" in text
    assert shop.stripe.sessions == {}
    answer, _ = await shop.post(token, seal=seal_in(text))
    assert answer.status == 303
    (session,) = shop.stripe.sessions.values()
    assert session["amount_total"] == 129900 + 5000
    shop.stripe.pay(session["id"])
    await shop.work()
    (made,) = await shop.order_list()
    assert made["total"] == 129900 + 5000


async def test_fewer_pieces_are_shown_and_confirmed(shop: Shop) -> None:
    await shop.cart(("TENIS", 3), ("GORRA", 1))
    token = await shop.link()
    await shop.reprice("TENIS", stock=2)
    page = await shop.page(token)
    assert "quedan 2 de 3" in page
    await shop.post(token, method="delivery")
    (made,) = await shop.order_list()
    assert made["subtotal"] == 2 * 119900 + 19900
    assert await shop.stock("TENIS") == 0
    versions = {row["version"] for row in await shop.rows(cart_line)}
    assert versions == {1, 2}


async def test_goods_that_are_all_gone_are_not_sold(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    await shop.reprice("TENIS", stock=0)
    answer, text = await shop.get(f"/pay/{token}")
    assert answer.status == 410
    assert "Ya no hay existencias" in text


async def test_an_older_link_shows_the_current_cart_and_asks_to_confirm(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    old_seal = seal_in(await shop.page(token))
    await shop.cart(("TENIS", 1), ("GORRA", 2))
    page = await shop.page(token)
    assert "El carrito cambió" in page
    assert "Gorra Norte" in page
    answer, text = await shop.post(token, method="delivery", seal=old_seal)
    assert answer.status == 409
    assert await shop.order_list() == []
    await shop.post(token, method="delivery", seal=seal_in(text))
    assert len(await shop.order_list()) == 1


async def test_an_emptied_cart_and_an_expired_link_are_answered_kindly(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    shop.clock.tick(73 * HOUR)
    answer, text = await shop.get(f"/pay/{token}")
    assert answer.status == 410
    assert "El enlace venció" in text
    assert "https://wa.me/15550001111" in text
    await shop.cart()
    answer, text = await shop.get(f"/pay/{token}")
    assert "El carrito está vacío" in text


async def test_an_expired_link_sells_nothing_but_still_shows_its_order(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    seal = seal_in(await shop.page(token))
    shop.clock.tick(73 * HOUR)
    await shop.post(token, method="delivery", seal=seal)
    assert await shop.order_list() == []
    fresh = await shop.link()
    await shop.post(fresh, method="delivery")
    assert "Tomamos tu pedido" in await shop.page(token)


@pytest.mark.parametrize("path", ["x", "A" * 43, "../etc", "A" * 44])
async def test_unknown_tokens_are_all_answered_alike(shop: Shop, path: str) -> None:
    answer, text = await shop.get(f"/pay/{path}")
    assert answer.status == 404
    if "/" not in path:
        assert "Este enlace no existe" in text


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("name", ""),
        ("phone", "12"),
        ("address_zip", "6600"),
        ("address_street", ""),
        ("zone", "9"),
        ("zone", "²"),
        ("method", "bitcoin"),
        ("delivery", "pickup"),
    ],
)
async def test_a_wrong_box_is_named_and_nothing_is_ordered(
    shop: Shop, box: str, words: str
) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    changed: dict[str, Any] = {"method": "delivery", box: words}
    answer, text = await shop.post(token, **changed)
    assert answer.status == 422
    assert 'class="wrong"' in text
    assert await shop.order_list() == []


async def test_what_was_typed_is_shown_again_and_escaped(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    _, text = await shop.post(token, name='<b onload="x">Ana</b>', phone="12")
    assert "<b onload" not in text
    assert "&lt;b onload=&#34;x&#34;&gt;Ana&lt;/b&gt;" in text


async def test_amounts_from_the_browser_are_not_looked_at(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    await shop.post(token, method="delivery", total="1", price="1", amount="1", shipping="0")
    (made,) = await shop.order_list()
    assert made["total"] == 119900 + 5000


async def test_picking_up_needs_no_address_and_costs_nothing(shop: Shop) -> None:
    await shop.set("pickup", True)
    await shop.set("pickup_address", "Calle 5 #10")
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    assert "Calle 5 #10" in await shop.page(token)
    empty = {f"address_{name}": "" for name in ("street", "number", "area", "zip", "city", "state")}
    answer, text = await shop.post(token, method="delivery", delivery="pickup", **empty)
    assert answer.status == 303, text
    (made,) = await shop.order_list()
    assert (made["shipping"], made["details"]["delivery"]) == (0, "pickup")


async def test_consent_is_unticked_and_kept_with_its_words(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    page = await shop.page(token)
    assert 'name="opt_in" value="yes">' in page
    await shop.post(token, method="delivery", opt_in="yes")
    (row,) = await shop.rows(consent)
    assert (row["value"], row["source"]) == ("in", "checkout")
    assert row["proof"]["words"].startswith("Acepto que Mi tienda me escriba por WhatsApp")
    assert [one["marketing"] for one in await shop.rows(customer)] == ["in"]


async def test_no_tick_no_consent(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    await shop.post(await shop.link(), method="delivery")
    assert await shop.rows(consent) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\x00&name=%ff", "application/x-www-form-urlencoded; charset=klingon"),
        (b"name=" + b"x" * 100_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded"),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"", ""),
    ],
)
async def test_whatever_body_is_sent_orders_nothing_and_breaks_nothing(
    shop: Shop, body: bytes, kind: str
) -> None:
    await shop.cart(("TENIS", 1))
    url = f"{shop.base}/pay/{await shop.link()}"
    async with shop.browser.post(url, data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == 409
    assert await shop.order_list() == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}],
)
async def test_forms_of_other_sites_are_refused(shop: Shop, headers: dict[str, str]) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    answer, _ = await shop.post(token, headers, method="delivery")
    assert answer.status == 403
    assert await shop.order_list() == []


async def test_pages_are_not_kept_framed_indexed_or_referred(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    answer, text = await shop.get(f"/pay/{await shop.link()}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in text
    style, css = await shop.get("/pay/static/checkout.css")
    assert style.status == 200
    assert "http" not in css


async def test_only_the_hash_of_a_token_is_kept(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    await shop.to_stripe(token)
    for table in (checkout_link, checkout_details):
        assert token not in str(await shop.rows(table))
    assert token not in str(await shop.db.read(_everything))


def _everything(conn: Any) -> list[Any]:
    from sqlalchemy import select

    from bot.store.tables.commerce import payment_attempt

    return [dict(row) for row in conn.execute(select(payment_attempt)).mappings()]


async def test_too_many_requests_of_one_link_are_slowed_down(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token, other = await shop.link(), await shop.link()
    answers = [(await shop.get(f"/pay/{token}"))[0].status for _ in range(70)]
    assert answers[:60] == [200] * 60
    assert 429 in answers
    assert (await shop.get(f"/pay/{other}"))[0].status == 200


async def test_a_card_is_offered_only_where_a_provider_is_configured(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    assert 'value="stripe"' in await shop.page(token)
    shop.providers.provider = None
    page = await shop.page(token)
    assert 'value="stripe"' not in page
    assert 'value="delivery"' in page


async def test_a_shop_without_any_way_to_pay_leads_to_a_person(shop: Shop) -> None:
    shop.providers.provider = None
    await shop.set("delivery", False)
    await shop.cart(("TENIS", 1))
    page = await shop.page(await shop.link())
    assert "La tienda acuerda el pago por WhatsApp" in page
    assert "<button" not in page


async def test_argentina_writes_its_addresses_its_own_way(shop: Shop) -> None:
    await shop.set("country", "ar")
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    page = await shop.page(token)
    assert "Altura" in page
    assert "Provincia" in page
    answer, text = await shop.post(
        token, method="delivery", phone="011 4321 1234", address_zip="C1425ABC"
    )
    assert answer.status == 303, text


async def test_a_stale_return_of_another_link_reads_nothing(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    calls = len(shop.stripe.calls)
    assert await shop.come_back(token, "cs_test_of_somebody_else") == f"/pay/{token}"
    assert len(shop.stripe.calls) == calls
    answer, _ = await shop.get(f"/pay/{new_token()}/return?session_id=x")
    assert answer.status == 404

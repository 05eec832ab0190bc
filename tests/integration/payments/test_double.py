"""The simulated Stripe over HTTP: idempotency, hosted pages, controls."""

from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.clock import DAY, HOUR
from bot.payments.errors import RefusedError
from bot.payments.protocol import Sale
from bot.payments.stripe import StripeProvider
from bot.simulator.app import create_app
from bot.simulator.setup import Setup
from bot.simulator.stripe import STRIPE, stripe_add_on
from tests.integration.payments.conftest import Shop

TOKEN = "t" * 43


def _provider(shop: Shop) -> StripeProvider:
    assert isinstance(shop.providers.provider, StripeProvider)
    return shop.providers.provider


def _request(shop: Shop, amount: int = 10_000) -> dict[str, Any]:
    line = CartLine("T", "Tenis", 1, Money(amount, "MXN"))
    page = f"{shop.base}/pay/{{token}}"
    until = shop.clock.now() + HOUR
    sale = Sale(
        "ref-1", (line,), Money(500, "MXN"), until, f"{page}/return?s={{CHECKOUT_SESSION_ID}}", page
    )
    return _provider(shop).request(sale)


async def test_the_same_key_and_parameters_give_the_same_session(shop: Shop) -> None:
    provider, request = _provider(shop), _request(shop)
    first = await provider.create("ref-1", request, TOKEN)
    assert await provider.create("ref-1", request, TOKEN) == first
    with pytest.raises(RefusedError, match="Idempotency"):
        await provider.create("ref-1", _request(shop, 20_000), TOKEN)


async def test_a_wrong_key_is_refused(shop: Shop) -> None:
    api = _provider(shop).pages[0]
    stranger = StripeProvider("sk_test_stranger", "x", api_url=api)
    with pytest.raises(RefusedError, match="Authentication"):
        await stranger.create("ref-1", _request(shop), TOKEN)
    await stranger.close()


async def test_what_is_unknown_is_none_and_what_is_closed_stays_closed(shop: Shop) -> None:
    provider = _provider(shop)
    assert await provider.fetch("cs_test_nothing") is None
    assert await provider.fetch("pi_nothing") is None
    session = await provider.create("ref-1", _request(shop), TOKEN)
    await provider.cancel(session.ref)
    await provider.cancel(session.ref)
    seen = await provider.fetch(session.ref)
    assert seen is not None
    assert seen.status == "expired"
    with pytest.raises(RefusedError):
        await provider.refund(session.ref, Money(1, "MXN"), "key")


async def test_a_session_is_found_by_our_name_among_many(shop: Shop) -> None:
    provider = _provider(shop)
    made = await provider.create("ref-1", _request(shop), TOKEN)
    for number in range(120):
        request = {**_request(shop), "client_reference_id": f"other-{number}"}
        await provider.create(f"other-{number}", request, TOKEN)
    assert await provider.find("ref-1", shop.clock.now() - HOUR) == made
    assert await provider.find("nobody", shop.clock.now() - HOUR) is None


async def test_a_part_is_given_back_once_even_when_stripe_has_forgotten_the_key(shop: Shop) -> None:
    provider, part = _provider(shop), Money(1_000, "MXN")
    session = await provider.create("ref-1", _request(shop), TOKEN)
    shop.stripe.pay(session.ref)
    first = await provider.refund(session.ref, part, "key-1")
    shop.clock.moment += DAY
    assert await provider.refund(session.ref, part, "key-1") == first
    assert len(shop.stripe.refunds) == 1
    assert (await provider.refund(session.ref, part, "key-2")).ref != first.ref


async def test_a_buyer_pays_on_the_payment_page(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    answer, _ = await shop.post(token)
    page = answer.headers["Location"]
    async with shop.browser.get(page) as shown:
        text = await shown.text()
        assert "SIMULACIÓN" in text
        assert "$1,249.00" in text
    async with shop.browser.post(page, data={"action": "decline"}) as shown:
        assert shown.status == 402
        assert "rechazada" in await shown.text()
    async with shop.browser.post(page, data={"action": "pay"}) as shown:
        assert "Recibimos tu pago" in await shown.text()
    async with shop.browser.post(page, data={"action": "pay"}) as shown:
        assert "ya está cerrada" in await shown.text()
    assert len(await shop.order_list()) == 1


async def test_a_buyer_cancels_and_finds_the_cart_as_it_was(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    answer, _ = await shop.post(await shop.link())
    async with shop.browser.post(answer.headers["Location"], data={"action": "cancel"}) as shown:
        text = await shown.text()
    assert "El pago no se hizo" in text
    assert "Tenis Brisa" in text


async def test_a_buyer_prints_a_voucher_and_pays_it_at_the_till(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    token = await shop.link()
    answer, _ = await shop.post(token)
    async with shop.browser.post(answer.headers["Location"], data={"action": "voucher"}) as shown:
        assert "está pendiente" in await shown.text()
    session = answer.headers["Location"].rsplit("/", 1)[1]
    voucher = f"{_provider(shop).pages[0]}/stripe/voucher/{session}"
    async with shop.browser.post(voucher, data={"action": "paid"}) as shown:
        assert "Pagado." in await shown.text()
    await shop.work()
    assert "Recibimos tu pago" in await shop.page(token)


async def test_the_controls_do_what_buyers_and_banks_do(shop: Shop) -> None:
    await shop.cart(("TENIS", 1))
    session = await shop.to_stripe(await shop.link())
    controls = f"{_provider(shop).pages[0]}/simulator/stripe"
    plan = {"duplicate": 2, "errors": {"retrieve": [500]}}
    async with shop.browser.put(f"{controls}/faults", json=plan) as answer:
        assert answer.status == 200
    async with shop.browser.put(f"{controls}/faults", json={"weather": "bad"}) as answer:
        assert answer.status == 400
    async with shop.browser.post(f"{controls}/sessions/{session}/pay") as answer:
        assert (await answer.json())["payment_status"] == "paid"
    async with shop.browser.post(f"{controls}/sessions/{session}/pay") as answer:
        assert answer.status == 400
    async with shop.browser.post(f"{controls}/sessions/{session}/dance") as answer:
        assert answer.status == 404
    async with shop.browser.get(controls) as answer:
        seen = await answer.json()
    assert [one["type"] for one in seen["events"]] == ["checkout.session.completed"]
    await shop.work()
    assert len(await shop.order_list()) == 1


async def test_it_is_a_part_of_the_simulator_and_sends_webhooks_to_the_same_shop() -> None:
    setup = Setup(webhook_url="http://127.0.0.1:9/webhooks/whatsapp")
    app = create_app(setup, [stripe_add_on("whsec_x")])
    assert app[STRIPE].setup.webhook_url == "http://127.0.0.1:9/webhooks/stripe"
    async with TestServer(app) as server:
        api = str(server.make_url("")).rstrip("/")
        provider = StripeProvider("sk_test_simulator", "whsec_x", api_url=api)
        assert await provider.find("nobody", 0) is None
        assert provider.pages == (api,)
        await provider.close()


async def test_real_pages_are_stripes_own_unless_the_merchant_has_a_domain() -> None:
    real = StripeProvider("sk_live_x", "whsec_x")
    own = StripeProvider("sk_test_x", "whsec_x", pages=("https://pagos.example",))
    assert (real.pages, real.live) == (("https://checkout.stripe.com",), True)
    assert (own.pages, own.live) == (("https://pagos.example",), False)

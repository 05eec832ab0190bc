"""The checkout page in a real browser: no script, our policy, a customer's fingers."""

import pytest
from playwright.async_api import Page, expect

from tests.integration.payments.conftest import FORM, Shop

pytestmark = pytest.mark.browser


async def _fill(page: Page) -> None:
    await page.fill("#phone", "55 1111 2222")
    for box, words in FORM.items():
        if box.startswith("address_"):
            await page.fill(f"#{box}", words)


async def test_the_total_follows_zone_and_pick_up_without_a_script(shop: Shop, page: Page) -> None:
    await shop.set("pickup", True)
    await shop.cart(("TENIS", 1))
    await page.goto(f"{shop.base}/pay/{await shop.link()}")
    total = page.locator(".pay .total:visible")
    await expect(total).to_have_text("Total con envío$1,249.00")
    await page.check("#zone-1")
    await expect(total).to_have_text("Total con envío$1,319.00")
    await page.check("#pickup")
    await expect(total).to_have_text("Total$1,199.00")
    await expect(page.locator("#address_street")).to_be_hidden()


async def test_a_customer_mends_a_box_pays_and_sees_the_order(shop: Shop, page: Page) -> None:
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    await shop.cart(("TENIS", 2))
    await page.goto(f"{shop.base}/pay/{await shop.link()}")
    await page.click("button")
    await expect(page.locator("#address_zip-wrong")).to_be_visible()
    await _fill(page)
    await page.click("button")
    await page.click("text=Pagar con tarjeta")
    await expect(page.locator("h1")).to_have_text("¡Gracias! Recibimos tu pago")
    await page.reload()
    await page.go_back()
    await shop.work()
    assert len(await shop.order_list()) == 1
    assert not [line for line in blocked if "Content Security Policy" in line]


async def test_going_back_from_the_payment_and_again_is_safe(shop: Shop, page: Page) -> None:
    await shop.cart(("TENIS", 1))
    await page.goto(f"{shop.base}/pay/{await shop.link()}")
    await _fill(page)
    await page.click("button")
    await page.click("text=Cancelar y volver")
    await expect(page.locator(".note")).to_contain_text("El pago no se hizo")
    await page.click("button")
    await expect(page.locator(".amount")).to_have_text("$1,249.00")
    assert len(shop.stripe.sessions) == 1


async def test_the_page_fits_a_small_phone(shop: Shop, page: Page) -> None:
    await shop.cart(("TENIS", 2), ("GORRA", 9))
    await page.set_viewport_size({"width": 320, "height": 568})
    await page.goto(f"{shop.base}/pay/{await shop.link()}")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320

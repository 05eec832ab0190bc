import pytest
from playwright.async_api import expect

from tests.browser.phone.conftest import Hand
from tests.browser.phone.echo_shop import BRISA, RAYO, EchoShop

pytestmark = [pytest.mark.browser, pytest.mark.integration]


async def test_products_go_from_the_list_into_a_cart_and_the_cart_to_the_shop(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.write("tenis")
    await shop.hear("text")
    await shop.show_products()
    await hand.tap("Ver 3 artículos")
    await hand.sheet("Tenis").get_by_role("button", name="Brisa").click()
    await hand.tap("Uno más")
    await hand.tap("Añadir al carrito")
    await hand.sheet("Tenis").get_by_role("button", name="Rayo").click()
    await hand.tap("Añadir al carrito")
    await hand.tap("Ver carrito (3 artículos)")
    cart = hand.sheet("Tu carrito")
    await expect(cart.locator(".sum")).to_contain_text("$3,147.00")
    await cart.get_by_role("textbox").fill("Para regalo")
    await hand.tap("Enviar al negocio")
    order = (await shop.hear("order"))["order"]
    assert order["catalog_id"] == shop.setup.catalog_id
    assert order["text"] == "Para regalo"
    assert order["product_items"] == [
        {"product_retailer_id": BRISA, "quantity": 2, "item_price": 1199, "currency": "MXN"},
        {"product_retailer_id": RAYO, "quantity": 1, "item_price": 749, "currency": "MXN"},
    ]
    await expect(hand.message("3 artículos").last).to_contain_text("$3,147.00 (total estimado)")
    await hand.tap("Ver carrito enviado")
    await expect(hand.sheet("Carrito enviado").locator(".line")).to_have_count(2)


async def test_a_sent_cart_is_empty_and_an_unsent_one_survives_the_page(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.tap("Catálogo", exact=True)
    await hand.page.get_by_role("searchbox").fill("termo")
    await hand.page.locator(".item").first.click()
    await hand.tap("Añadir al carrito")
    await hand.page.reload()
    await hand.tap("Carrito, 1")
    await hand.tap("Enviar al negocio")
    await shop.hear("order")
    await hand.tap("Carrito", exact=True)
    await expect(hand.page.get_by_text("Tu carrito está vacío")).to_be_visible()


async def test_lines_of_the_cart_can_be_changed_and_taken_out(hand: Hand, shop: EchoShop) -> None:
    await hand.open()
    await hand.write("tenis")
    await shop.hear("text")
    await shop.show_products()
    await hand.page.locator(".goods", has_text="Brisa").click()
    await hand.tap("Añadir al carrito")
    await hand.tap("Carrito, 1")
    cart = hand.sheet("Tu carrito")
    await cart.get_by_role("button", name="Uno más").click()
    await expect(cart.locator(".sum")).to_contain_text("$2,398.00")
    await cart.get_by_role("button", name="Uno menos").click()
    await cart.get_by_role("button", name="Uno menos").click()
    await expect(cart.get_by_text("Tu carrito está vacío")).to_be_visible()
    await expect(cart.get_by_role("button", name="Enviar al negocio")).to_be_hidden()


async def test_a_question_about_a_product_names_the_product(hand: Hand, shop: EchoShop) -> None:
    await hand.open()
    await hand.write("tenis")
    await shop.hear("text")
    await shop.show_products()
    await hand.page.locator(".goods", has_text="Rayo").click()
    await hand.tap("Mensaje a la empresa")
    await hand.write("¿es impermeable?")
    asked = await shop.hear("text")
    assert asked["text"]["body"] == "¿es impermeable?"
    product = {"catalog_id": shop.setup.catalog_id, "product_retailer_id": RAYO}
    assert asked["context"]["referred_product"] == product
    await expect(hand.message("impermeable").locator(".quote")).to_contain_text("Rayo")
    await hand.write("gracias")
    assert "context" not in await shop.hear("text")


async def test_what_is_out_of_stock_cannot_be_added(hand: Hand, shop: EchoShop) -> None:
    shop.state.catalog[BRISA]["availability"] = "out of stock"
    await hand.open()
    await hand.write("tenis")
    await shop.hear("text")
    action = {"catalog_id": shop.setup.catalog_id, "product_retailer_id": BRISA}
    await shop.ask(type="product", body={"text": "Este"}, action=action)
    await expect(hand.page.locator(".goods-hero")).to_contain_text("Agotado")
    await hand.tap("Ver", exact=True)
    await expect(hand.page.get_by_role("button", name="Añadir al carrito")).to_be_disabled()


async def test_a_sheet_closes_with_escape_and_gives_the_focus_back(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.tap("Catálogo", exact=True)
    await expect(hand.sheet("Catálogo de Tienda Millennium")).to_be_visible()
    await hand.page.keyboard.press("Escape")
    await expect(hand.page.get_by_role("dialog")).to_have_count(0)
    await expect(hand.page.get_by_role("button", name="Catálogo", exact=True)).to_be_focused()

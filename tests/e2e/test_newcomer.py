"""What a newcomer does after `make run`: the phone page, the checkout, the inbox, in Chromium."""

import os
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.e2e.town import Town, wait_until
from tests.needs.chromium import ARGUMENTS

pytestmark = [pytest.mark.rasa, pytest.mark.browser, pytest.mark.timeout(300)]
PHRASES = ("hola", "busco tenis para correr grises del 27", "agrega dos del segundo",
           "qué llevo", "quiero pagar")  # fmt: skip


@pytest.fixture
def playwright() -> Generator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture
def browser(playwright: Playwright, chromium: Path) -> Generator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield opened
    opened.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: MILLENNIUM_SCREENSHOTS, or a folder that is thrown away."""
    folder = Path(os.environ.get("MILLENNIUM_SCREENSHOTS") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_page(browser: Browser, width: int = 1200, height: int = 900) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="es-MX")
    return context.new_page()


def say(page: Page, words: str) -> None:
    """Type into the phone and wait for the shop's next bubble."""
    before = page.locator(".by-shop").count()
    page.get_by_role("textbox", name="Mensaje", exact=True).fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".by-shop")).not_to_have_count(before, timeout=30_000)


def write_address(page: Page) -> None:
    labels = {"Calle": "Av. Juárez", "Número": "12", "Colonia": "Centro", "Código postal": "44100",
              "Ciudad o municipio": "Guadalajara", "Estado": "Jalisco"}  # fmt: skip
    for label, words in labels.items():
        page.get_by_label(label, exact=True).fill(words)


def enter_phone(page: Page, town: Town, name: str) -> None:
    page.goto(f"{town.shop}/phone/")
    page.get_by_text(name).first.click()


def test_from_hello_to_a_paid_order(town: Town, browser: Browser, pictures: Path) -> None:
    page = open_page(browser)
    enter_phone(page, town, "Ana Torres")
    for words in PHRASES:
        say(page, words)
    page.screenshot(path=pictures / "phone.png")
    link = page.get_by_role("link", name=re.compile("Pagar")).last.get_attribute("href")
    assert link is not None

    pay = open_page(browser, 390, 844)
    pay.goto(link)
    expect(pay.get_by_text("$3,298.00").first).to_be_visible()
    write_address(pay)
    pay.screenshot(path=pictures / "checkout.png")
    pay.get_by_role("button", name="Confirmar").click()
    pay.get_by_role("button", name="Pagar con tarjeta").click()
    expect(pay.get_by_text("Recibimos tu pago", exact=False).first).to_be_visible(timeout=20_000)
    pay.screenshot(path=pictures / "paid.png")

    receipt = page.locator(".by-shop", has_text=re.compile("pago", re.IGNORECASE)).last
    expect(receipt).to_contain_text(re.compile(r"pedido", re.IGNORECASE), timeout=20_000)
    (order,) = town.rows('select * from "order"')
    assert order["paid_at"] is not None
    assert order["state"] == "paid"


def test_a_cart_from_product_cards_is_paid_on_delivery(town: Town, browser: Browser) -> None:
    page = open_page(browser)
    enter_phone(page, town, "Diego Ruiz")
    say(page, "busco audífonos")
    page.locator(".goods").last.click()
    page.get_by_role("button", name="Añadir al carrito").click()
    page.get_by_role("button", name=re.compile("Ver carrito|Carrito")).first.click()
    page.get_by_role("button", name="Enviar al negocio").click()
    bubble = page.get_by_role("link", name=re.compile("Pagar")).last
    expect(bubble).to_be_visible(timeout=30_000)

    pay = open_page(browser, 390, 844)
    pay.goto(str(bubble.get_attribute("href")))
    write_address(pay)
    pay.get_by_text("Pago al recibir").click()
    pay.get_by_role("button", name="Confirmar").click()
    expect(pay.get_by_text(re.compile("pedido", re.IGNORECASE)).first).to_be_visible()
    (order,) = town.rows('select * from "order"')
    assert (order["state"], order["paid_at"]) == ("placed", None)
    assert town.command("order", "paid", str(order["number"])).returncode == 0
    (order,) = town.rows('select * from "order"')
    assert order["paid_at"] is not None


def test_an_imported_product_is_found_in_the_chat_within_a_second(
    town: Town, browser: Browser, tmp_path: Path
) -> None:
    page = open_page(browser)
    enter_phone(page, town, "Ana Torres")
    say(page, "busco un didgeridoo")
    feed = tmp_path / "new.csv"
    feed.write_text(
        "id,title,description,availability,price,image_link,product_type\n"
        "DID-1,Didgeridoo de eucalipto,Instrumento de viento hecho a mano.,in stock,"
        "1800.00 MXN,https://tienda.example/images/did.svg,Música\n",
        encoding="utf-8",
    )
    assert town.command("catalog", "import", str(feed)).returncode == 0
    found = "select count(*) as n from product_vector join product on product.id = product_id"
    wait_until(lambda: town.rows(f"{found} where sku = 'DID-1'")[0]["n"] == 1, "the new vector", 1)
    page.wait_for_timeout(1_000)
    say(page, "busco un didgeridoo")
    expect(page.locator(".by-shop").last).to_contain_text("Didgeridoo", timeout=5_000)


def test_the_inbox_shows_the_conversation_live(
    town: Town, browser: Browser, pictures: Path
) -> None:
    added = town.command_with("clave-segura-2026\n", "person", "add", "ana@tienda.mx",
                              "--name", "Ana")  # fmt: skip
    assert added.returncode == 0, added.stderr
    phone = open_page(browser)
    enter_phone(phone, town, "Luz Medina")
    say(phone, "hola")

    inbox = open_page(browser)
    inbox.goto(f"{town.url}/console/")
    inbox.get_by_label(re.compile("Correo")).fill("ana@tienda.mx")
    inbox.get_by_label(re.compile("Contraseña")).fill("clave-segura-2026")
    inbox.keyboard.press("Enter")
    inbox.get_by_text("Luz Medina").first.click()
    expect(inbox.get_by_text("hola", exact=True).first).to_be_visible()
    say(phone, "busco tenis para correr grises del 27")
    expect(inbox.get_by_text("busco tenis para correr grises del 27").first).to_be_visible()
    inbox.wait_for_timeout(500)
    inbox.screenshot(path=pictures / "inbox.png")

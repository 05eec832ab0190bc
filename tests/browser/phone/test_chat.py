import pytest
from playwright.async_api import expect

from tests.browser.phone.conftest import Hand
from tests.browser.phone.echo_shop import EchoShop

pytestmark = [pytest.mark.browser, pytest.mark.integration]
HOSTILE = '<img src=x onerror="document.title=1"> {{7*7}} \u202egpj.exe'


async def test_a_text_goes_out_and_its_ticks_follow_what_the_shop_does(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.write("hola")
    heard = await shop.hear("text")
    assert heard["text"]["body"] == "hola"
    assert heard["from"] == "5215512340001"
    sent = hand.message("hola")
    await expect(sent.get_by_role("img", name="Entregado")).to_be_visible()
    await shop.read()
    await expect(sent.get_by_role("img", name="Leído")).to_be_visible()
    await expect(hand.page.get_by_text("escribiendo…")).to_be_visible()
    await shop.say("¡Hola! ¿Qué buscas?")
    await expect(hand.message("¿Qué buscas?")).to_be_visible()
    await expect(hand.page.get_by_text("escribiendo…")).to_have_count(0)
    await expect(hand.page.locator("#announcer")).to_have_text(
        "Tienda Millennium: ¡Hola! ¿Qué buscas?"
    )


async def test_somebody_without_a_number_is_answered_too(hand: Hand, shop: EchoShop) -> None:
    await hand.open("Luz Medina")
    await hand.write("hola")
    heard = await shop.hear("text")
    assert "from" not in heard
    assert heard["from_user_id"] == "MX.1000000000000002"
    await shop.say("Hola, Luz")
    await expect(hand.message("Hola, Luz")).to_be_visible()


async def test_a_new_person_with_a_user_name_gets_a_chat(hand: Hand, shop: EchoShop) -> None:
    await hand.page.goto(f"{shop.url}/phone/")
    await hand.tap("Nuevo chat")
    await hand.page.get_by_label("Nombre", exact=True).fill("Zoé Ñúñez")
    await hand.page.get_by_label("Solo con nombre de usuario").check()
    await hand.tap("Abrir chat")
    await hand.write("buenas")
    assert "from" not in await shop.hear("text")
    await hand.tap("Volver a los chats")
    await expect(hand.page.get_by_text("@zoe.nunez · sin número")).to_be_visible()


async def test_a_tapped_button_and_a_chosen_row_reach_the_shop(hand: Hand, shop: EchoShop) -> None:
    await hand.open()
    await hand.write("hola")
    await shop.hear("text")
    reply = {"type": "reply", "reply": {"id": "size:27", "title": "Del 27"}}
    await shop.ask(type="button", body={"text": "¿Talla?"}, action={"buttons": [reply]})
    await hand.tap("Del 27")
    tapped = await shop.hear("interactive")
    assert tapped["interactive"]["button_reply"] == {"id": "size:27", "title": "Del 27"}
    rows = [{"id": "c:gris", "title": "Gris"}, {"id": "c:rojo", "title": "Rojo"}]
    action = {"button": "Ver colores", "sections": [{"title": "Colores", "rows": rows}]}
    await shop.ask(type="list", body={"text": "¿Color?"}, action=action)
    await hand.tap("Ver colores")
    await hand.sheet("Ver colores").get_by_role("button", name="Rojo").click()
    chosen = await shop.hear("interactive")
    assert chosen["interactive"]["list_reply"] == {"id": "c:rojo", "title": "Rojo"}
    await expect(hand.page.locator(".by-person", has_text="Rojo")).to_be_visible()


async def test_a_message_can_be_quoted_and_a_reaction_put_on_it(hand: Hand, shop: EchoShop) -> None:
    await hand.open()
    await hand.write("hola")
    await shop.hear("text")
    await shop.say("Tenemos dos modelos")
    await hand.message("Tenemos dos modelos").click(button="right")
    await hand.tap("Responder", exact=True)
    await hand.write("el segundo")
    quoted = await shop.hear("text")
    shown = hand.page.locator(".by-shop", has_text="Tenemos dos modelos")
    assert quoted["context"]["id"] == await shown.get_attribute("data-wamid")
    await expect(hand.message("el segundo").locator(".quote")).to_contain_text("dos modelos")
    await shown.click(button="right")
    await hand.tap("Corazón")
    assert (await shop.hear("reaction"))["reaction"]["emoji"] == "❤️"
    await expect(shown.locator(".reactions")).to_have_text("❤️")


async def test_a_link_button_leads_to_the_checkout_and_nowhere_else(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.write("quiero pagar")
    await shop.hear("text")
    parameters = {"display_text": "Pagar $100", "url": "https://tienda.example/pay/abc"}
    action = {"name": "cta_url", "parameters": parameters}
    await shop.ask(type="cta_url", body={"text": "Listo"}, action=action)
    link = hand.page.get_by_role("link", name="Pagar $100")
    await expect(link).to_have_attribute("href", "https://tienda.example/pay/abc")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_foreign_words_stay_words(hand: Hand, shop: EchoShop) -> None:
    await hand.page.goto(f"{shop.url}/phone/")
    await hand.tap("Nuevo chat")
    await hand.page.get_by_label("Nombre", exact=True).fill(HOSTILE[:40])
    await hand.tap("Abrir chat")
    await hand.write(HOSTILE)
    await shop.hear("text")
    shop.state.catalog["TEN-BRISA-GRI-27"]["name"] = HOSTILE
    await shop.say(HOSTILE)
    await shop.show_products()
    await expect(hand.page.locator(".by-shop .text", has_text="onerror")).to_be_visible()
    await expect(hand.page.locator(".by-person .text", has_text="{{7*7}}")).to_be_visible()
    await hand.page.locator(".goods").first.click()
    await expect(hand.sheet("Producto").get_by_role("heading", name="onerror")).to_be_visible()
    assert await hand.page.locator("img[src=x]").count() == 0
    assert await hand.page.title() == "Simulador de chat"


async def test_stopping_offers_tells_the_shop(hand: Hand, shop: EchoShop) -> None:
    await hand.open()
    await hand.tap("Opciones")
    await hand.tap("Detener ofertas y anuncios")
    assert (await shop.preferences.get())["value"] == "stop"
    await hand.tap("Opciones")
    await hand.tap("Permitir ofertas y anuncios")
    assert (await shop.preferences.get())["value"] == "resume"


async def test_pictures_places_and_voice_notes_are_sent_as_stand_ins(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.tap("Adjuntar")
    await hand.tap("Ubicación")
    assert (await shop.hear("location"))["location"]["name"] == "Zócalo"
    await hand.tap("Adjuntar")
    await hand.tap("Foto")
    assert (await shop.hear("image"))["image"]["mime_type"] == "image/jpeg"
    await hand.tap("Nota de voz", exact=True)
    assert (await shop.hear("audio"))["audio"]["voice"] is True
    await expect(hand.page.locator(".by-person")).to_have_count(3)

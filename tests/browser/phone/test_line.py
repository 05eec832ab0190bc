import pytest
from playwright.async_api import Route, expect

from tests.browser.phone.conftest import Hand
from tests.browser.phone.echo_shop import EchoShop

pytestmark = [pytest.mark.browser, pytest.mark.integration]


async def test_the_phone_finds_back_to_a_simulator_that_was_started_again(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.write("hola")
    await shop.hear("text")
    await shop.stop()
    await expect(hand.page.get_by_text("Sin conexión con el simulador")).to_be_visible()
    await shop.start()
    await expect(hand.page.get_by_text("Sin conexión con el simulador")).to_be_hidden()
    await hand.write("¿sigues ahí?")
    assert (await shop.hear("text"))["text"]["body"] == "¿sigues ahí?"
    await shop.say("Aquí sigo")
    await expect(hand.message("Aquí sigo")).to_be_visible()


async def test_what_was_said_while_the_line_was_down_is_there_afterwards(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.open()
    await hand.write("hola")
    await shop.hear("text")
    await hand.page.context.set_offline(True)
    await expect(hand.page.get_by_text("Sin conexión con el simulador")).to_be_visible()
    await shop.say("uno")
    await shop.say("dos")
    await hand.page.context.set_offline(False)
    await expect(hand.page.locator(".by-shop")).to_contain_text(["uno", "dos"])


async def test_a_message_that_could_not_be_sent_can_be_sent_again(
    hand: Hand, shop: EchoShop
) -> None:
    async def refuse(route: Route) -> None:
        await route.abort()

    await hand.open()
    await hand.page.route("**/shopper/people/*/text", refuse)
    await hand.write("hola")
    await expect(hand.page.get_by_text("No se envió", exact=True)).to_be_visible()
    await hand.page.unroute("**/shopper/people/*/text")
    await hand.tap("Reintentar")
    await shop.hear("text")
    await expect(hand.page.locator(".by-person")).to_have_count(1)
    await expect(hand.page.get_by_text("No se envió", exact=True)).to_have_count(0)


async def test_the_operator_moves_the_window_and_lets_the_next_send_fail(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.page.set_viewport_size({"width": 1280, "height": 900})
    await hand.open()
    await hand.write("hola")
    await shop.hear("text")
    await expect(hand.page.get_by_text("Abierta, se cierra en")).to_be_visible()
    await hand.choose("+25 h")
    await expect(hand.page.get_by_text("Cerrada: solo se admiten plantillas")).to_be_visible()
    await hand.choose("Definitivo")
    await expect(hand.page.get_by_text("El siguiente mensaje del bot no llegará")).to_be_visible()
    assert shop.state.faults.plan.failed_times == 1
    async with hand.page.expect_response("**/simulator/faults") as answered:
        await hand.page.get_by_label("Avisos repetidos").check()
    assert (await answered.value).ok


async def test_the_window_that_a_small_screen_shows_opens_and_closes_by_itself(
    hand: Hand, shop: EchoShop
) -> None:
    await hand.page.set_viewport_size({"width": 390, "height": 844})
    await hand.open()
    await hand.page.get_by_role("button", name="Qué probar").click()
    controls = hand.sheet("Simulador")
    await expect(controls.get_by_text("Cerrada: este cliente aún no escribe")).to_be_visible()
    person = next(iter(shop.state.people))
    answer = await hand.page.request.post(
        f"{shop.url}/shopper/people/{person}/text", data={"text": "hola"}
    )
    assert answer.ok
    await expect(controls.get_by_text("Abierta, se cierra en")).to_be_visible()
    await controls.get_by_role("button", name="+25 h").click()
    await expect(controls.get_by_text("Cerrada: solo se admiten plantillas")).to_be_visible()


async def test_a_suggested_phrase_is_said_in_the_open_chat(hand: Hand, shop: EchoShop) -> None:
    await hand.page.set_viewport_size({"width": 1280, "height": 900})
    await hand.page.goto(f"{shop.url}/phone/")
    await hand.choose("quiero pagar")
    assert (await shop.hear("text"))["text"]["body"] == "quiero pagar"
    await expect(hand.message("quiero pagar")).to_be_visible()

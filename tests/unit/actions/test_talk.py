"""Greetings, questions, orders, people, and what is said when nothing fits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from actions.base import ShopAction
from actions.current import current_turn
from actions.ports import OrderSummary, Said
from actions.shop.product import Product
from tests.doubles.chat import Chat
from tests.doubles.shop import CATALOG, DOMAIN, pesos


@pytest.fixture
def chat() -> Chat:
    return Chat()


def order(number: str = "1042", state: str = "shipped") -> OrderSummary:
    return OrderSummary(number, state, True, "$240.00", ("2 × Taza de barro",), 0, "online", "ABC9")


async def test_a_first_greeting_says_what_can_be_done_and_the_name_once(chat: Chat) -> None:
    await chat.say("greet", "hola")
    assert "Mi Tienda" in chat.text
    assert chat.text.count("Ana") == 1
    await chat.say("greet", "hola")
    assert "Ana" not in chat.text
    assert "Mi Tienda" not in chat.text


async def test_a_known_customer_is_not_told_how_it_works(chat: Chat) -> None:
    chat.customer = replace(chat.customer, known=True)
    await chat.say("greet", "hola")
    assert "Mi Tienda" not in chat.text


async def test_an_open_cart_is_mentioned_once(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("greet", "hola")
    assert "carrito" in chat.text
    assert chat.titles[0] == "Pagar"
    await chat.say("greet", "hola")
    assert "carrito" not in chat.text


@pytest.mark.parametrize("action", ["goodbye", "thank", "help"])
async def test_short_talk_gets_one_message(chat: Chat, action: str) -> None:
    await chat.say(action)
    assert len(chat.turn.replies) == 1


async def test_yes_to_nothing_asks_what_is_wanted(chat: Chat) -> None:
    await chat.say("affirm", "sí")
    assert chat.titles == ["Ver catálogo"]
    chat.with_cart(TAZA=1)
    await chat.say("affirm", "sí")
    assert chat.titles[0] == "Pagar"


async def test_a_yes_that_rasa_understood_takes_the_first_way(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("affirm", "me late")
    assert chat.lines == {"TAZA": 1}


async def test_no_to_nothing_drops_the_question(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("deny", "no me late")
    assert chat.context.pending is None
    chat.with_cart(TAZA=1)
    await chat.say("deny", "no")
    assert "carrito" in chat.text


async def test_a_fact_that_is_known_is_told(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("answer_product", "¿de qué potencia es?")
    assert "600 W" in chat.text


async def test_a_fact_that_is_not_known_is_never_guessed(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("answer_product", "¿de qué material es?")
    assert "no tengo ese dato" in chat.text.lower()
    await chat.answer("sí")
    assert chat.turn.handed is not None


async def test_price_options_and_stock_come_from_the_catalog(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.say("answer_product", "¿cuánto cuestan?")
    assert "$1,199.00" in chat.text
    await chat.say("answer_product", "¿qué tallas hay?")
    assert "26, 27" in chat.text
    await chat.say("answer_product", "¿hay en rojo?")
    assert "gris, azul marino" in chat.text
    await chat.say("answer_product", "¿cuántos quedan de los grises del 27?")
    assert "6" in chat.text
    await chat.say("search_products", "taza")
    await chat.say("answer_product", "¿está disponible?")
    assert chat.text.startswith("Sí")
    assert "Taza de barro" in chat.text


async def test_the_price_of_what_is_sold_out_is_not_advertised(chat: Chat) -> None:
    await chat.say("answer_product", "¿cuánto cuesta la vajilla talavera?")
    assert chat.shown == ["TAZA", "LICUA"]


async def test_a_price_range_is_told_where_variants_differ(chat: Chat) -> None:
    await chat.say("answer_product", "¿cuánto cuesta la memoria usb?")
    assert "$129.00 a $189.00" in chat.text


async def test_a_question_about_several_is_answered_of_the_one_that_is_known_to(
    chat: Chat,
) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "¿qué potencia tiene?")
    assert "Potencia: 600 W" in chat.text
    assert chat.context.focus == "LICUA"


async def test_a_price_asked_of_several_is_told_of_each(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "¿cuánto cuesta?")
    assert "• *Taza de barro*: $120.00" in chat.text
    assert "• *Licuadora Tornado*: $749.00" in chat.text
    await chat.answer("la taza")
    assert chat.shown == ["TAZA"]


async def test_a_question_about_one_of_several_that_nobody_knows_asks_which(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "¿de qué material es?")
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]


async def test_a_question_naming_a_product_out_of_sight_finds_it(chat: Chat) -> None:
    await chat.say("answer_product", "¿qué potencia tiene la licuadora?")
    assert "600 W" in chat.text


async def test_a_question_about_nothing_known_asks_for_the_product(chat: Chat) -> None:
    await chat.say("answer_product", "¿es impermeable?")
    assert "producto" in chat.text
    await chat.say("answer_product", "¿cuánto tarda el envío?")
    assert "3 días" in chat.text


async def test_the_shop_answers_from_its_faq_or_says_it_does_not_know(chat: Chat) -> None:
    await chat.say("answer_shop", "¿hacen envíos?")
    assert chat.text == "Enviamos a todo el país en 3 días."
    await chat.say("answer_shop", "¿dan factura?")
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]


async def test_a_text_no_intent_claims_goes_to_index_then_faq_then_default(chat: Chat) -> None:
    await chat.say("fallback", "licuadora")
    assert chat.shown == ["LICUA"]
    await chat.say("fallback", "envio")
    assert "3 días" in chat.text
    await chat.say("fallback", "asdfgh")
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]


async def test_what_is_out_of_scope_is_not_searched(chat: Chat) -> None:
    await chat.act("fallback", Said("cuéntame un chiste de tazas"), "out_of_scope")
    assert chat.discovery.asked == []
    assert chat.context.fallbacks == 1


async def test_not_understood_is_never_said_twice_in_a_row(chat: Chat) -> None:
    await chat.say("fallback", "asdfgh")
    first = chat.text
    await chat.say("fallback", "qwerty")
    assert chat.text != first
    assert chat.titles == ["Sí", "No, gracias"]
    await chat.answer("sí")
    assert chat.turn.handed is not None
    await chat.say("thank")
    assert chat.context.fallbacks == 0


async def test_something_understood_between_starts_counting_again(chat: Chat) -> None:
    await chat.say("fallback", "asdfgh")
    await chat.say("greet", "hola")
    await chat.say("fallback", "asdfgh")
    assert chat.titles == ["Ver catálogo", "Hablar con alguien"]


async def test_the_merchants_default_reply_stands_first() -> None:
    chat = Chat(default_reply="Te leemos en un rato.")
    await chat.say("fallback", "asdfgh")
    assert chat.text == "Te leemos en un rato."


async def test_a_message_without_words_is_told_to_be_unreadable(chat: Chat) -> None:
    await chat.say("fallback", "")
    assert "leer" in chat.text


async def test_an_ads_product_is_shown_by_the_fallback_too(chat: Chat) -> None:
    await chat.say("fallback", "info", asked="TAZA")
    assert chat.shown == ["TAZA"]


async def test_the_newest_order_is_told_with_its_tracking(chat: Chat) -> None:
    chat.orders.kept[7] = [order(), order("1000", "paid"), order("999", "delivered")]
    await chat.say("order_status", "¿dónde está mi pedido?")
    for words in ("2 pedidos", "1042", "va en camino", "ABC9", "Taza", "1000"):
        assert words in chat.text
    assert "999" not in chat.text


async def test_an_order_is_found_by_its_number_among_the_customers_own(chat: Chat) -> None:
    chat.orders.kept[7] = [order(), order("1000", "delivered")]
    chat.orders.kept[8] = [order("2000", "paid")]
    await chat.say("order_status", "mi pedido 1000")
    assert "1042" not in chat.text
    await chat.say("order_status", "mi pedido 2000")
    assert "2000" not in chat.text


async def test_an_unknown_state_has_words_too(chat: Chat) -> None:
    chat.orders.kept[7] = [order(state="on_the_moon")]
    await chat.say("order_status")
    assert "on_the_moon" not in chat.text


async def test_no_order_yet_says_so(chat: Chat) -> None:
    await chat.say("order_status")
    assert "pedidos" in chat.text
    chat.with_cart(TAZA=1)
    await chat.say("order_status")
    assert "sin pagar" in chat.text


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("change_order", "change_order"),
        ("cancel_order", "cancel_order"),
        ("complain", "complaint"),
        ("talk_to_human", "asked"),
    ],
)
async def test_a_person_gets_the_facts_and_the_customer_hears_when(
    chat: Chat, action: str, reason: str
) -> None:
    chat.orders.kept[7] = [order()]
    await chat.say("search_products", "tazas")
    chat.with_cart(TAZA=2)
    await chat.say(action, "mi pedido 1042 llegó mal")
    assert chat.turn.handed is not None
    assert chat.turn.handed[0] == reason
    told_orders = () if action == "talk_to_human" else ("Pedido 1042: va en camino",)
    for words in ("llegó mal", "2 × Taza", "tazas", *told_orders):
        assert words in chat.turn.handed[1]
    assert "mañana desde las 9:00" in chat.text
    assert chat.context.pending is None


async def test_cancelling_what_was_never_ordered_is_about_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("cancel_order", "cancela todo")
    assert chat.turn.handed is None
    await chat.answer("sí")
    assert chat.lines == {}


async def test_stopping_takes_back_the_consent(chat: Chat) -> None:
    await chat.say("stop_messages", "ya no me manden mensajes")
    assert chat.turn.stopped
    assert len(chat.turn.replies) == 1


async def test_a_stop_button_does_the_same(chat: Chat) -> None:
    await chat.tap_id("stop")
    assert chat.turn.stopped


def test_every_action_of_the_domain_exists_and_no_other(chat: Chat) -> None:
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    assert sorted(chat.actions) == sorted(domain["actions"])
    assert all(isinstance(action, ShopAction) for action in chat.actions.values())


async def test_an_action_without_a_turn_is_an_error(chat: Chat) -> None:
    told: Any = None
    assert current_turn.get(None) is None
    with pytest.raises(LookupError):
        await chat.actions["action_greet"].run(told, told, told)


async def test_rasas_executor_calls_an_action(chat: Chat) -> None:
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_action(chat.actions["action_thank"])
    call = {"next_action": "action_thank", "tracker": {"sender_id": "x", "slots": {},
            "latest_message": {}, "events": [], "paused": False, "followup_action": None,
            "active_loop": {}, "latest_action_name": None}, "domain": {}}  # fmt: skip
    running = current_turn.set(chat.turn)
    try:
        result = await executor.run(call)
    finally:
        current_turn.reset(running)
    assert result is not None
    assert chat.turn.replies


async def test_other_words_for_what_was_shown_find_it(chat: Chat) -> None:
    await chat.say("search_products", "licuadora playera")
    await chat.say("answer_product", "¿esa remera cuánto cuesta?")
    assert "$249.00" in chat.text


async def test_a_thing_not_in_sight_is_what_the_question_names(chat: Chat) -> None:
    await chat.say("search_products", "calzado")
    await chat.say("answer_product", "¿y qué potencia tiene esa licuadora?")
    assert "600 W" in chat.text
    await chat.say("search_products", "taza")
    await chat.say("answer_product", "¿y la licuadora de qué potencia es?")
    assert "600 W" in chat.text


async def test_of_two_of_a_kind_the_question_asks_which(chat: Chat) -> None:
    await chat.say("search_products", "calzado cocina")
    await chat.say("answer_product", "¿de qué material es?")
    assert len(chat.titles) == 4


async def test_the_place_in_the_list_is_no_part_of_the_question(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("answer_product", "y el segundo ¿qué potencia tiene?")
    assert "600 W" in chat.text


async def test_a_part_of_the_product_is_not_another_product() -> None:
    battery = Product("BAT", "Potencia portátil", pesos(300), category="Electrónica")
    chat = Chat([*CATALOG, battery])
    await chat.say("search_products", "taza")
    await chat.say("answer_product", "¿la potencia es alta?")
    assert "Taza de barro" in chat.text
    assert chat.context.focus == "TAZA"


async def test_a_price_asked_of_something_else_than_the_focus(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("answer_product", "¿y cuánto cuestan las licuadoras?")
    assert "$749.00" in chat.text


async def test_what_was_asked_of_the_options_is_said_back(chat: Chat) -> None:
    await chat.say("search_products", "playera")
    await chat.say("answer_product", "¿la tienen en talla M?")
    assert "(M)" in chat.text
    assert "negro, blanco" in chat.text


async def test_signs_alone_are_no_consent(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("affirm", "🔥🔥")
    assert chat.lines == {}


async def test_the_price_of_what_was_just_added_is_its_own(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega la memoria usb de 64")
    await chat.say("answer_product", "¿y cuánto cuesta esa?")
    assert "$189.00" in chat.text
    assert "$129.00" not in chat.text


async def test_a_question_that_spells_a_product_out_shows_it(chat: Chat) -> None:
    await chat.say("answer_shop", "¿tienen tazas de barro?")
    assert chat.shown == ["TAZA"]
    await chat.say("answer_shop", "¿hacen envíos de tazas?")
    assert chat.shown == []

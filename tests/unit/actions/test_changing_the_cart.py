"""Taking lines out of the cart and changing how many there are."""

from __future__ import annotations

import pytest

from actions.shop.cart import Cart
from tests.doubles.chat import MINUTE, Chat


@pytest.fixture
def chat() -> Chat:
    return Chat()


async def test_a_line_is_taken_out_by_name(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("change_cart", "quítame la licuadora del carrito")
    assert chat.lines == {"TAZA": 2}
    assert "$240.00" in chat.text


async def test_taking_the_last_line_out_empties_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "sácala")
    assert chat.lines == {}


async def test_the_quantity_is_set_and_lowered(chat: Chat) -> None:
    chat.with_cart(TAZA=6, LICUA=1)
    await chat.say("change_cart", "cambia la cantidad de tazas a 4, puse 6")
    assert chat.lines["TAZA"] == 4
    await chat.say("change_cart", "quita 2 tazas")
    assert chat.lines["TAZA"] == 2


async def test_more_than_the_stock_is_told_and_what_there_is_is_offered(chat: Chat) -> None:
    chat.with_cart(LICUA=1)
    await chat.say("change_cart", "mejor 5 licuadoras")
    assert chat.lines == {"LICUA": 1}
    assert "3" in chat.text
    await chat.answer("bueno, las que haya")
    assert chat.lines == {"LICUA": 3}


async def test_which_line_is_asked_and_the_change_is_kept(chat: Chat) -> None:
    chat.with_cart(TAZA=3, LICUA=2)
    await chat.say("change_cart", "mejor solo 1")
    assert chat.titles == ["Taza de barro", "Licuadora Tornado"]
    await chat.answer("la taza")
    assert chat.lines == {"TAZA": 1, "LICUA": 2}


async def test_what_was_just_added_is_what_is_taken_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("add_to_cart", "agrega la licuadora")
    await chat.say("change_cart", "quítala")
    assert chat.lines == {"TAZA": 1}


async def test_taking_everything_out_asks_first(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    await chat.say("change_cart", "quita todos")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}
    await chat.answer("sí")
    assert chat.lines == {}


async def test_a_line_whose_product_is_gone_can_be_taken_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    chat.products.catalog = []
    await chat.say("change_cart", "quita la taza")
    assert chat.lines == {"LICUA": 1}


async def test_a_delete_button_of_a_line_that_is_gone_shows_the_cart(chat: Chat) -> None:
    chat.with_cart(LICUA=1)
    await chat.tap_id("del:TAZA")
    assert "Licuadora" in chat.text


async def test_other_words_for_what_is_in_the_cart_are_understood(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=2, TAZA=1)
    await chat.say("change_cart", "sacame la remera, dejá lo otro")
    assert chat.lines == {"TAZA": 1}


async def test_another_colour_than_the_carts_takes_nothing_out(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=2, TAZA=1)
    await chat.say("change_cart", "ya no quiero la playera blanca")
    assert chat.lines == {"PLAYERA-NEG-M": 2, "TAZA": 1}
    await chat.say("change_cart", "quita el polo blanco")
    assert chat.lines == {"PLAYERA-NEG-M": 2, "TAZA": 1}


async def test_what_is_not_in_the_cart_is_said_with_the_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "Al final solo una sudadera, no dos")
    assert chat.lines == {"TAZA": 2}
    assert "no está en el carrito" in chat.text
    assert "Taza de barro" in chat.text


async def test_two_lines_are_taken_out_at_once(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say("change_cart", "borra el primero y el segundo")
    assert chat.lines == {"GORRA-NEG": 1}


async def test_more_than_a_line_holds_is_for_a_person(chat: Chat) -> None:
    chat.with_cart(TAZA=2)
    await chat.say("change_cart", "cambia la cantidad de tazas a 500")
    assert chat.lines == {"TAZA": 2}
    assert "99" in chat.text


async def test_only_the_first_keeps_the_first_of_what_went_in_together(chat: Chat) -> None:
    chat.with_cart(GORRA_NEG=1)
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "los dos")
    await chat.say("change_cart", "no, mejor solo el primero")
    assert chat.lines == {"GORRA-NEG": 1, "TAZA": 1}
    assert "Licuadora" in chat.text


async def test_only_this_keeps_one_line_of_the_whole_cart(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say("change_cart", "déjame solo la licuadora")
    assert chat.lines == {"LICUA": 1}


async def test_only_one_of_one_changes_nothing(chat: Chat) -> None:
    chat.with_cart(LICUA=2)
    await chat.say("change_cart", "solo el primero")
    assert chat.lines == {"LICUA": 2}


async def test_which_one_stays_is_asked_where_it_is_open(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("change_cart", "solo ese")
    await chat.answer("la taza")
    assert chat.lines == {"TAZA": 2}


async def test_fewer_of_everything_is_no_emptying(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=2)
    await chat.say("change_cart", "quita uno de cada uno")
    assert chat.lines == {"TAZA": 1, "LICUA": 1}


@pytest.mark.parametrize(
    "text",
    ["no, mejor en blanco", "perdón, la quería blanca", "cámbiala por la blanca", "no, blanca"],
)
async def test_another_colour_takes_the_place_of_what_just_went_in(chat: Chat, text: str) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("add_to_cart", "agrega 2 playeras negras talla M")
    assert chat.lines == {"TAZA": 1, "PLAYERA-NEG-M": 2}
    await chat.answer(text)
    assert chat.lines == {"TAZA": 1, "PLAYERA-BLA-M": 2}
    assert "negro" in chat.text
    assert chat.titles == ["Pagar", "Ver carrito", "Ver más productos"]


async def test_another_size_than_before_is_confirmed_before_it_is_swapped(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega los tenis grises del 26")
    await chat.answer("no, mejor en azul")
    assert chat.lines == {"TENIS-GRI-26": 1}
    assert "azul marino, 27" in chat.text
    await chat.answer("sí")
    assert chat.lines == {"TENIS-AZU-27": 1}


async def test_one_more_in_another_colour_swaps_nothing(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    await chat.answer("otra en blanco")
    assert chat.lines == {"PLAYERA-NEG-M": 1, "PLAYERA-BLA-M": 1}


async def test_rather_otherwise_takes_nothing_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("change_cart", "mejor de otro modelo")
    assert chat.lines == {"TAZA": 1}
    assert "Taza de barro" in chat.text


async def test_rather_another_size_swaps(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega los tenis grises del 26")
    await chat.answer("mejor en el 27")
    assert chat.lines == {"TENIS-GRI-27": 1}


async def test_leave_me_two_with_an_empty_cart_is_an_order(chat: Chat) -> None:
    await chat.say("search_products", "taza")
    await chat.say("change_cart", "déjeme dos")
    assert chat.lines == {"TAZA": 2}


async def test_how_much_is_it_after_a_change_is_the_total(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 2 tazas")
    await chat.say("answer_product", "¿cuánto es?")
    assert "2 × Taza de barro" in chat.text


async def test_a_colour_that_is_a_thing_elsewhere_swaps_too(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una gorra negra")
    answered = await chat.answer("perdón, la quería rosa")
    assert answered.replies
    assert "rosa" not in chat.lines


async def test_a_correction_long_afterwards_swaps_nothing(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    chat.now += 31 * MINUTE
    with pytest.raises(AssertionError, match="answers nothing"):
        await chat.answer("no, mejor la blanca")


async def test_a_correction_of_what_was_paid_meanwhile_is_answered(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    chat.cart = Cart("MXN")
    answered = await chat.answer("no, mejor la blanca")
    assert answered.replies
    assert chat.lines == {}


@pytest.mark.parametrize(
    "text",
    [
        "quita todo menos la taza",
        "quítame todos menos la taza",
        "borra todo del carrito, excepto la taza",
        "deja solo la taza",
        "quita lo demás y deja solo la taza",
        "déjame la taza y quita lo demás",
    ],
)
async def test_what_shall_stay_stays_and_the_rest_goes(chat: Chat, text: str) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say("change_cart", text)
    assert chat.lines == {"TAZA": 2}


@pytest.mark.parametrize("action", ["change_cart", "clear_cart", "cancel_order"])
async def test_all_but_two_keeps_both(chat: Chat, action: str) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say(action, "quita todo menos la taza y la licuadora")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}


async def test_all_but_what_the_cart_does_not_hold_takes_nothing_out(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("change_cart", "quita todo menos la sudadera")
    assert chat.lines == {"TAZA": 2, "LICUA": 1}


async def test_all_of_a_kind_but_some_shows_the_cart_instead_of_guessing(chat: Chat) -> None:
    chat.with_cart(TAZA=2, LICUA=1, GORRA_NEG=1)
    await chat.say("change_cart", "quita todas las gorras menos la negra")
    assert chat.lines == {"TAZA": 2, "LICUA": 1, "GORRA-NEG": 1}


@pytest.mark.parametrize("text", ["deja todo menos la taza", "quiero todo menos la taza"])
async def test_all_but_one_shall_stay_takes_that_one_out(chat: Chat, text: str) -> None:
    chat.with_cart(TAZA=2, LICUA=1)
    await chat.say("change_cart", text)
    assert chat.lines == {"LICUA": 1}


async def test_changing_what_was_never_ordered_is_about_the_cart(chat: Chat) -> None:
    chat.with_cart(PLAYERA_NEG_M=2, TAZA=1)
    await chat.say("change_order", "me equivoque, cambia la playera por unas blancas")
    assert chat.turn.handed is None
    assert chat.lines == {"PLAYERA-BLA-M": 2, "TAZA": 1}


async def test_another_thing_takes_the_place_of_a_line(chat: Chat) -> None:
    chat.with_cart(GORRA_NEG=1, TAZA=1)
    await chat.say("change_order", "cambia la gorra por 2 licuadoras")
    assert chat.turn.handed is None
    assert "Gorra" in chat.text
    assert chat.lines == {"LICUA": 2, "TAZA": 1}

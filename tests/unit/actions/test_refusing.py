"""What a customer refuses is never added, changed or emptied, and is answered shortly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.ports import Said
from actions.shop.understood import answers_first, understood
from tests.doubles.chat import MINUTE, Chat
from tests.doubles.shop import CATALOG, wording

# A stock that is not counted: a size taken for a number would go in as so many.
UNCOUNTED = tuple(replace(one, stock=None if one.stock else one.stock) for one in CATALOG)


@pytest.fixture
def chat() -> Chat:
    return Chat()


def refused(chat: Chat, words: str = "refused") -> bool:
    return any(
        one.text == chat.text
        for language in ("es", "pt", "en")
        for one in wording().variants(words, "tu", language)
    )


async def tell(chat: Chat, text: str, action: str, intent: str = "") -> None:
    """Say a text: what waits is asked first, then the action that Rasa would call."""
    answered = understood(text, chat.context, chat.now)
    if answered is None:
        await chat.act(action, Said(text), intent)
    else:
        await chat.act("answered", Said(text, "answered", answered.payload))


@pytest.mark.parametrize(
    "text",
    [
        "no la quiero",
        "no lo quiero",
        "no quiero esa",
        "no me la llevo",
        "el primero no",
        "no me gusta la primera",
        "ni la primera ni la segunda",
        "esa no",
        "no me convence la gorra",
        "luego la compro",
        "luego la agrego",
        "sí, pero luego la compro",
        "mañana te confirmo",
        "bueno, no",
        "no agregues la gorra",
        "a preta não",
        "I don't want it",
    ],
)
async def test_a_refusal_of_what_is_on_offer_adds_nothing_and_is_answered(
    chat: Chat, text: str
) -> None:
    await chat.say("search_products", "gorra")
    await chat.answer(text)
    assert chat.lines == {}
    assert refused(chat)


@pytest.mark.parametrize(
    "text", ["la quiero ver", "cómo lo compro", "no sé", "ok?", "¿va?", "otra"]
)
async def test_who_looks_asks_or_doubts_adds_nothing(chat: Chat, text: str) -> None:
    await chat.say("search_products", "gorra")
    assert understood(text, chat.context, chat.now) is None


@pytest.mark.parametrize(
    "text",
    ["cómo no", "no hay problema, dale", "por qué no", "¿por qué no?", "está bien", "de una"],
)
async def test_a_no_that_agrees_is_a_yes(chat: Chat, text: str) -> None:
    await chat.say("search_products", "gorra")
    await chat.answer(text)
    assert chat.lines == {"GORRA-NEG": 1}


async def test_what_is_asked_behind_a_refusal_is_done(chat: Chat) -> None:
    await chat.say("search_products", "gorra")
    cut = answers_first("no la quiero, muéstrame otras", chat.context, chat.now)
    assert cut == ("no la quiero", "muéstrame otras")
    await chat.say("add_to_cart", "no la quiero, muéstrame otras")
    assert chat.lines == {}
    assert chat.text
    assert not refused(chat)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("no quiero 27", ["28"]),
        ("el segundo no", ["27"]),
        ("no me gusta la 28", ["27"]),
        ("ni la 27 ni la 28", []),
    ],
)
async def test_a_refused_size_leaves_the_others_to_choose(
    chat: Chat, text: str, left: list[str]
) -> None:
    await chat.say("add_to_cart", "quiero las botas")
    await chat.answer(text)
    assert chat.lines == {}
    assert chat.titles == left


async def test_what_is_chosen_beside_a_refusal_goes_in(chat: Chat) -> None:
    await chat.say("add_to_cart", "quiero una playera M")
    await chat.answer("no quiero la negra, mejor la blanca")
    assert chat.lines == {"PLAYERA-BLA-M": 1}


@pytest.mark.parametrize("text", ["no quiero esas", "esas no", "no todas", "no 2", "ni una"])
async def test_no_number_is_agreed_to_by_a_refusal(chat: Chat, text: str) -> None:
    await chat.say("add_to_cart", "agrega 9 licuadoras")
    await chat.answer(text)
    assert chat.lines == {}
    assert refused(chat)


async def test_another_one_is_no_consent_to_what_is_left(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 9 licuadoras")
    assert understood("mejor dame otra", chat.context, chat.now) is None


async def test_no_product_of_a_list_is_shown_by_its_refusal(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.answer("la licuadora no")
    assert chat.shown == []
    assert refused(chat)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("no quiero la blanca", "deny"),
        ("no quiero otra", "change_cart"),
        ("no otra", "deny"),
        ("no sumes otra", "add_to_cart"),
        ("no le sumes", "add_to_cart"),
        ("no quites 2", "change_cart"),
        ("no cambies a 2", "change_cart"),
        ("no son 2", "change_cart"),
        ("no quiero 2", "change_cart"),
        ("no la cambies a rojo", "change_cart"),
        ("no cambies la negra", "change_cart"),
        ("no me quites la negra", "change_cart"),
    ],
)
async def test_what_went_in_is_not_changed_by_a_refusal(chat: Chat, text: str, action: str) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    await tell(chat, text, action)
    assert chat.lines == {"PLAYERA-NEG-M": 1}
    assert chat.text


@pytest.mark.parametrize(
    "text", ["no, la blanca", "no mejor la blanca", "no perdón, era la blanca"]
)
async def test_a_correction_still_changes_it(chat: Chat, text: str) -> None:
    await chat.say("add_to_cart", "agrega una playera negra talla M")
    await chat.answer(text)
    assert chat.lines == {"PLAYERA-BLA-M": 1}


async def test_what_stands_beside_a_refused_number_counts(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    await chat.answer("no son 2, son 3")
    assert chat.lines == {"TAZA": 3}


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("add_to_cart", "no agregues la licuadora"),
        ("add_to_cart", "todavía no agregues la licuadora"),
        ("add_to_cart", "quiero la licuadora no, mejor nada"),
        ("change_cart", "no quites la taza"),
        ("change_cart", "no, no me quites la taza"),
        ("change_cart", "no quiero quitar nada"),
        ("clear_cart", "no vacíes el carrito"),
        ("deny", "no quiero licuadora"),
        ("deny", "no, licuadora no"),
        ("deny", "no agregue la licuadora"),
        ("checkout", "todavía no quiero pagar"),
        ("checkout", "luego pago"),
    ],
)
async def test_no_action_does_what_is_refused(chat: Chat, action: str, text: str) -> None:
    chat.with_cart(TAZA=1)
    await chat.say(action, text)
    assert chat.lines == {"TAZA": 1}
    assert refused(chat, "refused_cart")


async def test_what_is_ordered_beside_a_refusal_goes_in(chat: Chat) -> None:
    await chat.say("add_to_cart", "no quiero la gorra, agrega la taza")
    assert chat.lines == {"TAZA": 1}


async def test_what_is_no_longer_wanted_still_goes_out(chat: Chat) -> None:
    chat.with_cart(TAZA=1, LICUA=1)
    await chat.say("change_cart", "ya no quiero la taza")
    assert chat.lines == {"LICUA": 1}


@pytest.mark.parametrize(
    "text",
    [
        "bueno, ¿y en blanco?",
        "ok, mañana te confirmo",
        "ok déjame verlo con mi esposa",
        "claro, ¿pero cuánto es el envío?",
        "va, gracias por la info",
        "bueno, no",
        "ok, ¿tienen sucursal?",
    ],
)
async def test_a_guessed_yes_that_says_more_adds_nothing(chat: Chat, text: str) -> None:
    await chat.say("search_products", "gorra")
    await chat.act("affirm", Said(text), "affirm")
    assert chat.lines == {}
    assert chat.text


async def test_a_guessed_yes_that_says_nothing_else_is_one(chat: Chat) -> None:
    await chat.say("search_products", "gorra")
    await chat.act("affirm", Said("simón carnal"), "affirm")
    assert chat.lines == {"GORRA-NEG": 1}


@pytest.mark.parametrize("text", ["así está bien", "una", "bien", "todo", "cualquiera", "please"])
async def test_no_cart_is_emptied_without_a_plain_yes(chat: Chat, text: str) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("clear_cart", "vacía mi carrito")
    assert understood(text, chat.context, chat.now) is None


@pytest.mark.parametrize(
    "text",
    [
        "dame más información",
        "dame informes",
        "dame el precio",
        "quiero una cotización",
        "quiero una foto",
        "quiero un descuento",
        "cómo lo puedo comprar",
        "donde lo puedo comprar",
        "me quedo pensando",
        "no la quiero",
        "ya no la quiero",
        "si compro 2 hay descuento",
    ],
)
async def test_a_product_page_sells_nothing_to_who_asks_or_refuses(chat: Chat, text: str) -> None:
    await chat.act("product_asked", Said(text, "product_asked", {"sku": "LICUA", "text": text}))
    assert chat.lines == {}
    assert chat.text


@pytest.mark.parametrize("text", ["la quiero", "dame dos", "quiero una", "me la llevo"])
async def test_a_product_page_still_sells(chat: Chat, text: str) -> None:
    await chat.act("product_asked", Said(text, "product_asked", {"sku": "LICUA", "text": text}))
    assert set(chat.lines) == {"LICUA"}


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("quiero la playera M que no sea blanca", "PLAYERA-NEG-M"),
        ("quiero la playera M, todo menos negro", "PLAYERA-BLA-M"),
    ],
)
async def test_a_refused_colour_does_not_choose_the_variant(
    chat: Chat, text: str, sku: str
) -> None:
    await chat.say("add_to_cart", text)
    assert chat.lines in ({sku: 1}, {})
    assert chat.lines or {one.value for one in chat.context.pending.options} == {sku}  # type: ignore[union-attr]


async def test_what_shall_not_be_is_not_searched_for(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.say("show_more", "muéstrame más pero sin cierre")
    assert all("cierre" not in text for text, _ in chat.discovery.asked)


@pytest.mark.parametrize(
    "text", ["otro color", "otra talla", "otro producto", "otra vez", "y la otra"]
)
async def test_another_colour_is_not_one_more(chat: Chat, text: str) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    assert understood(text, chat.context, chat.now) is None


@pytest.mark.parametrize("text", ["mejor el otro", "no, la otra", "cámbiala por la otra"])
async def test_the_other_one_is_not_one_more_of_the_same(chat: Chat, text: str) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "la taza")
    answered = understood(text, chat.context, chat.now)
    if answered is not None:
        await chat.act("answered", Said(text, "answered", answered.payload))
    assert chat.lines.get("TAZA", 0) <= 1


async def test_all_of_them_means_what_was_said_last(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una licuadora")
    await chat.say("answer_shop", "¿hacen envíos?")
    assert understood("todas", chat.context, chat.now) is None


async def test_another_one_of_what_is_on_offer_is_not_the_last_line(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    await chat.say("search_products", "gorra")
    assert understood("otra", chat.context, chat.now) is None


@pytest.mark.parametrize(
    "text",
    [
        "vuelve a poner la negra",
        "vuelve a agregar 2",
        "siempre sí quiero la roja",
        "me arrepentí, mejor 2",
        "me arrepentí ya no quiero nada",
        "me arrepentí, quiero cancelar",
    ],
)
async def test_who_says_more_than_undo_undoes_nothing(chat: Chat, text: str) -> None:
    await chat.say("add_to_cart", "agrega 3 tazas")
    await chat.say("change_cart", "quita las tazas")
    answered = understood(text, chat.context, chat.now)
    if answered is not None:
        await chat.act("answered", Said(text, "answered", answered.payload))
    assert chat.lines == {}


async def test_nothing_is_undone_after_half_an_hour(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega 3 tazas")
    chat.now += 31 * MINUTE
    assert understood("me arrepentí", chat.context, chat.now) is None


async def test_nothing_is_undone_once_the_cart_was_ordered(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una taza")
    await chat.say("add_to_cart", "agrega una licuadora")
    chat.cart = replace(chat.cart, lines=())
    await chat.answer("me arrepentí")
    assert chat.lines == {}


async def test_a_size_goes_to_the_shoes_on_offer_not_to_those_pushed_aside(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega las botas")
    await chat.say("search_products", "tenis")
    await chat.answer("27")
    assert chat.lines == {}
    assert "Tenis" in chat.text


async def test_a_line_of_another_colour_is_not_set(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera blanca talla M")
    await chat.say("add_to_cart", "que sean 2 playeras negras M")
    assert chat.lines["PLAYERA-BLA-M"] == 1


async def test_a_line_of_another_colour_is_not_exchanged(chat: Chat) -> None:
    await chat.say("add_to_cart", "agrega una playera blanca talla M")
    await chat.say("change_cart", "cambia la playera roja por una negra")
    assert chat.lines == {"PLAYERA-BLA-M": 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("quiero los tenis brisa gris 26", {"TENIS-GRI-26": 1}),
        ("agrega las botas sierra 27", {"BOTAS-NEG-27": 1}),
        ("quiero la gorra, vivo en Av. Juárez 27", {"GORRA-NEG": 1}),
        ("mándame la gorra a calle 5 de mayo 20", {"GORRA-NEG": 1}),
        ("quiero 2 gorras", {"GORRA-NEG": 2}),
        ("gorra x 3", {"GORRA-NEG": 3}),
        ("agrega 20 gorras", {"GORRA-NEG": 20}),
    ],
)
async def test_a_size_and_an_address_are_no_number_of_pieces(
    text: str, line: dict[str, int]
) -> None:
    chat = Chat(UNCOUNTED)
    await chat.say("add_to_cart", text)
    assert chat.lines == line


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("dame 27", 1),
        ("quiero 27", 1),
        ("27 está bien", 1),
        ("va 27", 1),
        ("un 27", 1),
        ("27 señorita", 1),
        ("un par del 27", 1),
        ("dos del 27", 2),
        ("3 pares del 27", 3),
    ],
)
async def test_the_answer_to_which_size_is_no_number_of_pieces(text: str, many: int) -> None:
    chat = Chat(UNCOUNTED)
    await chat.say("add_to_cart", "quiero las botas")
    await chat.answer(text)
    assert chat.lines == {"BOTAS-NEG-27": many}


@pytest.mark.parametrize("text", ["28", "mejor 28", "28 mejor", "quería 28", "la talla es 28"])
async def test_another_size_after_it_went_in_is_no_number_of_pieces(text: str) -> None:
    chat = Chat(UNCOUNTED)
    await chat.say("add_to_cart", "quiero las botas sierra 27")
    await tell(chat, text, "add_to_cart")
    assert max(chat.lines.values()) == 1


async def test_so_many_in_all_of_what_has_no_sizes(chat: Chat) -> None:
    chat = Chat(UNCOUNTED)
    await chat.say("add_to_cart", "agrega una taza")
    await chat.answer("mejor 24")
    assert chat.lines == {"TAZA": 24}


@pytest.mark.parametrize(
    ("text", "left"),
    [("eran dos, no tres", 2), ("no quiero dos, quiero uno solo", 1), ("no son 2, son 3", 3)],
)
async def test_a_number_is_told_from_the_one_it_is_not(chat: Chat, text: str, left: int) -> None:
    await chat.say("add_to_cart", "agrega 4 tazas")
    await chat.answer(text)
    assert chat.lines == {"TAZA": left}


async def test_others_are_shown_to_who_likes_none(chat: Chat) -> None:
    await chat.say("search_products", "tenis")
    await chat.say("add_to_cart", "no me gusta ninguna, ¿tienes otras?")
    assert chat.lines == {}
    assert chat.text
    assert not refused(chat)


async def test_the_second_is_taken_where_the_first_is_refused(chat: Chat) -> None:
    await chat.say("search_products", "cocina")
    await chat.say("add_to_cart", "esa no, la segunda")
    assert chat.lines == {"LICUA": 1}

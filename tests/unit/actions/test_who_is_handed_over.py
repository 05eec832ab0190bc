"""Who gets a person, after which the bot is silent: who is angry or asks in vain, nobody else."""

from __future__ import annotations

import pytest

from actions.ports import Said
from actions.shop.repeats import times_said
from tests.doubles.chat import Chat


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("answer_shop", "¿hasta cuándo dura la promoción?"),
        ("answer_product", "¿cuántas veces se puede lavar?"),
        ("search_products", "tienen trampa para ratas?"),
        ("answer_product", "CUANTO CUESTA LA LICUADORA!!"),
        ("search_products", "juego de policías y ladrones"),
    ],
)
async def test_a_question_is_answered_and_nobody_is_called(
    chat: Chat, action: str, text: str
) -> None:
    turn = await chat.say(action, text)
    assert turn.handed is None
    assert chat.text


@pytest.mark.parametrize(
    "text", ["son unos ladrones", "YA SON TRES VECES QUE PREGUNTO!!!", "me tienen podrido"]
)
async def test_anger_gets_an_apology_and_a_person(chat: Chat, text: str) -> None:
    turn = await chat.say("search_products", text)
    assert turn.handed is not None
    assert turn.handed[0] == "upset"


@pytest.mark.parametrize(
    "text",
    [
        "¿ya llegaron otros modelos?",
        "la lámpara se apaga sola?",
        "mi licuadora se descompuso, quiero otra",
        "no me queda claro",
        "la 27 me queda grande, dame la 26",
        "transferencia",
    ],
)
async def test_no_mishap_is_heard_where_none_is_told(chat: Chat, text: str) -> None:
    turn = await chat.say("search_products", text)
    assert turn.handed is None
    assert turn.context.case is None


async def asks(chat: Chat, action: str, intent: str, *texts: str) -> tuple[str, str] | None:
    """Ask one after the other; what the last one was handed over for."""
    for text in texts:
        await chat.act(action, Said(text), intent)
    return chat.turn.handed


async def test_a_search_that_is_narrowed_is_not_repeated(chat: Chat) -> None:
    texts = ("busco tenis", "busco tenis brisa", "busco tenis brisa baratos")
    assert await asks(chat, "search_products", "search_product", *texts) is None


async def test_a_price_asked_ever_more_exactly_is_not_repeated(chat: Chat) -> None:
    texts = (
        "cuánto cuesta la licuadora",
        "cuánto cuesta la licuadora tornado",
        "cuánto cuesta la licuadora tornado con envío",
    )
    assert await asks(chat, "answer_product", "ask_about_product", *texts) is None


@pytest.mark.parametrize(
    "texts",
    [
        ("hacen despacho a punta arenas?", "pero hacen despacho a punta arenas o no",
         "te pregunto si hacen despacho a punta arenas"),
        ("¿aceptan mercado pago?", "aceptan mercado pago???", "ya, ¿pero aceptan mercado pago?"),
        ("¿tienen local en lima?", "que si tienen local en lima", "¿TIENEN LOCAL EN LIMA?"),
    ],
)  # fmt: skip
async def test_the_same_question_put_a_third_time_gets_a_person(
    chat: Chat, texts: tuple[str, ...]
) -> None:
    handed = await asks(chat, "answer_shop", "ask_about_shop", *texts)
    assert handed is not None
    assert handed[0] == "repeated"


async def test_a_delayed_order_is_asked_for_in_ever_other_words(chat: Chat) -> None:
    texts = ("dónde está mi pedido", "no llega mi pedido, dónde está", "mi pedido dónde está hoy")
    assert await asks(chat, "order_status", "order_status", *texts) is not None


async def test_the_same_words_about_another_thing_are_no_repetition(chat: Chat) -> None:
    for tapped in ("see:TAZA", "see:LICUA", "see:BOTAS-NEG-27", "see:GORRA-NEG"):
        await chat.tap_id(tapped, tapped)
        turn = await chat.act("answer_product", Said("cuánto cuesta ese"), "ask_about_product")
        assert turn.handed is None
    for sku in ("TAZA", "LICUA", "BOTAS-NEG-27"):
        said = Said("me interesa saber cuánto cuesta", quoted=(sku,))
        turn = await chat.act("answer_product", said, "ask_about_product")
        assert turn.handed is None


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("busco tenis con luz", "busco tenis sin luz"),
        ("la playera de hilo en M", "la playera de hilo en L"),
        ("quiero ver gorras", "quiero ver gorras negras"),
        ("ha llegado la gorra negra", "no ha llegado la gorra negra"),
    ],
)
def test_small_words_can_make_another_question(text: str, before: str) -> None:
    assert times_said(text, [before]) == 1

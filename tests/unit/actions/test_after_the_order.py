"""After the order: status, change, cancel, a mishap, a payment, a file, a place, anger."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.ports import OrderSummary, Said
from actions.shop.place import Place, place_from
from actions.shop.repeats import remembered, times_said
from tests.doubles.chat import MINUTE, Chat


def order(number: str = "1042", state: str = "placed", **more: Any) -> OrderSummary:
    given: dict[str, Any] = {"paid": False, "method": "pago contra entrega", **more}
    return OrderSummary(
        number, state, given.pop("paid"), "$120.00", ("1 × Taza de barro",), 1,
        given.pop("method"), **given,
    )  # fmt: skip


def transfer(number: str = "1042", **more: Any) -> OrderSummary:
    return order(number, method="transferencia bancaria", awaits_transfer=True, **more)


def sent(kind: str = "image", mime: str = "image/jpeg", wamid: str = "W1", text: str = "") -> Said:
    return Said(text, "file_sent", {"kind": kind, "mime": mime, "wamid": wamid})


@pytest.fixture
def chat() -> Chat:
    return Chat()


# Status


async def test_whether_it_left_is_said_honestly(chat: Chat) -> None:
    chat.orders.kept[7] = [order(state="preparing")]
    await chat.say("order_status", "¿ya salió?")
    assert "1042" in chat.text
    assert "va en camino." not in chat.text
    chat.orders.kept[7] = [order(state="shipped", tracking="G1")]
    await chat.say("order_status", "¿ya salió?")
    assert "va en camino" in chat.text
    assert "G1" in chat.text


async def test_an_order_that_waits_for_a_transfer_says_so(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer()]
    await chat.say("order_status", "cómo va mi pedido")
    assert "espera la transferencia" in chat.text
    chat.orders.kept[7] = [transfer(receipts=1)]
    await chat.say("order_status", "cómo va mi pedido")
    assert "comprobante en revisión" in chat.text


async def test_without_an_order_the_shop_tells_how_it_goes_in_general(chat: Chat) -> None:
    await chat.say("order_status", "¿cuánto tarda el envío?")
    assert "3 días" in chat.text
    await chat.say("order_status", "¿dónde viene mi pedido?")
    assert "no veo pedidos" in chat.text.lower()


# Cancel and change


async def test_cancelling_names_the_order_and_promises_nothing(chat: Chat) -> None:
    chat.orders.kept[7] = [order()]
    turn = await chat.say("cancel_order", "cancelen mi pedido")
    assert turn.handed is not None
    assert turn.handed[0] == "cancel_order"
    assert "1042" in turn.handed[1]
    assert "1042" in chat.text


async def test_of_several_orders_it_is_asked_which(chat: Chat) -> None:
    chat.orders.kept[7] = [order("1043"), order("1042")]
    turn = await chat.say("cancel_order", "cancela mi pedido")
    assert turn.handed is None
    assert chat.titles == ["Pedido 1043", "Pedido 1042"]
    turn = await chat.answer("el segundo")
    assert turn.handed is not None
    assert "1042" in chat.text


async def test_a_written_number_asks_nothing(chat: Chat) -> None:
    chat.orders.kept[7] = [order("1043"), order("1042")]
    turn = await chat.say("cancel_order", "cancela el 1042")
    assert turn.handed is not None
    assert "1042" in chat.text


async def test_what_was_delivered_cannot_be_cancelled(chat: Chat) -> None:
    chat.orders.kept[7] = [order(state="delivered")]
    turn = await chat.say("cancel_order", "cancelen mi pedido")
    assert turn.handed is None
    assert "ya fue entregado" in chat.text


async def test_cart_or_order_is_asked_where_both_may_be_meant(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    chat.orders.kept[7] = [order()]
    await chat.say("cancel_order", "cancela mi pedido")
    assert chat.titles == ["Vaciar el carrito", "Pedido 1042"]
    await chat.tap("Vaciar el carrito")
    assert chat.lines == {}


async def test_emptying_an_empty_cart_asks_about_the_open_order(chat: Chat) -> None:
    chat.orders.kept[7] = [order()]
    await chat.say("clear_cart", "vacía todo")
    assert "1042" in chat.text
    turn = await chat.answer("sí")
    assert turn.handed is not None
    assert turn.handed[0] == "cancel_order"


async def test_emptying_an_empty_cart_without_an_order_says_that_it_is_empty(chat: Chat) -> None:
    await chat.say("clear_cart", "vacía todo")
    assert "carrito" in chat.text


async def test_a_change_of_what_is_on_its_way_says_so(chat: Chat) -> None:
    chat.orders.kept[7] = [order(state="shipped")]
    turn = await chat.say("change_order", "cambien la dirección")
    assert turn.handed is not None
    assert "va en camino" in chat.text


# Paid


async def test_who_paid_by_transfer_is_asked_for_the_receipt(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer()]
    await chat.say("fallback", "ya pagué")
    assert "comprobante" in chat.text or "foto o PDF" in chat.text
    assert "1042" in chat.text


@pytest.mark.parametrize("kept", [[], [order()], [order(state="paid", paid=True)]])
async def test_a_payment_is_never_said_to_be_there_unless_it_is(
    chat: Chat, kept: list[OrderSummary]
) -> None:
    chat.orders.kept[7] = kept
    await chat.say("fallback", "ya pagué")
    assert ("ya está" in chat.text) == bool(kept and kept[0].paid)


async def test_paid_with_an_open_cart_leads_back_to_it(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    await chat.say("fallback", "ya hice la transferencia")
    assert "Pagar" in chat.titles


# Mishaps: the fake FAQ knows nothing of them


async def test_a_mishap_that_the_shop_wrote_nothing_about_gets_a_person(chat: Chat) -> None:
    turn = await chat.say("complain", "me llegó rota la taza")
    assert turn.handed is not None
    assert turn.handed[0] == "complaint"


async def test_a_size_that_does_not_fit_without_an_order_is_left_to_the_intent(chat: Chat) -> None:
    turn = await chat.say("answer_shop", "me quedaron chicos los tenis")
    assert turn.context.case is None


async def test_the_offer_of_a_person_is_taken_in_ones_own_words(chat: Chat) -> None:
    await chat.say("search_products", "licuadora")
    await chat.say("answer_product", "¿de qué material es?")
    turn = await chat.answer("va, quiero q alguien lo vea")
    assert turn.handed is not None


# Files


async def test_a_picture_while_a_transfer_is_open_is_its_receipt(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer()]
    turn = await chat.act("file_sent", sent())
    assert turn.receipts == [("1042", "W1")]
    assert turn.flagged is not None
    assert turn.flagged[0] == "receipt"
    assert turn.handed is None
    assert "1042" in chat.text


async def test_an_album_is_attached_whole_and_answered_once(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer()]
    await chat.act("file_sent", sent())
    turn = await chat.act("file_sent", sent(wamid="W2"))
    assert turn.receipts == [("1042", "W2")]
    assert turn.replies == []
    chat.now += 2 * MINUTE
    turn = await chat.act("file_sent", sent(wamid="W3"))
    assert len(turn.replies) == 1


async def test_of_two_open_transfers_it_is_asked_which_the_receipt_is_for(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer("1043"), transfer("1042")]
    turn = await chat.act("file_sent", sent(mime="application/pdf", kind="document"))
    assert turn.receipts == []
    turn = await chat.tap("Pedido 1042")
    assert turn.receipts == [("1042", "W1")]


async def test_every_file_waits_for_the_answer_to_which_order_was_paid(chat: Chat) -> None:
    chat.orders.kept[7] = [transfer("1043"), transfer("1042")]
    await chat.act("file_sent", sent())
    turn = await chat.act("file_sent", sent(wamid="W2"))
    assert (turn.receipts, turn.replies) == ([], [])
    chat.now += 2 * MINUTE
    turn = await chat.act("file_sent", sent(wamid="W3"))
    assert len(turn.replies) == 1
    turn = await chat.tap("Pedido 1042")
    assert turn.receipts == [("1042", "W1"), ("1042", "W2"), ("1042", "W3")]
    assert len(turn.replies) == 1


@pytest.mark.parametrize(
    ("kind", "mime"), [("video", "video/mp4"), ("document", "application/vnd.ms-excel")]
)
async def test_what_cannot_be_a_receipt_is_asked_about(chat: Chat, kind: str, mime: str) -> None:
    chat.orders.kept[7] = [transfer()]
    turn = await chat.act("file_sent", sent(kind, mime))
    assert turn.receipts == []
    assert "Es un comprobante" in chat.titles


async def test_any_other_picture_is_asked_about_and_the_answer_goes_on(chat: Chat) -> None:
    await chat.act("file_sent", sent())
    turn = await chat.answer("busco algo así")
    assert turn.handed is None
    await chat.act("file_sent", sent(wamid="W2"))
    chat.now += 2 * MINUTE
    await chat.act("file_sent", sent(wamid="W3"))
    turn = await chat.tap("Es de mi pedido")
    assert turn.handed is not None


async def test_the_picture_after_i_paid_is_the_proof(chat: Chat) -> None:
    await chat.say("fallback", "ya pagué")
    turn = await chat.act("file_sent", sent())
    assert turn.handed is not None
    assert turn.handed[0] == "receipt"
    chat.orders.kept[7] = [order()]
    turn = await chat.act("file_sent", sent())
    assert turn.receipts == [("1042", "W1")]


async def test_a_voice_note_is_flagged_and_the_bot_stays(chat: Chat) -> None:
    turn = await chat.act("file_sent", sent("audio", "audio/ogg"))
    assert turn.flagged is not None
    assert turn.flagged[0] == "voice"
    assert turn.handed is None
    assert len(turn.replies) == 1


# Places


PLACE = {"latitude": 20.67, "longitude": -103.35, "name": "Casa", "address": "Av. México 1"}


async def test_a_place_is_kept_for_the_cart_and_a_yes_pays(chat: Chat) -> None:
    chat.with_cart(TAZA=1)
    turn = await chat.act("place_sent", Said("", "place_sent", PLACE))
    assert turn.context.place == Place(20.67, -103.35, "Casa", "Av. México 1")
    assert "Casa" in chat.text
    await chat.answer("sí")
    assert "$120.00" in chat.text


async def test_a_place_for_an_open_order_is_shown_to_people(chat: Chat) -> None:
    chat.orders.kept[7] = [order()]
    turn = await chat.act("place_sent", Said("", "place_sent", PLACE))
    assert turn.flagged is not None
    assert "maps.google.com" in turn.flagged[1]


@given(st.dictionaries(st.text(), st.floats() | st.text() | st.none()))
def test_nothing_that_is_no_place_becomes_one(told: dict[str, Any]) -> None:
    found = place_from(told)
    assert found is None or -90 <= found.latitude <= 90


# Anger


@pytest.mark.parametrize("action", ["search_products", "add_to_cart", "fallback", "answer_shop"])
async def test_anger_sells_nothing_whatever_was_understood(chat: Chat, action: str) -> None:
    turn = await chat.say(action, "son unos rateros, quiero mis tenis")
    assert turn.handed is not None
    assert turn.handed[0] == "upset"
    assert chat.shown == []
    assert chat.lines == {}


async def test_the_third_time_a_person_comes_with_all_that_was_asked(chat: Chat) -> None:
    for words in ("¿tienen estacionamiento grande?", "pero tienen estacionamiento grande?"):
        turn = await chat.act("fallback", Said(words), "ask_about_shop")
        assert turn.handed is None
    turn = await chat.act(
        "fallback", Said("que si tienen estacionamiento grande"), "ask_about_shop"
    )
    assert turn.handed is not None
    assert turn.handed[0] == "repeated"
    assert turn.handed[1].count("estacionamiento") == 3


async def test_more_of_the_same_is_no_repetition(chat: Chat) -> None:
    for _ in range(4):
        turn = await chat.act("add_to_cart", Said("agrega otra taza de barro"), "add_to_cart")
        assert turn.handed is None


def test_other_numbers_and_other_words_are_other_questions() -> None:
    assert times_said("tenis negros del 28", ["tenis negros del 27"]) == 1
    assert times_said("cuánto cuesta la taza", ["cuánto cuesta el termo"]) == 1
    assert times_said("y la taza negra", []) == 1


@given(st.text(min_size=1), st.lists(st.text(), max_size=4))
def test_what_was_heard_stays_short(text: str, heard: list[str]) -> None:
    kept = remembered(text, heard)
    assert len(kept) <= 2
    assert 1 <= times_said(text, kept) <= 3

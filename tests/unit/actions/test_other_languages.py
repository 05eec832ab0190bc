"""Who writes in Portuguese or English is understood by the same rules."""

from __future__ import annotations

from tests.doubles.chat import Chat


async def test_a_brazilian_counts_pairs_and_changes_the_number() -> None:
    chat = Chat()
    await chat.say("search_products", "oi, vocês têm tenis azul marino tamanho 27?")
    await chat.say("add_to_cart", "vou levar dois pares")
    assert chat.lines == {"TENIS-AZU-27": 2}
    await chat.answer("na verdade só um par")
    assert chat.lines == {"TENIS-AZU-27": 1}
    assert "Pronto" in chat.text or "Feito" in chat.text


async def test_places_and_prices_are_pointed_at_in_english() -> None:
    chat = Chat()
    await chat.say("search_products", "hello, what do you have in cocina?")
    await chat.say("answer_product", "how much is the second one?")
    assert "Licuadora Tornado" in chat.text
    await chat.say("add_to_cart", "add the cheapest one")
    assert chat.lines == {"TAZA": 1}


async def test_the_other_one_takes_its_place_in_english() -> None:
    chat = Chat()
    await chat.say("search_products", "hi, do you have a memoria usb?")
    await chat.say("add_to_cart", "I'll take the cheapest one")
    await chat.answer("no wait, the other one")
    assert chat.lines == {"USB-64": 1}


async def test_which_trait_is_missing_is_named_in_their_language() -> None:
    chat = Chat()
    await chat.say("search_products", "oi, vocês têm tenis cinza?")
    await chat.say("add_to_cart", "quero esse")
    assert "Qual tamanho" in chat.text


async def test_a_person_answers_at_a_time_told_in_their_language() -> None:
    chat = Chat()
    await chat.say("talk_to_human", "can I speak to a person please?")
    assert "tomorrow from 9:00" in chat.text

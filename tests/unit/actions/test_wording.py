"""What customers read: every name exists, registers are complete and never mixed."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.wording import REGISTERS, Wording, WordingError, read_wording, register_of
from nlu.text import fold
from tests.doubles.chat import Chat
from tests.doubles.shop import DOMAIN, wording
from tests.e2e.shopper import APOLOGY

ROOT = DOMAIN.parent
# Words that only one register has. "te", "tu", "tus" belong to tú and vos.
ONLY = {
    "tu": r"\b(?:mándame|mándalo|termínalo|prefieres|eres|mira|"
    r"tienes|puedes|quieres|buscas|escribes|dices|eliges|prueba|dime|escríbeme|elige|"
    r"toca|págalo|contigo|necesitas|cuéntame|pon|preguntas)\b",
    "vos": r"\b(?:mandame|mandalo|terminalo|preferís|sos|mirá|pedí una|pagá|"
    r"tenés|podés|querés|buscás|escribís|decís|elegís|probá|decime|escribime|elegí|"
    r"tocá|pagalo|vos|necesitás|contame|poné|acá|preguntás)\b",
    "usted": r"\b(?:mándeme|mándelo|termínelo|prefiere|disculpe|mire|pague|"
    r"usted|le|su|sus|lo paso|escríbame|dígame|elija|toque|páguelo|cuénteme|ponga|"
    r"quiere|busca|necesita|puede mandármelo)\b",
}
FAMILIAR = r"\b(?:te|tu|tus|ti|contigo)\b"
NAMES = sorted(wording().names)


def test_every_name_said_by_the_actions_is_in_the_domain() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "actions").rglob("*.py"))
    said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", source))
    assert len(said) > 50
    assert said <= wording().names


def test_every_response_is_said_somewhere() -> None:
    told = "\n".join(
        path.read_text("utf-8")
        for room in ("actions", "bot")
        for path in (ROOT / room).rglob("*.py")
    )
    dynamic = re.compile(r"order_placed_|state_")
    unused = [name for name in NAMES if not dynamic.match(name) and not _quoted(name, told)]
    assert unused == []


def _quoted(name: str, source: str) -> bool:
    return f'"{name}"' in source or f"'{name}'" in source


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("register", REGISTERS)
def test_every_response_serves_every_register(name: str, register: str) -> None:
    assert any(
        not one.registers or register in one.registers for one in wording().variants(name, register)
    )


@pytest.mark.parametrize("name", NAMES)
def test_all_variants_of_a_response_use_the_same_values(name: str) -> None:
    for register in REGISTERS:
        values = {
            frozenset(re.findall(r"\{(\w+)\}", one.text))
            for one in wording().variants(name, register)
        }
        largest = max(values, key=len)
        assert all(one <= largest for one in values)


@pytest.mark.parametrize("name", NAMES)
def test_no_response_mixes_registers(name: str) -> None:
    for register in REGISTERS:
        for one in wording().variants(name, register):
            text = one.text.lower()
            # A text for all registers uses nobody's own words.
            for other in [one_of for one_of in REGISTERS if one_of not in one.registers]:
                assert not re.search(ONLY[other], _spoken(text, other)), one.text
            if register == "usted" or not one.registers:
                assert not re.search(FAMILIAR, text), one.text


# Whoever reads these twice in a conversation shall not read a machine.
READ_TWICE = """
    hello hello_name greet_first greet_again greet_cart goodbye thank help affirm affirm_cart
    refused refused_cart found ask_to_choose ask_for_more more no_more nothing_cheaper
    nothing_like_that nothing_found nothing_named relaxed product sold_out price options
    there_is stock in_stock shop_unknown compared which_asked which_product_by_name
    which_variant which_to_add what_to_add added swapped only_so_many all_in_cart cart checkout
    cart_received cart_empty really_clear cleared removed quantity_set now_total no_orders
    order_next not_left which_order send_receipt receipt_waits receipt_kept or_person
    handed_over change_order cancel_order complain asked_in_vain stopped voice_note what_image
    default default_again nothing_asked unreadable
""".split()


@pytest.mark.parametrize("name", READ_TWICE)
@pytest.mark.parametrize("register", REGISTERS)
def test_what_is_read_twice_has_more_than_one_wording(name: str, register: str) -> None:
    assert 2 <= len(wording().variants(name, register)) <= 4


def _spoken(text: str, other: str) -> str:
    """Without what other registers say too: "se lo paso", "le pregunto a una persona"."""
    if other == "usted":
        text = re.sub(r"\ble (?:pregunto|pasé|pedí)\b(?=.*(?:a una persona|al equipo))", "", text)
        third = r"\b(?:se )?lo (?:(?:paso a|busca) una persona|paso con el equipo)|se le parecen"
        text = re.sub(third, "", text)
    return text


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_short_and_have_one_emoji_at_most(name: str) -> None:
    for register in REGISTERS:
        for one in wording().variants(name, register):
            assert len(re.findall(r"[\U0001F300-\U0001FAFF]", one.text)) <= 1
            limit = 20 if name.startswith("button_") else 60 if name == "list_header" else 400
            assert len(one.text) <= limit, one.text


def test_the_same_turn_always_gets_the_same_variant_and_turns_differ() -> None:
    def hello(key: str) -> str:
        return wording().words("hello", "tu", "es", key)

    assert hello("a") == hello("a")
    assert len({hello(str(number)) for number in range(40)}) == 3


async def test_the_same_conversation_reads_the_same_whoever_holds_it() -> None:
    told: list[list[str]] = []
    for _ in range(2):
        chat, texts = Chat(), list[str]()
        for words in ("hola", "buenas", "hola otra vez", "hola", "hola"):
            await chat.say("greet", words)
            texts.append(chat.text)
        told.append(texts)
    assert told[0] == told[1]
    assert len(set(told[0])) > 1


def test_braces_in_a_value_are_left_as_they_are() -> None:
    said = wording().words("hello_name", "tu", "es", "k", person="{shop} {person}")
    assert "{shop} {person}" in said


@given(st.text(min_size=1))
def test_no_value_can_make_a_response_fail(value: str) -> None:
    said = wording().words("sold_out", "tu", "es", "k", product=value)
    assert value.rstrip() in said


def test_a_line_whose_values_are_all_empty_is_left_out() -> None:
    shipped = wording().words("order_shipped", "tu", "es", "k", number="7", tracking="")
    assert shipped == "Tu pedido *7* va en camino."
    tracked = wording().words("order_shipped", "tu", "es", "k", number="7", tracking="ABC")
    assert tracked.endswith("\nSeguimiento: ABC")


def test_a_missing_value_and_an_unknown_name_are_errors() -> None:
    with pytest.raises(KeyError, match="product"):
        wording().words("sold_out", "tu", "es", "k")
    with pytest.raises(KeyError, match="nonsense"):
        wording().words("nonsense", "tu", "es", "k")


def test_a_language_without_words_gets_spanish() -> None:
    assert wording().words("button_pay", "tu", "fr", "k") == "Pagar"


def test_a_language_with_words_gets_them() -> None:
    rows = [{"text": "Pagar"}, {"text": "Pay", "metadata": {"language": "en"}}]
    words = read_wording({"responses": {"utter_pay": rows}})
    assert words.words("pay", "tu", "en", "k") == "Pay"
    assert words.words("pay", "tu", "es", "k") == "Pagar"


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("name", NAMES)
def test_other_languages_say_the_same_values(language: str, name: str) -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    spanish = {value for one in wording().variants(name, "tu") for value in values(one.text)}
    spoken = [one for one in wording().variants(name, "tu", language) if one.language == language]
    for one in spoken:
        assert values(one.text) <= spanish, one.text
        assert spanish - values(one.text) <= {"shop", "reason"}, one.text
        assert len(one.text) <= (20 if name.startswith("button_") else 400), one.text


def test_other_words_for_an_unknown_name_are_an_error() -> None:
    with pytest.raises(WordingError, match="nonsense in en"):
        read_wording({"responses": {"utter_x": [{"text": "a"}]}}, {"en": {"nonsense": ["b"]}})


async def test_a_customer_reads_the_language_they_write_in() -> None:
    chat = Chat()
    await chat.say("search_products", "hi, do you have a taza?")
    assert "add it" in chat.text
    await chat.answer("yes")
    assert chat.titles[0] == "Pay"
    await chat.say("thank", "ok")
    assert re.search(r"welcome|pleasure", chat.text)
    await chat.say("search_products", "quiero ver los tenis que hay")
    assert re.search(r"agrego", chat.text)


async def test_one_foreign_word_does_not_change_the_language() -> None:
    chat = Chat()
    await chat.say("search_products", "hola, me muestras los tenis please")
    assert "agrego" in chat.text


@pytest.mark.parametrize(
    ("country", "chosen", "register"),
    [
        ("mx", "", "tu"),
        ("ar", "", "vos"),
        ("uy", "", "vos"),
        ("co", "", "usted"),
        ("co", "tu", "tu"),
        ("pe", "x", "tu"),
    ],
)
def test_the_register_is_the_merchants_or_the_countrys(
    country: str, chosen: str, register: str
) -> None:
    assert register_of(country, chosen) == register


@pytest.mark.parametrize(
    "damaged",
    [
        "{}",
        "responses: 3",
        "responses: {utter_x: hola}",
        "responses: {utter_x: []}",
        "responses: {utter_x: [{image: x}]}",
        "responses: {utter_x: [{text: hola, metadata: {register: yo}}]}",
    ],
)
def test_a_damaged_section_says_what_is_wrong(damaged: str) -> None:
    with pytest.raises(WordingError, match=r"domain\.yml"):
        read_wording(yaml.safe_load(damaged))


async def test_the_accounts_register_is_what_customers_read() -> None:
    vos = Chat(country="ar", register="vos")
    await vos.say("greet", "hola")
    assert re.search(r"Escribime|Decime", vos.text)
    usted = Chat(country="co", register="usted")
    await usted.say("greet", "hola")
    assert re.search(r"Escríbame|Dígame", usted.text)


def test_a_wording_without_the_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Wording({}).words("x", "tu", "es", "k")


@pytest.mark.parametrize("register", REGISTERS)
def test_the_apology_is_known_to_the_tests_that_play_a_customer(register: str) -> None:
    for one in wording().variants("apology", register):
        assert APOLOGY in fold(one.text)

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actions.shop.money import Money
from actions.shop.product import Product
from bot.console.inbox.bubble import Bubble, bubble_of, skus_named
from bot.console.inbox.understood import understood_rows
from bot.console.inbox.values import Logged, Understood

SHOE = Product("S-27", "Tenis", Money(89900, "MXN"), Money(79900, "MXN"), colour="gris", size="27")
KNOWN = {"S-27": SHOE}


def came(kind: str, part: Any, body: str = "", **more: Any) -> Logged:
    payload = {"message": {"id": "w", "type": kind, kind: part, **more}}
    return Logged(1, "in", "customer", kind, body, payload, 0)


def went(payload: dict[str, Any], body: str = "") -> Logged:
    return Logged(1, "out", "bot", str(payload.get("type")), body, payload, 0)


def shown(logged: Logged) -> Bubble:
    return bubble_of(logged, KNOWN)


def test_a_sent_cart_is_a_table_with_its_total() -> None:
    items = [
        {"product_retailer_id": "S-27", "quantity": 2, "item_price": 799.5, "currency": "MXN"},
        {"product_retailer_id": "X", "quantity": "1", "item_price": "20", "currency": "MXN"},
    ]
    logged = came("order", {"catalog_id": "1", "product_items": items, "text": "hola"})
    table = shown(logged).table
    assert table is not None
    assert [(line.name, line.quantity, line.amount) for line in table.lines] == [
        ("Tenis (gris, 27)", 2, "$1,599.00"),
        ("X", 1, "$20.00"),
    ]
    assert table.total == "$1,619.00"
    assert list(skus_named(logged)) == ["S-27", "X"]


def test_a_cart_of_two_currencies_or_without_a_price_has_no_total() -> None:
    def total(*lines: tuple[Any, str]) -> str:
        items = [
            {"product_retailer_id": "A", "quantity": 1, "item_price": price, "currency": currency}
            for price, currency in lines
        ]
        table = shown(came("order", {"catalog_id": "1", "product_items": items})).table
        assert table is not None
        return table.total

    assert total((1, "MXN"), (1, "USD")) == ""
    assert total(("much", "MXN")) == ""
    assert total((1, "pesos")) == ""
    assert total((1, "MXN"), (2, "MXN")) == "$3.00"


def test_products_have_name_price_and_sku_and_unknown_ones_say_so() -> None:
    items = [{"product_retailer_id": sku} for sku in ("S-27", "GONE")]
    action = {"catalog_id": "1", "sections": [{"title": "Tenis", "product_items": items}]}
    logged = went(
        {"type": "interactive", "interactive": {"type": "product_list", "action": action}}
    )
    (shelf,) = shown(logged).shelves
    known, gone = shelf.items
    assert (known.name, known.price, known.old_price) == ("Tenis (gris, 27)", "$799.00", "$899.00")
    assert (gone.sku, gone.missing, gone.price) == ("GONE", True, "")
    assert list(skus_named(logged)) == ["S-27", "GONE"]


def test_a_carousel_and_a_single_product_show_their_products() -> None:
    cards = [{"card_index": 0, "action": {"product_retailer_id": "S-27"}}]
    for action in ({"cards": cards}, {"product_retailer_id": "S-27"}):
        logged = went({"type": "interactive", "interactive": {"action": action}})
        assert [item.sku for shelf in shown(logged).shelves for item in shelf.items] == ["S-27"]


def test_lists_and_buttons_show_what_could_be_tapped() -> None:
    rows = {"action": {"sections": [{"rows": [{"id": "1", "title": "Uno"}]}]}}
    taps = {"action": {"buttons": [{"reply": {"id": "1", "title": "Sí"}}]}}
    assert shown(went({"type": "interactive", "interactive": rows})).choices == ("Uno",)
    assert shown(went({"type": "interactive", "interactive": taps})).choices == ("Sí",)


def test_a_voice_note_is_told_from_music() -> None:
    voice = shown(came("audio", {"id": "1", "mime_type": "audio/ogg", "voice": True}))
    music = shown(came("audio", {"id": "1", "mime_type": "audio/mp3"}))
    assert (voice.media and voice.media.kind, music.media and music.media.kind) == (
        "voice", "audio",
    )  # fmt: skip


def test_a_type_nobody_knows_is_shown_as_such() -> None:
    assert shown(came("hologram", {"id": 1})).readable is False
    assert shown(went({"type": "hologram"})).readable is False


def test_an_answer_from_the_phone_reads_like_a_message() -> None:
    payload = {"echo": {"id": "w", "type": "text", "text": {"body": "ya va"}}}
    assert shown(Logged(1, "out", "phone", "text", "ya va", payload, 0)).text == "ya va"


def test_a_product_question_names_its_product() -> None:
    context = {"referred_product": {"catalog_id": "1", "product_retailer_id": "S-27"}}
    logged = came("text", {"body": "¿hay?"}, "¿hay?", context=context)
    asked = shown(logged).asked
    assert asked is not None
    assert asked.name == "Tenis (gris, 27)"


def test_every_act_of_a_turn_is_listed_with_what_it_named() -> None:
    acts: list[dict[str, Any]] = [
        {"intent": "greet", "confidence": 0.987, "entities": []},
        {"intent": "search_product", "confidence": None, "entities": [["size", 27], "odd"]},
        {"event": "cart_sent", "intent": None},
        {},
    ]
    seen = Understood("answered", "greet", acts, {}, "", 0)
    assert understood_rows(seen) == [
        ("intent", "greet 99%"), ("intent", "search_product"), ("size", "27"),
        ("event", "cart_sent"),
    ]  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["type", "interactive", "action", "sections", "rows", "product_items", "cards",
             "buttons", "reply", "title", "header", "body", "text", "parameters", "url",
             "message", "order", "context", "product_retailer_id", "template", "name"]
        ),
        inner, max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(["type", "interactive", "message", "echo", "template"]), JSON)
)
def test_no_json_keeps_a_conversation_from_being_read(payload: dict[str, Any]) -> None:
    logged = Logged(1, "out", "bot", "text", "", payload, 0)
    assert isinstance(shown(logged), Bubble)
    assert all(isinstance(sku, str) for sku in skus_named(logged))


def test_a_payment_link_is_shown_without_what_opens_it() -> None:
    action = {"parameters": {"display_text": "Pagar", "url": "https://t.mx/pay/at-sending.xyz_-1"}}
    link = {"type": "interactive", "interactive": {"action": action}}
    assert shown(went(link)).link == ("Pagar", "https://t.mx/pay/…")

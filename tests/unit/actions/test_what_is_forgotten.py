"""What a conversation remembers only while it goes on: a day without a word ends it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from actions.ports import Said
from actions.shop.context import SESSION_MS, Case, Context, LastSearch, Pending, Shown, rested
from actions.shop.place import Place
from tests.doubles.chat import MINUTE, NOW, Chat

HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.fixture
def chat() -> Chat:
    return Chat()


def full() -> Context:
    """A memory with something in every place."""
    question = Pending("variant", "¿Qué talla?", (), NOW)
    return Context(
        shown=(Shown("TAZA", 1),),
        focus="TAZA",
        last_added=("TAZA",),
        pending=question,
        search=LastSearch("tazas", ("TAZA",)),
        fallbacks=2,
        greeted=True,
        cart_mentioned=True,
        earlier=question,
        said=("hello:1",),
        waiting_told=NOW,
        place=Place(19.4, -99.1),
        case=Case("fit", NOW),
        heard=("hola",),
        filed=("image", NOW),
        undo=(("TAZA", 1),),
        left=(("TAZA", 2),),
        recent=("TAZA",),
        named="TAZA",
        asked="¿es grande?",
        changed_at=NOW,
        language="es",
    )


def test_within_a_day_everything_is_remembered() -> None:
    context = full()
    assert rested(context, NOW, NOW + SESSION_MS - 1) is context
    assert rested(context, None, NOW) is context


def test_after_a_day_nothing_can_be_pointed_at() -> None:
    before, after = full(), rested(full(), NOW, NOW + SESSION_MS)
    kept = {
        one.name for one in fields(Context) if getattr(after, one.name) == getattr(before, one.name)
    }
    assert kept == {
        *("pending", "earlier", "greeted", "cart_mentioned", "said", "waiting_told"),
        *("case", "filed", "language"),
    }


@pytest.mark.parametrize(("later", "added"), [(2 * HOUR, {"TAZA": 1}), (6 * DAY, {})])
async def test_what_was_looked_at_days_ago_is_not_added(
    chat: Chat, later: int, added: dict[str, int]
) -> None:
    await chat.say("search_products", "taza")
    chat.now += later
    await chat.say("add_to_cart", "agrégalo")
    assert chat.lines == added


async def test_the_cart_of_last_week_is_not_changed_by_a_word_about_what_went_in(
    chat: Chat,
) -> None:
    await chat.say("add_to_cart", "agrega la taza")
    chat.now += 6 * DAY
    await chat.say("search_products", "licuadora")
    assert chat.context.undo is None
    assert chat.context.last_added == ()
    assert chat.lines == {"TAZA": 1}


async def test_a_search_looks_away_from_the_page_that_was_asked_about(chat: Chat) -> None:
    asked = {"sku": "TENIS-GRI-26", "text": "¿de qué material son?"}
    await chat.act("product_asked", Said("", "product_asked", asked))
    assert chat.context.named == "TENIS-GRI-26"
    await chat.say("search_products", "tenis")
    assert chat.context.named is None
    await chat.say("answer_product", "¿cuánto cuestan?")
    await chat.answer("sí")
    assert chat.lines == {}
    assert "color" in chat.text.lower()


async def test_the_page_asked_about_stays_what_is_meant(chat: Chat) -> None:
    await chat.act("product_asked", Said("", "product_asked", {"sku": "TENIS-GRI-26", "text": ""}))
    await chat.say("answer_product", "¿cuánto cuestan?")
    await chat.answer("sí")
    assert chat.lines == {"TENIS-GRI-26": 1}

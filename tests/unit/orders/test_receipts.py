"""Messages about orders: words, forms, templates."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from actions.replies import Link, Text
from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.orders.moments import say_moment
from bot.orders.ports import Template
from bot.orders.receipts import WordedReceipts, describe_lines
from bot.orders.templates import fill, read_template
from bot.orders.values import Notice

LINE = CartLine("T", "Tenis Brisa", 2, Money(119900, "MXN"))
NOTICE = Notice(
    "order_paid", 1, "Mi tienda", customer="Ana", number="1001", lines=(LINE,),
    shipping=Money(0, "MXN"), total=Money(239800, "MXN"), url="https://t.example/pay/x", token="x",
)  # fmt: skip


class Words:
    def say(self, name: str, account_id: int, **values: str) -> str:
        return f"{name}: {values['customer']} {values['number']} {values['total']}"


class Shape:
    def free(self, reply: Text | Link) -> Mapping[str, Any]:
        return {"type": "text", "reply": reply}

    def template(
        self, template: Template, body: Sequence[str], button: str | None = None
    ) -> Mapping[str, Any]:
        return {"type": "template", "body": list(body), "button": button}


RECEIPTS = WordedReceipts(Words(), Shape(), "https://t.example/")


def test_inside_the_window_it_is_words_with_a_link() -> None:
    forms = RECEIPTS.compose(NOTICE, None)
    assert forms.body == "order_paid: Ana 1001 $2,398.00"
    assert forms.free == {
        "type": "text",
        "reply": Link(forms.body, "Ver mi pedido", "https://t.example/pay/x"),
    }
    assert forms.template is None


def test_outside_it_is_the_template_with_as_many_facts_as_it_asks_for() -> None:
    forms = RECEIPTS.compose(NOTICE, Template("t", "es", ("1", "2"), button=True))
    assert forms.template == {"type": "template", "body": ["Ana", "$2,398.00"], "button": "x"}


@pytest.mark.parametrize("count", [4, 9])
def test_a_template_that_asks_for_more_than_we_know_is_not_used(count: int) -> None:
    variables = tuple(str(number + 1) for number in range(count))
    assert RECEIPTS.compose(NOTICE, Template("t", "es", variables)).template is None


def test_named_variables_are_filled_by_name() -> None:
    template = Template("t", "es", ("number", "shop"), named=True)
    assert fill(template, "order_paid", {"number": "7", "shop": "X"}) == ["7", "X"]
    unknown = Template("t", "es", ("birthday",), named=True)
    assert fill(unknown, "order_paid", {"number": "7"}) is None


def test_variables_hold_no_line_breaks_and_are_never_empty() -> None:
    template = Template("t", "es", ("1", "2", "3"))
    facts = {"customer": "", "lines": "a\nb     c", "total": "$1"}
    assert fill(template, "recovery", facts) == ["-", "a b c", "$1"]


@pytest.mark.parametrize("components", [None, [], {}, [{"type": "FOOTER"}], [{}]])
def test_templates_without_a_body_are_read(components: object) -> None:
    assert read_template("t", "es", components) == Template("t", "es")


def test_a_button_with_a_changing_link_is_seen() -> None:
    buttons = {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "https://x/pay/{{1}}"}]}
    assert read_template("t", "es", [buttons]).button


def test_long_carts_are_told_shortly() -> None:
    words = describe_lines([LINE] * 14)
    assert len(words.splitlines()) == 11
    assert words.endswith("… y 4 más")


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Mexico_City", "miércoles 25 de noviembre, 23:59"),
        ("America/Argentina/Buenos_Aires", "jueves 26 de noviembre, 02:59"),
        ("Nowhere/At_All", "jueves 26 de noviembre, 05:59"),
        ("", "jueves 26 de noviembre, 05:59"),
    ],
)
def test_moments_are_said_in_the_shops_own_time(zone: str, words: str) -> None:
    assert say_moment(1795672740000, zone) == words

"""Every message about orders and payments has words, in every register."""

from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from actions.shop.cart import CartLine
from actions.shop.money import Money
from actions.wording import Wording, read_wording
from bot.orders.receipts import facts_of, wording_of
from bot.orders.values import Delivery, Notice, NoticeKind

DOMAIN = Path(__file__).resolve().parents[3] / "domain.yml"
LINE = CartLine("T", "Tenis Brisa", 1, Money(119900, "MXN"))


@pytest.fixture(scope="module")
def wording() -> Wording:
    return read_wording(YAML(typ="safe").load(DOMAIN))


@pytest.mark.parametrize("register", ["tu", "vos", "usted"])
@pytest.mark.parametrize("method", ["delivery", "transfer"])
@pytest.mark.parametrize("delivery", get_args(Delivery))
@pytest.mark.parametrize("kind", get_args(NoticeKind))
def test_every_notice_can_be_said(
    wording: Wording, kind: NoticeKind, delivery: Delivery, method: str, register: str
) -> None:
    notice = Notice(
        kind, 1, "Tienda", customer="Ana", number="1001", lines=(LINE,), delivery=delivery,
        method=method, shipping=Money(0, "MXN"), total=LINE.amount,
        extra={"bank": "CLABE 1", "pickup": "Calle 5", "tracking": "G7", "deadline": "hoy"},
    )  # fmt: skip
    words = wording.words(wording_of(notice), register, "es", "1", **facts_of(notice))
    assert words
    assert "{" not in words
    if kind == "order_placed":
        assert "1001" in words
        assert "$1,199.00" in words
        assert ("CLABE 1" in words) is (method == "transfer")

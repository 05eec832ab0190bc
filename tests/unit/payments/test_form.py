"""The form's boxes: addresses, phones, zones, whatever is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.accounts.preferences import Preferences
from bot.clock import MINUTE
from bot.orders.zones import Zone, ZoneError, parse_zones, readable_zones
from bot.payments.checkout import View
from bot.payments.page.address import read_address
from bot.payments.page.form import Written, read, written_in
from bot.payments.page.guard import Limit, same_origin
from bot.payments.page.offers import Offer, zones_of
from bot.payments.page.phone import read_phone

OFFERS = (Offer("delivery", "", ""),)
ZONES = (Zone("Centro", Money(50, "MXN")),)


def view(**preferences: object) -> View:
    line = CartLine("T", "Tenis", 1, Money(100, "MXN"))
    return View(
        link_id=1, account_id=1, alive=True, seen_version=1, cart_id=1, cart_state="open",
        cart_version=1, currency="MXN", lines=(line,), shelf={},
        preferences=Preferences(**preferences), expires_at=0,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


@given(st.dictionaries(st.text(), st.text()))
def test_whatever_is_sent_is_read_without_an_error(form: dict[str, str]) -> None:
    written = written_in(form, "mx")
    understood = read(written, view(), OFFERS, ZONES)
    assert understood.wrong


@given(
    st.builds(
        Written,
        name=st.text(), phone=st.text(), delivery=st.text(), zone=st.text(), notes=st.text(),
        method=st.text(),
    )
)  # fmt: skip
def test_any_text_in_any_box_is_read_without_an_error(written: Written) -> None:
    understood = read(written, view(pickup=True), OFFERS, ZONES)
    assert understood.shipping.currency == "MXN"
    assert understood.shipping.amount in {0, 50}


@pytest.mark.parametrize(
    ("words", "country", "number"),
    [
        ("55 1111 2222", "mx", "+525511112222"),
        ("+52 1 55 1111 2222", "mx", "+525511112222"),
        ("011 15-4321-1234", "ar", "+5491143211234"),
        ("+57 300 123 4567", "mx", "+573001234567"),
        ("12", "mx", None),
        ("hola", "mx", None),
        ("", "mx", None),
    ],
)
def test_phones_are_read_as_their_country_writes_them(
    words: str, country: str, number: str | None
) -> None:
    assert read_phone(words, country) == number


def test_an_address_of_mexico_needs_its_five_digits() -> None:
    written = {
        "street": "Reforma", "number": "1", "area": "Juárez", "zip": "6600", "city": "CDMX",
        "state": "CDMX",
    }  # fmt: skip
    _, wrong = read_address("mx", written)
    assert list(wrong) == ["zip"]
    parts, wrong = read_address("mx", {**written, "zip": "06600", "inside": " 3 B "})
    assert not wrong
    assert ("Interior", "3 B") in parts


@pytest.mark.parametrize(("code", "good"), [("1425", True), ("C1425ABC", True), ("14", False)])
def test_argentine_postal_codes_come_in_two_forms(code: str, *, good: bool) -> None:
    _, wrong = read_address("ar", {"zip": code})
    assert ("zip" not in wrong) is good


def test_zones_are_read_with_their_prices() -> None:
    zones = parse_zones("Centro=50; Resto del país = 120.50;", "MXN")
    assert zones == (
        Zone("Centro", Money(5000, "MXN")),
        Zone("Resto del país", Money(12050, "MXN")),
    )


@pytest.mark.parametrize("words", ["Centro", "=5", "A=x", "A=-1", "A=1; a=2", "A=NaN", "A=1e99"])
def test_damaged_zones_say_where(words: str) -> None:
    with pytest.raises(ZoneError):
        parse_zones(words, "MXN")
    assert readable_zones(words, "MXN") == ()


def test_a_shop_that_says_nothing_about_delivery_still_sells() -> None:
    assert zones_of(Preferences(zones=""), "MXN")[0].name == "Entrega por acordar"
    assert zones_of(Preferences(zones="", pickup=True), "MXN") == ()


@pytest.mark.parametrize(
    ("headers", "good"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "https://shop.example"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, True),
    ],
)
def test_only_our_own_page_may_send_the_form(headers: dict[str, str], *, good: bool) -> None:
    assert same_origin(headers, "https://shop.example", "10.0.0.1:8000") is good


class Standing:
    moment = 0

    def now(self) -> int:
        return self.moment


def test_a_limit_fills_up_again() -> None:
    clock = Standing()
    limit = Limit(clock, 2)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    clock.moment = MINUTE // 2
    assert [limit.allows("a") for _ in range(2)] == [True, False]

"""Who a person on WhatsApp is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.identity import (
    Person,
    Recipient,
    bsuid_of,
    canonical_phone,
    country_of,
    person_of,
    phone_of,
    recipient_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5215587654321", "525587654321"),
        ("5491155554444", "541155554444"),
        ("551187654321", "5511987654321"),
    ],
)
def test_two_ways_to_write_a_number_are_one_number(one: str, other: str) -> None:
    assert canonical_phone(one) == canonical_phone(other)


def test_a_brazilian_landline_is_not_made_a_mobile() -> None:
    assert canonical_phone("551132654321") == "551132654321"


@given(st.from_regex(r"[1-9][0-9]{6,14}", fullmatch=True))
def test_a_canonical_number_stays_as_it_is(digits: str) -> None:
    assert canonical_phone(canonical_phone(digits)) == canonical_phone(digits)


@pytest.mark.parametrize("value", ["<PHONE>", "", None, True, 1.5, "12", "1" * 16, "+52 55"])
def test_what_is_no_number_is_none(value: object) -> None:
    assert phone_of(value) is None


def test_a_number_may_come_as_text_or_as_a_number() -> None:
    assert phone_of("+5215587654321") == phone_of(5215587654321) == "5215587654321"


@pytest.mark.parametrize("value", ["MX.1", "US.ENT.11815799212886844830", "AR.aB9"])
def test_business_scoped_ids_are_known(value: str) -> None:
    assert bsuid_of(value) == value


@pytest.mark.parametrize("value", ["mx.1", "MEX.1", "MX.", "MX." + "1" * 129, "MX.1;2", 5, None])
def test_what_is_no_business_scoped_id_is_none(value: object) -> None:
    assert bsuid_of(value) is None


def test_a_country_comes_from_the_bsuid_or_from_the_number() -> None:
    assert Person(bsuid="CO.123").country == "co"
    assert Person(phone="5491155554444", wire_phone="5491155554444").country == "ar"
    assert country_of("0000000") is None


def test_the_plus_sign_is_always_sent() -> None:
    assert Recipient("5215587654321").fields() == {"to": "+5215587654321"}
    assert Recipient("+5215587654321").fields() == {"to": "+5215587654321"}


def test_a_hidden_person_is_reached_by_bsuid() -> None:
    assert recipient_of(Person(bsuid="MX.1")).fields() == {"recipient": "MX.1"}


def test_a_known_number_wins() -> None:
    both = Person(phone="525587654321", wire_phone="5215587654321", bsuid="MX.1")
    assert recipient_of(both).fields() == {"to": "+5215587654321"}


def test_a_recipient_needs_an_address() -> None:
    with pytest.raises(ValueError, match="phone number or a BSUID"):
        Recipient()


def test_nobody_named_is_nobody() -> None:
    assert person_of(None, None, None) is None
    assert person_of("x", "y", {"profile": "odd"}) is None

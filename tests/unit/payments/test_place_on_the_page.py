"""The place that was sent in the chat is what the checkout page begins with."""

from __future__ import annotations

from typing import Any

import pytest

from actions.shop.place import Place
from bot.accounts.preferences import Preferences
from bot.orders.values import Details
from bot.payments.checkout import View
from bot.payments.page.form import first_written

SPOT = Place(20.674, -103.387, "Casa", "Av. México 2200, Guadalajara")


def view(**more: Any) -> View:
    given: dict[str, Any] = {"preferences": Preferences(), "place": SPOT, **more}
    return View(
        link_id=1, account_id=1, alive=True, seen_version=1, cart_id=1, cart_state="open",
        cart_version=1, currency="MXN", lines=(), shelf={}, expires_at=0, **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "box", "words"),
    [("mx", "hints", "Av. México 2200"), ("ar", "hints", "Casa"), ("co", "street", "Av. México")],
)
def test_the_place_fills_the_box_that_it_fits(country: str, box: str, words: str) -> None:
    written = first_written(view(preferences=Preferences(country=country)), (), ())
    assert words in written.address[box]
    assert "maps.google.com/?q=20.674000,-103.387000" in written.address["hints"]
    assert all(len(text) <= 200 for text in written.address.values())


def test_what_was_written_on_the_page_counts_more() -> None:
    written = first_written(view(details=Details(address=(("Calle", "Reforma"),))), (), ())
    assert written.address["street"] == "Reforma"
    assert written.address["hints"] == ""


def test_without_a_place_the_boxes_are_empty() -> None:
    assert not any(first_written(view(place=None), (), ()).address.values())

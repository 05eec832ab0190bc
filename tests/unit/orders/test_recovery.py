"""The table of the reminder: window x consent x what became of the cart."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import HOUR, MINUTE
from bot.orders.recovery import Facts, Marketing, Reason, Send, Suppress, Verdict, Wait, decide

NOW = 1_800_000_000_000
READY = Facts(
    now=NOW, cart="open", changed_at=NOW - 61 * MINUTE, units=2, enabled=True, delay=60, since=0,
    marketing="unknown", last_customer_at=NOW - 61 * MINUTE, template=True,
)  # fmt: skip

WINDOWS = {"open": NOW - 61 * MINUTE, "closed": NOW - 30 * HOUR}
CONSENTS: tuple[Marketing, ...] = ("in", "unknown", "out")
FATES: dict[str, tuple[dict[str, object], Reason | None]] = {
    "left alone": ({}, None),
    "placed": ({"ordered": True, "cart": "ordered"}, "ordered"),
    "voucher pending": ({"pending": True}, "payment_pending"),
    "paid": ({"paid": True}, "paid"),
    "newer cart": ({"newer": True}, "newer_cart"),
    "cleared": ({"cart": "cleared"}, "cleared"),
    "empty": ({"units": 0}, "empty"),
    "person has it": ({"person": True}, "person"),
    "before switching on": ({"since": NOW - 60 * MINUTE}, "before_switching_on"),
    "switched off": ({"enabled": False}, "switched_off"),
    "sent already": ({"sent": True}, "already_sent"),
}


def expected(window: str, marketing: Marketing, reason: Reason | None) -> Verdict:
    if reason not in {None, "already_sent"}:
        return Suppress(reason)  # pyright: ignore[reportArgumentType]
    if marketing == "out":
        return Suppress("opted_out")
    if reason is not None:
        return Suppress(reason)
    if window == "open":
        return Send("free")
    return Send("template") if marketing == "in" else Suppress("window_closed")


@pytest.mark.parametrize(
    ("window", "marketing", "fate"), list(product(WINDOWS, CONSENTS, FATES)), ids=str
)
def test_the_table(window: str, marketing: Marketing, fate: str) -> None:
    changed, reason = FATES[fate]
    facts = replace(
        READY,
        marketing=marketing,
        last_customer_at=WINDOWS[window],
        **changed,  # pyright: ignore[reportArgumentType]
    )
    assert decide(facts) == expected(window, marketing, reason)


def test_too_early_waits_for_the_delay() -> None:
    facts = replace(READY, changed_at=NOW - 10 * MINUTE, last_customer_at=NOW - 10 * MINUTE)
    assert decide(facts) == Wait(NOW + 50 * MINUTE)


def test_a_long_delay_ends_half_an_hour_before_the_window_does() -> None:
    facts = replace(READY, changed_at=NOW, last_customer_at=NOW, delay=7 * 24 * 60)
    assert decide(facts) == Wait(NOW + 23 * HOUR + 30 * MINUTE)


def test_a_cart_changed_on_the_page_after_the_window_keeps_its_delay() -> None:
    facts = replace(READY, changed_at=NOW, last_customer_at=NOW - 30 * HOUR)
    assert decide(facts) == Wait(NOW + 60 * MINUTE)


def test_without_an_approved_template_nothing_goes_out_after_the_window() -> None:
    facts = replace(READY, marketing="in", template=False, last_customer_at=None)
    assert decide(facts) == Suppress("no_template")


def test_the_last_half_minute_of_the_window_counts_as_closed() -> None:
    just = replace(READY, last_customer_at=NOW - 24 * HOUR + MINUTE // 2, delay=1)
    assert decide(just) == Suppress("window_closed")
    assert decide(replace(just, last_customer_at=NOW - 24 * HOUR + MINUTE)) == Send("free")


@given(
    st.integers(1, 7 * 24 * 60), st.integers(0, 30 * HOUR), st.integers(0, 8 * 24 * HOUR),
    st.sampled_from(CONSENTS),
)  # fmt: skip
def test_free_form_is_never_sent_outside_the_window_nor_without_waiting(
    delay: int, talked_ago: int, changed_ago: int, marketing: Marketing
) -> None:
    facts = replace(
        READY,
        delay=delay,
        marketing=marketing,
        last_customer_at=NOW - talked_ago,
        changed_at=NOW - changed_ago,
    )
    verdict = decide(facts)
    if verdict == Send("free"):
        assert talked_ago < 24 * HOUR
    if verdict == Send("template"):
        assert marketing == "in"
    if isinstance(verdict, Wait):
        assert verdict.until > NOW
    if isinstance(verdict, Send):
        assert marketing != "out"

"""What counts of everything that a customer said about being written to."""

import pytest

from bot.store.consent import standing

SHOP_IN, SHOP_OUT = ("in", False), ("out", False)
STOP, RESUME = ("out", True), ("resume", True)


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ((), "unknown"),
        ((SHOP_IN,), "in"),
        ((STOP,), "out"),
        ((STOP, RESUME), "unknown"),
        ((RESUME,), "unknown"),
        ((SHOP_IN, STOP), "out"),
        ((SHOP_IN, STOP, RESUME), "in"),
        ((SHOP_OUT, RESUME), "out"),
        ((SHOP_OUT, STOP, RESUME), "out"),
        ((STOP, SHOP_OUT, RESUME), "out"),
        ((STOP, SHOP_IN), "in"),
        ((SHOP_IN, RESUME), "in"),
        ((STOP, STOP, RESUME), "unknown"),
        ((STOP, RESUME, STOP), "out"),
    ],
)
def test_resuming_lifts_the_stop_it_answers_and_gives_no_consent(
    said: tuple[tuple[str, bool], ...], counts: str
) -> None:
    assert standing(said) == counts

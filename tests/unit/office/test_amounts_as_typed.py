import pytest

from bot.wiring.clerk import ClerkError, minor_units


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("50", "MXN", 5_000), ("49.90", "MXN", 4_990), ("0.01", "MXN", 1), ("1500", "CLP", 1_500)],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, currency: str, minor: int) -> None:
    assert minor_units(typed, currency) == minor


@pytest.mark.parametrize("typed", ["", "fifty", "-1", "0", "NaN", "Infinity", "1e30", "1,50"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ClerkError, match=r"write it as 50 or 49\.90"):
        minor_units(typed, "MXN")


@pytest.mark.parametrize(("typed", "currency"), [("1.005", "MXN"), ("1.5", "CLP")])
def test_an_amount_is_never_rounded(typed: str, currency: str) -> None:
    with pytest.raises(ClerkError, match="decimals"):
        minor_units(typed, currency)

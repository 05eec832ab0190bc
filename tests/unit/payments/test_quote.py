"""A cart's lines against today's shelf."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.shop.cart import CartLine
from actions.shop.money import Money
from actions.shop.product import Product
from bot.orders.leftover import left_over
from bot.orders.zones import Zone
from bot.payments.quote import quote, seal

TENIS = Product("T", "Tenis", Money(100, "MXN"), stock=5)
LINE = CartLine("T", "Tenis", 2, Money(100, "MXN"))

quantities = st.integers(1, 99)
lines = st.lists(
    st.builds(
        CartLine,
        sku=st.sampled_from("ABCDE"),
        name=st.just("x"),
        quantity=quantities,
        unit_price=st.integers(0, 10**9).map(lambda n: Money(n, "MXN")),
    ),
    max_size=5,
    unique_by=lambda line: line.sku,
).map(tuple)
products = st.builds(
    Product,
    sku=st.just(""),
    name=st.just("x"),
    price=st.integers(0, 10**9).map(lambda n: Money(n, "MXN")),
    stock=st.none() | st.integers(0, 50),
    available=st.booleans(),
)


def test_what_is_as_it_was_is_no_difference() -> None:
    quoted = quote((LINE,), {"T": TENIS}, "MXN")
    assert (quoted.lines, quoted.differences) == ((LINE,), ())


def test_price_stock_and_absence_are_told_apart() -> None:
    shelf = {"T": replace(TENIS, price=Money(120, "MXN"))}
    assert [one.kind for one in quote((LINE,), shelf, "MXN").differences] == ["price"]
    shelf = {"T": replace(TENIS, stock=1)}
    assert [one.kind for one in quote((LINE,), shelf, "MXN").differences] == ["fewer"]
    assert [one.kind for one in quote((LINE,), {}, "MXN").differences] == ["gone"]


def test_another_currency_is_not_converted() -> None:
    shelf = {"T": replace(TENIS, price=Money(100, "USD"))}
    assert quote((LINE,), shelf, "MXN").lines == ()


def test_the_sale_price_is_what_is_paid() -> None:
    shelf = {"T": replace(TENIS, sale_price=Money(80, "MXN"))}
    assert quote((LINE,), shelf, "MXN").subtotal == Money(160, "MXN")


@given(lines, st.dictionaries(st.sampled_from("ABCDE"), products))
def test_the_total_is_the_sum_of_its_lines_and_never_a_float(
    cart: tuple[CartLine, ...], shelf: dict[str, Product]
) -> None:
    quoted = quote(cart, shelf, "MXN")
    assert quoted.subtotal.amount == sum(
        line.quantity * line.unit_price.amount for line in quoted.lines
    )
    assert isinstance(quoted.subtotal.amount, int)
    for line in quoted.lines:
        product = shelf[line.sku]
        assert line.unit_price == product.pays
        assert product.in_stock
        assert line.quantity <= (99 if product.stock is None else product.stock)


@given(lines, st.dictionaries(st.sampled_from("ABCDE"), products))
def test_a_quote_of_a_quote_changes_nothing(
    cart: tuple[CartLine, ...], shelf: dict[str, Product]
) -> None:
    once = quote(cart, shelf, "MXN").lines
    again = quote(once, shelf, "MXN")
    assert (again.lines, again.differences) == (once, ())


def test_a_seal_names_exactly_what_was_shown() -> None:
    quoted = quote((LINE,), {"T": TENIS}, "MXN")
    zones = (Zone("Centro", Money(50, "MXN")),)
    shown = seal(1, quoted, zones)
    assert seal(1, quoted, zones) == shown
    dearer = quote((LINE,), {"T": replace(TENIS, price=Money(101, "MXN"))}, "MXN")
    others = [
        seal(2, quoted, zones),
        seal(1, dearer, zones),
        seal(1, quoted, (Zone("Centro", Money(51, "MXN")),)),
        seal(1, quoted, ()),
    ]
    assert shown not in others


@given(lines, lines)
def test_what_is_left_over_and_what_was_ordered_is_at_least_the_newer_cart(
    newer: tuple[CartLine, ...], ordered: tuple[CartLine, ...]
) -> None:
    rest = {line.sku: line.quantity for line in left_over(newer, ordered)}
    bought = {line.sku: line.quantity for line in ordered}
    for line in newer:
        kept = rest.get(line.sku, 0)
        assert kept == max(line.quantity - bought.get(line.sku, 0), 0)

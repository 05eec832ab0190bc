"""Where an order names another thing."""

import pytest

from actions.shop.items import items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agrega el cargador y dos cables", ("agrega el cargador", "dos cables")),
        ("ponme 2 termos, 1 taza y una gorra", ("ponme 2 termos", "1 taza", "una gorra")),
        ("un termo y también la tapa", ("un termo", "la tapa")),
        ("agrega la negra y la azul", ("agrega la negra y la azul",)),
        ("los de cable y micrófono", ("los de cable y micrófono",)),
        ("tenis para correr y caminar", ("tenis para correr y caminar",)),
        ("la playera negra, la de algodón", ("la playera negra, la de algodón",)),
        ("agrega 1,500 globos", ("agrega 1,500 globos",)),
        ("uno del primero y dos del segundo", ("uno del primero", "dos del segundo")),
        ("el primero y la licuadora", ("el primero", "la licuadora")),
        ("", ("",)),
    ],
)
def test_an_order_is_cut_at_each_thing_and_nowhere_else(
    text: str, expected: tuple[str, ...]
) -> None:
    assert items(text) == expected


def test_who_agrees_before_an_order_names_nothing_by_it() -> None:
    assert items("sale, y una cafetera tambien, gracias") == ("una cafetera tambien, gracias",)
    assert items("vale") == ("vale",)

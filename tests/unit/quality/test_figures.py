"""What is counted over conversations."""

from tests.quality.conversations.figures import count, registers, repeats
from tests.quality.conversations.transcript import Exchange, Told, Transcript


def said(*texts: str) -> list[Told]:
    return [Told(text) for text in texts]


def test_messages_are_counted_for_each_turn_of_the_customer() -> None:
    talk = Transcript("a", [Exchange("hola", said("Hola", "¿Qué buscas?")), Exchange("nada", [])])
    lines = list(count([talk]).lines())
    assert lines[1] == "messages a customer's turn: 1.000"


def test_not_having_understood_is_heard_in_every_register() -> None:
    talk = Transcript("a", [Exchange("?", said(text)) for text in (
        "No te entendí bien.", "No le entendí bien.", "Creo que no te seguí.", "Va.")])  # fmt: skip
    assert count([talk]).lost == 3


def test_a_line_in_the_cart_is_a_purchase_and_more_of_it_is_none() -> None:
    carts = [{"A": 1}, {"A": 3}, {"A": 3, "B": 1}, {}, {"A": 1}]
    talk = Transcript("a", [Exchange("", [], held=cart) for cart in carts])
    assert count([talk]).purchases == 3


def test_a_product_shown_again_while_the_search_goes_on_is_a_repeat() -> None:
    first = Exchange("tenis", [Told("", skus=["A", "B"])], ["search_product"])
    more = Exchange("más", [Told("", skus=["B", "C"])], ["show_more"])
    anew = Exchange("tenis", [Told("", skus=["A", "B"])], ["search_product"])
    assert repeats([first, more]) == 1
    assert repeats([first, anew]) == 0


def test_the_cheapest_of_a_list_is_pointed_at_and_not_repeated() -> None:
    first = Exchange("tenis", [Told("", skus=["A", "B"])], ["search_product"])
    cheapest = Exchange("¿cuál es el más barato?", [Told("", skus=["A"])], ["show_more"])
    cheaper = Exchange("más baratos", [Told("", skus=["A"])], ["show_more"])
    dear = Exchange("el más caro", [Told("", skus=["A", "B"])], ["show_more"])
    more = Exchange("más", [Told("", skus=["B"])], ["show_more"])
    assert repeats([first, cheapest]) == 0
    assert repeats([first, cheaper]) == 1
    assert repeats([first, dear]) == 2
    assert repeats([first, cheapest, more]) == 1


def test_a_colour_of_what_was_shown_is_chosen_and_other_ones_are_not() -> None:
    first = Exchange("jeans", [Told("", skus=["A", "B"])], ["search_product"])
    black = Exchange("¿los hay en negro?", [Told("", skus=["B"])], ["show_more"])
    others = Exchange("¿hay otros en negro?", [Told("", skus=["B"])], ["show_more"])
    assert repeats([first, black]) == 0
    assert repeats([first, others]) == 1


def test_one_way_of_addressing_people_is_no_mix_and_two_are() -> None:
    assert registers([Exchange("", said("¿Qué buscas? Dime."))]) == {"tu"}
    assert registers([Exchange("", said("¿Qué buscás? Decime y tu carrito sigue."))]) == {"vos"}
    assert registers([Exchange("", said("Decime qué querés.", "Escríbeme."))]) == {"tu", "vos"}
    assert registers([Exchange("", said("Dígame qué busca."))]) == {"usted"}

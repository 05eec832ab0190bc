"""Several replies of one turn become one message where they can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actions.replies import Choice, Link, Products, Question, Reply, Section, Text
from actions.together import LONGEST, together

PAY = (Choice("pay", "Pagar"),)
SIZES = (Choice("var:A", "26"), Choice("var:B", "27"))


def changed(what: str) -> Question:
    return Question(f"{what} Total y pago.", PAY, brief=what, closing="Total y pago.")


def test_one_reply_stays_as_it_is() -> None:
    assert together([changed("Agregué A.")]) == [changed("Agregué A.")]


def test_two_changes_say_the_total_once() -> None:
    (one,) = together([changed("Quité A."), changed("Agregué B.")])
    assert one.body == "Quité A.\n\nAgregué B.\n\nTotal y pago."


def test_an_answer_beside_a_change_stands_before_the_total() -> None:
    (one,) = together([changed("Agregué A."), Text("El envío cuesta $79.")])
    assert one.body == "Agregué A.\n\nEl envío cuesta $79.\n\nTotal y pago."
    assert isinstance(one, Question)
    assert one.choices == PAY


def test_the_question_that_waits_comes_last_with_its_choices() -> None:
    asked = Question("¿Qué talla?", SIZES, waits=True)
    (one,) = together([asked, changed("Quité B."), Text("Cuesta $79.")])
    assert one.body == "Quité B.\n\nCuesta $79.\n\n¿Qué talla?"
    assert isinstance(one, Question)
    assert one.choices == SIZES


def test_the_same_question_is_put_once() -> None:
    first = Question("¿Qué talla quieres?", SIZES, waits=True)
    again = Question("¿Qué talla te agrego?", SIZES, waits=True)
    assert together([first, again]) == [again]


def test_products_take_the_words_and_join_their_lists() -> None:
    first = Products("Estas hay.", (Section("Productos", ("A", "B")),), "Lista")
    second = Products("Y estas.", (Section("Productos", ("B", "C")),), "Lista")
    (one,) = together([changed("Agregué X."), first, second])
    assert isinstance(one, Products)
    assert one.skus == ("A", "B", "C")
    assert one.body == "Agregué X.\n\nEstas hay.\n\nY estas."


def test_a_question_beside_products_is_a_message_of_its_own() -> None:
    asked = Question("¿Qué talla?", SIZES, waits=True)
    found = Products("Estas hay.", (Section("Productos", ("A",)),))
    told = together([asked, found])
    assert len(told) == 2
    assert told[-1] == asked


def test_one_link_to_one_page() -> None:
    view, pay = (
        Link("Tu carrito", "Pagar", "https://x/1"),
        Link("Tu compra", "Pagar", "https://x/1"),
    )
    assert together([view, pay]) == [pay]


def test_words_too_long_for_one_message_go_before_it_in_one() -> None:
    told: list[Reply] = [Text("a" * 600), Text("b" * 600), changed("Agregué A.")]
    before, asked = together(told)
    assert before == Text(f"{'a' * 600}\n\n{'b' * 600}")
    assert asked == changed("Agregué A.")


def test_what_is_too_long_for_one_message_is_left_as_it_is() -> None:
    told: list[Reply] = [Text("a" * LONGEST), changed("Agregué A.")]
    assert together(told) == told


REPLIES = st.one_of(
    st.builds(Text, st.text(max_size=300)),
    st.builds(changed, st.text(min_size=1, max_size=40)),
    st.builds(lambda body: Question(body, SIZES, waits=True), st.text(min_size=1, max_size=90)),
    st.builds(
        lambda sku: Products("Hay", (Section("S", (sku,)),)), st.text(min_size=1, max_size=9)
    ),
    st.builds(lambda url: Link("Paga", "Pagar", url), st.sampled_from(["https://x/1"])),
)


@given(st.lists(REPLIES, max_size=5))
def test_never_more_messages_and_no_product_is_lost(told: list[Reply]) -> None:
    joined = together(told)
    assert len(joined) <= len(told)
    skus = {sku for one in told if isinstance(one, Products) for sku in one.skus}
    assert skus == {sku for one in joined if isinstance(one, Products) for sku in one.skus}

"""What a text tells of an order: broken, wrong, too small, paid, on its way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.shop.trouble import (
    answers_it,
    asks_whether_it_left,
    asks_who_pays,
    sentences,
    supposed,
    tells_cost,
    tells_paid,
    trouble,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("me llego la vajilla con 3 platos rotos", "damaged"),
        ("la blusa venía manchada", "damaged"),
        ("no prende la licuadora que compré", "damaged"),
        ("se me rompió el reloj a los dos días", "damaged"),
        ("me mandaron otra talla", "wrong"),
        ("el paquete llegó incompleto", "wrong"),
        ("me quedaron chicos los brisa q compre, son del 26", "fit"),
        ("me llegó el polo y me queda ajustado", "fit"),
        ("los devuelvo, me regresan mi dinero?", "refund"),
        ("quiero mi reembolso", "refund"),
        ("¿y si no me queda?", None),
        ("tienen jeans rotos?", None),
        ("el vestido va largo?", None),
        ("me quedan 200 pesos", None),
        ("cuánto falta para que llegue mi paquete", None),
        ("cancelen mi pedido y regrésenme mi dinero", None),
        ("lo que compré ayer lo quiero en otro color", None),
        ("al pedido que ya hice le falta el apartamento en la dirección", None),
        # What is only asked of goods.
        ("ya llegaron otros modelos?", None),
        ("¿no ha llegado otro color?", None),
        ("la lámpara se apaga sola?", None),
        ("¿se traba mucho?", None),
        ("¿se quiebra fácil?", None),
        ("¿llegó rota la taza de la exhibición?", None),
        ("¿me llegó roto, qué hago?", "damaged"),
        # What broke at home is to be bought anew; what was bought here is made good.
        ("mi licuadora se descompuso, quiero otra", None),
        ("se me quebró la pantalla, ¿venden micas?", None),
        ("se rompió mi termo, busco uno nuevo", None),
        ("mi licuadora se apaga sola", "damaged"),
        ("la licuadora que les compré se descompuso, quiero otra", "damaged"),
        ("se me rompió a los dos días, ¿qué hago?", "damaged"),
        # Words with ñ are read as they are folded.
        ("me llegó desteñida", "damaged"),
        ("se dañó la olla", "damaged"),
        ("se destiñó a la primera lavada", "damaged"),
        ("¿se dan descuentos?", None),
        # "Queda" and "va" are said of other things than sizes, and of sizes never bought here.
        ("no me queda claro", None),
        ("no me quedan dudas", None),
        ("no me queda mucho tiempo", None),
        ("no me va el color", None),
        ("la 27 me queda grande, dame la 26", None),
        ("la M me queda chica", None),
        ("los tenis me quedan chicos, quiero cambiarlos", "fit"),
        ("me quedó grande la falda, quiero una más chica", "fit"),
        ("me llegó el polo, la M me queda chica", "fit"),
        # Another one that is wanted is not another one that came.
        ("me llegó perfecto, quiero otro color", None),
        ("ya me llegaron los tenis y quiero otro color", None),
        ("me mandaron los tenis de otra talla", "wrong"),
        ("era otro color el que me llegó", "wrong"),
    ],
)
def test_what_went_wrong_is_told_by_what_happened(text: str, kind: str | None) -> None:
    assert trouble(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("y si llega roto q onda", "damaged"),
        ("¿y si me queda chico?", "fit"),
        ("y si no me queda", "fit"),
        ("¿y si me mandan otra talla?", "wrong"),
        ("si pago hoy cuándo llega", None),
        ("me llegó roto", None),
    ],
)
def test_what_is_only_supposed_is_no_mishap(text: str, kind: str | None) -> None:
    assert supposed(text) == kind
    assert kind is None or trouble(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ya pagué", True),
        ("listo ya les hice la transferencia", True),
        ("por dónde les mando el comprobante", True),
        ("aqui esta mi voucher", True),
        ("ya te yapee", True),
        ("comprobante de pago", True),
        ("puedo pagar con transferencia?", False),
        ("transferencia", False),
        ("ticket", False),
        ("recibo", False),
        ("comprobante de transferencia", True),
        ("quiero pagar", False),
        ("¿aceptan yape?", False),
        ("busco una vajilla como esta", False),
        ("ya mándame la talla M", False),
    ],
)
def test_who_paid_says_that_it_happened(text: str, told: bool) -> None:
    assert tells_paid(text) == told


def test_whether_it_left_and_who_pays_are_questions_of_their_own() -> None:
    assert asks_whether_it_left("ya salió mi pedido?")
    assert asks_whether_it_left("¿ya lo mandaron?")
    assert not asks_whether_it_left("cuánto cuesta")
    assert asks_who_pays("y tengo q pagar yo el envio del cambio o q?")
    assert asks_who_pays("el envío del cambio quién lo paga?")
    assert not asks_who_pays("cuánto cuesta el termo")


def test_an_answer_is_cut_into_sentences_and_amounts_stay_whole() -> None:
    answer = "Cuesta $1,500.00 hoy. El primer cambio no tiene costo. ¿Algo más?"
    assert sentences(answer) == [
        "Cuesta $1,500.00 hoy.",
        "El primer cambio no tiene costo.",
        "¿Algo más?",
    ]
    assert [one for one in sentences(answer) if tells_cost(one)] == [sentences(answer)[1]]


def test_an_answer_about_something_else_is_none() -> None:
    assert answers_it("damaged", "Mándanos fotos del producto.")
    assert not answers_it("damaged", "Entregamos en 3 a 5 días.")


@given(st.text())
def test_no_text_makes_the_rules_fail(text: str) -> None:
    trouble(text)
    tells_paid(text)
    asks_who_pays(text)
    assert " ".join(sentences(text)).split() == text.split()

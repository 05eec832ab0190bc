"""What a question to the shop is about."""

from __future__ import annotations

import pytest

from index.answers.matters import matters_of
from nlu.text import fold


@pytest.mark.parametrize(
    ("question", "matters"),
    [
        ("cuanto tarda a cancun", {"time"}),
        ("¿en cuánto llega a Mérida?", {"time"}),
        ("cuánto tarda el reembolso", {"refund"}),
        ("¿llega a Bogotá?", {"where"}),
        ("hacen envíos a Córdoba, Argentina?", {"where"}),
        ("hacen domicilios?", {"where"}),
        ("y el despacho cuánto sale", {"cost"}),
        ("cuánto es el envío a Zapopan", {"cost"}),
        ("puedo pagar con yape", {"payment"}),
        ("pagar en cuotas", {"months"}),
        ("puedo pagar hasta que me llegue?", {"on_delivery"}),
        ("me dan boleta?", {"invoice"}),
        ("y hasta qué hora abren", {"hours"}),
        ("¿dónde quedan?", {"place"}),
        ("what time is it in Tokyo?", set()),
        ("¿de qué material es?", set()),
    ],
)
def test_the_matter_of_a_question(question: str, matters: set[str]) -> None:
    assert matters_of(fold(question)) == matters

"""Going on about the sending: another place, its cost, its time."""

import pytest

from actions.shop.sending import goes_on


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("y a mi hermana en Puebla cuánto sale?", "lo mandan a Chile?",
         "cuánto cuesta el envío a mi hermana en puebla"),
        ("¿y a Mérida?", "hacen envíos a León?", "hacen envíos a merida"),
        ("y a monterrey", "cuánto cuesta el envío?", "cuánto cuesta el envío a monterrey"),
        ("y hasta Cusco en cuánto llega", "hacen delivery?", "cuánto tarda el envío hasta cusco"),
        ("y cuanto me cobran a Cancún", "tienen domicilio?", "cuánto cuesta el envío a cancun"),
        ("y para Rosario?", "cuánto demora el envio a bs as", "cuánto tarda el envío para rosario"),
    ],
)  # fmt: skip
def test_another_place_is_asked_of_the_sending(text: str, before: str, asked: str) -> None:
    assert goes_on(text, before) == asked


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("y a León?", "tienen tenis?"),
        ("y en negro?", "hacen envíos?"),
        ("y a meses?", "hacen envíos?"),
        ("y a qué hora abren?", "hacen envíos?"),
        ("y para correr cuánto cuestan?", "hacen envíos?"),
        ("cuánto sale?", "hacen envíos?"),
        ("y el rojo cuánto cuesta?", "hacen envíos?"),
        ("y los envíos a Puebla?", "hacen envíos?"),
    ],
)
def test_what_names_no_place_goes_on_about_nothing(text: str, before: str) -> None:
    assert goes_on(text, before) is None

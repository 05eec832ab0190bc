import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("y el cargador también, ese trae cable?", ("y el cargador también", "ese trae cable?")),
        ("va, ese también", ("va, ese también",)),
        ("tienen botas, esas negras?", ("tienen botas, esas negras?",)),
        ("saca una y agrega una campera", ("saca una", "agrega una campera")),
        ("agrega dos y ¿cuánto es el envío?", ("agrega dos", "¿cuánto es el envío?")),
        ("hola, ¿tienen camperas?", ("¿tienen camperas?",)),
        ("hola buenas tardes busco tenis", ("busco tenis",)),
        ("holaaa buen dia 😊 ando buscando un termo", ("ando buscando un termo",)),
        ("hola como pago?", ("como pago?",)),
        ("qué venden?", ("qué venden?",)),
        ("hola qué venden", ("qué venden",)),
        ("hola que tal busco tenis", ("busco tenis",)),
        ("buenas que precio tiene la olla", ("que precio tiene la olla",)),
        ("Hola buenas tardes. Busco tenis. Gracias", ("Busco tenis.",)),
        ("¿cuánto cuesta y cuándo llega?", ("¿cuánto cuesta", "cuándo llega?")),
        (
            "quita la roja, agrega dos negras y págame",
            ("quita la roja", "agrega dos negras y págame"),
        ),
        (
            "quiero quitar la azul y agregar dos rojas",
            ("quiero quitar la azul", "agregar dos rojas"),
        ),
        (
            "quita la roja, agrega dos negras y dime cuánto es",
            ("quita la roja", "agrega dos negras", "dime cuánto es"),
        ),
        (
            "saca una, pon dos, muéstrame tenis y dime el total",
            ("saca una", "pon dos", "muéstrame tenis y dime el total"),
        ),
        ("quiero unos tenis y también busco una gorra", None),
    ],
)
def test_several_wishes_are_cut(text: str, clauses: tuple[str, ...] | None) -> None:
    found = split_clauses(text)
    assert len(found) > 1 if clauses is None else found == clauses


@pytest.mark.parametrize(
    "text",
    [
        "busco una camiseta negro y blanco",
        "busco tenis, del 27",
        "quiero camisa y pantalón",
        "saca la roja y la azul",
        "quiero uno que sea grande y que tenga cierre",
        "busco tenis, quiero negros",
        "no quiero la roja, quiero la azul",
        "no, quiero la azul",
        "ok, agrega dos",
        "para mi hijo, busco tenis",
        "hola",
        "hola, gracias",
        "tenis de $1,500.50 del 27.5",
        "sal y pimienta",
        "ya no quiero la lámpara, bórrala",
        "no quiero un bot, pásame con alguien",
        "compré dos, cancelen uno de los pedidos",
        "se puede reservar y pagar después?",
        "hola, ¿hay alguien ahí?",
        "quita el cinturón, deja solo la camiseta",
        "dos y media",
    ],
)
def test_one_wish_stays_whole(text: str) -> None:
    assert split_clauses(text) == (text,)


def test_a_blank_text_has_no_wish() -> None:
    assert split_clauses(" \n ") == ()


_WISHES = st.lists(
    st.sampled_from(
        [
            "hola",
            "busco",
            "agrega dos",
            "¿tienen?",
            "y",
            ",",
            ".",
            "negro",
            "\n",
            "gracias",
            "quita",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(st.text(max_size=120) | _WISHES)
def test_clauses_are_up_to_three_pieces_of_the_text_in_order(text: str) -> None:
    clauses = split_clauses(text)
    assert len(clauses) <= 3
    assert bool(clauses) == bool(text.strip())
    position = 0
    for clause in clauses:
        assert clause.strip() == clause != ""
        position = text.index(clause, position) + len(clause)


def test_a_wish_to_get_no_more_messages_is_a_clause_of_its_own() -> None:
    assert split_clauses("ya no me escriban, y cuánto cuesta la licuadora?") == (
        "ya no me escriban",
        "y cuánto cuesta la licuadora?",
    )


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("tritura hielo? y dan factura?", ("tritura hielo?", "y dan factura?")),
        (
            "buenas veci, venden tazas? y hasta q hora abren",
            ("venden tazas?", "y hasta q hora abren"),
        ),
        ("la tienen en M? y tarda mucho el envio?", ("la tienen en M?", "y tarda mucho el envio?")),
        ("hay en azul? y en negro?", ("hay en azul? y en negro?",)),
        ("tienen tenis? negros del 27?", ("tienen tenis? negros del 27?",)),
    ],
)
def test_two_questions_are_two_wishes_and_a_detail_is_none(
    text: str, wishes: tuple[str, ...]
) -> None:
    assert split_clauses(text) == wishes

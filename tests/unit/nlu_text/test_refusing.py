"""Whether a text refuses something, and what: as people write it in six countries and more."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.postponing import doubts, postpones, withholds
from nlu.text.refusing import refusal, refuses, without_idioms

REFUSING = """
no la quiero
no lo quiero
no quiero esa
no me la llevo
ya no la quiero
no no la quiero
no, no me gusta
el primero no
la primera no gracias
esas no
esa ya no
la luna no
la licuadora mejor no
la blanca tampoco
tampoco
no me gusta la primera
la verdad no me convence
no me late
no me interesa
no me llama, no la llevo
ni la primera ni la segunda
ni una
ninguna me gusta
ninguno de esos
nada de eso
no quiero 27
no 2
no dos
no todas
no son 2
no eran dos
no otra
no quiero otra
no sumes otra
no le sumes
no quites 2
no me quites la negra
no cambies la negra
no la cambies a rojo
no dejes 2
no agregues la licuadora
no agregue la licuadora
no me pongas esa
todavía no agregues nada
aún no la agregues
no quiero que agregues nada
que no me la agregues
no quiero quitar nada
no vacíes el carrito
todavía no quiero pagar
no voy a pagar aún
no quiero licuadora
no, licuadora no
no el segundo
no la negra
no en negro
la quiero pero no en negro
bueno, no
mejor no
todavía no
ahorita no
por ahora no
claro que no
creo que no
ya no más
nel
nel pastel
sí, pero no todavía
quiero la licuadora no, mejor nada
não quero
não gostei
não vou levar
a preta não
agora não
nenhuma
não adiciona
I don't want it
don't add it
I do not want the black one
not that one
not the black one
none of them
no thanks
not now
"""
KEEPING = """
no, la negra
no mejor la negra
no mejor que sean 3
no perdón, nomás el azul
no, solo 2
no, dos
no, en negro
no señorita, la roja
no dame la otra
ay no, dejame solo 2
nel, nomas dos
no, agrégame la taza
no, quiero la negra
no más la negra
nomás esa
esa no más
esa no más pe
así no más
deme dos no más
cómo no
como no, mándemela
por qué no
¿por qué no?
no hay problema, dale
no hay bronca, ponla
no pasa nada, agrégala
no te preocupes, dale
no importa el color
ni modo, dámela
no manches, sí la quiero
la negra, ¿no?
si no hay negra, la blanca
si no me queda puedo cambiarla?
¿no hay más?
¿no tienen en azul?
no me llegó mi pedido
no funciona el link
el producto no anda
no tengo tarjeta
no encuentro la mía
no entiendo cómo se paga
no es cara
no está mal
nunca llegó mi compra
ya lo mandaron o todavía no?
eso es todo, nada más
nada más esa
de nada
sin problema
busco tenis que no sean azules
shampoo sin sulfatos
cualquiera menos la roja
why not
no problem, add it
serve no cartão?
coloca dois no carrinho
pois não
la negra
sí
quiero dos
"""


@pytest.mark.parametrize("text", REFUSING.strip().splitlines())
def test_a_refusal_is_heard(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize("text", KEEPING.strip().splitlines())
def test_a_correction_an_idiom_and_a_fact_refuse_nothing(text: str) -> None:
    assert not refuses(text)


@pytest.mark.parametrize(
    ("text", "what", "rest"),
    [
        ("no la quiero, muéstrame otras", "la quiero", "muestrame otras"),
        ("no quiero la negra, mejor la blanca", "quiero la negra", "mejor la blanca"),
        ("no quiero la negra quiero la blanca", "quiero la negra", "quiero la blanca"),
        ("no son 2, son 3", "son 2", "son 3"),
        ("el primero no", "el primero", ""),
        ("esa no, la otra", "esa", "la otra"),
        ("no quiero la gorra, agrega la taza", "quiero la gorra", "agrega la taza"),
        ("no la negra sino la blanca", "la negra", "sino la blanca"),
    ],
)
def test_what_is_refused_is_told_from_what_is_said_besides(text: str, what: str, rest: str) -> None:
    said = refusal(text)
    assert (said.what, said.rest) == ((what,), rest)


@pytest.mark.parametrize(
    ("text", "looks", "rest"),
    [
        ("la playera M que no sea blanco", "sea blanco", "la playera m"),
        ("tenis que no sean azules", "sean azules", "tenis"),
        ("todo menos negro", "negro", "todo"),
        ("shampoo sin sulfatos", "sulfatos", "shampoo"),
        ("otros que no sean de piel", "sean de piel", "otros"),
    ],
)
def test_what_a_thing_shall_not_be_is_no_refusal_of_it(text: str, looks: str, rest: str) -> None:
    said = refusal(text)
    assert (said.looks, said.rest, said.refuses) == ((looks,), rest, False)


@pytest.mark.parametrize(
    "text",
    [
        "luego la compro",
        "sí, pero luego la compro",
        "después te aviso",
        "mañana te confirmo",
        "ok, mañana te confirmo",
        "la compro el viernes",
        "cuando cobre la compro",
        "al rato te digo",
        "mejor luego",
        "mejor otro día",
        "para después",
        "hoy no, mañana",
        "lo pienso",
        "déjame pensarlo",
        "me quedo pensando",
        "ok déjame verlo con mi esposa",
        "lo voy a consultar con mi marido",
        "voy a pensarlo",
        "vou pensar",
        "depois eu compro",
        "maybe later",
        "let me think about it",
    ],
)
def test_what_is_put_off_is_no_consent(text: str) -> None:
    assert postpones(text)
    assert withholds(text)


@pytest.mark.parametrize(
    "text",
    [
        "la quiero para mañana",
        "¿llega mañana?",
        "agrega la taza y luego la gorra",
        "luego agrégame la taza",
        "va, la llevo",
        "confirmo",
        "te confirmo que sí",
        "después de las 5",
        "hasta luego",
        "buenos días, la quiero",
    ],
)
def test_a_time_that_is_told_puts_nothing_off(text: str) -> None:
    assert not postpones(text)


@pytest.mark.parametrize("text", ["no sé si me queda", "no sé", "tal vez", "quizás la negra"])
def test_a_doubt_is_no_consent(text: str) -> None:
    assert doubts(text)
    assert not refuses(text)


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    refusal(text)
    withholds(text)
    without_idioms(text)


@pytest.mark.parametrize(
    "shape", ["no ", "no quiero ", "quiero ", "la te le ", "luego la ", "ok, ", "hoy no ", "si no "]
)
def test_a_hostile_text_takes_no_time(shape: str) -> None:
    text = (shape * 4096)[:4096]
    began = perf_counter()
    refusal(text)
    withholds(text)
    assert perf_counter() - began < 1

"""Questions about the shop and about a product: the data's own words, or silence."""

import pytest

from index.answers.phrase import phrased
from index.answers.statements import sentences
from index.facts import answer_from_facts
from index.faq import FaqIndex
from index.types import Asked, Fact, Faq
from tests.unit.index.words_embedder import WordsEmbedder

BACKPACK = Fact(
    sku="MOC-1",
    name="Mochila Cerro",
    attributes=(("Impermeable", "no"), ("Capacidad", "25 L"), ("GPS", "sí"), ("Peso", "780 g")),
    description="La suela es de hule. No lleva relleno, mide 42.5 cm; se lava a mano.",
)
ENTRIES = (
    Faq("horario", "¿Cuál es su horario?", "De 10 a 19 horas.", ("a qué hora abren",)),
    Faq("factura", "¿Dan factura?", "Sí, el mismo mes.", ("necesito cfdi",)),
)


def ask(question: str, fact: Fact = BACKPACK) -> tuple[str, str] | None:
    answer = answer_from_facts(Asked(question), fact, WordsEmbedder())
    return (answer.text, answer.source) if answer else None


@pytest.mark.parametrize(
    ("question", "text", "source"),
    [
        ("¿es impermeable?", "No es impermeable.", "attribute:impermeable"),
        ("¿es resistente al agua?", "No es impermeable.", "attribute:impermeable"),
        ("trae gps?", "Sí, tiene GPS.", "attribute:gps"),
        ("q tanto pesa la mochila", "Pesa 780 g.", "attribute:peso"),
        ("¿cuántos litros le caben?", "Tiene capacidad de 25 L.", "attribute:capacidad"),
        ("¿de qué es la suela?", "La suela es de hule.", "description"),
        ("¿cómo se lava?", "No lleva relleno, mide 42.5 cm; se lava a mano.", "description"),
    ],
)
def test_what_the_data_say_is_told_with_its_source(question: str, text: str, source: str) -> None:
    assert ask(question) == (text, source)


@pytest.mark.parametrize(
    "question",
    [
        "¿trae bolsa para laptop?",
        "¿qué garantía tiene?",
        "¿el cierre es de metal?",
        "¿hacen envíos a Mérida?",
        "¿es compatible con iPhone?",
        "",
        "🤔",
    ],
)
def test_what_the_data_do_not_say_is_not_guessed(question: str) -> None:
    assert ask(question) is None


FAN = Fact(
    sku="VEN-1",
    name="Ventilador Sol",
    attributes=(("Ruido", "52 dB"), ("Voltaje", "127 V"), ("Duración", "5 horas")),
    description="Se arma en 10 minutos. Se apaga solo; sirve en celulares de 6 pulgadas.",
)
TOWER = Fact(
    sku="RAS-1",
    name="Rascador para gato",
    attributes=(("Altura", "95 cm"), ("Peso", "4 kg"), ("Peso máximo", "7 kg")),
    description="No lo metas al microondas; la funda es suave con la piel grasa.",
)


@pytest.mark.parametrize(
    ("fact", "question", "text"),
    [
        (FAN, "hace mucho ruido?", "Ruido: 52 dB."),
        (FAN, "es muy ruidoso?", "Ruido: 52 dB."),
        (FAN, "jala con 220?", "Voltaje: 127 V."),
        (FAN, "¿viene armado o hay que armarlo?", "Se arma en 10 minutos."),
        (FAN, "es fácil de armar?", "Se arma en 10 minutos."),
        (FAN, "le entra mi iphone?", "Se apaga solo; sirve en celulares de 6 pulgadas."),
        (TOWER, "mi gato pesa 8 kilos, aguanta?", "Peso máximo: 7 kg."),
        (TOWER, "aguanta un gato de 8 kg?", "Peso máximo: 7 kg."),
        (TOWER, "mi gata pesa como 9 kilos, la aguanta?", "Peso máximo: 7 kg."),
        (TOWER, "cuánto pesa?", "Pesa 4 kg."),
        (TOWER, "se puede meter al micro?",
         "No lo metas al microondas; la funda es suave con la piel grasa."),
    ],
)  # fmt: skip
def test_what_customers_call_otherwise_is_found_under_the_words_of_the_data(
    fact: Fact, question: str, text: str
) -> None:
    answer = answer_from_facts(Asked(question), fact, WordsEmbedder())
    assert answer is not None
    assert answer.text == text


@pytest.mark.parametrize(
    ("fact", "question"),
    [(TOWER, "hace ruido?"), (TOWER, "es de piel?"), (FAN, "cuánto pesa?"), (FAN, "se raya?")],
)
def test_another_word_for_a_thing_guesses_nothing(fact: Fact, question: str) -> None:
    assert answer_from_facts(Asked(question), fact, WordsEmbedder()) is None


def test_a_product_without_data_answers_nothing() -> None:
    assert ask("¿cuánto pesa?", Fact("A", "Lámpara", (), "")) is None


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("Impermeable", "sí", "Sí, es impermeable."),
        ("Tóxico", "No", "No es tóxico."),
        ("Incluye cable", "no", "No incluye cable."),
        ("Tritura hielo", "sí", "Sí, tritura hielo."),
        ("Inducción", "no", "No sirve en inducción."),
        ("Lavavajillas", "sí", "Sí, puede ir al lavavajillas."),
        ("Resistencia al agua", "no", "No resiste el agua."),
        ("Cancelación de ruido", "sí", "Sí, tiene cancelación de ruido."),
        ("PFOA", "no contiene", "No contiene PFOA."),
        ("Garantía", "6 meses", "Tiene garantía de 6 meses."),
        ("material", "piel de res", "Es de piel de res."),
        ("Hilos", "200", "Hilos: 200."),
    ],
)
def test_facts_are_put_as_short_sentences(name: str, value: str, told: str) -> None:
    assert phrased(name, value) == told


def test_sentences_keep_decimals_whole() -> None:
    assert sentences("Mide 1.5 m. Pesa 2 kg. Incluye funda") == [
        "Mide 1.5 m.",
        "Pesa 2 kg.",
        "Incluye funda",
    ]


def faq() -> FaqIndex:
    index = FaqIndex(WordsEmbedder())
    index.load(ENTRIES)
    return index


def test_another_way_of_asking_finds_the_entry() -> None:
    answer = faq().answer(Asked("¿a qué hora abren?"))
    assert answer is not None
    assert (answer.text, answer.source) == ("De 10 a 19 horas.", "faq:horario")


@pytest.mark.parametrize("question", ["", "  ", "¿tienen bicicletas?"])
def test_below_the_threshold_the_faq_is_silent(question: str) -> None:
    assert faq().answer(Asked(question)) is None


def test_loading_replaces_what_was_there() -> None:
    index = faq()
    index.load(ENTRIES[1:])
    assert index.answer(Asked("a qué hora abren")) is None
    index.load([])
    assert index.answer(Asked("necesito cfdi")) is None


def test_a_known_vector_is_used() -> None:
    embedder = WordsEmbedder()
    index = FaqIndex(embedder)
    index.load(ENTRIES)
    vector = embedder.queries(["necesito cfdi"])
    embedder.encoded.clear()
    assert index.answer(Asked("necesito cfdi", vector)) is not None
    assert embedder.encoded == []

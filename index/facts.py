"""Questions about one product, answered from its own data or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index import weights
from index.answers.spoken import deeds, kin, root
from index.answers.statements import Statement, statements
from index.answers.topics import SHOP, Topic, asked_topics
from index.fillers import is_filler
from index.terms import STOPWORDS, cut, stem, terms
from index.types import Answer, Asked, Embedder, Fact
from nlu.text import expand_abbreviations, fold, parse_colours
from nlu.text.goods import WORN
from nlu.text.wordset import wordset

# Words of a question about a product that say nothing about what is asked.
_ASKING: Final = wordset(
    "este esta estos estas ese esa esos esas estan producto articulo modelo cosa parte medio "
    "trae traen traera viene vienen tiene tienen cuenta cuentan sirve sirven puede puedo pueden "
    "mantiene mantienen conserva conservan hace hacen hacer queda quedan funciona funcionan "
    "pe po lleva llevan entra entran pasa pasan acepta aceptan permite permiten "
    "jala jalan anda andan banca bancan aguanta aguantan resiste dura duran durar rinde rinden "
    "uso usa usan usar meter meterlo meterla meterlos meterlas meto poner ponerlo ponerla quitar "
    "anos meses dia dias hora horas minutos tiempo vez veces no mas problema dime digame pregunta "
    "duda seguro cierto verdad facil dificil sola solo subir subirlo subirla necesita necesitan "
    "grandote grandota gordo gorda gordito gordita llega llegan alcanza alcanzan "
    "mucho mucha muchos muchas poco bastante tanto tanta"
)
# Shoppers mean "impermeable"; by its own words the question would find "lavar con agua fría".
_WATERPROOF: Final = re.compile(r"\bresist\w+ (?:al|contra el) agua\b")
LONGEST: Final = 600
_NUMBER_WEIGHT: Final = 0.25
_KEPT_WEIGHT: Final = 0.3
# What is done with the thing, told in another form of the verb.
_FORM_WEIGHT: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question asks for: topics, and terms that no topic accounts for, with weights.

    roots: of those terms that tell what is done, by term.
    """

    topics: tuple[Topic, ...]
    terms: dict[str, float]
    roots: dict[str, str]
    whole: float


def answer_from_facts(asked: Asked, fact: Fact, embedder: Embedder) -> Answer | None:
    """Answer from the product's attributes first, then from its description's sentences.

    Tells what the data state, a denial as such; None when they do not say what was asked.
    """
    question = _WATERPROOF.sub("impermeable", fold(expand_abbreviations(asked.text[:LONGEST])))
    if SHOP.search(question):
        return None
    said = statements(fact)
    wanted = _wanted(question, fact, {kin(term) for one in said for term in terms(one.name)})
    best = max(said, key=lambda one: _coverage(wanted, one), default=None)
    if best is None:
        return None
    coverage = _coverage(wanted, best)
    if coverage >= weights.FACT_COVERAGE:
        return Answer(best.text, best.source, round(coverage, 4))
    # A question of a known kind that nothing speaks about is not answered by likeness.
    known = any(topic.weight == 1.0 for topic in wanted.topics)
    return None if known else _meant(asked, said, embedder)


def _wanted(question: str, fact: Fact, named: Collection[str]) -> _Wanted:
    found = asked_topics(question)
    spent = {word for _, said in found for word in cut(said)}
    own, done = set(map(kin, terms(fact.name))), deeds(question)
    rest: dict[str, float] = {}
    roots: dict[str, str] = {}
    for word in cut(question):
        term = kin(stem(word))
        if word not in spent and term not in own and not _empty(word, named):
            rest[term] = _NUMBER_WEIGHT if word[0].isdigit() else 1.0
            roots |= {term: root(word)} if word in done else {}
    topics = tuple(topic for topic, _ in found)
    if not topics and not rest:
        rest = {term: 1.0 for term in map(kin, terms(question)) if term in own}
    rest |= _kept(found)
    whole = sum(topic.weight for topic in topics) + sum(rest.values())
    return _Wanted(topics, rest, roots, whole)


def _kept(found: Sequence[tuple[Topic, str]]) -> dict[str, float]:
    """Words of topics whose words still matter."""
    words = (word for topic, said in found if topic.keeps for word in cut(said))
    return {kin(stem(word)): _KEPT_WEIGHT for word in words if word not in STOPWORDS}


def _empty(word: str, named: Collection[str]) -> bool:
    """Whether a word says nothing about what is asked; a kind of goods may be a fact's name."""
    if word in WORN:
        return kin(stem(word)) not in named
    # "¿Aguantan la lluvia las grises?": the colour says which, not what is asked.
    coloured = bool(parse_colours(f"color {word}")) and kin(stem(word)) not in named
    return word in STOPWORDS or word in _ASKING or is_filler(word) or coloured


def _coverage(wanted: _Wanted, statement: Statement) -> float:
    """Return the share of what was asked that a statement speaks about."""
    if not wanted.whole:
        return 0.0
    about = sum(topic.weight for topic in wanted.topics if _speaks(topic, statement))
    about += sum(weight * _told(wanted, term, statement) for term, weight in wanted.terms.items())
    return about / wanted.whole


def _told(wanted: _Wanted, term: str, statement: Statement) -> float:
    """How far a statement holds a term: as it is, or in another form of the verb."""
    if term in statement.terms:
        return 1.0
    return _FORM_WEIGHT if wanted.roots.get(term) in statement.roots else 0.0


def _speaks(topic: Topic, statement: Statement) -> bool:
    pattern: re.Pattern[str] = topic.named if statement.name else topic.says
    where = statement.name or statement.told
    return bool(pattern.search(where))


def _meant(asked: Asked, said: list[Statement], embedder: Embedder) -> Answer | None:
    """Find a sentence that says it in other words."""
    sentences = [one for one in said if not one.name]
    if not sentences:
        return None
    found = asked.vector
    vector = embedder.queries([asked.text]) if found is None else np.asarray(found)
    cosines = embedder.passages([one.text for one in sentences]) @ vector.reshape(-1)
    best = int(np.argmax(cosines))
    if float(cosines[best]) < weights.FACT_COSINE:
        return None
    return Answer(sentences[best].text, sentences[best].source, round(float(cosines[best]), 4))

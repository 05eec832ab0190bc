"""The shapes of questions about products: of a thing by its name, or the same of another."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.facts import asks_details, own_fact, wants_it
from actions.shop.product import Product
from actions.shop.vocabulary import content, orders, stem, stems
from nlu.text import expand_abbreviations, fold, parse_size, words
from nlu.text.asking import names_another

# "¿Y la sartén sí?" asks again what was asked before, of something else.
_AGAIN: Final = re.compile(r"^[¿\s]*(?:y|e|pero|entonces|o)\b")
_OWN_SIZE: Final = re.compile(r"\b(?:soy|calzo|uso|visto|mi (?:talla|talle|numero) es)\b")
_AGREEING: Final = frozenset("si no tambien tampoco igual esta ese esa este eso".split())

# "¿El cable es largo?" is asked of the thing in sight, though cables are sold too.
_PARTS: Final = frozenset(
    "cable tapa base correa estuche funda caja pila pilas bateria control asa mango vaso suela "
    "tacon cierre tela pantalla motor plantilla potencia capacidad garantia medida medidas peso "
    "material tamano memoria velocidad duracion calidad marca".split()
)


def is_part(noun: str) -> bool:
    """Whether a folded noun names what belongs to a thing rather than the thing."""
    return noun in _PARTS


def said_of(product: Product) -> str:
    """Return all that the data say of a product, to look for a word in."""
    facts = " ".join(f"{name} {value}" for name, value in product.attributes)
    return f"{product.name} {product.description} {facts}"


def tells_size(text: str) -> bool:
    """Whether a text only tells the size of who writes: "soy talla M", "calzo 27"."""
    rest, found = _OWN_SIZE.subn(" ", fold(text))
    own = bool(found) and parse_size(text) is not None
    return own and not (content(rest) or orders(rest) or wants_it(text))


def asks_again(question: str, name: str) -> bool:
    """Whether a question only names the product: "¿y la sartén Piedra sí?", "¿y el otro?"."""
    folded = fold(expand_abbreviations(question))
    if not _AGAIN.search(folded) or own_fact(question) is not None or asks_details(question):
        return False
    own = stems(name)
    return all(stem(word) in own or word in _AGREEING for word in content(folded))


def names_again(text: str) -> bool:
    """Whether a text only names a thing the customer knows: "¿y la licuadora Tornado?"."""
    return names_another(text) and own_fact(fold(text).strip("¿?¡! ")) is None


def of_any(question: str, name: str) -> str:
    """Return a question without the words that name the product, to be asked of another."""
    own = stems(name)
    kept = [word for word in question.split() if not (set(map(stem, words(word))) & own)]
    return " ".join(kept) or question

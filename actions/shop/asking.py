"""The shapes of questions about products: of a thing by its name, or the same of another."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.facts import asks_details, own_fact, wants_it
from actions.shop.vocabulary import content, orders, stem, stems
from nlu.text import expand_abbreviations, fold, parse_size, words

# "La crema de avena ¿tiene parabenos?": a thing the customer knows, and what it is or does.
_OF_THING: Final = re.compile(
    r"^(?:(?:y|oiga|oye|che|disculpe?|hola|joven) ,?)*(?:el|la|los|las|es[aeo]s?|est[aeo]s?) "
    r"(?:\w+ ){1,5}?(?:si |no |tambien |ya |se )?(?:tienen?|traen?|vienen?|sirven?|"
    r"valen? para|es|son|"
    r"esta|estan|pueden?|aguantan?|resisten?|pesan?|miden?|duran?|incluyen?|funcionan?|"
    r"van|va al?|llevan?|"
    r"necesitan?|calientan?|abrigan?|encogen?|destin\w+|mojan?|lavan?|caben?|sueltan?|"
    r"andan?|jalan?|rinden?|quedan?|contienen?|soportan?|cuestan?|valen?|salen?)\b"
)
# "¿Y la sartén sí?" asks again what was asked before, of something else.
_AGAIN: Final = re.compile(r"^[¿\s]*(?:y|e|pero|entonces|o)\b")
_NAMES_AGAIN: Final = re.compile(
    r"(?:y|e|pero|entonces|o) (?:el|la|los|las|es[aeo]s?|est[aeo]s?)(?: [\w.]+){1,4}?"
    r"(?: (?:si|no|tambien|tampoco))?"
)
# "Tritura hielo", "se puede lavar", "sirve para": a verb in the third person comes first.
_DOES: Final = re.compile(
    r"(?:(?:y|e|oye|oiga|che|pero|entonces|disculpa),? )*(?:si |no |tambien |ya )?"
    r"(?:(?:se|le|les|me|te|lo|la) )?(?:es|son|esta|estan|sirven?|andan?|trituran?|trae[n]?|"
    r"viene[n]?|puede[n]?|aguantan?|resisten?|pesan?|miden?|duran?|incluyen?|funcionan?|va|van|"
    r"cargan?|prenden?|conectan?|necesitan?|usan?|ocupan?|calientan?|abrigan?|encogen?|moja[n]?|"
    r"lava[n]?|cabe[n]?|suelta[n]?|jalan?|rinden?|queda[n]?|contienen?|soportan?|hace[n]?|"
    r"tiene|trabajan?|corta[n]?|muele[n]?|bate[n]?|suena[n]?|rompe[n]?|destine[n]?|despinta[n]?|"
    r"huele[n]?|pica[n]?|transparenta[n]?|dobla[n]?|cierra[n]?|gira[n]?|enfria[n]?|seca[n]?|"
    r"plancha[n]?|estira[n]?|aprieta[n]?|calza[n]?|mancha[n]?|raya[n]?|desarma[n]?)\b(?= \w)"
)
_OWN_SIZE: Final = re.compile(r"\b(?:soy|calzo|uso|visto|mi (?:talla|talle|numero) es)\b")
_SHOPS: Final = re.compile(
    r"(?:(?:y|e) )?(?:hace[n]? (?:envio|factura|descuento|entrega)\w*|puede[n]? (?:enviar|mandar|"
    r"facturar|pagar)\w*|se puede[n]? (?:pagar|devolver|cambiar|recoger|retirar))\b"
)
_AGREEING: Final = frozenset("si no tambien tampoco igual esta ese esa este eso".split())


def asks_of_thing(text: str) -> bool:
    """Whether a text asks what a thing is or does: "la crema de avena tiene parabenos?"."""
    return bool(_OF_THING.search(fold(expand_abbreviations(text)).lstrip("¿¡ ")))


def tells_size(text: str) -> bool:
    """Whether a text only tells the size of who writes: "soy talla M", "calzo 27"."""
    rest, found = _OWN_SIZE.subn(" ", fold(text))
    own = bool(found) and parse_size(text) is not None
    return own and not (content(rest) or orders(rest) or wants_it(text))


def lacks_subject(question: str) -> bool:
    """Whether a question begins with what something does: "¿y anda con la compu?", "¿se moja?".

    "¿Y audífonos?" and "¿ustedes arreglan?" have a subject; so has what "tienen" asks for.
    """
    folded = fold(expand_abbreviations(question)).strip("¿?¡! ")
    return bool(_DOES.match(folded)) and not _SHOPS.match(folded)


def asks_again(question: str, name: str) -> bool:
    """Whether a question only names the product: "¿y la sartén Piedra sí?", "¿y el otro?"."""
    folded = fold(expand_abbreviations(question))
    if not _AGAIN.search(folded) or own_fact(question) is not None or asks_details(question):
        return False
    own = stems(name)
    return all(stem(word) in own or word in _AGREEING for word in content(folded))


def names_again(text: str) -> bool:
    """Whether a text only names a thing the customer knows: "¿y la licuadora Tornado?"."""
    folded = fold(expand_abbreviations(text)).strip("¿?¡! ")
    return bool(_NAMES_AGAIN.fullmatch(folded)) and own_fact(folded) is None


def of_any(question: str, name: str) -> str:
    """Return a question without the words that name the product, to be asked of another."""
    own = stems(name)
    kept = [word for word in question.split() if not (set(map(stem, words(word))) & own)]
    return " ".join(kept) or question

"""The shapes of questions about a thing: "la crema ¿trae filtro?", "¿y pesa?"."""

import re
from typing import Final

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.colours import parse_colours
from nlu.text.folding import fold
from nlu.text.ordinals import parse_ordinal
from nlu.text.sizes import parse_size

# What a thing is, has or does, in the third person: who asks it speaks of the thing.
_IS: Final = (
    r"es|son|esta|estan|quedan?|hacen?|sale[ns]?|van|va al?|cuestan?|valen?|corren?|huelen?|"
    r"suenan?|sirven?|funcionan?|llevan?|rompen?|quiebran?"
)
_DOES: Final = (
    r"traen?|vienen?|incluyen?|sirven? (?:para|pa|en|con|de)|valen? para|aguantan?|resisten?|"
    r"soportan?|pesan?|miden?|duran?|funcionan? (?:con|en|sin)|necesitan?|requieren?|usan?|"
    r"gastan?|consumen?|calientan?|enfrian?|abrigan?|encogen?|destin\w+|despintan?|mojan?|lavan?|"
    r"caben?|entran?|sueltan?|andan?|jalan?|rinden?|contienen?|trituran?|muelen?|licuan?|baten?|"
    r"pican?|aprietan?|estiran?|transparentan?|flotan?|giran?|vibran?|brillan?|resbalan?|oxidan?|"
    r"rayan?|raspan?|permiten?|conectan?|bancan?|calzan?|tapan?|absorben?|encienden?|prenden?|"
    r"apagan?|tambalean?|arman?|doblan?|pliegan?|desarman?|descargan?|pelan?|despegan?"
)
_MAY: Final = r"pued[eo]n?|podr[ei]an?|podria"
_HOW: Final = (
    r"(?:con|de|para|en) (?:que|cuant[oa]s?)|que tan|como (?:se|lo|la|los|las)|cada cuanto|"
    r"cuant[oa]s? (?:watts?|vatios?|litros?|kilos?|ml|cm|centimetros|metros|horas?|piezas?|hojas|"
    r"velocidades|puertos|entradas|bolsillos|compartimentos|pulgadas|gramos|mah|gigas|decibeles|"
    r"peso|espacio|tiempo (?:dura|aguanta)|luz|pesan?|miden?|duran?|aguantan?|gastan?|consumen?)"
)
_LEAD: Final = (
    r"(?:(?:y|e|pero|oiga|oye|che|disculpe?|hola|joven|ok|bueno|entonces|una pregunta|una duda|"
    r"tambien|ademas|y si|pucha|epa|veci|amiga?|oigan?) ?,? ?)*"
)
_PRONOUN: Final = r"(?:(?:si|no|tambien|ya|se|me|te|le|les|l[oa]s?|nos) ){0,3}"
_ARTICLE: Final = r"(?:el|la|los|las|es[aeo]s?|est[aeo]s?)"
# What is told of an order or of its sending, and no question about a thing.
_TOLD_OF: Final = (
    r"(?!(?:talla|talle|color|numero|nombre|direccion|calle|colonia|codigo|telefono|correo|"
    r"verdad|mi|mia|mio|que|cosa) )"
)
_OF_THING: Final = re.compile(
    rf"^{_LEAD}{_ARTICLE} {_TOLD_OF}(?:\w+ ){{1,5}}?(?:{_PRONOUN}"
    rf"(?:tienen?|{_IS}|{_DOES}|pueden?|{_HOW}))\b"
)
_OF_IT: Final = re.compile(rf"^{_LEAD}{_PRONOUN}(?:{_DOES}|{_HOW})\b")
_OF_IT_MAYBE: Final = re.compile(rf"^{_LEAD}{_PRONOUN}(?:tiene|{_IS}|{_MAY})\b")
_DENIES: Final = re.compile(rf"^{_LEAD}(?:\w+ )?no\b")
_SHOP_DOES: Final = re.compile(
    rf"^{_LEAD}(?:me |te |les? |nos )*(?:tienen|tienes|tenes|hay|venden?|vendes|manejan?|habra|"
    r"consigues?|ofrecen|quedan|busco|quiero|necesito|ocupo|muestr\w+|mostr\w+|ens\w+)\b"
)
_NAMES_AGAIN: Final = re.compile(
    rf"(?:y|e|pero|entonces|o) (?:(?:a|con|para|en|de) )?{_ARTICLE}(?: [\w.]+){{1,4}}?"
    r"(?: (?:si|no|tambien|tampoco))?"
)


def asks_of_thing(text: str) -> bool:
    """Whether a text asks what a thing is or does: "la crema de avena tiene parabenos?"."""
    return bool(_OF_THING.search(_plain(text)))


def asks_of_it(text: str) -> bool:
    """Whether a text asks what a thing in sight is or does, without naming it: "y trae pilas".

    What may as well be told of anything ("es para mi mamá", "no trae pilas") asks only with its
    mark.
    """
    said = _plain(text)
    if text.rstrip().endswith("?"):
        return bool(_OF_IT.search(said) or _OF_IT_MAYBE.search(said))
    return bool(_OF_IT.search(said)) and not _DENIES.search(said)


def asks_shop(text: str) -> bool:
    """Whether a text asks the shop for goods, or to see them: "¿tienen cables?"."""
    return bool(_SHOP_DOES.search(_plain(text)))


def names_another(text: str) -> bool:
    """Whether a text only names a thing the customer knows: "¿y la licuadora Tornado?"."""
    return bool(_NAMES_AGAIN.fullmatch(_plain(text)))


def names_another_kind(text: str) -> bool:
    """Whether it does so by a noun: not "¿y la negra?", "¿y el segundo?", "¿y los del 27?"."""
    told = parse_colours(text) or parse_ordinal(text) or parse_size(text)
    return names_another(text) and not told


def _plain(text: str) -> str:
    return fold(expand_abbreviations(text)).strip("¿?¡!. ")

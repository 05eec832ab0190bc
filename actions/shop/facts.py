"""Questions that the catalog itself answers: price, colours, sizes, stock."""

from __future__ import annotations

import re
from typing import Final, Literal

from nlu.text import expand_abbreviations, fold, parse_colours, parse_size
from nlu.text.postponing import withholds

OwnFact = Literal["price", "options", "stock"]

_PRICE: Final = re.compile(
    r"\bprecios?\b|\bpreco\b|\bquanto (?:custa|fica|sai)\b|\bhow much (?:is|are|does|do)\b|"
    r"(?<!\bde )\bcuanto (?:cuesta|vale|sale|es|esta|cobran?|seria|quedan? en)\b|"
    r"\bcuanto (?:cuestan|valen|salen|son|estan)\b|\ba (?:como|cuanto)\b|\bque (?:costo|valor)\b|"
    r"^(?:y )?cuanto\??$|^(?:y )?cuanto (?:el|la|los|las) \w+"
)
_OPTIONS: Final = re.compile(
    r"\b(?:que|cuales|en que|otros?|otras?|mas) (?:colores?|tallas?|talles?|tamanos?|numeros?|"
    r"medidas? (?:hay|tienen|manejan)|modelos?|presentaciones)\b|\bdisponible en\b"
)
_THE_OTHER: Final = re.compile(r"\botro colou?r\b.*\bcual\b|\bcual\b.*\botro colou?r\b")
_HAVE: Final = re.compile(r"\b(?:hay|tienen|tienes|tenes|viene|vienen|tendras?|queda|quedan|en)\b")
_STOCK: Final = re.compile(
    r"\bcuant[oa]s (?:(?:te|le|les|os|se) )?(?:quedan?|hay|tienen?|tenes)\b|"
    r"\bhay (?:existencias?|stock|disponible)\b|"
    r"\b(?:lo|la|los|las) (?:hay|tienen|tienes)\b.*\bdisponible|"
    r"\b(?:esta|estan|sigue|siguen) disponibles?\b|"
    r"^disponibles?$|"
    r"\baun (?:hay|tienen|queda)|\btodavia (?:hay|tienen|queda)"
)
# Asked for and never a product of the shop.
_NO_GOODS: Final = (
    r"(?:cotiz\w+|presupuest\w+|fotos?|imagen\w*|videos?|descuent\w+|rebaja\w*|info\w*|inform\w+|"
    r"detalles?|precios?|costos?|dudas?|preguntas?|factura\w*|direccion\w*|ubicacion\w*|link|"
    r"enlace|catalogo|datos?|numero|telefono|resumen|total|estado|status|cuenta|carrito|momento|minut\w+|segundo|rato|chance|oportunidad)\b"
)
_POINTED: Final = (
    r"(?:un[oa]?|dos|tres|cuatro|cinco|\d+|es[aeo]s?|est[aeo]s?|l[oa]s?|el|otr[oa]s?|media|"
    r"por favor|porfa|ya)\b"
)
_WANTS_IT: Final = re.compile(
    r"\b(?:l[oa]s? quiero|quiero (?:est|es)[aeo]s?|me l[oa]s? llevo|me llevo|agreg\w+|anad\w+|"
    r"sum[ae](?:me|le)?l?[ao]?s?\b|pon[eg]?a?l[oa]s?|ech[ae](?:me)?l?[ao]?s?\b|"
    rf"ponme|d[ae]me(?:l[oa]s?)?(?: {_POINTED}|[ ,.!]*$)|compr(?:o|ar|arl[oa])|me quedo|apart\w+|"
    rf"quiero (?:un[oa]?|dos|tres|\d+)\b(?! {_NO_GOODS}))"
)
# Words that only look, ask how, or ask for something else than the thing itself.
_NO_ORDER: Final = re.compile(
    r"\bquiero (?:ver|mirar|conocer|saber|preguntar|comparar|checar|revisar)\b"
    rf"|\b(?:dame|deme|quiero) (?:un[oa]?s? |el |la |los |las |mas |tu |su )*{_NO_GOODS}"
    r"|\b(?:como|donde|cuando|cuanto|quien|si|puedo|podria|que pasa si)\b[^,.]*\bcompr\w+"
)
_DETAILS: Final = re.compile(
    r"\b(?:info|informes?|informacion|detalles?|caracteristicas|especificaciones|descripcion|"
    r"ficha tecnica|mas datos|de que se trata|que tal (?:es|son|esta|estan|sale|salen))\b"
)
_TOTAL: Final = re.compile(
    r"(?:(?:y|entonces|ok|bueno),? )*(?:en )?cuanto (?:me )?"
    r"(?:es|seria|va|vamos|queda|quedaria|sale|te debo|le debo|debo)"
    r"(?: (?:todo|en total|por todo|entonces|ahora))*"
)
_AND_THIS: Final = re.compile(r"(?:y|e) (?:es[aeo]s?|est[aeo]s?|el otro|la otra|aquel|aquella)")
# What a price may be asked of that is not the product.
_NOT_ITS_PRICE: Final = re.compile(r"\b(?:envio|envios|domicilio|despacho|flete|garantia)\b")


def own_fact(question: str) -> OwnFact | None:
    """Say which of the catalog's live facts a question asks for, None for another kind."""
    folded = fold(expand_abbreviations(readings(question)[-1])).strip("¿?¡! ")
    if _PRICE.search(folded) and not _NOT_ITS_PRICE.search(folded):
        return "price"
    if _STOCK.search(folded):
        return "stock"
    if _OPTIONS.search(folded) or _THE_OTHER.search(folded):
        return "options"
    demands = parse_colours(folded) or parse_size(folded)
    return "options" if demands and _HAVE.search(folded) else None


def asks_the_other(question: str) -> bool:
    """Whether a question is for the colour that is left: "¿y el otro color cuál es?"."""
    return bool(_THE_OTHER.search(fold(question)))


def asks_details(question: str) -> bool:
    """Whether a question is for all there is to know: "¿me das informes?"."""
    return bool(_DETAILS.search(fold(question)))


def asks_total(question: str) -> bool:
    """Whether a question is for a sum and names nothing: "¿cuánto es?", "¿cuánto te debo?"."""
    return bool(_TOTAL.fullmatch(fold(question).strip("¿?¡! .")))


def continued(text: str, asked: str) -> str:
    """Read "¿y este?" as the question that was asked of the product before it.

    asked: that question, "" where there was none: then it only points.
    """
    return asked if _AND_THIS.fullmatch(fold(text).strip("¿?¡! .")) else text


def wants_it(text: str) -> bool:
    """Whether words about one product ask for it ("lo quiero", "me llevo dos").

    Who refuses, puts it off or asks for its price does not.
    """
    folded = fold(text)
    if "?" in text or not _WANTS_IT.search(folded) or _NO_ORDER.search(folded):
        return False
    return not withholds(text) and not asks_details(text) and own_fact(text) != "price"


def readings(question: str) -> list[str]:
    """Return a question as it stands, then what is asked first: "¿es impermeable o se moja?"."""
    first = re.split(r"\?|[.!] | o ", question.strip("¿ "))[0].strip()
    return list(dict.fromkeys([question, first or question]))

"""Whether a text puts a decision off: "luego la compro", "lo pienso", "mañana te confirmo"."""

import re
from typing import Final

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.folding import fold
from nlu.text.refusing import refuses

_LATER: Final = (
    r"(?:luego|lueguito|despues|despuesito|mas tarde|mas tardecito|al rato|mas al rato|mas rato|"
    r"en un rato|otro dia|otro momento|otra ocasion|manana|pasado manana|"
    r"la (?:proxima|otra) semana|"
    r"el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|el fin de semana|la quincena|"
    r"a fin de mes|en (?:la|estos) (?:tarde|noche|dias)|cuando (?:cobre|me paguen|pueda|tenga)|"
    r"depois|amanha|mais tarde|later|tomorrow|another day)"
)
_DECIDES: Final = (
    r"(?:(?:l[oae]s?|te|os|me|eu|i|i ?['’]?ll) ){0,3}(?:aviso|confirmo|digo|escribo|veo|"
    r"vemos|compro|pido|llevo|paso|hago|decido|marco|mando|comento|regreso|vuelvo|pago|buy|order|"
    r"compraria|pediria|compro|aviso|falo|vejo|checo|reviso|platicamos|hablamos|encargo|agrego|"
    r"voy a \w+|estoy \w+ando|vou \w+)"
)
_THINKS: Final = (
    r"\b(?:(?:l[oa]s?|me l[oa]s?) (?:pienso|consulto|platico|checo|voy a pensar|tengo que pensar)|"
    r"(?:dej\w+|deja|voy a|tengo que|quiero|necesito|vou|preciso|hay que|vamos a)"
    r"(?: que| me)? ?(?:l[oa]s? |me l[oa]s? )?"
    r"(?:pens\w+|piens\w+|consult\w+|ver(?:l[oa]s?)? con|decidir\w*|platicar\w*|preguntar\w*|"
    r"checar\w*|ver si)|pensarlo|pensarla|"
    r"me quedo pensando|(?:te|les?|os) (?:confirmo|aviso)(?! (?:que|el|la) )|"
    r"let me think|i ?['’]?ll think|think about it)"
    r"|^(?:eh+ |mm+ )?(?:ya )?(?:vere|veremos|ya veo|ya vere|lo vere)$"
)
_POSTPONES: Final = re.compile(
    rf"(?:\b{_LATER} (?:mejor )?(?:ya )?{_DECIDES}\b|\b{_DECIDES} (?:mejor |hasta )?{_LATER}\b"
    rf"|^(?:(?:ok|bueno|va|si|no|mejor|pues|gracias|ya|para|y|hoy|lo|la|dejemoslo|dejalo|"
    rf"oye|ay|claro|por ahora|ahora),? )*{_LATER}(?:,? (?:mejor|gracias|porfa|por favor|si|"
    rf"amigo|amiga|veci|pe|pues|tal vez|quizas?|maybe))*\W*$"
    rf"|\bmaybe {_LATER}\b)"
)
_DOUBTS: Final = re.compile(
    r"\bno (?:se|estoy segur[oa])(?= (?:si|cual|aun|todavia|que)|[,.!]|$)|"
    r"\bnao sei(?= se|[,.!]|$)|\bnot sure\b|\bmaybe\b|\b(?:quiza|quizas|tal vez|a lo mejor)\b"
)
_THINKING: Final = re.compile(_THINKS)
# "¿Llega mañana?", "para mañana", "y luego agrega la taza": time told, nothing put off.
_ORDERED_NEXT: Final = re.compile(
    r"\b(?:luego|despues) (?:\w+ )?(?!\w+o\b)(?:agreg|pon|quit|muestr)\w*"
)


def postpones(text: str) -> bool:
    """Whether a text leaves the decision for later: no consent may be read out of it."""
    folded = fold(expand_abbreviations(text)).strip(" .!¡")
    if "?" in folded or _ORDERED_NEXT.search(folded):
        return False
    return bool(_POSTPONES.search(folded) or _THINKING.search(folded))


def doubts(text: str) -> bool:
    """Whether a text has not decided: "no sé si me queda", "tal vez"."""
    return bool(_DOUBTS.search(fold(expand_abbreviations(text))))


def withholds(text: str) -> bool:
    """Whether no consent may be read out of a text: it refuses, puts off or doubts."""
    return refuses(text) or postpones(text) or doubts(text)

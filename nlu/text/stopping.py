"""Whether a whole text asks not to be written to any more: obeyed at once, whoever answers."""

import re
from typing import Final

from nlu.text.folding import fold
from nlu.text.tokens import words

_MOST_WORDS: Final = 16

_LEAD: Final = (
    r"(?:(?:y|ya|oigan?|oye|por favor|porfa|porfavor|porfis|bueno|ok|hola|mejor|pero|entonces|"
    r"miren?|mira|gracias|disculpen?|la verdad|no|se lo pido|les pido que|favor de)[ ,]+)*"
)
_TAIL: Final = (
    r"(?:[ ,]+(?:mas|nunca|nada|jamas|mensajes?|mensajitos|promociones|promos|publicidad|ofertas|"
    r"whatsapps?|spam|cosas|avisos|recordatorios|notificaciones|a este numero|a mi numero|"
    r"de nuevo|otra vez|por favor|porfa|porfavor|porfis|ya|y|ni|o|otros|tantos|tantas|sus|con|de|"
    r"gracias|ustedes|vosotros|por aqui|por aca|me (?:escriban|llamen|manden|molesten)))*"
)
_VERB: Final = (
    r"(?:escrib(?:an|as|a|ais)|mand(?:en|es|e|eis)|envi(?:en|es|e|eis)|contact(?:en|es|e|eis)|"
    r"molest(?:en|es|e|eis)|llam(?:en|es|e|eis)|busqu(?:en|es|e)|recuerd(?:en|es|e))"
)
_WRITING: Final = r"(?:escrib|mand|envi|contact|molest|llam|recorda|hinch|jod|chinga)\w+"
_CORES: Final = (
    rf"(?:ya )?no (?:me|nos) {_VERB}",
    rf"(?:ya )?no (?:me|nos) (?:vuelv(?:an|as|a) a|est(?:en|es|e)) {_WRITING}",
    rf"(?:dej(?:en|a|e|ad)|par(?:en|a|e|ad)|basta) (?:ya )?(?:de|con) {_WRITING}",
    r"(?:basta|paren|parenle|ya estuvo) (?:de|con) (?:los |sus |tantos )?mensajes",
    r"(?:ya )?no (?:quiero|deseo) que me (?:escriban|manden|contacten|molesten)",
    r"(?:ya )?no (?:quiero|deseo) (?:recibir|mas)(?: (?:mas|sus|nada))?",
    r"(?:quit|sac|saqu|saqu|borr|elimin)(?:en|a|e|ad)me de (?:su|la|esta|esa|tu)s? (?:lista|base)",
    r"(?:den|da|de|dad|quiero dar|quiero que me den|dar)(?:me)? (?:de )?baja",
    r"(?:quiero )?(?:darme|desuscribirme|desuscribir|unsubscribe)(?: de baja)?",
)
_STOPS: Final = re.compile(rf"{_LEAD}(?:{'|'.join(_CORES)}){_TAIL}")
_NO_MORE: Final = re.compile(rf"{_LEAD}no (?:quiero|deseo) (?:recibir|mas)(?: (?:mas|sus|nada))?")


def asks_to_stop(text: str) -> bool:
    """Whether a text says that, and nothing else: "y ya no me escriban más por favor".

    "No me manden el pedido" is about an order, "no quiero más" about a purchase.
    """
    told = fold(text).strip(" .!¡¿?…\n")
    if len(words(text)) > _MOST_WORDS:
        return False
    return bool(_STOPS.fullmatch(told)) and not _NO_MORE.fullmatch(told)

"""The words with which a wish begins."""

import re
from collections.abc import Sequence
from typing import Final

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.colours import parse_colours
from nlu.text.tokens import words
from nlu.text.wordset import phrases, wordset

_STEMS: Final = (
    "agreg anad sum sac quit elimin borr vaci cancel cambi muestr mostr ensen busc mand envi "
    "pas pag cobr confirm reserv apart separ repit repet devuelv devolv repon"
)
_ENDINGS: Final = (
    "(?:a|e|ue|uen|ueme|en|an|as|ame|eme|ale|ele|alo|ala|alos|alas|elo|ela|elos|elas|"
    "amelo|amela|amelos|amelas|emelo|emela|anos|enos)"
)
_IMPERATIVE = re.compile(
    rf"(?:{'|'.join(_STEMS.split())}){_ENDINGS}\Z|(?:agreg|anad|sum|sac|quit|elimin|borr)[aei]r\Z"
)
# "Compré", "pedí", "llegó" tell what happened; "agregá", "poné" order, as one says in Argentina.
_TOLD = re.compile(r"(?!qué\b)\w+(?:[^n]é|í|ó|aste)\b")
_ORDERS: Final = wordset(
    "pon ponme ponle ponlo ponla poneme ponele pone poner mete meteme metele dame deme denme danos "
    "dime digame decime decirme haz hazme hace haceme vacia vaciame vacialo muestrame mostrame "
    "ensename pasame llevame llevate olvida olvidalo explicame cuentame "
    "contame ayudame ayudenme comunicame pasenme manden mandenme envienme"
)
_WANTS: Final = wordset(
    "quiero quisiera queria querria necesito ocupo busco buscaba ando deseo desearia llevo "
    "gustaria quero preciso"
)
_QUESTIONS: Final = wordset(
    "cuanto cuanta cuantos cuantas cuando donde cual cuales tienen tienes tenes tiene tendran "
    "tendras tendria habra hacen haces aceptan acepta reciben manejan venden vende puedo "
    "pueden puedes podes podria podrian podrias cuesta cuestan vale llega llegan sirve viene "
    "vienen trae traen entregan entrega mandan envian abren cierran existe incluye incluyen demora "
    "demoran tarda"
)
# "Como regalo" compares; "¿cómo pago?" asks.
_PHRASES: Final = phrases(
    "como pago|como puedo|como hago|como le hago|como compro|como es|como funciona|"
    "como va mi|como se|que precio|que costo|que talla|que tallas|que horario|que formas|"
    "que metodos|que colores|que color|que tiene|que tienen|que tienes|que modelos|"
    "que marcas|que medios|que garantia|que productos|que hay|que venden|a que hora|"
    "hasta que hora|desde que hora|en cuanto|en cuantos|en donde|por donde|de donde|con que|"
    "a que precio|en que|se puede|se pueden|no tienen|mejor quita|mejor dame|mejor pon|"
    "mejor quiero|me das|me da|me dan|me muestras|me muestra|me mandas|me manda|me puedes|"
    "me puede|me podes|me podrias|me regalas|me pasas|me agregas|me quitas|me gustaria|"
    "me interesa|me llevo|me haces|me dices|me cobras|me ensenas|me quedo|me sacas|"
    "lo llevo|la llevo|los llevo|las llevo|me lo llevo|me la llevo|me los llevo|me las llevo|"
    "me pones|lo quiero|la quiero|los quiero|las quiero|estoy buscando|ando buscando|"
    "hacen envios|show me|i want|do you|"
    # Whoever stops messages beside a request says two things.
    "ya no me escriban|ya no me escribas|ya no me manden|ya no me mandes|ya no me envien|"
    "no me escriban|no me manden|no me envien|no me mandes|dejen de|deja de|paren de|"
    "no quiero mas mensajes|no quiero recibir|no quiero mensajes|no quiero promociones"
)
_LEADS: Final = wordset(
    "tambien ademas luego despues entonces pero y ahora oye disculpa disculpe perdon bueno ok mira "
    "por favor porfa porfavor porfis de paso igual aparte mejor"
)
# "Quiero que sea negra" goes on describing.
# A question that begins so only describes what was asked before: "¿de cuero?", "¿la azul?".
_DETAILS: Final = wordset(
    "de del en con sin para por a al el la los las un una unos unas mas menos o talla talle color "
    "si no ese esa esos esas este esta estos estas"
)
_DESCRIBING: Final = frozenset(
    (("que", "sea"), ("que", "sean"), ("que", "tenga"), ("que", "tengan"))
)


def opens_wish(text: str) -> bool:
    """Whether the text begins as a wish of its own does: an order, a want or a question."""
    return opening(text) is not None


def opening(text: str) -> str | None:
    """How the text begins: "order" ("agrega"), "want" ("busco"), "question", or None."""
    found = _without_leads(words(expand_abbreviations(text)))
    if not found or found[1:3] in _DESCRIBING or _TOLD.match(_first_word(text)):
        return None
    if found[0] in _WANTS:
        return "want"
    if found[0] in _ORDERS or _IMPERATIVE.match(found[0]):
        return "order"
    return "question" if _asks(text, found) else None


def asks(text: str) -> bool:
    """Whether a question stands on its own: "¿y dan factura?", not "¿y en negro?"."""
    found = _without_leads(words(text))
    return len(found) > 1 and found[0] not in _DETAILS and not parse_colours(found[0])


def _asks(text: str, found: Sequence[str]) -> bool:
    if found[0] in _QUESTIONS or text.lstrip().startswith("¿") or _phrased(found):
        return True
    return found[0] == "hay" and "?" in text


def _first_word(text: str) -> str:
    return text.strip().casefold().partition(" ")[0]


def _without_leads(found: Sequence[str]) -> tuple[str, ...]:
    start = 0
    while start < len(found) - 1 and found[start] in _LEADS:
        start += 1
    return tuple(found[start:])


def _phrased(found: Sequence[str]) -> bool:
    return any(tuple(found[: len(phrase)]) == phrase for phrase in _PHRASES)

"""The words with which a wish begins."""

import re
from collections.abc import Sequence
from typing import Final

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.colours import parse_colours
from nlu.text.numbers import parse_number
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
    "deshaz deshace deshazlo ensename pasame llevame llevate olvida olvidalo explicame cuentame "
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
    "que tan|que tanto|me agrega|me pone|me suma|me anota|me echa|me quita|me saca|me cambia|"
    "me pones|lo quiero|la quiero|los quiero|las quiero|estoy buscando|ando buscando|"
    "hacen envios|show me|i want|do you|"
    # Whoever stops messages beside a request says two things.
    "ya no me escriban|ya no me escribas|ya no me manden|ya no me mandes|ya no me envien|"
    "no me escriban|no me manden|no me envien|no me mandes|dejen de|deja de|paren de|"
    "no quiero mas mensajes|no quiero recibir|no quiero mensajes|no quiero promociones"
)
_LEADS: Final = wordset(
    "tambien ademas luego despues entonces pero y ahora oye disculpa disculpe perdon bueno ok mira "
    "porfa porfavor porfis igual aparte mejor antes primero vale dale va si listo oiga che pues"
)
_LEADING_PAIRS: Final = frozenset((("de", "paso"), ("por", "favor"), ("sabes", "que")))
_INFINITIVE = re.compile(r"\w{2,}(?:ar|er|ir)(?:lo|la|los|las|me|se)?\Z")
_PREPOSITIONS: Final = wordset("a en de desde hasta por para con")
_INTERROGATIVES: Final = wordset("cuanto cuanta cuantos cuantas cual cuales cuando donde quien")
_ASKED_OF: Final = wordset(
    "hora horas precio material color colores talla tallas dia dias marca marcas tamano tamanos "
    "medida medidas horario tela forma"
)
# A question that begins so only describes what was asked before: "¿de cuero?", "¿la azul?".
_DETAILS: Final = wordset(
    "de del en con sin para por a al el la los las un una unos unas mas menos o talla talle color "
    "si no ese esa esos esas este esta estos estas"
)
_POINTERS: Final = wordset("ese esa esos esas este esta estos estas")
_IS: Final = wordset("es son esta estan tienen")
# "Quiero que sea negra" goes on describing.
_DESCRIBING: Final = frozenset(
    (("que", "sea"), ("que", "sean"), ("que", "tenga"), ("que", "tengan"))
)


def opens_wish(text: str) -> bool:
    """Whether the text begins as a wish of its own does: an order, a want or a question."""
    return opening(text) is not None


def opening(text: str, *, marked: bool = False) -> str | None:
    """How the text begins: "order" ("agrega"), "want" ("busco"), "question", or None.

    marked: a question mark at its end makes it a question, however it begins.
    """
    found = _without_leads(words(expand_abbreviations(text)))
    if _counts_anew(found):
        return "order"
    if not found or found[1:3] in _DESCRIBING or _TOLD.match(_first_word(text)):
        return None
    if found[0] in _WANTS:
        return "want"
    if found[0] in _ORDERS or _IMPERATIVE.match(found[0]):
        return "order"
    asks = _asks(text, found) or (marked and _marked_question(found, text))
    return "question" if asks else None


def asks(text: str) -> bool:
    """Whether a question stands on its own: "¿y dan factura?", not "¿y en negro?"."""
    found = _without_leads(words(text))
    return len(found) > 1 and found[0] not in _DETAILS and not parse_colours(found[0])


def _asks(text: str, found: Sequence[str]) -> bool:
    if found[0] in _QUESTIONS or text.lstrip().startswith("¿") or _phrased(found):
        return True
    if _asks_by_preposition(found, text):
        return True
    return found[0] == "hay" and "?" in text


def _asks_by_preposition(found: Sequence[str], text: str) -> bool:
    """Whether it begins as in "hasta qué hora", "en cuánto llega", "de qué material es"."""
    if len(found) < 3 or found[0] not in _PREPOSITIONS:
        return False
    if found[1] == "que":
        return "?" in text or found[2] in _ASKED_OF
    return found[1] in _INTERROGATIVES


def _marked_question(found: Sequence[str], text: str) -> bool:
    """Whether a question mark alone makes it a question: "tritura hielo?", not "o negro?"."""
    if not text.rstrip().endswith("?") or len(found) < 2 or found[0] in {"o", "u"}:
        return False
    if found[0] in _POINTERS and found[1] in _QUESTIONS | _IS:
        # "¿Ese trae cable?" asks of its own; "¿esa negra?" describes.
        return True
    if found[0] in _DETAILS or parse_colours(found[0]):
        return False
    # "Se puede reservar y pagar después?" goes on with what can be done.
    return not _INFINITIVE.search(found[0])


def _counts_anew(found: Sequence[str]) -> bool:
    """Whether it says how many of a thing there shall be: "que sean 2 shampoos"."""
    if len(found) < 4 or tuple(found[:2]) not in {("que", "sean"), ("que", "sea")}:
        return False
    return parse_number(found[2]) is not None and not parse_colours(found[3])


def _first_word(text: str) -> str:
    return text.strip().casefold().partition(" ")[0]


def _without_leads(found: Sequence[str]) -> tuple[str, ...]:
    start = 0
    while start < len(found) - 1:
        if tuple(found[start : start + 2]) in _LEADING_PAIRS:
            start += 2
        elif found[start] in _LEADS:
            start += 1
        else:
            break
    return tuple(found[start:])


def _phrased(found: Sequence[str]) -> bool:
    return any(tuple(found[: len(phrase)]) == phrase for phrase in _PHRASES)

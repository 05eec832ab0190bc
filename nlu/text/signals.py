"""Short texts that are understood by their words alone."""

import re
import unicodedata
from itertools import islice
from typing import Final

from nlu.text.folding import fold
from nlu.text.openings import opens_wish
from nlu.text.tokens import words
from nlu.text.wordset import wordset

_OPT_OUT: Final = frozenset(("stop", "baja", "parar"))
_GREETING: Final = wordset(
    "hola ola holi holis hey hi hello buenas buenos buen dia dias tardes noches tarde noche que "
    "tal saludos alo como estas esta estan andas va bom boa oi bienvenido todo bien amigo amiga "
    "amigos gente todos todas a senor senora senorita joven don dona equipo linda lindo bella "
    "guapa vecino vecina veci parce pana causa mano mana parcero hermano bro jefe hay alguien "
    "ahi aqui por con quien hablo andan onda ustedes"
)
_GREETING_STARTS: Final = wordset(
    "hola ola holi holis hey hi hello buenas buenos buen que saludos alo bom boa oi"
)
_CLOSING: Final = wordset(
    "ok oki okey okay okis vale listo perfecto perfect genial excelente gracias muchas mil "
    "muchisimas super bien bueno va sale entendido enterado enterada adios chau chao bye hasta "
    "luego pronto manana nos vemos saludos thanks obrigado obrigada de acuerdo por todo muy amable "
    "igualmente jaja jajaja jajajaja jeje jejeje ya hecho 10 q"
)
_CLOSING_CORE: Final = wordset(
    "ok oki okey okay okis vale listo perfecto perfect genial excelente gracias super entendido "
    "enterado enterada adios chau chao bye luego pronto vemos saludos thanks obrigado obrigada "
    "acuerdo amable igualmente jaja jajaja jajajaja jeje jejeje sale bueno bien"
)
_COURTESY: Final = wordset("por favor porfa porfavor porfis gracias muchas mil de antemano")
_COMPLETE: Final = wordset(
    "si no ayuda menu carrito catalogo pagar pago envio envios horario horarios ubicacion "
    "direccion asesor humano agente pedido promociones ofertas precio precios checkout help claro "
    "dale stop baja parar cancelar cancela comprar tallas colores garantia devoluciones factura"
)
_UNFINISHED = re.compile(
    r"(?:,|\.\.\.|…|\b(?:y|e|o|de|del|con|para|por|en|el|la|los|las|un|una|unos|unas|que|pero|mi|"
    r"quiero|quisiera|busco|necesito|tienen|tienes|hay|me|color|talla))\s*\Z"
)
_MOST_WORDS = 2
_LONGEST_GREETING: Final = 12


# "Qué venden" is no greeting before "venden", "hola cómo pago" none before "pago".
_LEADING_ON: Final = frozenset("que como con por hay a quien todo".split())
_PARTING: Final = frozenset(",.;:!?¡¿\n…")
_WORD: Final = re.compile(r"[^\W_]+")
# "Holaaa", "graciasss": letters held down.
_HELD: Final = re.compile(r"([a-z])\1+\Z|([a-z])\2{2,}")


def _said(text: str) -> tuple[str, ...]:
    return tuple(_HELD.sub(r"\1\2", word) for word in words(text))


def is_opt_out(text: str) -> bool:
    """Exactly STOP, BAJA or PARAR; case, accents and punctuation do not matter."""
    found = words(text)
    return len(found) == 1 and found[0] in _OPT_OUT


def is_greeting(text: str) -> bool:
    """Nothing but a greeting: "hola", "buenas tardes", "Hola, ¿qué tal?"."""
    found = _said(text)
    return (
        bool(found)
        and found[0] in _GREETING_STARTS
        and set(found) <= _GREETING
        and (found != ("que",))
    )


def goes_on_greeting(text: str) -> bool:
    """Only words of greetings: "¿cómo están?" or "¿hay alguien ahí?" behind a "hola"."""
    found = _said(text)
    return bool(found) and set(found) <= _GREETING


def without_greeting(text: str) -> str:
    """Leave out a greeting before a wish: "hola buen día busco tenis" -> "busco tenis"."""
    # A greeting is short: whatever stands behind is no part of it, however long.
    found = list(islice(_WORD.finditer(text), _LONGEST_GREETING + 1))
    told = [_said(one.group())[:1] for one in found]
    if not found or not told[0] or told[0][0] not in _GREETING_STARTS:
        return text
    greeted = next((i for i, one in enumerate(told) if not set(one) <= _GREETING), len(told))
    for cut in range(min(greeted, len(found) - 1), 0, -1):
        if set(told[cut - 1]) & _LEADING_ON:
            continue
        between = text[found[cut - 1].end() : found[cut].start()]
        rest = text[found[cut].start() :]
        # Where a sign parts them, clauses are cut there.
        if not set(between) & _PARTING and opens_wish(rest):
            return rest
    return text


def is_courtesy(text: str) -> bool:
    """Nothing but "por favor" or thanks."""
    found = _said(text)
    return bool(found) and set(found) <= _COURTESY and found != ("de",)


def is_closing(text: str) -> bool:
    """Nothing but "ok", "gracias", a goodbye or a few emoji: no wish follows from it."""
    found = _said(text)
    if not found:
        return _only_emoji(text)
    return set(found) <= _CLOSING and bool(set(found) & _CLOSING_CORE)


def is_fragment(text: str) -> bool:
    """Whether more is likely to follow at once: "hola", "quiero", "unos tenis", "y del"."""
    folded = fold(text)
    found = words(text)
    if not found or is_opt_out(text) or folded.endswith("?"):
        return False
    if is_greeting(text) or _UNFINISHED.search(folded):
        return True
    if is_closing(text) or set(found) & _COMPLETE or opens_wish(text):
        return False
    return len(found) <= _MOST_WORDS


def _only_emoji(text: str) -> bool:
    shown = [mark for mark in text if not mark.isspace()]
    kinds = {unicodedata.category(mark) for mark in shown}
    return bool(shown) and kinds <= {"So", "Sk", "Mn", "Cf", "Me"} and bool(kinds & {"So"})

"""Guess whether a short text is Spanish, Portuguese or English."""

import re
from typing import Final

from nlu.text.folding import fold
from nlu.text.tokens import words
from nlu.text.wordset import wordset

_WORDS: Final = {
    "es": wordset(
        "el la los las un una unos y que es en de hola quiero busco tienen tienes hay cuanto "
        "cuesta con sin mi su para gracias buenas buenos dias tardes muestrame necesito donde "
        "envio pago por favor pedido talla carrito me lo si pero muy mas otro otra ver del al cual"
    ),
    "pt": wordset(
        "o a os as um uma e que em com sem meu minha para obrigado obrigada oi ola bom boa dia "
        "tarde noite quero voce voces tem quanto custa onde fica preciso gostaria nao sim tamanho "
        "pedido frete entrega mostrar ver tenis do da dos das no na pra isso esse qual sapato "
        "camisa azul preto branco carrinho comprar"
    ),
    "en": wordset(
        "the a an and is are in of hello hi want need looking for do you have how much with "
        "without my your to thanks thank please where order size cart show me i what can it this "
        "any price shipping buy shoes shirt black white add remove"
    ),
}
_ONLY_PORTUGUESE = re.compile(r"[ãõç]|(?<=[aeiou])lh|nh(?=[aeo])|ção|ções")
_ONLY_SPANISH = re.compile(r"[ñ¿¡]")


def guess_language(text: str) -> str:
    """Return "es", "pt" or "en"; Spanish where the text does not say otherwise clearly."""
    if _ONLY_SPANISH.search(text.casefold()):
        return "es"
    found = words(text)
    scores = {code: sum(word in known for word in found) for code, known in _WORDS.items()}
    if _ONLY_PORTUGUESE.search(fold(text, keep_enye=True)) or _accented(text):
        scores["pt"] += 2
    best = max(scores, key=lambda code: (scores[code], code == "es"))
    return best if scores[best] > scores["es"] else "es"


def _accented(text: str) -> bool:
    return bool(re.search(r"[ãõçâêôà]", text.casefold()))

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


# Words that no Spanish text has: what is said with them is said in that language.
_FOREIGN: Final = {
    "pt": wordset(
        "voce voces tem quanto obrigado obrigada oi ola gostaria nao sim tamanho onde fica frete "
        "preto branco carrinho isso meu minha uma com em um muito mais tambem qual quais pagamento "
        "cartao tenho posso pode fazem entregam chega cor pra pro boa bom tarde quero comprar dia "
        "tem mochila preta procuro estou procurando esse essa estes qualquer outra outro barato "
        "noite tudo vou deixa aceitam pix valeu serve"
    )
    - wordset("comprar mochila tarde dia outro serve"),
    "en": wordset(
        "the is are do does you have how much with my please what can want need looking for "
        "shipping buy show add cart this any hello thanks thank where order i it of to your in "
        "would like another one cheaper black white blue size does there and hi yes which good "
        "shoes shirt shirts dress backpack backpacks headphones bag "
        "morning afternoon evening everything remove someone"
    )
    - wordset("me no a size"),
}
_SPANISH: Final = wordset(
    "el los las y que es hay tienen tienes tenes quiero busco cuanto cuesta con sin su gracias "
    "buenas buenos dias muestrame necesito donde envio por pedido talla si pero muy del cual una "
    "un la lo le se hola de para mi otro otra quisiera hacen esta este ese esa unos unas vale"
)
# So many foreign words, and one that no brand or label is made of ("black and decker", "all in
# one", "São Paulo"), show another language than the one spoken so far.
_SURE: Final = 2
_TELLING: Final = {
    "pt": wordset(
        "voce voces tem quanto obrigado obrigada oi ola gostaria nao sim onde fica isso quero "
        "muito bota falou brigadao vai foi faz melhor amanha opcoes minha coloquei errado ajuda "
        "tambem qual quais tenho posso pode fazem entregam chega pra procuro estou procurando "
        "qualquer deixa aceitam valeu noite tamanho frete carrinho pagamento cartao vou"
    ),
    "en": wordset(
        "do does are is have how what can want need looking buy add please thanks thank where "
        "would which remove someone morning afternoon evening cheaper order cancel change clear "
        "complete delete empty everything did don has am was put make take talk sent wrong stopped "
        "working broken tomorrow there"
    ),
}
# Words of brands, labels and colours; three others tell a language without any verb.
_LABELS: Final = wordset(
    "the and of in one any it all to my your i you black white blue size with hello good this "
    "preto branco preta com em um uma bom boa cor pro meu minha"
)
_SMALL_PORTUGUESE: Final = wordset("o os as um uma na no da do das dos mais ate so quem tres com")
_ENOUGH: Final = 3
_SPOKEN: Final = re.compile(r"\bshow me\b|\bi (?:m|ll|d|ve)\b")


def _tells(language: str, text: str, found: tuple[str, ...]) -> bool:
    """Whether words are those of somebody who speaks it, and not of a brand."""
    marked = [word for word in text.casefold().split() if _accented(word)]
    if language == "pt" and (len(marked) > 1 or (marked and set(found) & _SMALL_PORTUGUESE)):
        return True
    if set(found) & _TELLING[language] or _SPOKEN.search(" ".join(found)):
        return True
    return len(set(found) & _FOREIGN[language] - _LABELS) >= _ENOUGH


def spoken_language(text: str, before: str = "", home: str = "es") -> str:
    """Return the language of a conversation after this text: "es", "pt", "en", "" unknown yet.

    before: what it was until now; home: the language of the customer's country. A text that
    shows none ("ok", "27", "tenis azul") changes nothing.
    """
    found = words(text)
    scores = {code: sum(word in known for word in found) for code, known in _FOREIGN.items()}
    if _ONLY_PORTUGUESE.search(fold(text, keep_enye=True)) or _accented(text):
        scores["pt"] += _SURE
    native = sum(word in _SPANISH for word in found)
    native += _SURE if _ONLY_SPANISH.search(text.casefold()) else 0
    best = max(scores, key=lambda code: (scores[code], code == home))
    sure = scores[best] >= (1 if best in (before, home) else _SURE)
    if sure and scores[best] > native and (best in (before, home) or _tells(best, text, found)):
        return best
    return "es" if native > scores[best] else before

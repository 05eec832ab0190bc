"""Cut a text into folded words, numbers and the few signs that carry meaning."""

import re
from functools import lru_cache

from nlu.text.folding import fold

_HALVES = str.maketrans({"½": " 1/2 ", "¼": " 1/4 ", "¾": " 3/4 "})
_UNITS = "cms?|mm|mts?|kgs?|kilos?|grs?|g|ml|lts?|gb|tb|k|mil|pesos|mxn|usd|ars|cop|clp|soles|x"
_GLUED = re.compile(rf"(\d)({_UNITS})(?![^\W_])")
_TIMES = re.compile(r"(?<![^\W_])x(\d{1,3})(?![\w])")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+(?![^\W_])|[^\W_]+|[$€₡%#/+&°-]")


# A turn's words are cut a dozen times; what others said meanwhile need not be kept.
@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[str, ...]:
    """Fold and cut: "Talla 27½, $1,500" -> talla, 27, 1, /, 2, $, 1,500."""
    folded = fold(text.translate(_HALVES))
    folded = _TIMES.sub(r"x \1", _GLUED.sub(r"\1 \2", folded))
    return tuple(_TOKEN.findall(folded))


def words(text: str) -> tuple[str, ...]:
    """The tokens without signs."""
    return tuple(token for token in tokens(text) if token[0].isalnum())

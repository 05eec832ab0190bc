"""Coming from an ad: whether the first words are about nothing but what it showed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.shop.facts import asks_details, own_fact, wants_it
from actions.shop.product import Product
from actions.shop.vocabulary import content, stem, stems
from nlu.text import is_closing

_OF_ADS: Final = frozenset(
    "anuncio anuncios publicidad publicacion post promo promocion promociones oferta facebook face "
    "instagram insta tiktok historia video reel foto imagen aviso pagina red redes interesado "
    "interesada saber conocer gustaria comunico comunicarme anuncio ad info more information "
    "interested mais saber informacoes informacao".split()
)
# So much of a product's name must stand in an ad that names it, and two of its words at least.
_ENOUGH: Final = 0.6
_LEAST_WORDS: Final = 2


def only_about_the_ad(text: str) -> bool:
    """Whether a text names nothing itself: "hola, quiero más información de este anuncio"."""
    if is_closing(text) or (wants_it(text) and not asks_details(text)):
        return False
    return own_fact(text) is None and not set(content(text)) - _OF_ADS


def named_by(text: str, among: Sequence[Product]) -> Product | None:
    """Return the one product that the words of an ad name, None where it is not clear."""
    said = stems(text)
    scored = sorted(((_share(one, said), one.sku, one) for one in among), reverse=True)
    best = scored[0] if scored else None
    if best is None or best[0] < _ENOUGH:
        return None
    rivals = [one for share, _, one in scored if share == best[0]]
    one_kind = len({one.group or one.sku for one in rivals}) == 1
    return rivals[-1] if one_kind else None


def _share(product: Product, said: frozenset[str]) -> float:
    own = {stem(word) for word in content(product.name)}
    found = own & said
    return len(found) / len(own) if len(found) >= min(_LEAST_WORDS, len(own)) and own else 0.0

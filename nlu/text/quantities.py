"""How many pieces a customer asks for."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from nlu.text.colours import parse_colours
from nlu.text.counting import counts_a_noun
from nlu.text.goods import PAIRED
from nlu.text.numbers import Number, find_numbers
from nlu.text.sizes import parse_size
from nlu.text.tokens import tokens
from nlu.text.wordset import wordset

# A number after one of these names something else: a size, a position, a price, an order.
_NAMES_SOMETHING: Final = wordset(
    "de talla talle tallas talles size tamanho numero num nro no n # el la del lo de $ calzo calza "
    "calce soy uso pedido orden compra folio guia opcion producto articulo codigo sku modelo menos "
    "mas maximo hasta entre unos unas casi aproximadamente tipo menores mayores "
    "av avenida calle cra carrera jiron depto departamento casa lote mz manzana "
    "piso interior int km cp codigo tel telefono cel celular whatsapp"
)
# A number before one of these measures something else than pieces.
_MEASURES: Final = wordset(
    "pesos peso mxn ars cop clp usd soles sol dolares dolar euros euro lucas luca mangos varos mil "
    "millones quetzales colones lempiras bolivares reales guaranies bs % cm cms mm mt mts metros "
    "metro kg kgs kilos kilo g gr grs gramos ml l lt lts litros litro gb tb pulgadas dias dia "
    "semanas semana meses mes anos ano horas hora minutos minuto hrs min veces vez estrellas "
    "personas cuotas meses am pm km watts w v mah ° velocidades "
    "puertas niveles bolsillos hojas pagos exhibiciones mensualidades"
)
_MANY: Final = {"docena": 12, "docenas": 12, "decena": 10, "decenas": 10, "centenar": 100}
_MOST = 999
_SIGNS: Final = re.compile(r"[.,;:!?]\s|\n")
_LEAST_SIZE: Final = 14


def parse_quantity(text: str) -> int | None:
    """How many pieces the text names, from 1 to 999, or None.

    Sizes, prices, positions, measures and order numbers are not quantities. "Un par" is two,
    but one of what is sold in pairs ("un par de tenis"), and "dos pares" are two.
    """
    sequence, size = tokens(text), parse_size(text)
    collective = _collective(sequence, sized=size is not None)
    if collective:
        return collective
    begins = _begins(text)
    counts = [
        number
        for number in find_numbers(sequence)
        if _counts(sequence, number) and counts_a_noun(sequence, number, begins, size)
    ]
    plain = [number for number in counts if not number.article]
    chosen = (plain or counts)[:1]
    return int(chosen[0].value) if chosen else None


def _begins(text: str) -> frozenset[int]:
    """The places of the tokens that a sign parts from what stands before them."""
    lengths = accumulate(len(tokens(part)) for part in _SIGNS.split(text))
    return frozenset((0, *lengths))


def _counts(sequence: Sequence[str], number: Number) -> bool:
    before = sequence[number.start - 1] if number.start else ""
    after = sequence[number.end] if number.end < len(sequence) else ""
    if number.value != int(number.value) or not 1 <= number.value <= _MOST:
        return False
    if before in _NAMES_SOMETHING or after in _MEASURES:
        return False
    # "Las 27" of shoes is their size; "los 2" may be a pair of them.
    if before in ("los", "las") and not after and number.value >= _LEAST_SIZE:
        return False
    if before and not after and number.value >= _LEAST_SIZE and parse_colours(before):
        # "Las Brisa grises 27": behind a colour it is the size.
        return False
    if tuple(sequence[max(0, number.start - 2) : number.start]) == ("a", "las"):
        return False
    return not (_bargain(sequence, number) or _joined(before, after))


def _bargain(sequence: Sequence[str], number: Number) -> bool:
    """Whether the number belongs to an offer: "2x1", "dos por uno"."""
    around = sequence[max(0, number.start - 2) : number.end + 2]
    joint = [i for i, token in enumerate(around) if token in ("x", "por")]
    return any(0 < i < len(around) - 1 and _numeric(around[i - 1 : i + 2 : 2]) for i in joint)


def _numeric(pair: Sequence[str]) -> bool:
    return len(pair) == 2 and all(len(find_numbers((token,))) == 1 for token in pair)


def _joined(before: str, after: str) -> bool:
    """Part of a code, a range or a fraction: "A-12", "38-39", "1/2"."""
    return before in ("-", "/") or after in ("-", "/")


def _collective(sequence: Sequence[str], *, sized: bool) -> int | None:
    for position, word in enumerate(sequence):
        if word in _MANY:
            return _dozens(sequence, position)
        if word == "par" and position and sequence[position - 1] in ("un", "1", "el", "otro"):
            # "Un par del 27": what has a size is sold in pairs.
            return 1 if sized or PAIRED & set(sequence[position + 1 : position + 4]) else 2
    return None


def _dozens(sequence: Sequence[str], position: int) -> int:
    size = _MANY[sequence[position]]
    if position and sequence[position - 1] in ("media", "medio"):
        return size // 2
    counts = [n for n in find_numbers(sequence[:position]) if n.end == position]
    count = int(counts[0].value) if counts else 1
    extra = size // 2 if tuple(sequence[position + 1 : position + 3]) == ("y", "media") else 0
    return max(1, min(count, _MOST // size)) * size + extra

"""Whether a number says how many, by what stands around it."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from nlu.text.goods import WORN
from nlu.text.numbers import Number, find_numbers
from nlu.text.wordset import wordset

UNITS: Final = wordset(
    "par pares pieza piezas pza pzas pz pzs unidad unidades ud uds unid x juegos cajas paquetes "
    "pairs pieces units pecas"
)
_PACKS: Final = wordset("set juego kit paquete pack caja bolsa combo estuche blister")
# Words that name no thing: a number behind them begins to count one.
_LEADING: Final = wordset(
    "a y e o u ya si no ok okay va vale dale sale listo bueno pues mejor entonces tambien ademas "
    "aparte solo solamente nomas unicamente mas otros otras otro otra que sean sea son seran eran "
    "era los las esos esas estos estas mis tus sus cada total con para por x + & e mais outro "
    "outros outras only just more and with hola buenas buenos tardes dias noches favor porfa "
    "porfavor gracias amiga amigo joven senorita senora senor oye oiga che vecina veci casera "
    "busco busca buscamos buscando interesan venden vendes manejan tenes pagar pago pagaria "
    "quiero quisiera queria quero want need get necesito ocupo preciso prefiero llevo llevare "
    "llevar compro comprar tomo hay quedan queda tienen tienes tiene me te le nos les igual aqui "
    "to ve ahi eh ah hoy manana primero luego despues nada al menos como tipo es seria serian al "
    "final todo sale salen cuesta cuestan valen serian costarian cobran costaria cobras sino esta "
    "vez van voy puse pedi pusiste falta faltan dos tres cuatro un una uno"
)
_STEMS: Final = (
    "agreg anad sum pon pong met ech anot apart separ reserv quit sac saqu borr elimin retir cambi "
    "mand envi pas dej baj sub llev aument cog reduc pid ped apunt regal encarg cobr tra vend "
    "surt despach facilit coloc adicion add put give make"
)
_ORDERS: Final = re.compile(
    rf"(?:{'|'.join(_STEMS.split())})"
    r"(?:[aeoi]|as|es|an|en|ar|er|ir|ame|eme|ga|gan|go|gas|gue|guen|gues|game|gueme|ue|uen|e)?"
    r"(?:me|te|le|lo|la|los|las|les|nos|melo|mela|melos|melas|selo|sela)?"
    r"|d[aei](?:me|nos|le|n|nme|s|r|rme)?(?:l[oa]s?)?"
)
_FEW: Final = 14


def counts_a_noun(
    sequence: Sequence[str], number: Number, begins: Collection[int], size: str | None
) -> bool:
    """Whether a number counts what follows, or stands where one counts: "dame 2", "tazas 2".

    Behind the noun it belongs to it: "tenis gris 26", "vestido 8 azul", "set 3 piezas".
    begins: places that a sign parts from what is before them. size: the size the text names.
    """
    before = sequence[number.start - 1] if number.start else ""
    after = sequence[number.end] if number.end < len(sequence) else ""
    if after in UNITS:
        return before not in _PACKS
    if number.article:
        return True
    if after == "en" and find_numbers(sequence[number.end + 1 : number.end + 2]):
        # "Shampoo 2 en 1".
        return False
    alone = number.end - number.start == len(sequence)
    if size is not None and not alone and size == f"{number.value.normalize():f}":
        return False
    if number.start in begins or before in _LEADING or _ORDERS.fullmatch(before):
        return True
    return _listed(before, number)


def _listed(before: str, number: Number) -> bool:
    """Whether it counts the plural before it, as in a list: "tazas 2"."""
    return before.endswith("s") and before not in WORN and number.value < _FEW

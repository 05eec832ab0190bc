"""Colours in one canonical form: Spanish, masculine, singular."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from nlu.text.goods import WORN
from nlu.text.tokens import words
from nlu.text.wordset import wordset

_PLAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: colour
        for colour, forms in (
            ("negro", "negro negra negros negras negrito negrita black preto preta"),
            ("blanco", "blanco blanca blancos blancas blanquito blanquita white branco branca"),
            ("rojo", "rojo roja rojos rojas rojito rojita colorado colorada red vermelho"),
            ("azul", "azul azules azulito blue"),
            ("azul marino", "marino navy"),
            ("celeste", "celeste celestes"),
            ("turquesa", "turquesa turquesas aqua"),
            ("verde", "verde verdes verdecito green"),
            ("verde olivo", "olivo oliva"),
            ("amarillo", "amarillo amarilla amarillos amarillas yellow amarelo amarela"),
            ("naranja", "anaranjado anaranjada anaranjados anaranjadas orange laranja"),
            ("rosa", "rosado rosada rosados rosadas rosita pink"),
            ("fucsia", "fucsia fucsias fuchsia magenta"),
            ("morado", "morado morada morados moradas violeta violetas purpura purple roxo"),
            ("lila", "lila lilas lavanda"),
            ("gris", "gris grises grey gray plomo ploma plomos cinza"),
            ("marrón", "marron marrones brown marrom"),
            ("beige", "beige beiges beis hueso"),
            ("camel", "camel"),
            ("vino", "bordo burdeos borgona guinda granate bordeaux"),
            ("dorado", "dorado dorada dorados doradas gold"),
            ("plateado", "plateado plateada plateados plateadas silver"),
            ("multicolor", "multicolor multicolores colorido colorida"),
        )
        for word in forms.split()
    }
)
# Also fruits, flowers, drinks, metals and food: colours only where the text says so.
_DOUBTFUL: Final[Mapping[str, str]] = MappingProxyType(
    {
        word: colour
        for colour, forms in (
            ("naranja", "naranja naranjas"),
            ("rosa", "rosa rosas"),
            ("marrón", "cafe cafes chocolate castano castana canela"),
            ("vino", "vino tinto tinta vinotinto"),
            ("beige", "crema arena"),
            ("verde", "menta pistache"),
            ("mostaza", "mostaza"),
            ("coral", "coral"),
            ("salmón", "salmon"),
            ("dorado", "oro"),
            ("plateado", "plata"),
        )
        for word in forms.split()
    }
)
_COMPOUNDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("azul", "marino"): "azul marino",
        ("azul", "oscuro"): "azul marino",
        ("azul", "cielo"): "celeste",
        ("azul", "claro"): "celeste",
        ("azul", "celeste"): "celeste",
        ("azul", "turquesa"): "turquesa",
        ("verde", "militar"): "verde olivo",
        ("verde", "olivo"): "verde olivo",
        ("verde", "oliva"): "verde olivo",
        ("verde", "agua"): "turquesa",
        ("palo", "rosa"): "rosa",
        ("rosa", "mexicano"): "fucsia",
        ("rojo", "vino"): "vino",
        ("rojo", "quemado"): "vino",
    }
)
_COLOUR_WORDS: Final = wordset("color colores tono tonos colour cor")
_POINTERS: Final = wordset("en el la los las un una lo unos unas o y tipo ese esa")
_REFUSALS: Final = wordset("no ni sin menos excepto nada")
_BETWEEN_REFUSAL: Final = wordset("sea sean quiero la el los las en color de es")


def parse_colours(text: str) -> tuple[str, ...]:
    """The colours that the text wants, canonical ("negro", "azul marino"), each once, in order.

    Colours that are refused ("que no sea negra") are left out; "café", "naranja", "rosa" and
    their like count only where the text speaks of a colour or of something worn.
    """
    sequence = words(text)
    found: dict[str, None] = {}
    position = 0
    while position < len(sequence):
        colour, length = _colour_at(sequence, position)
        if colour and not _refused(sequence, position):
            found[colour] = None
        position += length
    return tuple(found)


def base_colour(colour: str) -> str:
    """The colour that a shade belongs to: "azul marino" -> "azul", "negro" -> "negro"."""
    return {"celeste": "azul", "fucsia": "rosa", "lila": "morado"}.get(
        colour, colour.partition(" ")[0]
    )


def _colour_at(sequence: Sequence[str], position: int) -> tuple[str | None, int]:
    pair = tuple(sequence[position : position + 2])
    if len(pair) == 2 and pair in _COMPOUNDS:
        return _COMPOUNDS[pair], 2
    word = sequence[position]
    if word in _DOUBTFUL and not _meant(sequence, position):
        return None, 1
    return _PLAIN.get(word) or _DOUBTFUL.get(word), 1


def _meant(sequence: Sequence[str], position: int) -> bool:
    """Whether a doubtful word is a colour here: "en café", "tenis rosas", "la naranja"."""
    before = sequence[position - 1] if position else ""
    if before == "de":
        return False
    rest = {*sequence[:position], *sequence[position + 1 :]}
    if before == "en" or rest & _COLOUR_WORDS or rest & WORN:
        return True
    return rest <= _POINTERS or bool(_beside(sequence, position) & _PLAIN.keys())


def _beside(sequence: Sequence[str], position: int) -> set[str]:
    """The words next to it, across "y" and "o"."""
    joined = [word for word in sequence if word not in ("y", "o")]
    place = position - sum(word in ("y", "o") for word in sequence[:position])
    return {*joined[max(0, place - 1) : place], *joined[place + 1 : place + 2]}


def _refused(sequence: Sequence[str], position: int) -> bool:
    for word in reversed(sequence[max(0, position - 4) : position]):
        if word in _REFUSALS:
            return True
        if word not in _BETWEEN_REFUSAL:
            return False
    return False

"""Write out what people shorten in chats."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_WRITTEN_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        short: full
        for full, shorts in (
            ("que", "q qe ke k"),
            ("porque", "xq pq porq xk xke xque pke"),
            ("por", "x"),
            ("para", "pa pra pal"),
            ("de", "d"),
            ("te", "t"),
            ("también", "tb tmb tbn tbm tmbn tambn tmbien"),
            ("por favor", "porfa porfis porfi xfa xfavor xfis pls plis plz pf pfv porfavor"),
            ("gracias", "grax grcs gcs grac grasias grx thx"),
            ("mensaje", "msj msg mjs mnsj"),
            ("cuando", "cdo cnd cuand"),
            ("cuanto", "cto cnto qnto qanto kuanto"),
            ("donde", "dnd dde dond"),
            ("quiero", "qiero kiero kero qro kro quero"),
            ("quieres", "qieres kieres"),
            ("tienen", "tnen tienn"),
            ("tienes", "tnes tiens"),
            ("tengo", "tngo"),
            ("bien", "bn"),
            ("buenos", "bns"),
            ("nada", "nd"),
            ("estoy", "toy stoy"),
            ("aquí", "aki aka"),
            ("cada uno", "c/u"),
            ("teléfono", "tel telef tlf tfno"),
            ("número", "num nro nmro"),
            ("dirección", "dir direc"),
            ("tarjeta", "tarj"),
            ("cantidad", "cant"),
            ("descuento", "desc dcto dto"),
            ("disponible", "disp dispo"),
            ("efectivo", "efvo"),
            ("pedido", "pdo"),
            ("precio", "prec pcio"),
            ("talla", "tll"),
            ("WhatsApp", "wsp wpp whats wasap wasa guasap"),
            ("fin de semana", "finde"),
            ("domicilio", "domi dom"),
        )
        for short in shorts.split()
    }
)
_WORD = re.compile(r"(?<![\w$.,'-])(?:c/u|[^\W\d_]+)(?![\w'-])")
# "2 x 500", "x 3" and "20 k" are arithmetic, not chat spelling.
_ARITHMETIC = frozenset("xk")


def expand_abbreviations(text: str) -> str:
    """Return the text with chat abbreviations written out ("xq no hay d la M" keeps its M)."""
    return _WORD.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    short = found.group().lower()
    if short in _ARITHMETIC and _beside_digit(found):
        return found.group()
    return _WRITTEN_OUT.get(short, found.group())


def _beside_digit(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip()[-1:]
    after = found.string[found.end() :].lstrip(" $")[:1]
    return before.isdigit() or after.isdigit()

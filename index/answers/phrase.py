"""Facts as short Spanish sentences: "Impermeable: no" -> "No es impermeable."."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import fold

_YES: Final = frozenset(["si", "yes", "true", "incluido", "incluida"])
_NO: Final = frozenset(["no", "false", "ninguno", "ninguna"])
_QUALITY: Final = re.compile(
    r"(?:\w+(?:able|ible|ables|ibles|ico|ica|icos|icas|oso|osa|ente)|hech[oa] .*|libre de .*|"
    r"apt[oa] .*|antiderrapante|antideslizante|unisex)\Z"
)
_VERB: Final = re.compile(
    r"(?:incluye|tritura|brilla|conserva|trae|viene|resiste|protege|sirve|flota|gira|contiene|"
    r"necesita|requiere|lleva|tiene|permite|soporta|funciona|acepta)\b"
)
# Names of places and ways: what can or cannot be done there.
_WAYS: Final = {
    "lavavajillas": "{} al lavavajillas",
    "microondas": "{} al microondas",
    "secadora": "{} a la secadora",
    "horno": "{} al horno",
    "lavadora": "{} a la lavadora",
}
_NAMED: Final = {
    "peso": "Pesa {}.",
    "garantia": "Tiene garantía de {}.",
    "material": "Es de {}.",
    "capacidad": "Tiene capacidad de {}.",
    "marca": "Es de la marca {}.",
    "para": "Es para {}.",
    "color": "Es de color {}.",
    "talla": "Es talla {}.",
    "origen": "Es de {}.",
}


def phrased(name: str, value: str) -> str:
    """Tell a fact as one short sentence; what fits no pattern as "Nombre: valor."."""
    key, said = fold(name), fold(value).strip(". ")
    if said in _YES | _NO:
        return _yes_or_no(name.strip(), key, yes=said in _YES)
    if said in ("no contiene", "no incluye", "no tiene", "no necesita"):
        return f"{value.strip().capitalize()} {_lowered(name)}."
    pattern = _NAMED.get(key)
    told = value.strip().rstrip(".")
    return pattern.format(told) if pattern else f"{_raised(name)}: {told}."


def _yes_or_no(name: str, key: str, *, yes: bool) -> str:
    if key in _WAYS:
        return _WAYS[key].format("Sí, puede ir" if yes else "No puede ir") + "."
    if key == "induccion":
        return "Sí, sirve en inducción." if yes else "No sirve en inducción."
    if key == "resistencia al agua":
        return "Sí, resiste el agua." if yes else "No resiste el agua."
    verb = "" if _VERB.match(key) else "es " if _QUALITY.match(key) else "tiene "
    return f"{'Sí, ' if yes else 'No '}{verb}{_lowered(name)}."


def _lowered(name: str) -> str:
    """Lower the first letter, but leave GPS and USB as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _raised(name: str) -> str:
    return name[:1].upper() + name[1:]

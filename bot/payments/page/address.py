"""How an address is written in a country. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Field:
    """One box of the address form. half: two stand in one row. wrong: what to say then."""

    name: str
    label: str
    required: bool = True
    half: bool = False
    pattern: str = ""
    numeric: bool = False
    autocomplete: str = "off"
    wrong: str = ""


_MX: Final = (
    Field("street", "Calle", autocomplete="address-line1"),
    Field("number", "Número", half=True),
    Field("inside", "Interior (opcional)", required=False, half=True),
    Field("area", "Colonia", autocomplete="address-line2"),
    Field("zip", "Código postal", half=True, pattern=r"\d{5}", numeric=True,
          autocomplete="postal-code", wrong="El código postal tiene 5 números."),
    Field("city", "Ciudad o municipio", half=True, autocomplete="address-level2"),
    Field("state", "Estado", autocomplete="address-level1"),
    Field("hints", "Referencias para llegar (opcional)", required=False),
)  # fmt: skip
_AR: Final = (
    Field("street", "Calle", autocomplete="address-line1"),
    Field("number", "Altura", half=True),
    Field("inside", "Piso / depto. (opcional)", required=False, half=True),
    Field("city", "Localidad", half=True, autocomplete="address-level2"),
    Field("zip", "Código postal", half=True, pattern=r"[A-Za-z]?\d{4}[A-Za-z]{0,3}",
          autocomplete="postal-code", wrong="El código postal es como 1425 o C1425ABC."),
    Field("state", "Provincia", autocomplete="address-level1"),
    Field("hints", "Indicaciones para llegar (opcional)", required=False),
)  # fmt: skip
_FREE: Final = (
    Field("street", "Dirección completa", autocomplete="street-address"),
    Field("city", "Ciudad", half=True, autocomplete="address-level2"),
    Field("state", "Departamento, provincia o región", half=True, autocomplete="address-level1"),
    Field("zip", "Código postal (opcional)", required=False, autocomplete="postal-code"),
    Field("hints", "Indicaciones para llegar (opcional)", required=False),
)

_LONGEST: Final = 200


def fields_of(country: str) -> tuple[Field, ...]:
    """Return the address form of a country ("mx")."""
    return {"mx": _MX, "ar": _AR}.get(country, _FREE)


def read_address(
    country: str, written: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Return (label, text) pairs and what is wrong by field name."""
    parts: list[tuple[str, str]] = []
    wrong: dict[str, str] = {}
    for field in fields_of(country):
        words = " ".join(written.get(field.name, "").split())
        complaint = _complaint(field, words)
        if complaint:
            wrong[field.name] = complaint
        elif words:
            parts.append((field.label.removesuffix(" (opcional)"), words))
    return tuple(parts), wrong


def _complaint(field: Field, words: str) -> str:
    if not words:
        return "Falta este dato." if field.required else ""
    if len(words) > _LONGEST:
        return f"Caben {_LONGEST} letras como máximo."
    if field.pattern and not re.fullmatch(field.pattern, words):
        return field.wrong
    return ""

"""What the page says where there is nothing to fill in, and above the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.payments.page.stage import Stage


@dataclass(frozen=True, slots=True)
class Saying:
    """A page that only says something. status: HTTP's."""

    status: int
    title: str
    words: str


_NEW_LINK: Final = "En el chat de WhatsApp, con la palabra «pagar», llega uno nuevo."

MISSING: Final = Saying(404, "Este enlace no existe", f"Puede que esté incompleto. {_NEW_LINK}")
TOO_OFTEN: Final = Saying(429, "Un momento", "Demasiadas visitas seguidas: vuelve en un minuto.")
FOREIGN: Final = Saying(403, "No se pudo continuar", "El formulario no salió de esta página.")
SOLD_OUT: Final = Saying(
    410,
    "Ya no hay existencias",
    "Lo que había en el carrito se agotó. En el chat te mostramos alternativas.",
)
STAGES: Final[Mapping[Stage, Saying]] = {
    "review": Saying(
        200,
        "Recibimos tu pago",
        "Una persona está revisando el pedido y te escribirá por WhatsApp muy pronto. "
        "No hace falta pagar otra vez.",
    ),
    "empty": Saying(
        410,
        "El carrito está vacío",
        "Ya no hay productos en este carrito. En el chat puedes volver a elegir.",
    ),
    "expired": Saying(
        410,
        "El enlace venció",
        f"Por seguridad los enlaces de pago duran un tiempo limitado. {_NEW_LINK}",
    ),
}

# What is said above the form, by the word in the address (?pago=...).
BANNERS: Final[Mapping[str, str]] = {
    "cancelado": "El pago no se hizo. El carrito sigue aquí, sin cambios.",
    "no": "El pago no se completó. Se puede intentar de nuevo o elegir otra forma de pago.",
    "revisando": "Estamos confirmando el pago. Esta página lo mostrará en unos minutos.",
    "error": "El pago en línea no está disponible en este momento. No se hizo ningún cargo.",
}

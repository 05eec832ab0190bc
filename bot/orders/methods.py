"""How orders are paid, in words that customers read. Pure."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "delivery": "pago contra entrega",
    "transfer": "transferencia bancaria",
    "card": "tarjeta",
    "oxxo": "OXXO",
    "customer_balance": "transferencia bancaria",
    "link": "tarjeta",
}


def say_method(method: str, delivery: str = "ship") -> str:
    """Return how an order is paid; an unknown online method is "pago en línea"."""
    if method == "delivery" and delivery == "pickup":
        return "pago al recoger"
    return _WORDS.get(method, "pago en línea")

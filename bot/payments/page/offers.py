"""What a shop offers at the checkout: ways to pay, ways to hand over. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from actions.shop.money import Money
from bot.accounts.preferences import Preferences
from bot.orders.zones import Zone, readable_zones
from bot.payments.protocol import Provider


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to pay. id: "delivery", "transfer" or the provider's name."""

    id: str
    title: str
    note: str
    online: bool = False


_ONLINE: Final = {
    "stripe": Offer(
        "stripe", "Tarjeta o pago en línea", "En la página segura de Stripe.", online=True
    ),
}


def offers_of(
    preferences: Preferences, providers: Mapping[str, Provider], amount: Money
) -> tuple[Offer, ...]:
    """Return the ways to pay this amount, online first."""
    online = [
        _ONLINE.get(name, Offer(name, "Pago en línea", "", online=True))
        for name, provider in providers.items()
        if provider.supports(amount)
    ]
    return (*online, *_offline(preferences))


def _offline(preferences: Preferences) -> list[Offer]:
    found: list[Offer] = []
    if preferences.delivery:
        found.append(Offer("delivery", "Pago al recibir", "Cuando el pedido esté en tus manos."))
    if preferences.transfer:
        found.append(Offer("transfer", "Transferencia bancaria", "Los datos salen al confirmar."))
    return found


def zones_of(preferences: Preferences, currency: str) -> tuple[Zone, ...]:
    """Return where the shop delivers; a shop that says nothing agrees on it with the customer."""
    zones = readable_zones(preferences.zones, currency)
    if zones or preferences.pickup:
        return zones
    return (Zone("Entrega por acordar", Money(0, currency)),)

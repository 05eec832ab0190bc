"""Reads what a customer sends from the checkout page. Pure; trusts nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from actions.shop.money import Money
from actions.shop.place import Place
from bot.orders.values import Delivery, Details
from bot.orders.zones import Zone
from bot.payments.checkout import View
from bot.payments.page.address import fields_of, read_address
from bot.payments.page.offers import Offer
from bot.payments.page.phone import read_phone

_LONGEST_NAME: Final = 100
_LONGEST_NOTES: Final = 500
ADDRESS: Final = "address_"


@dataclass(frozen=True, slots=True)
class Written:
    """The boxes as they were filled in; texts as typed, to show them again."""

    name: str = ""
    phone: str = ""
    delivery: str = "ship"
    zone: str = "0"
    address: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: str = ""
    method: str = ""
    opt_in: bool = False
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A form that was understood: what it says, or what is wrong with it by box."""

    details: Details
    shipping: Money
    method: str
    wrong: Mapping[str, str]


def first_written(view: View, offers: Sequence[Offer], zones: Sequence[Zone]) -> Written:
    """Return the boxes as a customer finds them: what we know already is filled in."""
    known = view.details
    return Written(
        name=known.name if known else view.customer_name,
        phone=known.phone if known else _with_plus(view.customer_phone),
        delivery=known.delivery if known else ("ship" if zones else "pickup"),
        zone=str(_zone_index(known.zone if known else "", zones)),
        address=_address_again(view),
        notes=known.notes if known else "",
        method=offers[0].id if offers else "",
    )


def _with_plus(digits: str) -> str:
    return f"+{digits}" if digits else ""


def _zone_index(name: str, zones: Sequence[Zone]) -> int:
    return next((place for place, zone in enumerate(zones) if zone.name == name), 0)


def _address_again(view: View) -> dict[str, str]:
    """What was written before; on a first visit the place that was sent in the chat."""
    if view.details is None and view.place is not None:
        return _address_at(view.place, view.preferences.country)
    by_label = dict(view.details.address) if view.details else {}
    return {
        one.name: by_label.get(one.label.removesuffix(" (opcional)"), "")
        for one in fields_of(view.preferences.country)
    }


def _address_at(place: Place, country: str) -> dict[str, str]:
    """Fill in what a spot on the map tells: how to get there, and a whole address in one box."""
    whole = fields_of(country)[0].autocomplete == "street-address"
    hints = " · ".join(part for part in ("" if whole else place.words, place.link) if part)
    return {"hints": hints} | ({"street": place.words} if whole else {})


def written_in(form: Mapping[str, object], country: str) -> Written:
    """Take the boxes out of a form as it was sent; files and unknown boxes are left aside."""

    def words(name: str, longest: int = 200) -> str:
        value = form.get(name, "")
        return value.strip()[:longest].replace("\x00", "") if isinstance(value, str) else ""

    return Written(
        name=words("name", _LONGEST_NAME),
        phone=words("phone", 40),
        delivery=words("delivery", 10),
        zone=words("zone", 4),
        address={one.name: words(ADDRESS + one.name, 201) for one in fields_of(country)},
        notes=words("notes", _LONGEST_NOTES),
        method=words("method", 20),
        opt_in=words("opt_in", 3) == "yes",
        seal=words("seal", 64),
    )


def read(written: Written, view: View, offers: Sequence[Offer], zones: Sequence[Zone]) -> Read:
    """Check the boxes and make sense of them."""
    wrong: dict[str, str] = {}
    if not written.name:
        wrong["name"] = "Falta el nombre."
    phone = read_phone(written.phone, view.preferences.country)
    if phone is None:
        wrong["phone"] = "Ese teléfono no parece completo: va con lada o código de área."
    if written.method not in {offer.id for offer in offers}:
        wrong["method"] = "Falta elegir la forma de pago."
    delivery = _delivery(written, view, zones)
    if delivery is None:
        wrong["delivery"] = "Falta elegir cómo se entrega el pedido."
    address, zone, shipping = _where(written, view, zones, delivery, wrong)
    details = Details(written.name, phone or "", delivery or "ship", address, zone, written.notes)
    return Read(details, shipping, written.method, wrong)


def _delivery(written: Written, view: View, zones: Sequence[Zone]) -> Delivery | None:
    if written.delivery == "pickup" and view.preferences.pickup:
        return "pickup"
    return "ship" if written.delivery == "ship" and zones else None


def _where(
    written: Written,
    view: View,
    zones: Sequence[Zone],
    delivery: Delivery | None,
    wrong: dict[str, str],
) -> tuple[tuple[tuple[str, str], ...], str, Money]:
    free = Money(0, view.currency)
    if delivery != "ship":
        return (), "", free
    address, complaints = read_address(view.preferences.country, written.address)
    wrong.update({ADDRESS + name: words for name, words in complaints.items()})
    if not written.zone.isdecimal() or int(written.zone) >= len(zones):
        wrong["zone"] = "Falta elegir la zona de entrega."
        return address, "", free
    zone = zones[int(written.zone)]
    return address, zone.name, zone.price

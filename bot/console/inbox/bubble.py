"""One message of the log as people see it, whatever Meta's JSON of it looks like. Pure.

Reading never fails: what is not understood is shown as such, with its JSON on demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from actions.shop.money import Money, display, from_major
from actions.shop.product import Product
from bot.console.inbox.values import Logged, LoggedFile
from bot.media.inline import Shown, shown_as
from bot.whatsapp.incoming import Incoming, SentCart
from bot.whatsapp.read_message import MEDIA, read

Json = Mapping[str, Any]
# What opens a checkout page is nobody's business but the customer's.
_OPENS: Final = re.compile(r"(/pay/)[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A product as a line: price is empty where the catalog does not know it."""

    sku: str
    name: str = ""
    price: str = ""
    old_price: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """A titled list of products."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a cart."""

    name: str
    sku: str
    quantity: int
    unit: str
    amount: str


@dataclass(frozen=True, slots=True)
class Table:
    """A cart that the customer sent."""

    lines: tuple[TableLine, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file that stands for itself: kind is Meta's word, "voice" for a voice note.

    file: what became of it, None where nothing is known. shown: how a page shows it.
    """

    kind: str
    name: str = ""
    mime: str = ""
    file: LoggedFile | None = None
    shown: Shown = "link"


@dataclass(frozen=True, slots=True)
class Bubble:
    """What is shown of a message. notes: keys of words with what they name."""

    text: str = ""
    header: str = ""
    footer: str = ""
    media: Media | None = None
    shows_payment_of: int | None = None
    shelves: tuple[Shelf, ...] = ()
    asked: Item | None = None
    table: Table | None = None
    choices: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    template: str = ""
    place: tuple[str, str] | None = None
    contacts: tuple[tuple[str, str], ...] = ()
    reaction: str | None = None
    referral: str = ""
    tapped: bool = False
    edited: bool = False
    revoked: bool = False
    readable: bool = True


def bubble_of(logged: Logged, products: Mapping[str, Product]) -> Bubble:
    """Return what to show of a message. products: by SKU, those that the catalog knows."""
    if _is_meta(logged.payload):
        told = read(logged.payload)
        media = _media(told, logged.file)
        paid = logged.shows_payment_of
        shown = replace(_incoming(told, products), media=media, shows_payment_of=paid)
        return shown if shown.text or not logged.body else replace(shown, text=logged.body)
    return _wire(logged, products)


def skus_named(logged: Logged) -> Iterator[str]:
    """Yield every SKU that a message names, so that the catalog is asked once."""
    if _is_meta(logged.payload):
        told = read(logged.payload)
        yield from (line.sku for line in told.cart.lines) if told.cart else ()
        yield from [told.referred.sku] if told.referred else []
    else:
        for _, skus in _sections(_action(logged.payload)):
            yield from skus


def _is_meta(payload: Json) -> bool:
    return "message" in payload or "echo" in payload


def _incoming(told: Incoming, products: Mapping[str, Product]) -> Bubble:
    return Bubble(
        text=told.text,
        asked=_item(told.referred.sku, products) if told.referred else None,
        table=_table(told.cart, products) if told.cart else None,
        place=_place(told),
        contacts=tuple((card.name, ", ".join(card.phones)) for card in told.contacts),
        reaction=told.reaction.emoji if told.reaction else None,
        referral=(told.referral.headline or told.referral.url) if told.referral else "",
        tapped=told.tapped is not None,
        edited=told.type == "edit",
        revoked=told.type == "revoke",
        readable=told.readable and not told.errors,
    )


def _media(told: Incoming, file: LoggedFile | None) -> Media | None:
    if told.media is None:
        return None
    kind = "voice" if told.media.voice else told.type
    mime = (file.mime if file else "") or told.media.mime
    shown = "link" if kind == "document" else shown_as(mime)
    return Media(kind, told.media.filename, mime, file, shown)


def _place(told: Incoming) -> tuple[str, str] | None:
    if told.location is None:
        return None
    spot = told.location
    words = ", ".join(part for part in (spot.name, spot.address) if part)
    return words, f"{spot.latitude:.5f}, {spot.longitude:.5f}"


def _table(cart: SentCart, products: Mapping[str, Product]) -> Table:
    units = [_unit(line.price, line.currency) for line in cart.lines]
    lines = tuple(
        TableLine(
            name=products[line.sku].label if line.sku in products else line.sku,
            sku=line.sku,
            quantity=line.quantity,
            unit="" if unit is None else display(unit),
            amount="" if unit is None else display(unit * line.quantity),
        )
        for line, unit in zip(cart.lines, units, strict=True)
    )
    return Table(lines, _sum(cart, units))


def _unit(price: Any, currency: str) -> Money | None:
    try:
        return None if price is None else from_major(price, currency)
    except (ValueError, ArithmeticError):
        return None


def _sum(cart: SentCart, units: Sequence[Money | None]) -> str:
    """Return the total, empty when a price is missing or currencies differ."""
    known = [unit for unit in units if unit is not None]
    if len(known) != len(units) or len({unit.currency for unit in known}) != 1:
        return ""
    pairs = zip(known, cart.lines, strict=True)
    amount = sum(unit.amount * line.quantity for unit, line in pairs)
    return display(Money(amount, known[0].currency))


def _wire(logged: Logged, products: Mapping[str, Product]) -> Bubble:
    payload = logged.payload
    kind = str(payload.get("type") or "")
    match kind:
        case "text":
            return Bubble(text=logged.body or _text(_dict(payload, "text"), "body"))
        case "interactive":
            return _interactive(logged, products)
        case "template":
            return Bubble(text=logged.body, template=_text(_dict(payload, "template"), "name"))
        case "reaction":
            return Bubble(reaction=_text(_dict(payload, "reaction"), "emoji"))
        case _ if kind in MEDIA:
            part = _dict(payload, kind)
            words = logged.body or _text(part, "caption")
            return Bubble(text=words, media=Media(kind, _text(part, "filename")))
        case _:
            return Bubble(text=logged.body, readable=bool(logged.body))


def _interactive(logged: Logged, products: Mapping[str, Product]) -> Bubble:
    part = _dict(logged.payload, "interactive")
    action = _dict(part, "action")
    shelves = tuple(
        Shelf(title, tuple(_item(sku, products) for sku in skus))
        for title, skus in _sections(action)
    )
    return Bubble(
        text=logged.body or _text(_dict(part, "body"), "text"),
        header=_text(_dict(part, "header"), "text"),
        footer=_text(_dict(part, "footer"), "text"),
        shelves=shelves,
        choices=tuple(_choices(action)),
        link=_link(action),
    )


def _action(payload: Json) -> Json:
    return _dict(_dict(payload, "interactive"), "action")


def _sections(action: Json) -> Iterator[tuple[str, list[str]]]:
    """Yield the products of a wire by their section: one product, a list or a carousel."""
    single = action.get("product_retailer_id")
    if isinstance(single, str):
        yield "", [single]
    for section in _list(action, "sections"):
        skus = [_sku(item) for item in _list(section, "product_items")]
        if skus:
            yield str(section.get("title") or ""), skus
    cards = [_sku(_dict(card, "action")) for card in _list(action, "cards")]
    if any(cards):
        yield "", [sku for sku in cards if sku]


def _sku(value: Json) -> str:
    return str(value.get("product_retailer_id") or "")


def _choices(action: Json) -> Iterator[str]:
    for button in _list(action, "buttons"):
        yield _text(_dict(button, "reply"), "title")
    for section in _list(action, "sections"):
        for row in _list(section, "rows"):
            yield _text(row, "title")


def _link(action: Json) -> tuple[str, str] | None:
    parameters = _dict(action, "parameters")
    url = parameters.get("url")
    if not isinstance(url, str):
        return None
    return _text(parameters, "display_text"), _OPENS.sub(r"\1…", url)


def _item(sku: str, products: Mapping[str, Product]) -> Item:
    product = products.get(sku)
    if product is None:
        return Item(sku, missing=True)
    old = display(product.price) if product.sale_price else ""
    return Item(sku, product.label, display(product.pays), old)


def _text(value: Json, name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _dict(value: Json, name: str) -> Json:
    found = value.get(name)
    return cast("Json", found) if isinstance(found, Mapping) else {}


def _list(value: Json, name: str) -> Sequence[Json]:
    found = value.get(name)
    if not isinstance(found, list):
        return ()
    return [cast("Json", one) for one in cast("list[Any]", found) if isinstance(one, Mapping)]

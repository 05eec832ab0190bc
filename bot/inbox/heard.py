"""What a burst of stored updates says, as the acts that the shop can answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

from actions.ports import Ad, Said
from actions.shop.money import from_major
from actions.shop.trouble import tells_paid
from bot.inbox.closing import Arrived
from bot.inbox.settle import Piece
from bot.whatsapp.incoming import Incoming, OrderLine
from bot.whatsapp.media import plain_mime
from bot.whatsapp.read_message import read
from nlu.text import clean

# Nothing to say to these: a sticker, a changed number, what we cannot read; a thumb only
# answers a question (bot.journey).
SILENT: Final = frozenset(["reaction", "sticker", "system", "unknown", "unsupported", "revoke"])


class OpenRow(Protocol):
    """A stored update that waits for its turn."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...
    @property
    def received_at(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """One update of the burst. words: what can be understood as free text, cleaned."""

    row: OpenRow
    incoming: Incoming
    words: str

    @property
    def is_echo(self) -> bool:
        """Whether the business answered from its phone."""
        return self.row.kind == "echo"

    @property
    def is_event(self) -> bool:
        """Whether it is a tap, a cart or a product question rather than free text."""
        told = self.incoming
        event = told.tapped or told.cart or told.referred or self.shows_payment
        return bool(event) or self.is_echo or not self.words

    @property
    def shows_payment(self) -> bool:
        """Whether it is a file whose caption says that it is the proof of a payment."""
        return self.incoming.media is not None and tells_paid(self.words)

    @property
    def may_show_payment(self) -> bool:
        """Whether a customer sent a picture or PDF, which receipts are."""
        media = None if self.is_echo or self.incoming.type == "sticker" else self.incoming.media
        mime = plain_mime(media.mime) if media else ""
        return mime.startswith("image/") or mime == "application/pdf"

    @property
    def ad(self) -> Ad | None:
        """The ad or post that brought the customer with this message."""
        told = self.incoming.referral
        return Ad(told.url, told.source_id, told.headline, told.body) if told else None

    @property
    def piece(self) -> Piece:
        """The update as the rules of bursts see it."""
        return Piece(self.words, self.row.received_at, self.is_event)

    @property
    def arrived(self) -> Arrived:
        """The update as the message log keeps it."""
        told = self.incoming
        return Arrived(
            inbox_id=self.row.id,
            wamid=told.wamid,
            type=told.type,
            body=told.text,
            payload=self.row.payload,
            at=told.at or self.row.received_at,
            author="phone" if self.is_echo else "customer",
            quoted_wamid=told.quoted,
            media=_media(told),
            opened=opened_by(told, self.row.received_at) if self.row.kind == "message" else None,
        )


def hear(rows: Sequence[OpenRow]) -> list[Heard]:
    """Read stored updates, in order. Reading never fails."""
    told = [(row, read(row.payload)) for row in rows]
    return [Heard(row, incoming, _words(incoming)) for row, incoming in told]


def opened_by(told: Incoming, received_at: int) -> int:
    """Return when a customer's message opened the 24-hour window.

    A moment that lies ahead would keep it open for too long.
    """
    return min(told.at or received_at, received_at)


def event_of(heard: Heard, quoted: Sequence[str]) -> Said | None:
    """Return what an event says; None for an update that is no event of the shop's."""
    told = heard.incoming
    if told.cart is not None:
        lines = [_line(line) for line in told.cart.lines]
        note = clean(told.cart.note)
        payload = {"catalog_id": told.cart.catalog_id, "items": lines, "note": note}
        return Said(note, "cart_sent", payload)
    if told.tapped is not None:
        payload = {"id": told.tapped.id, "title": told.tapped.title}
        return Said(clean(told.tapped.title), "button", payload, tuple(quoted))
    if told.referred is not None:
        payload = {"sku": told.referred.sku, "text": heard.words}
        return Said(heard.words, "product_asked", payload, asked_sku=told.referred.sku)
    if told.location is not None:
        return Said("", "place_sent", asdict(told.location))
    return None if told.type in {*SILENT, "text"} or heard.is_echo else _file(heard)


def _file(heard: Heard) -> Said:
    """A file, or anything else that nobody here can read."""
    told, media = heard.incoming, heard.incoming.media
    kind = told.type if media is not None else ""
    mime = plain_mime(media.mime) if media else ""
    return Said(heard.words, "file_sent", {"kind": kind, "mime": mime, "wamid": told.wamid})


def _words(incoming: Incoming) -> str:
    """Text and captions are words; a title that was tapped or a cart's note is not."""
    if incoming.tapped or incoming.cart or incoming.type in SILENT or incoming.type == "contacts":
        return ""
    return clean(incoming.text)


def _line(line: OrderLine) -> dict[str, object]:
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "price_minor": _minor(line),
        "currency": line.currency,
    }


def _minor(line: OrderLine) -> int | None:
    try:
        return None if line.price is None else from_major(line.price, line.currency).amount
    except (ValueError, ArithmeticError):
        return None


def _media(incoming: Incoming) -> Mapping[str, Any] | None:
    if incoming.media is None:
        return None
    kept = incoming.media
    return {"meta_id": kept.id, "mime": kept.mime, "sha256": kept.sha256, "name": kept.filename}

"""What a customer's message says, read out of Meta's JSON into values.

Reading never fails: a part that cannot be read is left out, its message keeps its raw JSON and
is shown as it came. An order line that cannot be read stays in with quantity 0 or no price, so
that the cart's check names it instead of losing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

TapKind = Literal["button", "list", "template"]


@dataclass(frozen=True, slots=True)
class Tapped:
    """What was tapped. id is ours (a template's payload); title is what the person read."""

    kind: TapKind
    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a sent cart. price: major units as Meta wrote them, None when unreadable."""

    sku: str
    quantity: int
    price: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class SentCart:
    """A cart as the customer sent it. note: the words typed with it."""

    catalog_id: str
    lines: tuple[OrderLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReferredProduct:
    """The product a question is about ("Message business" on its page)."""

    catalog_id: str
    sku: str


@dataclass(frozen=True, slots=True)
class Referral:
    """The ad or post that brought the customer here."""

    url: str = ""
    source_id: str = ""
    source_type: str = ""
    headline: str = ""
    body: str = ""
    click_id: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file. id lives 7 days at Meta; voice: recorded in the chat, not a music file."""

    id: str
    mime: str = ""
    sha256: str = ""
    filename: str = ""
    voice: bool = False
    animated: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place: degrees, and its name and address where the person picked one."""

    latitude: float
    longitude: float
    name: str = ""
    address: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact card: its name and phone numbers as they are written there."""

    name: str
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji on a message; an empty one takes it back."""

    wamid: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error that Meta reports beside a message or status."""

    code: int
    title: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class SystemChange:
    """A person's number or BSUID changed. phone is canonical, wire_phone as Meta wrote it."""

    type: str
    body: str = ""
    phone: str | None = None
    wire_phone: str | None = None
    bsuid: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a customer (or an echo of the business phone).

    type: Meta's word (text, image, interactive, order, ...), "unknown" where there is none.
    text: what was written: a body, a caption, the title tapped, the note of a cart.
    readable: False when it is a type or a shape that we do not know: people see the raw.
    original: the message that an edit or a revoke is about. flow: the answers of a form.
    """

    wamid: str
    type: str
    at: int
    raw: Mapping[str, Any]
    text: str = ""
    tapped: Tapped | None = None
    cart: SentCart | None = None
    referred: ReferredProduct | None = None
    referral: Referral | None = None
    quoted: str | None = None
    media: Media | None = None
    location: Location | None = None
    contacts: tuple[SharedContact, ...] = ()
    reaction: Reaction | None = None
    flow: Mapping[str, Any] = field(default_factory=dict[str, Any])
    errors: tuple[Problem, ...] = ()
    forwarded: bool = False
    system: SystemChange | None = None
    original: str | None = None
    readable: bool = True

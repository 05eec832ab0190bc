"""What the shopper's REST takes. Unknown keys are refused: a test that misspells must fail."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Act(BaseModel):
    """Something a person does. group_id: in a group; forwarded: passed on from elsewhere."""

    model_config = ConfigDict(extra="forbid")

    group_id: str | None = None
    forwarded: bool = False


class NewPerson(BaseModel):
    """A person. hidden: no phone number, only a username and a BSUID."""

    model_config = ConfigDict(extra="forbid")

    name: str = "Clienta de prueba"
    wa_id: str | None = Field(None, pattern=r"^\d{7,15}$")
    country: str = Field("MX", pattern=r"^[A-Z]{2}$")
    hidden: bool = False
    username: str | None = None
    on_whatsapp: bool = True
    reads: bool = True


class Say(Act):
    """Words. quote: the message answered; sku: asks about this product; referral: came by ad."""

    text: str = Field(max_length=65536)
    quote: str | None = None
    sku: str | None = None
    catalog_id: str | None = None
    referral: dict[str, Any] | None = None


class Tap(Act):
    """A tap on a button or row, by its id, of a message."""

    wamid: str
    id: str


class CartLine(BaseModel):
    """One line. price in major units and currency: the catalog's where not given."""

    model_config = ConfigDict(extra="forbid")

    sku: str
    quantity: int = 1
    price: float | int | None = None
    currency: str | None = None


class SendCart(Act):
    """A cart filled in the catalog and sent. text: the note typed with it."""

    items: list[CartLine] = Field(min_length=1)
    text: str = ""
    catalog_id: str | None = None


class React(Act):
    """An emoji on a message; empty takes it back."""

    wamid: str
    emoji: str = ""


class SendFile(Act):
    """A stand-in for a file."""

    type: Literal["image", "video", "audio", "document", "sticker"]
    caption: str | None = None
    filename: str | None = None
    voice: bool = False


class SendLocation(Act):
    """A place."""

    latitude: float
    longitude: float
    name: str | None = None
    address: str | None = None


class SendRaw(Act):
    """Any content at all: types that nobody knows yet."""

    content: dict[str, Any]


class Marketing(BaseModel):
    """The person's word on marketing messages."""

    model_config = ConfigDict(extra="forbid")

    value: Literal["stop", "resume"]


class NewNumber(BaseModel):
    """The person changes the phone number."""

    model_config = ConfigDict(extra="forbid")

    wa_id: str = Field(pattern=r"^\d{7,15}$")

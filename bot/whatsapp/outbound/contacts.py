"""Contact cards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, Url, at_most

Word = Annotated[str, at_most(1000)]


class Name(Out):
    """formatted_name and at least one of the others."""

    formatted_name: Word
    first_name: Word | None = None
    last_name: Word | None = None
    middle_name: Word | None = None
    prefix: Word | None = None
    suffix: Word | None = None

    @model_validator(mode="after")
    def _another(self) -> Name:
        if not any([self.first_name, self.last_name, self.middle_name, self.prefix, self.suffix]):
            raise ValueError("needs first_name or another part beside formatted_name")
        return self


class Phone(Out):
    """A number as people read it; wa_id makes it a button to write to."""

    phone: Word | None = None
    type: Word | None = None
    wa_id: Word | None = None


class Email(Out):
    """An e-mail address."""

    email: Word
    type: Word | None = None


class WebPage(Out):
    """A web page."""

    url: Url
    type: Word | None = None


class Address(Out):
    """A postal address."""

    street: Word | None = None
    city: Word | None = None
    state: Word | None = None
    zip: Word | None = None
    country: Word | None = None
    country_code: Word | None = None
    type: Word | None = None


class Organisation(Out):
    """Where the person works."""

    company: Word | None = None
    department: Word | None = None
    title: Word | None = None


class Card(Out):
    """One contact card. birthday: YYYY-MM-DD."""

    name: Name
    phones: list[Phone] | None = None
    emails: list[Email] | None = None
    addresses: list[Address] | None = None
    urls: list[WebPage] | None = None
    org: Organisation | None = None
    birthday: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class ContactsMessage(Message):
    """Up to 257 contact cards."""

    type: Literal["contacts"] = "contacts"
    contacts: Annotated[list[Card], Field(min_length=1, max_length=257)]

"""Messages with something to tap: buttons, lists, links, forms, the request for a number."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, Url, at_most
from bot.whatsapp.outbound.plain import Captioned, Document

BODY: int = 1024
LIST_BODY: int = 4096
HEADER: int = 60
FOOTER: int = 60
BUTTONS: int = 3
BUTTON_TITLE: int = 20
BUTTON_ID: int = 256
ROWS: int = 10
SECTIONS: int = 10
ROW_TITLE: int = 24
ROW_ID: int = 200
ROW_DESCRIPTION: int = 72
SECTION_TITLE: int = 24
LABEL: int = 20


class Body(Out):
    """The words."""

    text: Annotated[str, at_most(BODY)]


class LongBody(Out):
    """The words of a list, which may be longer."""

    text: Annotated[str, at_most(LIST_BODY)]


class Footer(Out):
    """Small words below."""

    text: Annotated[str, at_most(FOOTER)]


class TextHeader(Out):
    """Bold words above."""

    type: Literal["text"] = "text"
    text: Annotated[str, at_most(HEADER)]


class ImageHeader(Out):
    """A picture above."""

    type: Literal["image"] = "image"
    image: Captioned


class VideoHeader(Out):
    """A video above."""

    type: Literal["video"] = "video"
    video: Captioned


class DocumentHeader(Out):
    """A document above."""

    type: Literal["document"] = "document"
    document: Document


Header = Annotated[
    TextHeader | ImageHeader | VideoHeader | DocumentHeader, Field(discriminator="type")
]


class Answer(Out):
    """What a button says, and the id that comes back."""

    id: Annotated[str, at_most(BUTTON_ID)]
    title: Annotated[str, at_most(BUTTON_TITLE)]


class Button(Out):
    """A reply button."""

    type: Literal["reply"] = "reply"
    reply: Answer


class Buttons(Out):
    """One to three buttons with ids and titles of their own."""

    buttons: Annotated[list[Button], Field(min_length=1, max_length=BUTTONS)]

    @model_validator(mode="after")
    def _different(self) -> Buttons:
        _unique([button.reply.id for button in self.buttons], "button ids")
        _unique([button.reply.title for button in self.buttons], "button titles")
        return self


class ButtonInteractive(Out):
    """Words with buttons."""

    type: Literal["button"] = "button"
    header: Header | None = None
    body: Body
    footer: Footer | None = None
    action: Buttons


class Row(Out):
    """A row of a list."""

    id: Annotated[str, at_most(ROW_ID)]
    title: Annotated[str, at_most(ROW_TITLE)]
    description: Annotated[str, at_most(ROW_DESCRIPTION)] | None = None


class Rows(Out):
    """A part of a list; the title is needed where there are several."""

    title: Annotated[str, at_most(SECTION_TITLE)] | None = None
    rows: Annotated[list[Row], Field(min_length=1, max_length=ROWS)]


class Menu(Out):
    """The label that opens the list, and up to ten rows in all."""

    button: Annotated[str, at_most(LABEL)]
    sections: Annotated[list[Rows], Field(min_length=1, max_length=SECTIONS)]

    @model_validator(mode="after")
    def _together(self) -> Menu:
        ids = [row.id for section in self.sections for row in section.rows]
        if len(ids) > ROWS:
            raise ValueError(f"a list holds {ROWS} rows in all, not {len(ids)}")
        _unique(ids, "row ids")
        titled([section.title for section in self.sections])
        return self


class ListInteractive(Out):
    """Words with a list to choose from."""

    type: Literal["list"] = "list"
    header: TextHeader | None = None
    body: LongBody
    footer: Footer | None = None
    action: Menu


class LinkParameters(Out):
    """Label and address of a link."""

    display_text: Annotated[str, at_most(LABEL)]
    url: Url


class LinkAction(Out):
    """A link to open."""

    name: Literal["cta_url"] = "cta_url"
    parameters: LinkParameters


class LinkInteractive(Out):
    """Words with a link to open."""

    type: Literal["cta_url"] = "cta_url"
    header: Header | None = None
    body: Body
    footer: Footer | None = None
    action: LinkAction


class ContactInfoAction(Out):
    """Asks for the phone number of a person who hides it."""

    name: Literal["request_contact_info"] = "request_contact_info"


class ContactInfoInteractive(Out):
    """Words with a button that shares the phone number."""

    type: Literal["request_contact_info"] = "request_contact_info"
    body: Body
    action: ContactInfoAction = ContactInfoAction()


class FlowParameters(Out):
    """Which form to open and where. One of flow_id and flow_name."""

    flow_message_version: Literal["3"] = "3"
    flow_id: Annotated[str, at_most(256)] | None = None
    flow_name: Annotated[str, at_most(256)] | None = None
    flow_cta: Annotated[str, at_most(LABEL + 10)]
    flow_token: Annotated[str, at_most(1000)] | None = None
    flow_action: Literal["navigate", "data_exchange"] | None = None
    flow_action_payload: dict[str, Any] | None = None
    mode: Literal["draft", "published"] | None = None

    @model_validator(mode="after")
    def _one_flow(self) -> FlowParameters:
        if (self.flow_id is None) == (self.flow_name is None):
            raise ValueError("needs either flow_id or flow_name")
        return self


class FlowAction(Out):
    """A form to open."""

    name: Literal["flow"] = "flow"
    parameters: FlowParameters


class FlowInteractive(Out):
    """Words with a form to fill in."""

    type: Literal["flow"] = "flow"
    header: Header | None = None
    body: Body
    footer: Footer | None = None
    action: FlowAction


def _unique(values: list[str], what: str) -> None:
    if len(set(values)) != len(values):
        raise ValueError(f"{what} must differ from each other")


def titled(titles: list[str | None]) -> None:
    """Check that each of several sections has a title."""
    if len(titles) > 1 and not all(titles):
        raise ValueError("with several sections each needs a title")


class InteractiveMessage(Message):
    """A message with something to tap that is no product."""

    type: Literal["interactive"] = "interactive"
    interactive: Annotated[
        ButtonInteractive
        | ListInteractive
        | LinkInteractive
        | ContactInfoInteractive
        | FlowInteractive,
        Field(discriminator="type"),
    ]

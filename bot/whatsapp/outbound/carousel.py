"""Cards side by side: products, or pictures and videos with a link or buttons."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, at_most
from bot.whatsapp.outbound.interactive import (
    BUTTON_ID,
    BUTTON_TITLE,
    BUTTONS,
    Body,
    ImageHeader,
    LinkAction,
    VideoHeader,
)
from bot.whatsapp.outbound.products import ProductAction

LEAST_CARDS: int = 2
MOST_CARDS: int = 10
CARD_BODY: int = 160
Index = Annotated[int, Field(ge=0, lt=MOST_CARDS)]


class CardBody(Out):
    """The words of a card."""

    text: Annotated[str, at_most(CARD_BODY)]


class ProductCard(Out):
    """A product."""

    card_index: Index
    type: Literal["product"] = "product"
    action: ProductAction


class QuickReply(Out):
    """What a card's button says, and the id that comes back."""

    id: Annotated[str, at_most(BUTTON_ID)]
    title: Annotated[str, at_most(BUTTON_TITLE)]


class QuickReplyButton(Out):
    """A button of a card."""

    type: Literal["quick_reply"] = "quick_reply"
    quick_reply: QuickReply


class QuickReplies(Out):
    """The buttons of a card."""

    buttons: Annotated[list[QuickReplyButton], Field(min_length=1, max_length=BUTTONS)]


class MediaCard(Out):
    """A picture or video with a link or buttons."""

    card_index: Index
    type: Literal["cta_url"] = "cta_url"
    header: Annotated[ImageHeader | VideoHeader, Field(discriminator="type")]
    body: CardBody | None = None
    action: LinkAction | QuickReplies


class Cards(Out):
    """Two to ten cards of one kind, in order."""

    cards: Annotated[
        list[ProductCard] | list[MediaCard], Field(min_length=LEAST_CARDS, max_length=MOST_CARDS)
    ]

    @model_validator(mode="after")
    def _alike(self) -> Cards:
        if [card.card_index for card in self.cards] != list(range(len(self.cards))):
            raise ValueError("card_index counts the cards from 0")
        if len({_kind(card) for card in self.cards}) > 1:
            raise ValueError("all cards have the same catalog, or the same kind of buttons")
        return self


def _kind(card: ProductCard | MediaCard) -> str:
    if isinstance(card, ProductCard):
        return card.action.catalog_id
    if isinstance(card.action, LinkAction):
        return "link"
    return f"{len(card.action.buttons)} buttons"


class Carousel(Out):
    """Words with cards below."""

    type: Literal["carousel"] = "carousel"
    body: Body
    action: Cards


class CarouselMessage(Message):
    """A carousel."""

    type: Literal["interactive"] = "interactive"
    interactive: Carousel

"""Template messages: the only ones allowed outside the 24-hour window."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.whatsapp.outbound.base import Message, Out, at_most
from bot.whatsapp.outbound.plain import Captioned, Document
from bot.whatsapp.outbound.products import ProductAction, ProductSection, titled

MOST_BUTTONS: int = 10
Named = Annotated[str, at_most(512)]


class TextParameter(Out):
    """Words for {{1}}; parameter_name for a template with named variables."""

    type: Literal["text"] = "text"
    text: Annotated[str, at_most(1024)]
    parameter_name: Named | None = None


class Currency(Out):
    """An amount in thousandths of the major unit, with the words that stand for it."""

    fallback_value: Annotated[str, at_most(100)]
    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    amount_1000: int


class CurrencyParameter(Out):
    """An amount."""

    type: Literal["currency"] = "currency"
    currency: Currency


class DateTimeParameter(Out):
    """A date: Meta shows its fallback_value."""

    type: Literal["date_time"] = "date_time"
    date_time: dict[str, Any]


class ImageParameter(Out):
    """A header's picture."""

    type: Literal["image"] = "image"
    image: Captioned


class VideoParameter(Out):
    """A header's video."""

    type: Literal["video"] = "video"
    video: Captioned


class DocumentParameter(Out):
    """A header's document."""

    type: Literal["document"] = "document"
    document: Document


class LocationParameter(Out):
    """A header's place."""

    type: Literal["location"] = "location"
    location: dict[str, Any]


class ProductParameter(Out):
    """A header's product."""

    type: Literal["product"] = "product"
    product: ProductAction


class PayloadParameter(Out):
    """What a quick reply brings back."""

    type: Literal["payload"] = "payload"
    payload: Annotated[str, at_most(256)]


class CouponParameter(Out):
    """The code that a copy button copies."""

    type: Literal["coupon_code"] = "coupon_code"
    coupon_code: Annotated[str, at_most(15)]


class TemplateAction(Out):
    """What a catalog, product list or form button opens."""

    thumbnail_product_retailer_id: Annotated[str, at_most(255)] | None = None
    sections: Annotated[list[ProductSection], Field(min_length=1, max_length=10)] | None = None
    flow_token: Annotated[str, at_most(1000)] | None = None
    flow_action_data: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _together(self) -> TemplateAction:
        sections = self.sections or []
        if sum(len(section.product_items) for section in sections) > 30:
            raise ValueError("a product list holds 30 products in all")
        titled([section.title for section in sections])
        return self


class ActionParameter(Out):
    """What a button opens."""

    type: Literal["action"] = "action"
    action: TemplateAction


class OfferParameter(Out):
    """When an offer ends."""

    type: Literal["limited_time_offer"] = "limited_time_offer"
    limited_time_offer: dict[str, Any]


HeaderParameter = Annotated[
    TextParameter | ImageParameter | VideoParameter | DocumentParameter | LocationParameter
    | ProductParameter,
    Field(discriminator="type"),
]  # fmt: skip
BodyParameter = Annotated[
    TextParameter | CurrencyParameter | DateTimeParameter, Field(discriminator="type")
]
ButtonParameter = Annotated[
    TextParameter | PayloadParameter | CouponParameter | ActionParameter,
    Field(discriminator="type"),
]


class HeaderComponent(Out):
    """Values of the header."""

    type: Literal["header"] = "header"
    parameters: Annotated[list[HeaderParameter], Field(max_length=1)]


class BodyComponent(Out):
    """Values of the body, in order."""

    type: Literal["body"] = "body"
    parameters: list[BodyParameter]


class ButtonComponent(Out):
    """Values of one button."""

    type: Literal["button"] = "button"
    sub_type: Literal["url", "quick_reply", "copy_code", "catalog", "CATALOG", "mpm", "MPM", "flow"]
    index: Annotated[int, Field(ge=0, lt=MOST_BUTTONS)]
    parameters: list[ButtonParameter]


class OfferComponent(Out):
    """When the offer ends."""

    type: Literal["limited_time_offer"] = "limited_time_offer"
    parameters: list[OfferParameter]


class TemplateCard(Out):
    """One card of a carousel template."""

    card_index: Annotated[int, Field(ge=0, lt=10)]
    components: list[
        Annotated[HeaderComponent | BodyComponent | ButtonComponent, Field(discriminator="type")]
    ]


class CarouselComponent(Out):
    """The cards of a carousel template."""

    type: Literal["carousel"] = "carousel"
    cards: Annotated[list[TemplateCard], Field(min_length=1, max_length=10)]


class Language(Out):
    """A language as the template has it: es, es_MX, pt_BR."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
    policy: Literal["deterministic"] | None = None


class Template(Out):
    """A template by name and language, with the values that fill it."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,512}$")]
    language: Language
    components: (
        list[
            Annotated[
                HeaderComponent
                | BodyComponent
                | ButtonComponent
                | CarouselComponent
                | OfferComponent,
                Field(discriminator="type"),
            ]
        ]
        | None
    ) = None


class TemplateMessage(Message):
    """A template message."""

    type: Literal["template"] = "template"
    template: Template

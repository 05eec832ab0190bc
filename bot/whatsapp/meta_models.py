"""Meta's inbound JSON as models. Unknown fields are let through; odd values become empty ones."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError


def _word(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value)


def _count(value: object) -> int:
    """Read a quantity; 0, which no cart accepts, for what is no whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return 0
    try:
        exact = Decimal(str(value))
        return int(exact) if exact == exact.to_integral_value() and abs(exact) < 10**9 else 0
    except InvalidOperation:
        return 0


def _price(value: object) -> Decimal | None:
    """Read a JSON number as the decimal that was written (7.99, not 7.9900000000000002)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() and abs(exact) < 10**12 else None


def _dict(value: object) -> Any:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Any:
    return value if isinstance(value, list) else []


Word = Annotated[str, BeforeValidator(_word)]
Count = Annotated[int, BeforeValidator(_count)]
Price = Annotated[Decimal | None, BeforeValidator(_price)]
Truth = Annotated[bool, BeforeValidator(lambda value: value is True)]


class Part(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="ignore", frozen=True)


Model = TypeVar("Model", bound=Part)


def read(model: type[Model], value: object) -> Model | None:
    """Read a part; None when it is missing or cannot be read."""
    if not isinstance(value, dict):
        return None
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def read_all(model: type[Model], values: object) -> tuple[Model, ...]:
    """Read a list of parts, leaving out those that cannot be read."""
    items: list[Any] = values if isinstance(values, list) else []
    return tuple(part for part in (read(model, item) for item in items) if part is not None)


class TextPart(Part):
    """`text` of a message."""

    body: Word = ""


class ReferredPart(Part):
    """`context.referred_product`: the product a question is about."""

    catalog_id: Word = ""
    product_retailer_id: Word = ""


class ContextPart(Part):
    """`context`: what is quoted, whether it was forwarded."""

    id: Word = ""
    forwarded: Truth = False
    frequently_forwarded: Truth = False
    referred_product: Annotated[ReferredPart, BeforeValidator(_dict)] = ReferredPart()


class ReferralPart(Part):
    """`referral`: the ad or post behind the first message."""

    source_url: Word = ""
    source_id: Word = ""
    source_type: Word = ""
    headline: Word = ""
    body: Word = ""
    ctwa_clid: Word = ""


class MediaPart(Part):
    """`image`, `video`, `audio`, `document` or `sticker`."""

    id: Word = ""
    mime_type: Word = ""
    sha256: Word = ""
    caption: Word = ""
    filename: Word = ""
    voice: Truth = False
    animated: Truth = False


class ReplyPart(Part):
    """`interactive.button_reply` or `interactive.list_reply`."""

    id: Word = ""
    title: Word = ""
    description: Word = ""


class ButtonPart(Part):
    """`button`: a quick reply of a template."""

    payload: Word = ""
    text: Word = ""


class FlowPart(Part):
    """`interactive.nfm_reply`: a form that was filled in."""

    name: Word = ""
    body: Word = ""
    response_json: Word = ""


class LinePart(Part):
    """One of `order.product_items`."""

    product_retailer_id: Word = ""
    quantity: Count = 0
    item_price: Price = None
    currency: Word = ""


class OrderPart(Part):
    """`order`: a sent cart. Its lines are read one by one."""

    catalog_id: Word = ""
    text: Word = ""
    product_items: Annotated[list[Any], BeforeValidator(_list)] = []


class LocationPart(Part):
    """`location`, degrees."""

    latitude: float
    longitude: float
    name: Word = ""
    address: Word = ""
    url: Word = ""


class CardName(Part):
    """`name` of a contact card."""

    formatted_name: Word = ""
    first_name: Word = ""


class CardPhone(Part):
    """One of the `phones` of a contact card."""

    phone: Word = ""


class CardPart(Part):
    """One of `contacts`: a contact card."""

    name: Annotated[CardName, BeforeValidator(_dict)] = CardName()
    phones: Annotated[list[Any], BeforeValidator(_list)] = []


class ReactionPart(Part):
    """`reaction`."""

    message_id: Word = ""
    emoji: Word = ""


class OriginalPart(Part):
    """`edit` or `revoke`."""

    original_message_id: Word = ""


class ErrorData(Part):
    """`error_data` of an error."""

    details: Word = ""


class ErrorPart(Part):
    """One of `errors`."""

    code: Count = 0
    title: Word = ""
    message: Word = ""
    error_data: Annotated[ErrorData, BeforeValidator(_dict)] = ErrorData()


class SystemPart(Part):
    """`system`: a number or user id that changed."""

    type: Word = ""
    body: Word = ""
    wa_id: Word = ""
    new_wa_id: Word = ""
    user_id: Word = ""
    new_user_id: Word = ""


class PricingPart(Part):
    """`pricing` of a status."""

    billable: Truth = False
    category: Word = ""
    type: Word = ""
    pricing_model: Word = ""

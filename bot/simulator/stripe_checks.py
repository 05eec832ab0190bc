"""What Stripe refuses: parameters are held against the installed package's own types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from stripe import RequestOptions
from stripe.params import _refund_create_params as refund_params
from stripe.params import _refund_list_params as refunds_params
from stripe.params.checkout import _session_create_params as session_params
from typing_extensions import is_typeddict

from bot.simulator.stripe_objects import StripeRefusal

Json = dict[str, Any]

_HALF_HOUR: Final = 30 * 60
_DAY: Final = 24 * 60 * 60
_LOCALES: Final = frozenset({"auto", "en", "es", "es-419", "pt", "pt-BR"})
# The least that can be charged, as far as it is known here.
_LEAST: Final = {"mxn": 1000, "usd": 50, "eur": 50, "brl": 50}
# Parameters of the SDK's call, never of the request's body.
_OPTIONS: Final = frozenset(RequestOptions.__annotations__)


class Checks:
    """Validates parameters as Stripe does. Building it takes a moment: make one."""

    def __init__(self) -> None:
        self._session = _strict(session_params, session_params.SessionCreateParams)
        self._refund = _strict(refund_params, refund_params.RefundCreateParams)
        self._refunds = _strict(refunds_params, refunds_params.RefundListParams)

    def session(self, params: Json, now: int) -> Json:
        """Return the parameters of a new session, typed; now in seconds."""
        typed = _typed(self._session, params)
        if typed.get("mode") != "payment" or not typed.get("line_items"):
            raise StripeRefusal("`line_items` and `mode` payment are needed", param="line_items")
        _expiry(typed.get("expires_at", now + _DAY), now)
        _urls(typed)
        _texts(typed)
        _lines(typed["line_items"])
        return typed

    def refund(self, params: Json) -> Json:
        """Return the parameters of a refund, typed."""
        typed = _typed(self._refund, params)
        if "payment_intent" not in typed:
            raise StripeRefusal("a refund names its payment_intent", param="payment_intent")
        if typed.get("amount", 1) <= 0:
            raise StripeRefusal("Invalid positive integer", param="amount")
        _metadata(typed)
        return typed

    def refunds(self, query: Json) -> Json:
        """Return what a list of refunds is asked for, typed."""
        typed = _typed(self._refunds, query)
        if not 1 <= typed.get("limit", 10) <= 100:
            raise StripeRefusal("`limit` lies between 1 and 100", param="limit")
        return typed


def _strict(module: Any, kind: Any) -> TypeAdapter[Any]:
    known = cast("dict[str, Any]", vars(module))
    for one in known.values():
        if is_typeddict(one):
            # The package's types say nothing about unknown keys: Stripe refuses them.
            one.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    names: dict[str, Any] = {**known, "StripeContext": str, "Mapping": Mapping}
    adapter.rebuild(force=True, _types_namespace=names)
    return adapter


def _typed(adapter: TypeAdapter[Any], params: Json) -> Json:
    unknown = sorted(_OPTIONS & set(params))
    if unknown:
        raise StripeRefusal(f"Received unknown parameter: {unknown[0]}", param=unknown[0])
    try:
        return adapter.validate_python(params)
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(
            str(part) if not place else f"[{part}]" for place, part in enumerate(first["loc"])
        )
        raise StripeRefusal(f"{first['msg']}: {where}", param=where) from error


def _expiry(at: int, now: int) -> None:
    # A little slack for a request that took its time.
    if not now + _HALF_HOUR - 5 <= at <= now + _DAY + 5:
        raise StripeRefusal(
            "`expires_at` lies between 30 minutes and 24 hours from now", param="expires_at"
        )


def _urls(typed: Json) -> None:
    for name in ("success_url", "cancel_url"):
        url = typed.get(name)
        if url is None and name == "cancel_url":
            continue
        if not str(url).startswith(("http://", "https://")):
            raise StripeRefusal("Not a valid URL", code="url_invalid", param=name)


def _texts(typed: Json) -> None:
    if typed.get("locale", "auto") not in _LOCALES:
        raise StripeRefusal("Invalid locale", param="locale")
    if len(typed.get("client_reference_id", "")) > 200:
        raise StripeRefusal("Invalid string: at most 200", param="client_reference_id")
    _metadata(typed)


def _metadata(typed: Json) -> None:
    told: Json = typed.get("metadata") or {}
    if len(told) > 50:
        raise StripeRefusal("metadata: at most 50 keys", param="metadata")
    for key, value in told.items():
        if len(key) > 40 or len(str(value)) > 500:
            raise StripeRefusal("metadata: keys up to 40, values up to 500", param="metadata")


def _lines(lines: list[Json]) -> None:
    if len(lines) > 100:
        raise StripeRefusal("at most 100 line items", param="line_items")
    currencies: set[str] = set()
    total = 0
    for line in lines:
        price: Json = line.get("price_data") or {}
        amount: int | None = price.get("unit_amount")
        quantity: int = line.get("quantity", 1)
        if amount is None or amount < 0 or quantity < 1:
            raise StripeRefusal("Invalid non-negative integer", param="line_items")
        product: Json = price.get("product_data") or {}
        name = str(product.get("name", ""))
        if not name or len(name) > 250:
            raise StripeRefusal("a product has a name of up to 250", param="line_items")
        currencies.add(str(price["currency"]))
        total += amount * quantity
    _total(currencies, total)


def _total(currencies: set[str], total: int) -> None:
    if len(currencies) != 1 or not all(len(one) == 3 and one.islower() for one in currencies):
        raise StripeRefusal("one currency, in lower case", param="currency")
    least = _LEAST.get(min(currencies), 1)
    if total < least:
        raise StripeRefusal(
            f"The amount due must add up to at least {least}", code="amount_too_small"
        )

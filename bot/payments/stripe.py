"""Stripe behind the Provider protocol: hosted Checkout Sessions, refunds, webhooks.

Written against stripe 16 (StripeObject is not a dict: to_dict() once, at this edge).
https://docs.stripe.com/api/checkout/sessions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import aiohttp
import stripe

from actions.shop.cart import CartLine
from actions.shop.money import Money
from bot.payments.amounts import AmountError, to_stripe
from bot.payments.errors import ForgedError, RefusedError
from bot.payments.protocol import TOKEN, Event, RefundResult, Sale, Session, Snapshot
from bot.payments.stripe_errors import code_of, translated
from bot.payments.stripe_facts import event_ref, session_of, snapshot_of

API: Final = "https://api.stripe.com"
CHECKOUT: Final = "https://checkout.stripe.com"
_SECONDS: Final = 1_000
_LONGEST_NAME: Final = 250
_MOST_LISTED: Final = 500
_EXPAND: Final = ["payment_intent.latest_charge"]
# Metadata of a refund: which of ours it is.
_REFUND_KEY: Final = "refund_key"
_REFUND_STATES: Final[Mapping[str, str]] = {"succeeded": "done", "failed": "failed"}


NAME: Final = "stripe"


class StripeProvider:
    """One merchant's Stripe account. Make it inside a running loop, close it at the end.

    pages: origins of its payment pages, for merchants with a domain of their own; another
    api_url than Stripe's has its pages there.
    """

    def __init__(
        self,
        key: str,
        webhook_secret: str,
        *,
        api_url: str = API,
        pages: tuple[str, ...] = (),
        timeout: float = 10.0,
    ) -> None:
        # The SDK keeps this per process only; a shop's figures are nobody's business.
        stripe.enable_telemetry = False
        self._http = stripe.AIOHTTPClient(timeout=aiohttp.ClientTimeout(total=timeout))
        self._client = stripe.StripeClient(
            key, base_addresses={"api": api_url}, http_client=self._http, max_network_retries=1
        )
        self._secret = webhook_secret
        self._pages = pages or ((CHECKOUT,) if api_url == API else (api_url,))
        self._live = "_live_" in key

    @property
    def name(self) -> str:
        return NAME

    @property
    def live(self) -> bool:
        return self._live

    @property
    def pages(self) -> tuple[str, ...]:
        return self._pages

    def supports(self, amount: Money) -> bool:
        """Whether Stripe can charge exactly this amount in this currency."""
        try:
            return to_stripe(amount) > 0
        except AmountError:
            return False

    def request(self, sale: Sale) -> dict[str, Any]:
        """Return the parameters of a Checkout Session; RefusedError for what it cannot charge."""
        try:
            items = [_item(line) for line in _with_shipping(sale)]
        except AmountError as error:
            raise RefusedError(str(error)) from error
        marked = {"attempt": sale.reference}
        return {
            "mode": "payment",
            "client_reference_id": sale.reference,
            "metadata": marked,
            # So that charges, refunds and disputes carry it too.
            "payment_intent_data": {"metadata": marked},
            "line_items": items,
            "expires_at": sale.expires_at // _SECONDS,
            "locale": "es-419",
            "adaptive_pricing": {"enabled": False},
            "success_url": sale.success_url,
            "cancel_url": sale.cancel_url,
        }

    async def create(self, reference: str, request: Mapping[str, Any], token: str) -> Session:
        """Open the session; the reference is the idempotency key."""
        params: Any = dict(request)
        for url in ("success_url", "cancel_url"):
            params[url] = params[url].replace(TOKEN, token)
        async with translated():
            made = await self._client.v1.checkout.sessions.create_async(
                params, {"idempotency_key": reference}
            )
        return session_of(made.to_dict())

    async def find(self, reference: str, since: int) -> Session | None:
        """Look through the sessions made since then for ours."""
        for one in await self._sessions({"created": {"gte": since // _SECONDS}}):
            if one.get("client_reference_id") == reference:
                return session_of(one)
        return None

    async def fetch(self, ref: str) -> Snapshot | None:
        """Read a session by its id, or by the id of its payment ("pi_...")."""
        if ref.startswith("pi_"):
            return await self._of_payment(ref)
        try:
            async with translated():
                found = await self._client.v1.checkout.sessions.retrieve_async(
                    ref, {"expand": _EXPAND}
                )
        except RefusedError as error:
            if code_of(error) == "resource_missing":
                return None
            raise
        facts = found.to_dict()
        if facts.get("mode") != "payment":
            # A subscription, a saved card: the merchant's, but no payment of ours.
            return None
        try:
            return snapshot_of(facts)
        except (ValueError, KeyError, TypeError) as error:
            raise RefusedError(f"{ref} cannot be read as a payment: {error}") from error

    async def _of_payment(self, payment: str) -> Snapshot | None:
        found = await self._sessions({"payment_intent": payment})
        return await self.fetch(str(found[0]["id"])) if found else None

    async def _sessions(self, where: dict[str, Any]) -> list[dict[str, Any]]:
        params: Any = {**where, "limit": 100}
        found: list[dict[str, Any]] = []
        async with translated():
            page = await self._client.v1.checkout.sessions.list_async(params)
            async for one in page.auto_paging_iter():
                found.append(one.to_dict())
                if len(found) >= _MOST_LISTED:
                    break
        return found

    async def cancel(self, ref: str) -> None:
        """Expire the session; one that is complete or expired stays as it is."""
        try:
            async with translated():
                await self._client.v1.checkout.sessions.expire_async(ref)
        except RefusedError:
            # Paid or expired in the meantime: the next fetch tells which.
            return

    async def refund(self, ref: str, amount: Money, key: str) -> RefundResult:
        """Refund a part or all of the session's payment, unless this key's is there already.

        Stripe forgets idempotency keys after 24 hours, and refunds are tried for longer:
        https://docs.stripe.com/api/idempotent_requests
        """
        payment = await self._payment(ref)
        given = await self._given(payment, key)
        if given is not None:
            return _refund_result(given)
        params: Any = {
            "payment_intent": payment,
            "amount": to_stripe(amount),
            "metadata": {_REFUND_KEY: key},
        }
        try:
            async with translated():
                made = await self._client.v1.refunds.create_async(params, {"idempotency_key": key})
        except RefusedError as error:
            if code_of(error) == "charge_already_refunded":
                return RefundResult("", "done")
            raise
        return _refund_result(made.to_dict())

    async def _given(self, payment: str, key: str) -> dict[str, Any] | None:
        async with translated():
            page = await self._client.v1.refunds.list_async(
                {"payment_intent": payment, "limit": 100}
            )
            async for one in page.auto_paging_iter():
                facts: dict[str, Any] = one.to_dict()
                if (facts.get("metadata") or {}).get(_REFUND_KEY) == key:
                    return facts
        return None

    async def _payment(self, ref: str) -> str:
        async with translated():
            found = await self._client.v1.checkout.sessions.retrieve_async(ref)
        payment = found.to_dict().get("payment_intent")
        if not isinstance(payment, str):
            raise RefusedError(f"{ref} has no payment that could be given back")
        return payment

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Check the signature and age of a webhook and read what it is about."""
        signature = headers.get("Stripe-Signature", "")
        try:
            event = stripe.Webhook.construct_event(body, signature, self._secret)
            facts: dict[str, Any] = event.to_dict()
            return self._event(facts)
        except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError) as error:
            # Not UTF-8, not JSON, a JSON list and a signature that is not ASCII: the last three.
            raise ForgedError("Stripe did not sign this webhook as it is") from error

    def _event(self, facts: dict[str, Any]) -> Event | None:
        ref = event_ref(facts)
        event_id = facts.get("id")
        if ref is None or not event_id or bool(facts.get("livemode")) != self._live:
            return None
        return Event(str(event_id), ref)

    async def missed(self, since: int) -> list[Event]:
        """Return the events that Stripe could not deliver (it keeps them for 30 days)."""
        params: Any = {
            "delivery_success": False,
            "created": {"gte": since // _SECONDS},
            "limit": 100,
        }
        async with translated():
            page = await self._client.v1.events.list_async(params)
            facts = [one.to_dict() async for one in page.auto_paging_iter()]
        return [event for one in facts if (event := self._event(one)) is not None]

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close_async()


def _refund_result(facts: Mapping[str, Any]) -> RefundResult:
    state: Any = _REFUND_STATES.get(str(facts.get("status")), "pending")
    return RefundResult(str(facts["id"]), state)


def _with_shipping(sale: Sale) -> tuple[CartLine, ...]:
    if sale.shipping.amount == 0:
        return sale.lines
    return (*sale.lines, CartLine("", "Envío", 1, sale.shipping))


def _item(line: CartLine) -> dict[str, Any]:
    return {
        "quantity": line.quantity,
        "price_data": {
            "currency": line.unit_price.currency.lower(),
            "unit_amount": to_stripe(line.unit_price),
            "product_data": {"name": line.name[:_LONGEST_NAME]},
        },
    }

"""Opens a provider's payment page for a confirmed cart: one page however often it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.clock import HOUR, MINUTE, Clock
from bot.orders.values import grand_total
from bot.payments.checkout import Begun, ChangedError, Confirmation, Plan
from bot.payments.errors import (
    ProviderError,
    RefusedError,
    UnavailableError,
    UnknownOutcomeError,
)
from bot.payments.locks import KeyedLocks
from bot.payments.ports import Checkout, Ledger, Tokens
from bot.payments.protocol import TOKEN, Provider, Sale, Session

# Stripe's sessions live 30 minutes to 24 hours; clocks differ a little.
_LONGEST: Final = 23 * HOUR
_SHORTEST: Final = 35 * MINUTE
# A creation that was begun before this is not under way any more.
_UNDER_WAY: Final = MINUTE
_TRIES: Final = 2


class Cashier:
    """Begins attempts and opens their pages.

    public_url: where customers reach us. tokens: a source of unguessable references.
    """

    def __init__(
        self, checkout: Checkout, ledger: Ledger, clock: Clock, tokens: Tokens, public_url: str
    ) -> None:
        self._checkout = checkout
        self._ledger = ledger
        self._clock = clock
        self._tokens = tokens
        self._base = public_url.rstrip("/")
        self._locks = KeyedLocks()

    async def open_page(
        self, confirmed: Confirmation, provider: Provider, token: str, link_until: int
    ) -> str:
        """Return the URL of the payment page for exactly what was confirmed.

        ChangedError: show the cart again. ProviderError: no page could be opened.
        """
        async with self._locks.hold(confirmed.cart_id):
            for tries_left in reversed(range(_TRIES)):
                plan = self._plan(confirmed, provider, link_until)
                begun = await self._checkout.begin(confirmed, plan)
                confirmed = replace(confirmed, cart_version=begun.cart_version)
                try:
                    return begun.url or await self._open(begun, provider, token)
                except (RefusedError, UnknownOutcomeError) as error:
                    # The name of this attempt is burnt; under another one it may go through.
                    await self._ledger.abandon(begun.id)
                    if not tries_left or (begun.fresh and error.permanent):
                        raise
        raise AssertionError("the last try returns or raises")

    def _plan(self, confirmed: Confirmation, provider: Provider, link_until: int) -> Plan:
        now = self._clock.now()
        until = min(now + _LONGEST, max(link_until, now + _SHORTEST))
        page = f"{self._base}/pay/{TOKEN}"
        sale = Sale(
            reference=self._tokens(),
            lines=confirmed.lines,
            shipping=confirmed.shipping,
            expires_at=until,
            success_url=f"{page}/return?session_id={{CHECKOUT_SESSION_ID}}",
            cancel_url=f"{page}?pago=cancelado",
        )
        amount = grand_total(confirmed.lines, confirmed.shipping)
        request = provider.request(sale)
        return Plan(provider.name, provider.live, sale.reference, amount, request, until)

    async def _open(self, begun: Begun, provider: Provider, token: str) -> str:
        session = await self._session(begun, provider, token)
        if not session.url:
            raise UnknownOutcomeError("the page that was found is closed")
        state = await self._ledger.opened(begun.id, session)
        if state != "open":
            raise ChangedError("the cart changed while its payment page was opened")
        return session.url

    async def _session(self, begun: Begun, provider: Provider, token: str) -> Session:
        left_behind = not begun.fresh and begun.created_at + _UNDER_WAY < self._clock.now()
        try:
            if left_behind:
                raise UnknownOutcomeError("an earlier try left no answer")
            return await provider.create(begun.reference, begun.request, token)
        except UnknownOutcomeError:
            found = await self._find(begun, provider)
            if found is None:
                raise
            return found

    async def _find(self, begun: Begun, provider: Provider) -> Session | None:
        try:
            return await provider.find(begun.reference, begun.created_at - MINUTE)
        except ProviderError as error:
            raise UnavailableError("whether a page was opened cannot be found out") from error

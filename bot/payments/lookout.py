"""Reads payments again at their provider and applies what it says.

Webhooks, the return page and the poller all end here: a hint is never believed, it only
makes us look.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.payments.errors import ProviderError, RefusedError, UnavailableError
from bot.payments.ports import Known, Ledger, Tokens
from bot.payments.protocol import Provider, Providers, Snapshot

log = logging.getLogger(__name__)


class Rung(Protocol):
    """A timer that is due."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a reconciliation did: attempts looked at, of them moved, of them not reachable."""

    looked: int
    moved: int
    failed: int


class Lookout:
    """Looks after attempts, webhooks and refunds. Its handlers may be called again at any time."""

    def __init__(self, ledger: Ledger, providers: Providers, tokens: Tokens) -> None:
        self._ledger = ledger
        self._providers = providers
        self._tokens = tokens

    async def look(self, attempt_id: int) -> str:
        """Read the attempt at its provider, apply it, return its state. ProviderError if not."""
        known = await self._ledger.known(attempt_id)
        provider = await self._provider(known.account_id, known.provider)
        seen = await self._seen(known, provider)
        if seen is None:
            await self._ledger.checked(attempt_id)
            return known.state
        return await self._ledger.apply(attempt_id, seen, self._tokens())

    async def check(self, due: Rung) -> None:
        """Serve a timer of kind `payment_check`."""
        attempt_id = int(due.payload["attempt_id"])
        try:
            await self.look(attempt_id)
        except ProviderError as error:
            # The next look is planned by the ledger: a provider that is down is no reason to
            # try faster.
            log.warning("payment attempt %d could not be read: %s", attempt_id, error)
            await self._ledger.checked(attempt_id)

    async def event(self, due: Rung) -> None:
        """Serve a timer of kind `payment_event`: the work behind a webhook."""
        name, event_id = str(due.payload["provider"]), str(due.payload["event_id"])
        if due.account_id is None or not await self._ledger.event_is_open(name, event_id):
            return
        provider = await self._provider(due.account_id, name)
        seen = await provider.fetch(str(due.payload["ref"]))
        attempt_id = await self._ledger.find(due.account_id, name, seen) if seen else None
        if seen is None or attempt_id is None:
            log.info("webhook %s of %s is about no payment of ours", event_id, name)
            await self._ledger.close_event(name, event_id)
            return
        await self._ledger.apply(attempt_id, seen, self._tokens(), event_id)

    async def refund(self, due: Rung) -> None:
        """Serve a timer of kind `refund`. The same key at every try: money goes back once."""
        pending = await self._ledger.refund(int(due.payload["refund_id"]))
        if pending.state == "failed":
            return
        if pending.state == "queued":
            provider = await self._provider(pending.account_id, pending.provider)
            try:
                result = await provider.refund(pending.ref, pending.amount, pending.key)
            except RefusedError as error:
                await self._ledger.refund_failed(pending.id, str(error))
                return
            await self._ledger.refund_result(pending.id, result)
        await self.look(pending.attempt_id)

    async def refund_given_up(self, due: Rung, why: str) -> None:
        """A timer of kind `refund` is tried no more: the money is still owed, a person must act."""
        await self._ledger.refund_stuck(int(due.payload["refund_id"]), why)

    async def reconcile(self, account_id: int | None = None) -> Reconciled:
        """Look at everything of which something may still come, now."""
        looked = moved = failed = 0
        for attempt_id in await self._ledger.unsettled(account_id):
            looked += 1
            try:
                before = (await self._ledger.known(attempt_id)).state
                moved += await self.look(attempt_id) != before
            except ProviderError as error:
                log.warning("payment attempt %d could not be read: %s", attempt_id, error)
                failed += 1
        return Reconciled(looked, moved, failed)

    async def recover(self, account_id: int, since: int) -> int:
        """Take in webhooks since then (ms UTC) that never reached us; return how many."""
        found = 0
        for name, provider in (await self._providers.of(account_id)).items():
            for event in await provider.missed(since):
                await self._ledger.receive(account_id, name, event)
                found += 1
        return found

    async def _provider(self, account_id: int, name: str) -> Provider:
        provider = (await self._providers.of(account_id)).get(name)
        if provider is None:
            raise UnavailableError(f"{name} is not configured any more")
        return provider

    async def _seen(self, known: Known, provider: Provider) -> Snapshot | None:
        ref = known.ref
        if ref is None:
            found = await provider.find(known.reference, known.created_at - 60_000)
            ref = None if found is None else found.ref
        seen = None if ref is None else await provider.fetch(ref)
        if seen is not None and known.state == "superseded" and seen.status == "open":
            await provider.cancel(seen.ref)
            seen = await provider.fetch(seen.ref)
        return seen

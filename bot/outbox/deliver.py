"""Sending: a lane's messages one after the other, each at most once as far as Meta lets us know.

Meta has no idempotency key. What is being sent is marked before the POST; a try whose outcome is
unknown waits for a status that carries its callback before it is repeated.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from bot.clock import Clock
from bot.outbox.callback import write_callback
from bot.outbox.outgoing import Form
from bot.outbox.pace import Pace
from bot.outbox.ports import Alarms, Letter, OutboxStore, Pending, Sender, Sent, Verdict
from bot.outbox.verdict import GRACE, choose_form, no_form, nobody, on_error
from bot.whatsapp.errors import UnknownOutcomeError, WhatsAppError
from bot.whatsapp.identity import Recipient

log = logging.getLogger(__name__)

MOST_SENDS: Final = 64


class HeldLane(Protocol):
    """The lane whose messages are sent."""

    @property
    def key(self) -> str: ...
    @property
    def node(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what waits in a lane. sends: how many POSTs run at once."""

    store: OutboxStore
    sender: Sender
    alarms: Alarms
    clock: Clock
    pace: Pace = field(default_factory=Pace)
    sends: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SENDS))

    async def deliver(self, lane: HeldLane, pending: Sequence[Pending]) -> None:
        """Send messages in their order; stop at the first that must wait."""
        for one in pending:
            due = one.begun is not None or one.next_try_at <= self.clock.now()
            if not due or not await self._deliver(lane, one):
                return

    async def _deliver(self, lane: HeldLane, pending: Pending) -> bool:
        """Send one message. True: the next may follow."""
        if pending.paused:
            await self.store.hold(lane.key, self.clock.now())
            return False
        if pending.recipient is None:
            return await self._settle(pending, nobody(pending))
        if pending.begun is not None and self._may_go(pending, pending.recipient):
            async with self.sends:
                return await self._post(pending, pending.recipient, pending.begun)
        await self.pace.wait(pending.phone_number_id, _address(pending.recipient))
        async with self.sends:
            return await self._send(lane, pending, pending.recipient)

    def _may_go(self, pending: Pending, recipient: Recipient) -> bool:
        """Whether a begun try can be posted this moment; later it must be begun anew.

        Its commit said whose the message is to send, and only what follows at once is sure of it.
        """
        fresh = self.clock.now() < pending.next_try_at and not self.sends.locked()
        number, person = pending.phone_number_id, _address(recipient)
        return fresh and self.pace.at_once(number, person, time.monotonic())

    async def _send(self, lane: HeldLane, pending: Pending, recipient: Recipient) -> bool:
        now = self.clock.now()
        form = choose_form(pending.forms, pending.last_customer_at, now)
        if form is None:
            return await self._settle(pending, no_form(pending))
        if not await self.store.begin(pending, lane.node, form, now + GRACE):
            return False
        return await self._post(replace(pending, attempts=pending.attempts + 1), recipient, form)

    async def _post(self, pending: Pending, recipient: Recipient, form: Form) -> bool:
        """Post a message whose try is begun, and write what became of it."""
        try:
            wamid = await self.sender.send(_letter(pending, recipient, form))
        except WhatsAppError as error:
            return await self._refused(pending, error)
        except Exception as error:
            log.exception("sending message %d broke", pending.id)
            return await self._refused(pending, UnknownOutcomeError(type(error).__name__))
        await self.store.sent(Sent(pending.id, wamid, form), self.clock.now())
        return True

    async def _refused(self, pending: Pending, error: WhatsAppError) -> bool:
        jitter = random.random()  # noqa: S311 - no secret
        verdict = on_error(pending, error, self.clock.now(), jitter)
        log.warning("message %d: %s (%s)", pending.id, verdict.state, type(error).__name__)
        settled = await self._settle(pending, verdict)
        if verdict.pause:
            log.error("number %s is paused: %s", pending.phone_number_id, verdict.reason)
            await self.alarms.number_paused(
                pending.account_id, pending.phone_number_id, verdict.reason
            )
        return settled

    async def _settle(self, pending: Pending, verdict: Verdict) -> bool:
        await self.store.settle(pending, verdict, self.clock.now())
        return verdict.state in {"failed", "dead"}


def _letter(pending: Pending, recipient: Recipient, form: Form) -> Letter:
    callback = write_callback(pending.id, pending.attempts)
    wire = pending.forms.get(form) or {}  # choose_form only names what is there
    return Letter(pending.account_id, pending.phone_number_id, recipient, wire, callback)


def _address(recipient: Recipient) -> str:
    return recipient.phone or recipient.bsuid or ""

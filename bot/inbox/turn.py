"""The turn: one unit of work between a customer's words and the commit that answers them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.ports import Customer, Said, Shop, Understanding
from actions.replies import Reply
from actions.shop.cart import Cart
from actions.shop.context import Context, load, rested
from actions.shop.place import Place
from bot.inbox.closing import HandOver, Loaded, Receipt, Searched
from bot.payments.links import link_name
from index.types import Found


class TurnClosedError(RuntimeError):
    """Something tried to change a turn that is closed already."""


@dataclass(slots=True)
class Act:
    """One wish of the turn: what was said, what was understood, whether it was answered."""

    said: Said
    parse: Mapping[str, Any] = field(default_factory=dict[str, Any])
    answered: bool = False


class OpenTurn:
    """What actions see of a turn (actions.ports.Turn). Nothing is written before it closes."""

    def __init__(self, loaded: Loaded, shop: Shop, public_url: str, now: int) -> None:
        self.key = secrets.token_hex(12)
        self.now = now
        self.shop = shop
        self.loaded = loaded
        self.context: Context = remembered(loaded, now)
        self.cart: Cart = loaded.cart or Cart(shop.currency)
        self.closed = False
        self.acts: list[Act] = []
        self.replies: list[Reply] = []
        self.timings: dict[str, float] = {}
        self.searches: list[Searched] = []
        self.handed_over: HandOver | None = None
        self.handed_back = False
        self.flagged: HandOver | None = None
        self.receipts: list[Receipt] = []
        self.opted_out = False
        self.failed = False
        self.cart_changed = False
        self.link_name: str | None = None
        self._public_url = public_url

    @property
    def customer(self) -> Customer:
        return self.loaded.customer

    @property
    def said(self) -> Said:
        """The act that is being answered; no words before the first (an opt-out, a held chat)."""
        return self.acts[-1].said if self.acts else Said("")

    @property
    def understanding(self) -> Understanding | None:
        """What Rasa made of the act that is being answered; None for our own events."""
        return understood_as(self.acts[-1].parse) if self.acts else None

    def took(self, stage: str, seconds: float) -> None:
        """Add to the milliseconds that a stage of this turn took."""
        self.timings[stage] = round(self.timings.get(stage, 0.0) + seconds * 1000, 2)

    def begin(self, said: Said) -> int:
        """Start the next act and return its number, counted from 0."""
        self._open()
        self.acts.append(Act(said))
        return len(self.acts) - 1

    def understood(self, act: int, parse: Mapping[str, Any]) -> None:
        """Keep what Rasa understood; called by the actions route before the action runs."""
        self._open()
        self.acts[act].parse = parse

    def answered(self, act: int) -> None:
        """Note that the act's action was called and returned."""
        self._open()
        self.acts[act].answered = True

    def reply(self, reply: Reply) -> None:
        self._open()
        self.replies.append(reply)

    def change_cart(self, cart: Cart) -> None:
        self._open()
        self.cart = replace(cart, id=self.cart.id, version=self.cart.version)
        self.cart_changed = True

    def checkout_link(self) -> str:
        self._open()
        self.link_name = self.link_name or link_name()
        return f"{self._public_url}/pay/{self.link_name}"

    def hand_over(self, reason: str, summary: str) -> None:
        self._open()
        self.handed_over = self.handed_over or HandOver(reason, summary)

    def hand_back(self) -> None:
        """Give the conversation back to the bot."""
        self._open()
        self.handed_back = True

    def flag(self, reason: str, summary: str) -> None:
        self._open()
        self.flagged = self.flagged or HandOver(reason, summary)

    def attach_receipt(self, number: str | None, wamid: str) -> None:
        """Keep a file with an order; number None: the only one that awaits a transfer."""
        self._open()
        self.receipts.append(Receipt(number, wamid))

    def deliver_to(self, place: Place) -> None:
        self._open()
        self.context.place = place

    def stop_marketing(self) -> None:
        self._open()
        self.opted_out = True

    def record_search(self, found: Found, shown: Sequence[str]) -> None:
        self._open()
        self.searches.append(Searched(found, tuple(shown)))

    def discard(self) -> None:
        """Close without writing: a late action can change nothing any more."""
        self.closed = True

    def _open(self) -> None:
        if self.closed:
            raise TurnClosedError("the turn is closed; its action came too late")


def remembered(loaded: Loaded, now: int) -> Context:
    """Read a conversation's memory as a turn that begins now finds it."""
    return rested(load(loaded.context), loaded.last_turn_at, now)


def understood_as(parse: Mapping[str, Any]) -> Understanding | None:
    """Read Rasa's latest_message into an Understanding; None where there is no intent."""
    intent: Mapping[str, Any] = parse.get("intent") or {}
    if not intent.get("name"):
        return None
    found: Sequence[Mapping[str, Any]] = parse.get("entities") or ()
    return Understanding(
        intent=str(intent["name"]),
        confidence=float(intent.get("confidence") or 0.0),
        entities=tuple((str(one.get("entity")), str(one.get("value"))) for one in found),
    )

"""The way of one message, top to bottom.

A webhook was verified, stored and acknowledged (whatsapp.routes, inbox.receive); its
conversation's lane brings it here (inbox.lanes). What the turn leaves is closed in one commit
(inbox.tries) and sent by outbox.deliver. Newcomers start reading at `Journey.take`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Protocol

from actions.ports import Ad, Responses, Said
from actions.replies import Text
from actions.shop.pending import answer_pending
from actions.shop.speech import moment_in, understood_in
from actions.shop.understood import answers_first, understood
from actions.steps.greet_back import greet_back
from bot.clock import Clock
from bot.dialogue.board import TurnBoard
from bot.dialogue.protocol import Dialogue
from bot.handover.answering import hours_of
from bot.handover.unanswered import asks_person, shall_tell, wants_bot
from bot.inbox.closing import Loaded, Turns
from bot.inbox.heard import Heard, OpenRow, event_of, hear
from bot.inbox.settle import still_waits, taken, wishes
from bot.inbox.tries import Tries
from bot.inbox.turn import OpenTurn, remembered
from bot.inbox.understand import Encode, understand
from bot.outbox.ports import Pending
from nlu.text import asks_to_stop, is_closing, is_greeting, is_opt_out

# Shows the customer that a message (number's id, wamid) was read and an answer is coming.
Seen = Callable[[str, str], None]


class Lane(Protocol):
    """The conversation's place in line (inbox.lane). node: who owns it, fences the commit."""

    @property
    def key(self) -> str: ...
    @property
    def node(self) -> str: ...

    def aside(self) -> AbstractAsyncContextManager[None]:
        """Let other turns run while this one only waits."""
        ...

    async def more(self, after: int, wait: int) -> Sequence[OpenRow]:
        """Wait up to some ms for rows behind an id."""
        ...

    def send(self, begun: Sequence[Pending]) -> None:
        """Send what the closing commit began to send."""
        ...


class Journey:
    """Answers what customers write: one call, one turn, one commit."""

    def __init__(
        self, *, turns: Turns, dialogue: Dialogue, board: TurnBoard, encode: Encode,
        responses: Responses, seen: Seen, clock: Clock, public_url: str,
    ) -> None:  # fmt: skip
        self._turns = turns
        self._dialogue = dialogue
        self._encode = encode
        self._responses = responses
        self._seen = seen
        self._clock = clock
        self._tries = Tries(
            turns=turns, dialogue=dialogue, board=board, responses=responses,
            clock=clock, public_url=public_url,
        )  # fmt: skip

    async def take(self, lane: Lane, rows: Sequence[OpenRow]) -> None:
        """Wait until the customer has finished, then answer. Called by the lane."""
        loaded = await self._turns.load(lane.key)
        heard = hear(rows)
        while wait := self._waits(loaded, heard):
            fresh = await lane.more(heard[-1].row.id, wait)
            if not fresh:
                break
            heard += hear(fresh)
        heard = heard[: taken([one.piece for one in heard])]
        if loaded.mode == "bot" and heard[-1].row.kind == "message":
            self._seen(loaded.phone_number_id, heard[-1].incoming.wamid)
        await self._tries.run(lane, loaded, heard, self._walk)

    def _waits(self, loaded: Loaded, heard: Sequence[Heard]) -> int:
        """Return how many ms to wait for more: none while a person has it or when it answers us."""
        pieces, now = [one.piece for one in heard], self._clock.now()
        wait = still_waits(pieces, now, loaded.preferences.burst_wait_ms)
        if not wait or loaded.mode == "person":
            return 0
        return 0 if understood(pieces[-1].text, remembered(loaded, now), now) else wait

    async def _walk(self, turn: OpenTurn, heard: Sequence[Heard]) -> None:
        """Opt-out, a person, events, pending questions, then wishes in their order."""
        if any(_opts_out(one) for one in heard):
            turn.stop_marketing()
            turn.reply(Text(self._responses.say("stopped", turn)))
            heard = [one for one in heard if one.is_event or _asks(one)]
        heard = [_understood(turn, one) for one in heard]
        if turn.loaded.mode == "person" and any(_wants_bot(one) for one in heard):
            turn.hand_back()
            turn.reply(Text(self._responses.say("handed_back", turn)))
            return
        if turn.loaded.mode == "person" or any(one.is_echo for one in heard):
            await self._hold(turn, heard)
            return
        ad = next((one.ad for one in heard if one.ad), None)
        for wish in _parts(turn, wishes([one.words for one in heard if not one.is_event]), ad):
            await self._wish(turn, wish, heard, ad)
            ad = None
        for one in heard:
            if one.is_event:
                await self._event(turn, one)
        self._greet_back(turn, heard)

    def _greet_back(self, turn: OpenTurn, heard: Sequence[Heard]) -> None:
        """Greet who greeted beside a wish; not who needs a person, for whom it is no pleasure."""
        if turn.handed_over is None:
            turn.replies[:] = greet_back(self._responses, turn, [one.words for one in heard])

    async def _wish(self, turn: OpenTurn, wish: str, heard: Sequence[Heard], ad: Ad | None) -> None:
        # Who comes by an ad speaks of it, not of what was asked days ago.
        answered = None if ad else understood(wish, turn.context, turn.now)
        if answered is not None:
            await self._act(turn, Said(wish, "answered", answered.payload))
            return
        quoted = next((one.incoming.quoted for one in heard if one.incoming.quoted), None)
        await self._act(turn, Said(wish, quoted=await self._skus(turn, quoted), ad=ad))

    async def _event(self, turn: OpenTurn, one: Heard) -> None:
        said = event_of(one, await self._skus(turn, one.incoming.quoted))
        said = said or await self._thumb(turn, one)
        if said is not None:
            await self._act(turn, said)
        elif one.incoming.type == "text" and not one.is_echo:
            # Nothing but spaces and marks: no word in it to answer.
            turn.reply(Text(self._responses.say("unreadable", turn)))

    async def _thumb(self, turn: OpenTurn, one: Heard) -> Said | None:
        """Read a thumb on our newest message as the answer to its question."""
        thumb, talk = one.incoming.reaction, turn.loaded.conversation_id
        if thumb is None or not await self._turns.is_newest(talk, thumb.wamid):
            return None
        answered = answer_pending(thumb.emoji, turn.context, turn.now)
        return Said(thumb.emoji, "answered", answered.payload) if answered else None

    async def _hold(self, turn: OpenTurn, heard: Sequence[Heard]) -> None:
        """A person has the conversation: a sent cart still gets its summary and link.

        What may show a payment is kept with the order that awaits one, without a word.
        Who writes on while nobody has answered is told now and then when somebody will; who
        asks for a person again, each time.
        """
        told = turn.context.waiting_told
        writes = any(_asks(one) or _greets(one) for one in heard)
        asked = any(_asks(one) and asks_person(one.words) for one in heard)
        if writes and shall_tell(turn.loaded.waits, told, turn.now, asked):
            turn.context.waiting_told = turn.now
            when = hours_of(turn.loaded.preferences).words(turn.now)
            when = moment_in(when, turn.context.language)
            turn.reply(Text(self._responses.say("handover_waiting", turn, when=when)))
        for one in heard:
            if one.may_show_payment:
                turn.attach_receipt(None, one.incoming.wamid)
        if not turn.loaded.preferences.cart_summary_while_person:
            return
        for one in heard:
            if one.incoming.cart is not None and not one.is_echo:
                await self._event(turn, one)

    async def _act(self, turn: OpenTurn, said: Said) -> None:
        await understand(turn, said, self._dialogue, self._encode)

    async def _skus(self, turn: OpenTurn, wamid: str | None) -> tuple[str, ...]:
        return await self._turns.quoted(turn.loaded.account_id, wamid) if wamid else ()


def _understood(turn: OpenTurn, heard: Heard) -> Heard:
    """Read free text in Spanish; a button's title and the business's own words are not theirs."""
    if heard.is_echo or not heard.words or heard.incoming.tapped is not None:
        return heard
    country = turn.customer.country
    return replace(heard, words=understood_in(heard.words, turn.context, country))


def _parts(turn: OpenTurn, wishes: Sequence[str], ad: Ad | None) -> Sequence[str]:
    """Part the answer to our question from the wish behind it; an ad's visitor answers nothing."""
    if ad or not wishes:
        return wishes
    return *answers_first(wishes[0], turn.context, turn.now), *wishes[1:]


def _opts_out(heard: Heard) -> bool:
    return not heard.is_echo and _stops(heard.words)


def _stops(said: str) -> bool:
    return is_opt_out(said) or asks_to_stop(said)


def _asks(heard: Heard) -> bool:
    """Whether it may ask for something: words that are no opt-out, greeting, thanks or echo."""
    said = heard.words
    idle = _stops(said) or is_closing(said) or is_greeting(said)
    return bool(said) and not (idle or heard.is_echo)


def _greets(heard: Heard) -> bool:
    return not heard.is_echo and is_greeting(heard.words)


def _wants_bot(heard: Heard) -> bool:
    """Whether the button was tapped that brings the bot back while nobody answers."""
    return heard.incoming.tapped is not None and wants_bot(heard.incoming.tapped.id)

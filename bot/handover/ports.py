"""What handing over needs from the database and from the wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.whatsapp.outgoing import Wire


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. person_id None: another system, through the API."""

    account_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer who may be waiting for a person. Moments in ms UTC.

    since: when the waiting began. last_human_at: when a person last wrote, here or on the phone.
    last_offer_at: when the bot last offered itself.
    """

    mode: Literal["bot", "person"]
    since: int
    last_customer_at: int | None
    last_human_at: int | None
    last_offer_at: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's words in the forms they may take.

    late: whether they may go out as the template once the window is closed. template: None where
    they do not fit into it.
    """

    free: Wire
    template: Wire | None = None
    late: bool = False


class HandoverError(Exception):
    """What a person asked for cannot be done now; the words say why.

    UnknownConversationError | WindowClosedError | NoTemplateError | HeldError |
    AnswerError <- LongAnswerError
    """


class UnknownConversationError(HandoverError):
    """The account has no conversation of this id."""


class WindowClosedError(HandoverError):
    """The customer has not written for 24 hours: only a template may go out."""


class NoTemplateError(HandoverError):
    """The window is closed, and Meta has approved no template to answer with."""


class HeldError(HandoverError):
    """A colleague has the conversation."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"{holder} has this conversation: take it over first")
        self.holder = holder


class AnswerError(HandoverError):
    """An answer that is empty, too long, or whose client id is none."""


class LongAnswerError(AnswerError):
    """An answer with more than `most` characters."""

    def __init__(self, most: int) -> None:
        super().__init__(f"an answer has at most {most} characters here; send it in parts")
        self.most = most


class HandoverStore(Protocol):
    """Who has a conversation, in the database. Every call is one commit."""

    async def answer(
        self, actor: Actor, conversation_id: int, key: str, answer: Answer, at: int
    ) -> int:
        """Queue a person's message once a key and take the conversation over.

        Returns the message's id; for a key that exists, that of the message it wrote.
        UnknownConversationError, WindowClosedError, NoTemplateError, LongAnswerError, HeldError.
        """
        ...

    async def take_over(self, actor: Actor, conversation_id: int, at: int) -> None:
        """Give a conversation to this person, whoever has it. UnknownConversationError."""
        ...

    async def hand_back(self, actor: Actor, conversation_id: int, at: int) -> None:
        """Give a conversation back to the bot. UnknownConversationError."""
        ...

    async def offer(self, conversation_id: int, since: int, wire: Wire, at: int) -> bool:
        """Offer the bot where the rule says so. True: the message was queued."""
        ...


class Words(Protocol):
    """Wording by name from domain.yml, for messages that answer no turn."""

    def say(self, name: str, account_id: int, **values: str) -> str: ...

"""Conversations: list, read, answer, take over, hand back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, cast

from bot.console.api import models
from bot.console.api.endpoint import ApiError, Call, Endpoint
from bot.console.files import file_path
from bot.console.inbox.bubble import skus_named
from bot.console.inbox.values import Logged, Talk, Wanted
from bot.console.parts import Parts
from bot.handover.ports import (
    Actor,
    AnswerError,
    HandoverError,
    HeldError,
    NoTemplateError,
    UnknownConversationError,
    WindowClosedError,
)
from bot.whatsapp.window import closes_at

KEY: Final = "Idempotency-Key"
_KEY_ABOUT: Final = "8 to 64 letters, digits, - or _: the same key again sends nothing again."
_NONE: Final = {404: "There is no such conversation."}
_ANSWER_ERRORS: Final = {
    **_NONE,
    409: "The 24-hour window is closed (and there is no approved template), or a colleague has it.",
}


def conversation_endpoints(parts: Parts) -> list[Endpoint]:
    """Return the endpoints."""
    calls = _Conversations(parts)
    one = "/conversations/{id}"
    return [
        Endpoint(
            "GET", "/conversations", "List conversations, newest first", calls.list,
            models.Conversations, models.ConversationsQuery,
        ),
        Endpoint(
            "GET", f"{one}/messages", "Read a conversation's messages", calls.messages,
            models.Messages, models.MessagesQuery, errors=_NONE,
        ),
        Endpoint(
            "POST", f"{one}/messages", "Answer the customer; takes the conversation over",
            calls.answer, models.Message, body=models.NewMessage, status=201,
            headers={KEY: _KEY_ABOUT}, errors=_ANSWER_ERRORS,
        ),
        Endpoint(
            "POST", f"{one}/takeover", "Take the conversation from the bot", calls.take_over,
            models.Conversation, errors=_NONE,
        ),
        Endpoint(
            "POST", f"{one}/handback", "Give the conversation back to the bot", calls.hand_back,
            models.Conversation, errors=_NONE,
        ),
    ]  # fmt: skip


class _Conversations:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def list(self, call: Call) -> models.Conversations:
        asked = cast("models.ConversationsQuery", call.query)
        moment, _, number = asked.before.partition("-")
        before = (int(moment), int(number)) if number else None
        wanted = Wanted(asked.show, asked.q, before, asked.limit)
        talks = await self._parts.inbox.talks(call.account_id, wanted)
        last = talks[-1] if len(talks) == asked.limit else None
        following = f"{last.updated_at}-{last.id}" if last else None
        return models.Conversations(
            conversations=[conversation_of(talk) for talk in talks], next=following
        )

    async def messages(self, call: Call) -> models.Messages:
        asked = cast("models.MessagesQuery", call.query)
        if asked.before is not None and asked.after is not None:
            raise ApiError(422, "invalid", "query: give before or after, not both")
        thread = await self._parts.inbox.thread(
            call.account_id, call.ids["id"],
            before=asked.before, after=asked.after, limit=asked.limit,
        )  # fmt: skip
        if thread is None:
            raise _unknown(call)
        found = [message_of(one, thread.talk.id) for one in thread.messages]
        return models.Messages(messages=found, more=thread.more)

    async def answer(self, call: Call) -> models.Message:
        told = cast("models.NewMessage", call.body)
        talk_id, desk = call.ids["id"], self._parts.desk
        try:
            message_id = await desk.answer(
                _actor(call), talk_id, told.text, call.headers[KEY], late=told.template
            )
        except HandoverError as error:
            raise _refused(error) from error
        message = await self._parts.inbox.message(call.account_id, talk_id, message_id)
        if message is None:
            raise _unknown(call)
        return message_of(message, talk_id)

    async def take_over(self, call: Call) -> models.Conversation:
        return await self._change(call, self._parts.desk.take_over)

    async def hand_back(self, call: Call) -> models.Conversation:
        return await self._change(call, self._parts.desk.hand_back)

    async def _change(
        self, call: Call, change: Callable[[Actor, int], Awaitable[None]]
    ) -> models.Conversation:
        try:
            await change(_actor(call), call.ids["id"])
        except HandoverError as error:
            raise _refused(error) from error
        talk = await self._parts.inbox.talk(call.account_id, call.ids["id"])
        if talk is None:
            raise _unknown(call)
        return conversation_of(talk)


def conversation_of(talk: Talk) -> models.Conversation:
    """Return a conversation as the API has it."""
    until = None if talk.last_customer_at is None else closes_at(talk.last_customer_at)
    last = talk.last
    return models.Conversation(
        id=talk.id,
        customer=talk.name,
        phone=talk.phone,
        mode=talk.mode,
        asks_for_person=talk.asks,
        holder=talk.holder,
        reason=talk.reason if talk.mode == "person" or talk.asks else "",
        unread=talk.unread,
        updated_at=talk.updated_at,
        window_closes_at=until,
        last_message=None if last is None else models.LastMessage(
            direction=last.direction, author=last.author, type=last.type, text=last.body,
            status=last.status, at=last.at,
        ),
    )  # fmt: skip


def message_of(logged: Logged, talk_id: int) -> models.Message:
    """Return a message as the API has it."""
    file = logged.file
    return models.Message(
        id=logged.id,
        direction="out" if logged.direction == "out" else "in",
        author=logged.author,
        person=logged.person,
        type=logged.type,
        text=logged.body,
        wamid=logged.wamid,
        quoted_wamid=logged.quoted_wamid,
        status=logged.status,
        error_code=logged.error_code,
        error=logged.error,
        skus=list(dict.fromkeys(skus_named(logged))),
        at=logged.at,
        raw=dict(logged.payload),
        file=None if file is None else models.File(
            state=file.state, mime=file.mime, size=file.size, reason=file.reason,
            path=file_path(talk_id, logged.id),
        ),
    )  # fmt: skip


def _actor(call: Call) -> Actor:
    return Actor(call.account_id, None)


def _refused(error: HandoverError) -> ApiError:
    match error:
        case UnknownConversationError():
            return ApiError(404, "unknown_conversation", str(error))
        case WindowClosedError():
            return ApiError(409, "window_closed", str(error))
        case NoTemplateError():
            return ApiError(409, "no_template", str(error))
        case HeldError():
            return ApiError(409, "held", str(error))
        case AnswerError():
            return ApiError(422, "invalid", str(error))
        case _:
            return ApiError(409, "refused", str(error))


def _unknown(call: Call) -> ApiError:
    return ApiError(404, "unknown_conversation", f"there is no conversation {call.ids['id']}")

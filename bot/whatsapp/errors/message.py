"""Errors about one message: its recipient, the window, its shape, its template."""

from __future__ import annotations

from typing import ClassVar

from bot.clock import DAY
from bot.whatsapp.errors.base import Kind, MetaError


class RecipientError(MetaError):
    """The person cannot or must not get it: do not send it again."""

    kind: Kind = "recipient"
    permanent: bool = True


class UndeliverableError(RecipientError):
    """The person cannot receive it (no WhatsApp, old client, terms)."""

    codes: ClassVar[tuple[int, ...]] = (131026,)


class SelfMessageError(RecipientError):
    """Sender and recipient are the same number."""

    codes: ClassVar[tuple[int, ...]] = (131021,)


class NotInTestListError(RecipientError):
    """The number is not among those a test number may write to."""

    codes: ClassVar[tuple[int, ...]] = (131030,)


class ExperimentError(RecipientError):
    """The person's number is part of an experiment of Meta."""

    codes: ClassVar[tuple[int, ...]] = (130472,)


class OptedOutError(RecipientError):
    """The person has stopped marketing messages of this business."""

    codes: ClassVar[tuple[int, ...]] = (131050,)


class HealthyEcosystemError(RecipientError):
    """Meta holds marketing back from this person: 24 hours at least."""

    codes: ClassVar[tuple[int, ...]] = (131049,)
    least_wait: ClassVar[int | None] = DAY


class BsuidUnsupportedError(RecipientError):
    """The message cannot go to a business-scoped user id."""

    codes: ClassVar[tuple[int, ...]] = (131062,)


class RecipientBlockedError(RecipientError):
    """The recipient cannot be reached by this business."""

    codes: ClassVar[tuple[int, ...]] = (137000,)


class WindowError(MetaError):
    """The 24-hour window is closed: only a template may go out."""

    kind: Kind = "window"


class WindowClosedError(WindowError):
    """More than 24 hours since the customer last wrote."""

    codes: ClassVar[tuple[int, ...]] = (131047,)


class BugError(MetaError):
    """The request is wrong: sending it again changes nothing."""

    kind: Kind = "bug"
    permanent: bool = True


class NumberDeletedError(BugError):
    """The business number is gone, or its id is wrong."""

    codes: ClassVar[tuple[int, ...]] = (33,)


class InvalidParameterError(BugError):
    """A parameter is unknown, misspelt or too long."""

    codes: ClassVar[tuple[int, ...]] = (100,)


class MissingParameterError(BugError):
    """A required parameter is missing."""

    codes: ClassVar[tuple[int, ...]] = (131008,)


class InvalidValueError(BugError):
    """A value is not valid: also products unknown to the catalog."""

    codes: ClassVar[tuple[int, ...]] = (131009,)


class UnsupportedTypeError(BugError):
    """The message type is not supported."""

    codes: ClassVar[tuple[int, ...]] = (131051,)


class MediaDownloadError(BugError):
    """The customer's file could not be downloaded."""

    codes: ClassVar[tuple[int, ...]] = (131052,)


class MediaUploadError(BugError):
    """Our file could not be uploaded or has a wrong type."""

    codes: ClassVar[tuple[int, ...]] = (131053,)


class GenericUserError(BugError):
    """The message failed for a reason in the request."""

    codes: ClassVar[tuple[int, ...]] = (135000,)


class TemplateError(MetaError):
    """The template cannot be used: tell a person, fall back."""

    kind: Kind = "template"
    permanent: bool = True


class ParameterCountError(TemplateError):
    """The number of parameters is not the template's."""

    codes: ClassVar[tuple[int, ...]] = (132000,)


class TemplateMissingError(TemplateError):
    """It does not exist in this language, or is not approved."""

    codes: ClassVar[tuple[int, ...]] = (132001,)


class TemplateTooLongError(TemplateError):
    """The filled-in text is too long."""

    codes: ClassVar[tuple[int, ...]] = (132005,)


class TemplatePolicyError(TemplateError):
    """Its text breaks a policy."""

    codes: ClassVar[tuple[int, ...]] = (132007,)


class ParameterMissingError(TemplateError):
    """A parameter is missing."""

    codes: ClassVar[tuple[int, ...]] = (132008,)


class ParameterFormatError(TemplateError):
    """A parameter has the wrong form."""

    codes: ClassVar[tuple[int, ...]] = (132012,)


class TemplatePausedError(TemplateError):
    """It is paused for low quality."""

    codes: ClassVar[tuple[int, ...]] = (132015,)


class TemplateDisabledError(TemplateError):
    """It was paused too often and is disabled for good."""

    codes: ClassVar[tuple[int, ...]] = (132016,)


class FlowBlockedError(TemplateError):
    """Its form is blocked."""

    codes: ClassVar[tuple[int, ...]] = (132068,)


class FlowThrottledError(TemplateError):
    """Its form is throttled."""

    codes: ClassVar[tuple[int, ...]] = (132069,)


class TemplateUnavailableError(TemplateError):
    """It cannot be sent in this way."""

    codes: ClassVar[tuple[int, ...]] = (131063,)

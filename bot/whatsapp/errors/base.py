"""The trunk of the tree: what every error of WhatsApp knows."""

from __future__ import annotations

from typing import ClassVar, Literal

Kind = Literal["auth", "retry", "integrity", "recipient", "window", "bug", "template", "account"]


class WhatsAppError(Exception):
    """Something went wrong with a call to WhatsApp.

    kind: what to do about it. permanent: the same call will never succeed. retry_after: ms
    to wait at least before the same call, None where the caller's own pace will do; growth:
    by how much that wait grows with each further attempt.
    """

    kind: Kind = "retry"
    permanent: bool = False
    growth: ClassVar[int] = 2
    least_wait: ClassVar[int | None] = None

    def __init__(self, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = self.least_wait if retry_after is None else retry_after


class UnreachableError(WhatsAppError):
    """The request never left: no connection, no name, no handshake. Safe to repeat."""


class UnknownOutcomeError(WhatsAppError):
    """The request left and no answer came: it may have been carried out.

    Meta has no idempotency key: look for a status with our callback data before a resend.
    """


class MetaError(WhatsAppError):
    """Meta answered with an error, at once or in a status.

    code: Meta's number. details: its explanation, for the log. http_status: 0 in a status.
    """

    codes: ClassVar[tuple[int, ...]] = ()

    def __init__(
        self,
        code: int,
        title: str,
        details: str = "",
        *,
        http_status: int = 0,
        trace: str = "",
        retry_after: int | None = None,
    ) -> None:
        told = f"{title}: {details}" if details and details not in title else title
        super().__init__(f"Meta error {code}: {told}", retry_after=retry_after)
        self.code = code
        self.title = title
        self.details = details
        self.http_status = http_status
        self.trace = trace


class UnlistedError(MetaError):
    """A code we have no class for; its HTTP status tells the kind."""

    def __init__(
        self,
        code: int,
        title: str,
        details: str = "",
        *,
        http_status: int = 0,
        trace: str = "",
        retry_after: int | None = None,
    ) -> None:
        super().__init__(
            code, title, details, http_status=http_status, trace=trace, retry_after=retry_after
        )
        self.kind, self.permanent = _by_status(http_status)


def _by_status(http_status: int) -> tuple[Kind, bool]:
    if http_status >= 500 or http_status == 429:
        return "retry", False
    if http_status in {401, 403}:
        return "auth", False
    return "bug", True

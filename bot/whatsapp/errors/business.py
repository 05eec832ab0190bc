"""Errors about the business and its means: token, rates, restrictions, account."""

from __future__ import annotations

from typing import ClassVar

from bot.whatsapp.errors.base import Kind, MetaError


class AuthError(MetaError):
    """The token is no good or lacks a permission: stop the queue, tell a person."""

    kind: Kind = "auth"


class AuthExceptionError(AuthError):
    """We were unable to authenticate the app user."""

    codes: ClassVar[tuple[int, ...]] = (0,)


class TokenExpiredError(AuthError):
    """The access token has expired or is not one."""

    codes: ClassVar[tuple[int, ...]] = (190,)


class CapabilityError(AuthError):
    """The app lacks the capability, or its token the permission."""

    codes: ClassVar[tuple[int, ...]] = (3,)


class PermissionDeniedError(AuthError):
    """The permission was never given, or was taken back."""

    codes: ClassVar[tuple[int, ...]] = (10,)


class PermissionMissingError(AuthError):
    """A permission is missing (codes 200 to 299)."""

    codes: ClassVar[tuple[int, ...]] = tuple(range(200, 300))


class AccessDeniedError(AuthError):
    """The number's permission is missing or was taken back."""

    codes: ClassVar[tuple[int, ...]] = (131005,)


class RetryError(MetaError):
    """It passes: try again later, slower each time."""

    kind: Kind = "retry"


class UnknownApiError(RetryError):
    """An invalid request or an unknown error of the API."""

    codes: ClassVar[tuple[int, ...]] = (1,)


class ServiceDownError(RetryError):
    """Meta's service is down or overloaded."""

    codes: ClassVar[tuple[int, ...]] = (2,)


class AppCallLimitError(RetryError):
    """The app made too many calls."""

    codes: ClassVar[tuple[int, ...]] = (4,)


class AccountCallLimitError(RetryError):
    """The WhatsApp business account made too many calls."""

    codes: ClassVar[tuple[int, ...]] = (80007,)


class ManagementCallLimitError(RetryError):
    """Too many management calls on the business account."""

    codes: ClassVar[tuple[int, ...]] = (80008,)


class ThroughputError(RetryError):
    """The number sends faster than its messages a second."""

    codes: ClassVar[tuple[int, ...]] = (130429,)


class PairRateError(RetryError):
    """Too many messages to this one person: wait 4^X seconds."""

    codes: ClassVar[tuple[int, ...]] = (131056,)
    growth: ClassVar[int] = 4
    least_wait: ClassVar[int | None] = 1_000


class SomethingWentWrongError(RetryError):
    """Meta could not send it, and does not say why."""

    codes: ClassVar[tuple[int, ...]] = (131000,)


class ServiceUnavailableError(RetryError):
    """A service of Meta is not available for now."""

    codes: ClassVar[tuple[int, ...]] = (131016,)


class MaintenanceModeError(RetryError):
    """The number is in maintenance, perhaps for more throughput."""

    codes: ClassVar[tuple[int, ...]] = (131057,)


class ServerBusyError(RetryError):
    """Meta's server is temporarily unavailable."""

    codes: ClassVar[tuple[int, ...]] = (133004,)


class IntegrityError(MetaError):
    """Meta restricts the business: stop sending, tell a person."""

    kind: Kind = "integrity"


class PolicyBlockError(IntegrityError):
    """The account is blocked for a violation of policy."""

    codes: ClassVar[tuple[int, ...]] = (368,)


class AccountLockedError(IntegrityError):
    """The account is locked."""

    codes: ClassVar[tuple[int, ...]] = (131031,)


class CountryBlockError(IntegrityError):
    """The business may not write to this country."""

    codes: ClassVar[tuple[int, ...]] = (130497,)


class SpamLimitError(IntegrityError):
    """Too many of the number's messages were blocked or called spam."""

    codes: ClassVar[tuple[int, ...]] = (131048,)


class SendingLimitError(IntegrityError):
    """The account's sending is limited."""

    codes: ClassVar[tuple[int, ...]] = (131064,)


class AccountError(MetaError):
    """The business account needs a person at Meta's side."""

    kind: Kind = "account"


class DisplayNameError(AccountError):
    """The number's display name is not approved."""

    codes: ClassVar[tuple[int, ...]] = (131037,)


class PaymentMethodError(AccountError):
    """Something is wrong with the payment method at Meta."""

    codes: ClassVar[tuple[int, ...]] = (131042,)


class CertificateError(AccountError):
    """The number's registration certificate is wrong."""

    codes: ClassVar[tuple[int, ...]] = (131045,)


class NotRegisteredError(AccountError):
    """The number is not registered on the platform."""

    codes: ClassVar[tuple[int, ...]] = (133010,)

"""What goes wrong with WhatsApp: one class for each of Meta's codes.

Branch on class or kind, never on titles or HTTP statuses: Meta changes those. The same codes come
back at once in an answer, or later in the errors of a status.

::

    WhatsAppError
    ├── UnreachableError            the request never left: try again
    ├── UnknownOutcomeError         it left, no answer came: reconcile, then try again
    └── MetaError                   Meta said no
        ├── AuthError                       kind auth
        │   ├── AuthExceptionError          0
        │   ├── TokenExpiredError           190
        │   ├── CapabilityError             3
        │   ├── PermissionDeniedError       10
        │   ├── PermissionMissingError      200
        │   └── AccessDeniedError           131005
        ├── RetryError                      kind retry
        │   ├── UnknownApiError             1
        │   ├── ServiceDownError            2
        │   ├── AppCallLimitError           4
        │   ├── AccountCallLimitError       80007
        │   ├── ManagementCallLimitError    80008
        │   ├── ThroughputError             130429
        │   ├── PairRateError               131056
        │   ├── SomethingWentWrongError     131000
        │   ├── ServiceUnavailableError     131016
        │   ├── MaintenanceModeError        131057
        │   └── ServerBusyError             133004
        ├── IntegrityError                  kind integrity
        │   ├── PolicyBlockError            368
        │   ├── AccountLockedError          131031
        │   ├── CountryBlockError           130497
        │   ├── SpamLimitError              131048
        │   └── SendingLimitError           131064
        ├── RecipientError                  kind recipient
        │   ├── UndeliverableError          131026
        │   ├── SelfMessageError            131021
        │   ├── NotInTestListError          131030
        │   ├── ExperimentError             130472
        │   ├── OptedOutError               131050
        │   ├── HealthyEcosystemError       131049
        │   ├── BsuidUnsupportedError       131062
        │   └── RecipientBlockedError       137000
        ├── WindowError                     kind window
        │   └── WindowClosedError           131047
        ├── BugError                        kind bug
        │   ├── NumberDeletedError          33
        │   ├── InvalidParameterError       100
        │   ├── MissingParameterError       131008
        │   ├── InvalidValueError           131009
        │   ├── UnsupportedTypeError        131051
        │   ├── MediaDownloadError          131052
        │   ├── MediaUploadError            131053
        │   └── GenericUserError            135000
        ├── TemplateError                   kind template
        │   ├── ParameterCountError         132000
        │   ├── TemplateMissingError        132001
        │   ├── TemplateTooLongError        132005
        │   ├── TemplatePolicyError         132007
        │   ├── ParameterMissingError       132008
        │   ├── ParameterFormatError        132012
        │   ├── TemplatePausedError         132015
        │   ├── TemplateDisabledError       132016
        │   ├── FlowBlockedError            132068
        │   ├── FlowThrottledError          132069
        │   └── TemplateUnavailableError    131063
        ├── AccountError                    kind account
        │   ├── DisplayNameError            131037
        │   ├── PaymentMethodError          131042
        │   ├── CertificateError            131045
        │   └── NotRegisteredError          133010
        └── UnlistedError           a code that is not in this list
"""

from bot.whatsapp.errors.base import (
    Kind,
    MetaError,
    UnknownOutcomeError,
    UnlistedError,
    UnreachableError,
    WhatsAppError,
)
from bot.whatsapp.errors.build import error_class, from_problem, from_response
from bot.whatsapp.errors.business import AccountError, AuthError, IntegrityError, RetryError
from bot.whatsapp.errors.message import BugError, RecipientError, TemplateError, WindowError

__all__ = [
    "AccountError",
    "AuthError",
    "BugError",
    "IntegrityError",
    "Kind",
    "MetaError",
    "RecipientError",
    "RetryError",
    "TemplateError",
    "UnknownOutcomeError",
    "UnlistedError",
    "UnreachableError",
    "WhatsAppError",
    "WindowError",
    "error_class",
    "from_problem",
    "from_response",
]

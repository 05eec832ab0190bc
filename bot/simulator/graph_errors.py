"""Meta's errors as the double answers them: the same body, codes and HTTP statuses."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final

# code: (HTTP status, title). Codes that are not here answer 400.
KNOWN: Final[Mapping[int, tuple[int, str]]] = {
    0: (401, "AuthException"),
    1: (400, "API Unknown"),
    2: (503, "API Service"),
    3: (500, "API Method"),
    4: (400, "API Too Many Calls"),
    10: (403, "Permission Denied"),
    33: (400, "Parameter value is not valid"),
    100: (400, "Invalid parameter"),
    190: (401, "Access token has expired"),
    200: (403, "API Permission"),
    368: (403, "Temporarily blocked for policies violations"),
    80007: (400, "Rate limit issues"),
    80008: (400, "There have been too many calls to this WhatsApp Business account"),
    130429: (400, "Rate limit hit"),
    130472: (400, "User's number is part of an experiment"),
    130497: (403, "Business account is restricted from messaging users in this country"),
    131000: (500, "Something went wrong"),
    131005: (403, "Access denied"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131021: (400, "Recipient cannot be sender"),
    131026: (400, "Message undeliverable"),
    131030: (400, "Recipient phone number not in allowed list"),
    131031: (403, "Account has been locked"),
    131037: (400, "WhatsApp provided number needs display name approval"),
    131042: (400, "Business eligibility payment issue"),
    131045: (500, "Incorrect certificate"),
    131047: (400, "Re-engagement message"),
    131048: (400, "Spam rate limit hit"),
    131049: (400, "Meta chose not to deliver"),
    131050: (400, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131052: (400, "Media download error"),
    131053: (400, "Media upload error"),
    131056: (400, "(Business Account, Consumer Account) pair rate limit hit"),
    131057: (500, "Account in maintenance mode"),
    131062: (400, "Business-scoped user id is not supported for this message"),
    131063: (400, "Template cannot be sent in this way"),
    131064: (400, "Sending limit reached"),
    132000: (400, "Number of parameters does not match the expected number of params"),
    132001: (404, "Template name does not exist in the translation"),
    132005: (400, "Translated text too long"),
    132007: (400, "Template Format Character Policy Violated"),
    132008: (400, "Parameter is missing"),
    132012: (400, "Parameter format does not match format in the created template"),
    132015: (400, "Template is Paused"),
    132016: (400, "Template is Disabled"),
    132068: (400, "Flow is in blocked state"),
    132069: (400, "Flow is in throttled state"),
    133004: (503, "Server Temporarily Unavailable"),
    133010: (400, "Phone number not registered"),
    135000: (400, "Generic user error"),
    137000: (400, "Recipient cannot be reached"),
}


class GraphError(Exception):
    """An error of Meta. details: what is wrong, for whoever reads the log."""

    def __init__(self, code: int, details: str = "", http_status: int | None = None) -> None:
        known = KNOWN.get(code, (403, "API Permission") if 200 <= code < 300 else (400, "Error"))
        super().__init__(f"{code} {details}")
        self.code = code
        self.title = known[1]
        self.details = details
        self.http_status = http_status or known[0]

    def body(self) -> dict[str, Any]:
        """Return the JSON of the answer."""
        return {
            "error": {
                "message": f"(#{self.code}) {self.title}",
                "type": "OAuthException",
                "code": self.code,
                "error_data": {"messaging_product": "whatsapp", "details": self.details},
                "fbtrace_id": secrets.token_urlsafe(8),
            }
        }

    def in_status(self) -> dict[str, Any]:
        """Return the JSON of an error in a status."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }


def missing(path: str) -> GraphError:
    """Return the error for a required parameter that is not there."""
    return GraphError(131008, f"The parameter {path} is required.")


def invalid(path: str, why: str) -> GraphError:
    """Return the error for a value that Meta does not take."""
    return GraphError(131009, f"{path}: {why}")


def unknown(path: str) -> GraphError:
    """Return the error for a parameter that Meta does not know."""
    return GraphError(100, f"Unexpected key {path}")

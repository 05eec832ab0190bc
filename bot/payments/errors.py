"""What can go wrong at a provider.

ProviderError
├── RefusedError        the provider understood and said no: asking again changes nothing
├── UnknownOutcomeError a timeout or a 5xx: it may or may not have happened
├── UnavailableError    not reached, or too busy: it certainly did not happen
└── ForgedError         a webhook that the provider did not sign
"""

from __future__ import annotations


class ProviderError(Exception):
    """A payment provider did not do what was asked. permanent: asking again is useless."""

    permanent = False


class RefusedError(ProviderError):
    """Understood and refused (wrong key, unsupported currency, amount too small)."""

    permanent = True


class UnknownOutcomeError(ProviderError):
    """No usable answer: look before doing it again."""


class UnavailableError(ProviderError):
    """It certainly did not happen; it may work later."""


class ForgedError(ProviderError):
    """The signature, the age or the shape of a webhook is wrong: answer 400."""

    permanent = True

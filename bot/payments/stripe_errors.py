"""Stripe's errors as ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import stripe

from bot.payments.amounts import AmountError
from bot.payments.errors import ProviderError, RefusedError, UnavailableError, UnknownOutcomeError


def code_of(error: ProviderError) -> str:
    """Return Stripe's own code of an error ("resource_missing"), empty when it has none."""
    return str(getattr(error.__cause__, "code", "") or "")


@asynccontextmanager
async def translated() -> AsyncGenerator[None]:
    """Turn Stripe's errors into ours."""
    try:
        yield
    except stripe.RateLimitError as error:
        raise UnavailableError("Stripe asks us to slow down") from error
    except (stripe.APIConnectionError, stripe.APIError) as error:
        raise UnknownOutcomeError(f"no usable answer from Stripe ({_brief(error)})") from error
    except stripe.StripeError as error:
        raise RefusedError(f"Stripe refused ({_brief(error)})") from error
    except AmountError as error:
        raise RefusedError(str(error)) from error


def _brief(error: stripe.StripeError) -> str:
    """Enough to find it in the dashboard; messages may hold what a customer wrote."""
    return f"{type(error).__name__} {error.http_status or ''} {error.code or ''}".strip()

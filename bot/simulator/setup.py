"""What the simulator is started with, and why it may refuse to start."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from yarl import URL

from bot.settings import Settings

# The sample shop's picture links; the simulator serves data/sample/images for them.
SAMPLE: Final = Path("data/sample")
_LIVE_STRIPE: Final = ("sk_live_", "rk_live_")


class LiveCredentialsError(RuntimeError):
    """Real credentials are configured: a simulation must not run beside them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Ids, secrets and places of the simulated business. The secrets are no secrets."""

    webhook_url: str = "http://127.0.0.1:8000/webhooks/whatsapp"
    token: str = field(default="simulator-access-token", repr=False)
    app_secret: str = field(default="simulator-app-secret", repr=False)
    verify_token: str = field(default="simulator-verify-token", repr=False)
    phone_number_id: str = "100000000000001"
    display_phone: str = "5215500000000"
    waba_id: str = "200000000000002"
    catalog_id: str = "300000000000003"
    business_name: str = "Tienda Millennium"
    feed: Path | None = None
    images: Path | None = None


def setup_from(settings: Settings, *, webhook_url: str = "") -> Setup:
    """Take over what is configured for a simulated number; the rest stays as it is.

    LiveCredentialsError when the configuration is a real one.
    """
    refuse_live(settings)
    fixed = Setup()
    local = f"http://{settings.host}:{settings.port}/webhooks/whatsapp"
    return Setup(
        webhook_url=webhook_url or local,
        token=settings.whatsapp_access_token.get_secret_value() or fixed.token,
        app_secret=settings.whatsapp_app_secret.get_secret_value() or fixed.app_secret,
        verify_token=settings.whatsapp_verify_token.get_secret_value() or fixed.verify_token,
        phone_number_id=settings.whatsapp_phone_number_id or fixed.phone_number_id,
        waba_id=settings.whatsapp_business_account_id or fixed.waba_id,
        catalog_id=settings.catalog_id or fixed.catalog_id,
        feed=settings.project / SAMPLE / "catalog.csv",
        images=settings.project / SAMPLE / "images",
    )


def refuse_live(settings: Settings) -> None:
    """Raise LiveCredentialsError where real messages or real money are configured."""
    host = URL(settings.whatsapp_api_url).host or ""
    if settings.has_meta and (host == "facebook.com" or host.endswith(".facebook.com")):
        raise LiveCredentialsError(
            "a WhatsApp access token for graph.facebook.com is configured: unset "
            "MILLENNIUM_WHATSAPP_ACCESS_TOKEN or point MILLENNIUM_WHATSAPP_API_URL elsewhere"
        )
    if settings.stripe_secret_key.get_secret_value().startswith(_LIVE_STRIPE):
        raise LiveCredentialsError(
            "a live Stripe key is configured: the simulator runs only with a test key in "
            "MILLENNIUM_STRIPE_SECRET_KEY"
        )

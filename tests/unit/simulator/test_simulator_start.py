"""The simulator takes over a simulated configuration and refuses a real one."""

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.simulator.setup import LiveCredentialsError, Setup, refuse_live, setup_from


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


def test_real_whatsapp_credentials_are_refused() -> None:
    with pytest.raises(LiveCredentialsError, match="MILLENNIUM_WHATSAPP_ACCESS_TOKEN"):
        setup_from(settings(whatsapp_access_token="EAA"))


def test_a_live_stripe_key_is_refused() -> None:
    with pytest.raises(LiveCredentialsError, match="MILLENNIUM_STRIPE_SECRET_KEY"):
        refuse_live(settings(stripe_secret_key="sk_live_1"))


def test_a_token_for_the_simulator_is_taken_over() -> None:
    own = settings(
        whatsapp_api_url="http://127.0.0.1:8001",
        whatsapp_access_token="local",
        whatsapp_phone_number_id="123",
        stripe_secret_key="sk_test_1",
        project=Path("/proyecto"),
        port=9000,
    )
    made = setup_from(own)
    assert (made.token, made.phone_number_id) == ("local", "123")
    assert made.webhook_url == "http://127.0.0.1:9000/webhooks/whatsapp"
    assert made.feed == Path("/proyecto/data/sample/catalog.csv")
    assert made.catalog_id == Setup().catalog_id


def test_its_secrets_are_not_shown() -> None:
    assert "simulator-app-secret" not in repr(Setup())

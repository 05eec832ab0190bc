"""What the installer sets: environment variables or .env, prefix MILLENNIUM_."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

# A secret nobody guesses: shorter ones are refused at the start, not at the first attack.
LEAST_SECRET = 32


def _no_slash(url: str) -> str:
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(_no_slash)]
NO_SECRET = SecretStr("")


class Settings(BaseSettings):
    """The installation's settings. Secrets never show in repr or logs."""

    model_config = SettingsConfigDict(
        env_prefix="MILLENNIUM_", env_file=".env", extra="ignore", frozen=True
    )

    home: Path = Field(
        default=Path("var"), description="Database, index and media of this installation."
    )
    models: Path = Field(default=Path("models"), description="Built models; may be shared.")
    project: Path = Field(
        default=Path(), description="Folder with config.yml, domain.yml and data/."
    )
    host: str = Field(default="127.0.0.1", description="Address the service listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port for webhooks and checkout.")
    console_port: int | None = Field(
        default=None, description="Port of console and API; none: PORT."
    )
    private_port: int = Field(
        default=0, ge=0, le=65535, description="Loopback port of /metrics and actions; 0: any."
    )
    simulator_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of the simulator; none: 8001 or the next."
    )
    public_url: Url = Field(default="", description="Where customers and Meta reach the service.")
    database_url: SecretStr = Field(
        default=NO_SECRET, description="postgresql://...; empty: SQLite in HOME."
    )
    rasa_url: Url = Field(
        default="", description="External Rasa, several by commas; empty: one is started."
    )
    rasa_token: SecretStr = Field(
        default=NO_SECRET, description="Bearer token of the external Rasa."
    )
    embedding_model: str = Field(
        default="multilingual-e5-small",
        description="Built-in model, or any sentence-transformers one.",
    )
    log_level: str = Field(default="info", description="debug, info, warning or error.")

    whatsapp_api_url: Url = Field(
        default="https://graph.facebook.com", description="Graph API host."
    )
    whatsapp_api_version: str = Field(default="v25.0", description="Graph API version.")
    whatsapp_access_token: SecretStr = Field(default=NO_SECRET, description="System user's token.")
    whatsapp_app_secret: SecretStr = Field(default=NO_SECRET, description="Signs webhooks.")
    whatsapp_verify_token: SecretStr = Field(
        default=NO_SECRET, description="Chosen by you for Meta."
    )
    whatsapp_phone_number_id: str = Field(default="", description="Id of the WhatsApp number.")
    whatsapp_business_account_id: str = Field(default="", description="Id of the WABA.")
    catalog_id: str = Field(default="", description="Id of the Meta catalog.")

    stripe_secret_key: SecretStr = Field(default=NO_SECRET, description="Stripe's secret key.")
    stripe_webhook_secret: SecretStr = Field(
        default=NO_SECRET, description="Signs Stripe's webhooks."
    )
    stripe_api_url: Url = Field(default="https://api.stripe.com", description="Stripe's host.")

    @property
    def has_meta(self) -> bool:
        """Whether a real (or simulated) WhatsApp number is configured."""
        return bool(self.whatsapp_access_token.get_secret_value())

    @property
    def console_url(self) -> str:
        """Where people who work here reach the console."""
        if self.console_port is None and self.public_url:
            return self.public_url
        return f"http://{self.host}:{self.console_port or self.port}"

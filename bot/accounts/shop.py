"""The shop as its actions see it, made from the account's preferences."""

from __future__ import annotations

from actions.ports import Shop
from actions.wording import register_of
from bot.accounts.preferences import Preferences


def shop_from(account_id: int, preferences: Preferences, catalog_id: str) -> Shop:
    """Make the Shop of an account."""
    return Shop(
        account_id=account_id,
        name=preferences.name,
        currency=preferences.currency,
        country=preferences.country,
        language=preferences.language,
        register=register_of(preferences.country, preferences.register),
        search=preferences.search,
        default_reply=preferences.default_reply,
        catalog_id=catalog_id,
    )

"""The shop as its actions see it, made from the account's preferences."""

from __future__ import annotations

from typing import Final

from actions.ports import Register, Shop
from bot.accounts.preferences import Preferences

# How people are addressed where nobody has set it.
_VOS: Final = frozenset({"ar", "uy", "py", "cr"})
_USTED: Final = frozenset({"co"})


def register_of(preferences: Preferences) -> Register:
    """Return the register set, or the one usual in the shop's country."""
    if preferences.register:
        return preferences.register
    if preferences.country in _VOS:
        return "vos"
    return "usted" if preferences.country in _USTED else "tu"


def shop_from(account_id: int, preferences: Preferences, catalog_id: str) -> Shop:
    """Make the Shop of an account."""
    return Shop(
        account_id=account_id,
        name=preferences.name,
        currency=preferences.currency,
        country=preferences.country,
        language=preferences.language,
        register=register_of(preferences),
        search=preferences.search,
        default_reply=preferences.default_reply,
        catalog_id=catalog_id,
    )

"""What a healthy installation has, step by step; each finding names its mend.

Pure judgements on facts that wiring has gathered; no I/O here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol
from urllib.parse import urlsplit

from bot.outbox.mend import mend_words

State = Literal["ok", "warn", "wrong"]
NEEDED: Final = (
    "whatsapp_business_messaging",
    "whatsapp_business_management",
    "catalog_management",
)
LEAST_DISK: Final = 1_000_000_000
# Work that failed so often (some minutes) will hardly mend itself.
OFTEN: Final = 6
# Purposes of the templates that messages outside the 24-hour window need.
TEMPLATES: Final = ("order_placed", "order_paid", "order_shipped", "recovery")


class Failing(Protocol):
    """Work whose last try failed. given_up_at: since when it is tried no more."""

    @property
    def key(self) -> str: ...
    @property
    def error(self) -> str: ...
    @property
    def tries(self) -> int: ...
    @property
    def given_up_at(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked step. words: what was found, and the mend when it is not ok."""

    what: str
    state: State
    words: str


def good(what: str, words: str) -> Finding:
    """A step that is as it should be."""
    return Finding(what, "ok", words)


def bad(what: str, words: str) -> Finding:
    """A step that must be mended."""
    return Finding(what, "wrong", words)


def doubtful(what: str, words: str) -> Finding:
    """A step that works but may surprise."""
    return Finding(what, "warn", words)


def judge_token(told: Mapping[str, Any]) -> Finding:
    """Judge what Meta says of the access token."""
    if not told.get("is_valid"):
        return bad("token", "Meta refuses it; make a new system user token")
    missing = [scope for scope in NEEDED if scope not in (told.get("scopes") or ())]
    if missing:
        return bad("token", f"it lacks {', '.join(missing)}; give the system user these rights")
    if told.get("expires_at"):
        return doubtful("token", "it expires; a system user's token can be made to last")
    return good("token", "valid, with every permission")


def judge_subscription(apps: Sequence[Mapping[str, Any]]) -> Finding:
    """Judge whether this app gets the business account's webhooks."""
    if not apps:
        return bad(
            "webhooks",
            "the app is not subscribed to the WhatsApp Business account; "
            "subscribe it under WhatsApp > Configuration",
        )
    return good("webhooks", f"{len(apps)} app subscribed")


def judge_catalog(connected: Sequence[str], wanted: str) -> Finding:
    """Judge the catalog that the business account is connected to."""
    if not wanted:
        return bad("catalog", "MILLENNIUM_CATALOG_ID is empty; product messages need a catalog")
    if wanted in connected:
        return good("catalog", f"{wanted} is connected")
    if connected:
        return bad(
            "catalog",
            f"the account is connected to {connected[0]}, not to {wanted}; "
            "disconnect it in Commerce Manager first",
        )
    return bad(
        "catalog",
        f"{wanted} is not connected to the WhatsApp Business account; "
        "connect it in Commerce Manager",
    )


def judge_cart(settings: Mapping[str, Any]) -> Finding:
    """Judge whether customers can fill a cart."""
    if settings.get("is_cart_enabled") is False:
        return bad("cart", "the number's cart is off; switch it on in WhatsApp Manager > Catalog")
    return good("cart", "customers can fill a cart")


def judge_templates(templates: Sequence[Mapping[str, Any]], public_url: str) -> list[Finding]:
    """Judge the templates for messages outside the window, and where their buttons lead."""
    approved = {str(one.get("name")): one for one in templates if one.get("status") == "APPROVED"}
    lacking = [name for name in TEMPLATES if not any(name in known for known in approved)]
    found: list[Finding] = []
    if lacking:
        found.append(
            doubtful(
                "templates",
                f"no approved template for {', '.join(lacking)}: outside the "
                "24-hour window these messages become tasks for a person",
            )
        )
    else:
        found.append(good("templates", f"{len(approved)} approved"))
    stray = [name for name, one in approved.items() if _leads_elsewhere(one, public_url)]
    if stray:
        found.append(
            bad(
                "template buttons",
                f"{', '.join(stray)} lead to another domain than "
                "MILLENNIUM_PUBLIC_URL; make them anew with it",
            )
        )
    return found


def _leads_elsewhere(template: Mapping[str, Any], public_url: str) -> bool:
    host = urlsplit(public_url).hostname
    for part in template.get("components") or ():
        for button in part.get("buttons") or ():
            url = str(button.get("url") or "")
            if "{{" in url and "/pay/" in url and urlsplit(url).hostname != host:
                return True
    return False


def judge_public_url(url: str, *, simulated: bool) -> Finding:
    """Judge whether Meta and customers can reach this installation."""
    if simulated:
        return good("public URL", "not needed beside the simulator")
    if not url:
        return bad("public URL", "MILLENNIUM_PUBLIC_URL is empty; set it to https://your.domain")
    if not url.startswith("https://"):
        return bad("public URL", f"{url} is not https; Meta delivers only over TLS")
    return good("public URL", url)


def judge_number(number: str, reason: str, *, paused: bool) -> Finding:
    """Judge whether a WhatsApp number sends. reason: why it was paused."""
    what = f"number {number}"
    if not paused:
        return good(what, "sends")
    return bad(what, f"sends nothing ({reason}); {mend_words(reason)}")


def judge_work(failing: Sequence[Failing]) -> Finding:
    """Judge the work whose last try failed."""
    gone = [one for one in failing if one.given_up_at is not None]
    if gone:
        first = gone[0]
        more = f" (and {len(gone) - 1} more: `millennium timer list`)" if len(gone) > 1 else ""
        return bad("work", f"{first.key} was given up after {first.tries} tries: {first.error}; "
                   f"mend that, then `millennium timer run {first.key}`{more}")  # fmt: skip
    long = [one for one in failing if one.tries >= OFTEN]
    if long:
        return doubtful("work", f"{long[0].key} failed {long[0].tries} times: {long[0].error}; "
                        "`millennium timer list` shows it")  # fmt: skip
    return good("work", "nothing that is due fails")


def judge_reviews(waiting: int) -> Finding:
    """Judge the payments that wait for a person."""
    if waiting:
        return doubtful("payment reviews", f"{waiting} payments wait for a person; "
                        "`millennium payments reviews` shows them")  # fmt: skip
    return good("payment reviews", "no payment waits for a person")


def judge_given_up(letters: int) -> Finding:
    """Judge the messages that were given up in the last week."""
    if letters:
        return doubtful("given up", f"{letters} messages in the last week; "
                        "`millennium dead list` shows why")  # fmt: skip
    return good("given up", "no message in the last week")


def judge_disk(free: int) -> Finding:
    """Judge the space that is left where the database lies. free: bytes."""
    words = f"{free / 1e9:.1f} GB free"
    if free < LEAST_DISK:
        return bad("disk", f"{words}; what cannot be stored is not acknowledged: make room")
    return good("disk", words)

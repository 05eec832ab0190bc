"""What a person can do about a number that stopped sending. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_CODE: Final = re.compile(r"Meta error (\d{1,9})")
# Meta's codes that pause a number (bot.whatsapp.errors.business), by what mends them.
_CODES: Final[Mapping[str, tuple[int, ...]]] = {
    "token": (0, 190),
    "rights": (3, 10, *range(200, 300), 131005),
    "payment": (131042,),
    "locked": (368, 131031, 130497),
    "limit": (131048, 131064),
    "name": (131037,),
    "registration": (131045, 133010),
}
_RESUME: Final = "then `millennium number resume`"
_WORDS: Final[Mapping[str, str]] = {
    "token": "make a new system user token, set MILLENNIUM_WHATSAPP_ACCESS_TOKEN and restart",
    "rights": f"give the system user its WhatsApp permissions, {_RESUME}",
    "payment": f"mend the WhatsApp account's payment method, {_RESUME}",
    "locked": f"ask for a review in WhatsApp Manager > Account quality, {_RESUME}",
    "limit": f"wait until Meta lifts the limit (WhatsApp Manager > Account quality), {_RESUME}",
    "name": f"get the display name approved in WhatsApp Manager, {_RESUME}",
    "registration": f"register the number in WhatsApp Manager, {_RESUME}",
    "other": f"see what WhatsApp Manager says of it, {_RESUME}",
}
MENDS: Final = tuple(_WORDS)


def mend_of(reason: str) -> str:
    """Return what mends a pause, in one word of MENDS. reason: as the pause was written."""
    found = _CODE.search(reason)
    code = None if found is None else int(found[1])
    return next((mend for mend, codes in _CODES.items() if code in codes), "other")


def mend_words(reason: str) -> str:
    """Return what to do, in one line."""
    return _WORDS[mend_of(reason)]

"""Spanish words by their sound."""

import re
from typing import Final

from nlu.text.folding import fold

# In this order: what two letters say is settled before what one says.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z0-9]", ""),
        (r"ch|sh", "\x01"),
        (r"ph", "f"),
        (r"h", ""),
        (r"qu(?=[ei])|q|ck|k", "k"),
        (r"gu(?=[ei])", "\x02"),
        (r"g(?=[ei])", "j"),
        (r"\x02", "g"),
        (r"c(?=[ei])|[zx]", "s"),
        (r"c", "k"),
        (r"ll|y", "i"),
        (r"v|w", "b"),
        (r"\x01", "c"),
        (r"(.)\1+", r"\1"),
    )
)


def phonetic_key(word: str) -> str:
    """A key that words share when Spanish speakers may take one for the other.

    b/v/w, ll/y/i, mute h, s/z/x/soft c, qu/k/hard c, soft g/j and ñ/n sound alike here.
    """
    key = fold(word)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key

"""What is still to choose from once a text has refused some of it: "la negra no"."""

from __future__ import annotations

import re
from typing import Final

from actions.shop.choosing import chosen, has_look
from actions.shop.context import Option, Pending
from actions.shop.taps import read_tap
from nlu.text import parse_colours, parse_size
from nlu.text.refusing import refusal

_EACH: Final = re.compile(r"\bni\b|,|\by\b|\bnem\b|\bnor\b")
# Choices that may be put again without those refused.
_CHOICES: Final = frozenset(["var", "col", "add", "want"])


def left_over(text: str, pending: Pending) -> tuple[Option, ...]:
    """Return the options that a text does not refuse; () where it refuses none or all of them."""
    taps = [read_tap(option.id) for option in pending.options]
    if pending.kind not in {"variant", "candidate"} or not all(
        tap and tap.verb in _CHOICES for tap in taps
    ):
        return ()
    pieces = [piece for one in refusal(text).what for piece in _EACH.split(one) if piece.strip()]
    refused = {option.id for piece in pieces for option in _named(piece, pending)}
    left = tuple(option for option in pending.options if option.id not in refused)
    return left if refused else ()


def _named(piece: str, pending: Pending) -> tuple[Option, ...]:
    picked = chosen(piece, pending)
    if picked is not None:
        return tuple(option for option in pending.options if option.id == picked)
    size, colours = parse_size(piece), parse_colours(f"color {piece}")
    if not (size or colours):
        return ()
    return tuple(option for option in pending.options if has_look(option, size, colours))

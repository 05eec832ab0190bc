"""What was said in a conversation, turn by turn, as it is counted and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """One message of the shop. choices: titles of buttons and rows; skus: products shown."""

    text: str
    choices: Sequence[str] = ()
    skus: Sequence[str] = ()
    link: bool = False


@dataclass(frozen=True)
class Exchange:
    """What the customer did, and what came back.

    intents: what was understood. asks: a question waits afterwards. held: the open cart
    afterwards, quantity by SKU.
    """

    did: str
    told: Sequence[Told]
    intents: Sequence[str] = ()
    asks: bool = False
    held: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class Transcript:
    """A conversation that was held. failed: what went wrong in it, None when nothing did."""

    name: str
    exchanges: Sequence[Exchange]
    failed: str | None = None

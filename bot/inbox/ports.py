"""What receiving and lanes need from the database, and the values they exchange with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.outbox.ports import Pending
from bot.whatsapp.update import Update


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A stored update that waits for its turn. attempts: how often that failed before."""

    id: int
    account_id: int
    event_key: str
    kind: str
    lane: str
    phone_number_id: str
    payload: Mapping[str, Any]
    received_at: int
    attempts: int
    next_try_at: int | None


@dataclass(frozen=True, slots=True)
class Received:
    """What a webhook left. lanes: those of this node that have new work."""

    stored: int
    duplicates: int
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A lane as it stands. ver: None when the lane is not there any more."""

    owner: str | None
    ver: int | None
    inbox: tuple[InboxRow, ...] = ()
    outbox: tuple[Pending, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits here."""
        return not self.inbox and not self.outbox


class ReceiveStore(Protocol):
    """Keeps updates."""

    async def receive(self, updates: Sequence[Update], node: str, at: int) -> Received:
        """Store updates in one commit, with all that follows from their arrival."""
        ...

    async def backlog(self) -> int:
        """Return how many updates wait for their turn."""
        ...

    def forget(self) -> None:
        """Forget who is whom: two people turned out to be one, here or at another node."""
        ...


class LaneStore(Protocol):
    """Lanes and their leases. Every write of a lane is fenced by its owner."""

    async def open(self, node: str, at: int) -> None:
        """Register a node; an embedded database forgets nodes that ran before."""
        ...

    async def beat(self, node: str, at: int) -> Mapping[str, int]:
        """Say that this node lives; return the last beat of every node."""
        ...

    async def claim(self, node: str, keys: Sequence[str]) -> list[str]:
        """Take those of these lanes that nobody owns; return all of them that are ours."""
        ...

    async def claim_free(self, node: str, dead: Sequence[str], *, limit: int, at: int) -> list[str]:
        """Take lanes without an owner or of a dead one, leaving out what others hold."""
        ...

    async def owned(self, node: str) -> list[str]:
        """Return every lane of this node."""
        ...

    async def look(self, key: str, after: int = 0) -> Look:
        """Read a lane with what waits in it; of the inbox only rows after an id."""
        ...

    async def release(self, key: str, node: str, ver: int) -> bool:
        """Let go of a lane that is as it was seen and empty. False: it has work."""
        ...

    async def defer(
        self, key: str, node: str, ids: Sequence[int], *, until: int, error: str
    ) -> None:
        """Try failed rows again later. error: why they failed."""
        ...

    async def bury(self, key: str, node: str, ids: Sequence[int], *, error: str, at: int) -> None:
        """Give rows up: state dead, the conversation asks for a person."""
        ...

    async def leave(self, node: str) -> None:
        """Give every lane back and forget this node."""
        ...

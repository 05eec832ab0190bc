"""One face for both databases: operations run in threads, many of them in one commit.

An operation is a synchronous function that takes a Connection first, does no other I/O and
returns plain values (never a cursor). It may run again after a rollback.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, Literal, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine

P = ParamSpec("P")
T = TypeVar("T")
Operation = Callable[Concatenate[Connection, P], T]

# Told after a commit what it touched, in the event loop. ours: this process wrote it.
Listener = Callable[[frozenset[str], bool], None]


class DatabaseError(RuntimeError):
    """The database cannot be used as it is; says what to do about it."""


class Database(Protocol):
    """Runs operations. Reads see one moment; a write is all or nothing."""

    @property
    def engine(self) -> Engine:
        """For whoever makes or migrates tables, outside the service's hot path."""
        ...

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]: ...

    async def write(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an operation and commit it; its exception undoes it alone and is raised here."""
        ...

    async def join(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like write, but may share its commit with others: for many small operations."""
        ...

    async def read(
        self, operation: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run an operation that only reads."""
        ...

    def subscribe(self, listener: Listener) -> None:
        """Tell the listener what commits touched (see bot.store.hints). A hint, never a promise."""
        ...

    async def preallocate_log(self) -> None:
        """Make room for what a service will write, so that commits need not; once, at its start.

        Nothing to do for a database that looks after itself. A full disk is no error.
        """
        ...

    async def close(self) -> None:
        """Finish what was accepted, then let go of threads and connections."""
        ...

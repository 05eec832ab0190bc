"""Statements that are built and compiled once; after that they cost what running them costs.

A turn takes some fifty statements. Building one with SQLAlchemy and bringing it to the driver
costs several times what the database does for it (0.09 ms against 0.003 for a lane's open rows
on SQLite), so what every message runs goes this way. Everything else is written as usual.

    @prepared
    def _waiting(_: Connection) -> ClauseElement:
        return select(inbox.c.id, inbox.c.payload).where(inbox.c.lane == bindparam("lane"))

    for row in _waiting.rows(conn, lane="c:1"):
        print(row.id, row.payload)

What differs between calls is a bindparam: Python's `if` and `in_(values)` are decided only once
(`among` is for constant words). In inserts and updates its name must not be a column's unless
it is that column's value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from sqlalchemy import Column, ColumnElement, Connection, Dialect, bindparam, literal_column
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

Build = Callable[[Connection], ClauseElement]
# Turns one value into what the driver takes, or what the driver gave into ours.
Process = Callable[[Any], Any]


def prepared(build: Build) -> Prepared:
    """Make a statement of a function that builds it; it is called once for each dialect."""
    return Prepared(build)


def among(column: Column[str], *values: str) -> ColumnElement[bool]:
    """Whether a column has one of some words that never change; they stand in the statement.

    Only so is a partial index used whose condition names them. Bound as values, SQLite would even
    prepare the statement anew each time, to see whether they happen to be those of the index.
    """
    words: list[ColumnElement[str]] = [literal_column(f"'{value}'") for value in values]
    return column == words[0] if len(words) == 1 else column.in_(words)


def given(*names: str) -> dict[str, Any]:
    """Return the columns of an insert or update whose values are given at each call."""
    return {name: bindparam(name) for name in names}


def command(conn: Connection, sql: str) -> None:
    """Run a statement without values or rows ("SAVEPOINT one"), straight by the driver."""
    _execute(conn, sql, ()).close()


class Prepared:
    """One statement. Like SQLAlchemy's it is run on a Connection, in its transaction."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._forms: dict[str, _Form] = {}

    def rows(self, conn: Connection, **values: Any) -> list[Any]:
        """Run it and return its rows, whose columns are attributes."""
        form = self._form(conn)
        cursor = _execute(conn, form.sql, form.bind(values))
        return form.read(cursor.description, _fetch(conn, form.sql, cursor))

    def first(self, conn: Connection, **values: Any) -> Any:
        """Run it and return its first row; None where there is none."""
        found = self.rows(conn, **values)
        return found[0] if found else None

    def scalar(self, conn: Connection, **values: Any) -> Any:
        """Run it and return the first column of its first row; None where there is none."""
        found = self.rows(conn, **values)
        return found[0][0] if found else None

    def run(self, conn: Connection, **values: Any) -> int:
        """Run it and return how many rows it wrote."""
        form = self._form(conn)
        cursor = _execute(conn, form.sql, form.bind(values))
        try:
            return cast("int", cursor.rowcount)
        finally:
            cursor.close()

    def run_each(self, conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each row of values; it returns nothing."""
        if rows:
            form = self._form(conn)
            _execute(conn, form.sql, [form.bind(row) for row in rows], many=True).close()

    def sql(self, conn: Connection) -> str:
        """Return the statement as the driver takes it, for who wants it explained."""
        return self._form(conn).sql

    def _form(self, conn: Connection) -> _Form:
        form = self._forms.get(conn.dialect.name)
        if form is None:
            form = self._forms[conn.dialect.name] = _Form(self._build(conn), conn.dialect)
        return form


@dataclass(frozen=True, slots=True)
class _Place:
    """A value that the statement takes: given at each call, or fixed when it was built."""

    name: str
    process: Process | None
    given: bool
    fixed: Any

    def value(self, values: Mapping[str, Any]) -> Any:
        if not self.given:
            return self.fixed
        value = values[self.name]
        return value if self.process is None else self.process(value)


class _Form:
    """A statement as the driver of one dialect takes it."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        # As for many rows: otherwise an insert into PostgreSQL returns its key unasked.
        compiled: Any = statement.compile(dialect=dialect, for_executemany=True)
        if compiled.post_compile_params:
            raise ValueError(f"this differs with its values (use among): {compiled}")
        self.sql = str(compiled)
        taken = {name: _place(name, bound, dialect) for name, bound in compiled.binds.items()}
        positions: list[str] | None = compiled.positiontup
        self._named = None if positions is not None else [taken[name] for name in compiled.params]
        self._placed = [taken[name] for name in positions or ()]
        columns: Iterable[Any] = getattr(statement, "exported_columns", ())
        self._processes = _processes([column.type for column in columns], dialect)
        self._row: Callable[[Iterable[Any]], Any] | None = None

    def bind(self, values: Mapping[str, Any]) -> Any:
        """Return the values as the driver takes them. KeyError: one is missing."""
        if self._named is not None:
            return {place.name: place.value(values) for place in self._named}
        return [place.value(values) for place in self._placed]

    def read(self, description: Sequence[Any], found: list[Sequence[Any]]) -> list[Any]:
        """Return rows of the driver as ours."""
        row = self._row
        if row is None:
            row = self._row = _row_of([column[0] for column in description])
        if self._processes:
            found = [self._processed(cells) for cells in found]
        return [row(cells) for cells in found]

    def _processed(self, cells: Sequence[Any]) -> Sequence[Any]:
        read = list(cells)
        for place, process in self._processes:
            read[place] = process(read[place])
        return read


def _row_of(names: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    """Return what makes rows with these attributes of a driver's cells."""
    row: Any = cast("Any", NamedTuple)("Row", [(name, Any) for name in names])
    return row._make


def _place(name: str, bound: Any, dialect: Dialect) -> _Place:
    process = bound.type.dialect_impl(dialect).bind_processor(dialect)
    fixed = None if bound.required else bound.effective_value
    if not bound.required and process is not None:
        fixed = process(fixed)
    return _Place(name, process, bound.required, fixed)


def _processes(types: Sequence[Any], dialect: Dialect) -> list[tuple[int, Process]]:
    """Return for the columns that need it how their values are read."""
    found = [type_.dialect_impl(dialect).result_processor(dialect, None) for type_ in types]
    return [(place, process) for place, process in enumerate(found) if process is not None]


def _execute(conn: Connection, sql: str, values: Any, *, many: bool = False) -> Any:
    """Hand a statement to the driver; its errors are raised as SQLAlchemy raises them."""
    if not conn.in_transaction():
        conn.begin()
    cursor: Any = conn.connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(sql, values)
    except conn.dialect.loaded_dbapi.Error as error:
        raise _told(conn, sql, cursor, error) from error
    return cursor


def _fetch(conn: Connection, sql: str, cursor: Any) -> list[Sequence[Any]]:
    try:
        found: list[Sequence[Any]] = cursor.fetchall()
    except conn.dialect.loaded_dbapi.Error as error:
        raise _told(conn, sql, cursor, error) from error
    cursor.close()
    return found


def _told(conn: Connection, sql: str, cursor: Any, error: Exception) -> BaseException:
    """Return the driver's error as SQLAlchemy's, without what a customer wrote."""
    dialect = conn.dialect
    lost = dialect.is_disconnect(error, conn.connection.dbapi_connection, cursor)  # pyright: ignore[reportArgumentType]
    if lost:
        conn.invalidate(error)
    else:
        cursor.close()
    return DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error,
        hide_parameters=True, connection_invalidated=lost, dialect=dialect,
    )  # fmt: skip

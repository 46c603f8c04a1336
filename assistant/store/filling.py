"""Filling the tables of any version with rows, whatever they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text

HELD_BYTES = 8_000_000  # of rows in memory at once, or one row that is larger
MOST_ROWS = 500

Rows: TypeAlias = Iterable[tuple[str, list[Any]]]


def fill(connection: Connection, columns: dict[str, list[str]], rows: Rows) -> None:
    """Add `rows`, each with the name of its table, to tables as they are in the database now.

    A row may refer to one that comes later. Numbers that the database gives go on after the last.
    """
    known = MetaData()
    known.reflect(connection, only=list(columns))
    with _references_looked_at_last(connection, known):
        for name, held in _batches(rows):
            values = [dict(zip(columns[name], row, strict=True)) for row in held]
            connection.execute(insert(known.tables[name]), values)
    if connection.dialect.name == "postgresql":  # SQLite's AUTOINCREMENT does it by itself
        for table in known.sorted_tables:
            _go_on_numbering(connection, table)


def _batches(rows: Rows) -> Iterator[tuple[str, Sequence[list[Any]]]]:
    of, size = "", 0
    held: list[list[Any]] = []
    for name, row in rows:
        if held and (name != of or len(held) == MOST_ROWS or size > HELD_BYTES):
            yield of, held
            held, size = [], 0
        of = name
        held.append(row)
        size += sum(len(value) for value in row if isinstance(value, bytes))
    if held:
        yield of, held


@contextmanager
def _references_looked_at_last(connection: Connection, known: MetaData) -> Iterator[None]:
    """For the time of the transaction, or of this block: then they hold, or it all fails."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield
        return
    quote = connection.dialect.identifier_preparer.quote
    alter = [
        f"ALTER TABLE {quote(table.name)} ALTER CONSTRAINT {quote(str(constraint.name))}"
        for table in known.tables.values()
        for constraint in table.foreign_key_constraints
    ]
    for begin in alter:
        connection.execute(text(f"{begin} DEFERRABLE INITIALLY DEFERRED"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for begin in alter:
        connection.execute(text(f"{begin} NOT DEFERRABLE"))


def _go_on_numbering(connection: Connection, table: Table) -> None:
    for column in table.primary_key:
        if isinstance(column.type, Integer):
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = select(func.max(column)).scalar_subquery()
            connection.execute(select(func.setval(sequence, last)))  # of no effect where one is not

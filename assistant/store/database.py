"""The database behind the store: how it is opened, and what its errors mean to the operator."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url

from assistant.store.errors import Reason, StoreUnavailable

LOCK_WAIT = 5  # seconds for another turn to end, before this one is given up
SHORT_WAIT = 0.01  # seconds, before it is tried again where SQLite waits for nobody
CONNECT_WAIT = 5  # seconds for a server to answer

DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")

SQLITE_REASONS: dict[int, Reason] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "away",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
POSTGRESQL_REASONS: tuple[tuple[str, Reason], ...] = (  # by the beginning of the SQLSTATE
    ("55P03", "locked"),
    ("40P01", "locked"),
    ("53100", "full"),
    ("25006", "read_only"),
    ("42501", "read_only"),
    ("XX", "damaged"),
    ("08", "away"),
    ("28", "away"),
    ("3D", "away"),
    ("53", "away"),
    ("57", "away"),
)
FILE_REASONS: dict[int | None, Reason] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "away",
    errno.ENOTDIR: "away",
}


class Database:
    """One SQLite file or one PostgreSQL database."""

    def __init__(self, url: str | URL) -> None:
        try:
            parsed = make_url(url)
        except exc.ArgumentError:
            raise StoreUnavailable("away", "of VIVEVOIX_DATABASE_URL") from None
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.where = _where(parsed)
        if parsed.drivername not in DRIVERS or parsed.database in (None, "", ":memory:"):
            raise StoreUnavailable("away", self.where)
        with self.told():
            self.engine = _sqlite(parsed) if self.is_sqlite else _postgresql(parsed)
        self._reader = self.engine.execution_options(reads=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept on leaving, undone on any exception."""
        with self.told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that waits for nobody; each statement sees one moment of the database."""
        with self.told(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database in all its statements.

        A server gives its rows as they are asked for, not all at once.
        """
        options: dict[str, Any] = {"stream_results": True}
        if not self.is_sqlite:
            options["isolation_level"] = "REPEATABLE READ"
        with self.told(), self._reader.execution_options(**options).connect() as connection:
            yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns the database's and the disk's own errors into `StoreUnavailable`."""
        try:
            yield
        except exc.DBAPIError as error:
            raise StoreUnavailable(self._reason(error.orig), self.where) from error
        except exc.TimeoutError as error:
            raise StoreUnavailable("locked", self.where) from error

    @contextmanager
    def files_told(self) -> Iterator[None]:
        """The same for the files that stand beside the database."""
        try:
            yield
        except OSError as error:
            reason = FILE_REASONS.get(error.errno, "failed")
            raise StoreUnavailable(reason, error.filename or self.where) from error

    def _reason(self, error: BaseException | None) -> Reason:
        reason = _reason(error)
        if self.is_sqlite and reason == "away":
            file = Path(self.where)  # SQLite says the same of a folder where it cannot make files
            return "read_only" if file.exists() and not os.access(file.parent, os.W_OK) else reason
        return reason

    def empty_journal(self) -> None:
        """Write SQLite's journal into the database now, so that erased rows leave it too."""
        if self.is_sqlite:
            with self.told(), self.engine.connect() as connection:
                driver = connection.connection.dbapi_connection
                assert isinstance(driver, sqlite3.Connection)  # noqa: S101
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def _where(url: URL) -> str:
    """What the operator calls it, its password left out."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(password=None, query={}).render_as_string()


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": LOCK_WAIT})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        _journal_ahead(connection)
        for pragma in (
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _journal_ahead(connection: sqlite3.Connection) -> None:
    """Keep the journal as a file of its own (WAL), so that a reader waits for nobody.

    Of two who make a new file so at once one is told that it is busy, and not made to wait: each
    would wait for the other (sqlite.org/c3ref/busy_handler.html).
    """
    given_up = time.monotonic() + LOCK_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _reason(error) != "locked" or time.monotonic() > given_up:
                raise
        time.sleep(SHORT_WAIT)


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_WAIT},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: psycopg.Connection[Any], _: Any) -> None:
        connection.execute(f"SET lock_timeout = '{LOCK_WAIT}s'")
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def make_sqlite_file(path: Path) -> None:
    """The file, mode 0600; SQLite gives its -wal and -shm the mode of the file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _reason(error: BaseException | None) -> Reason:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return SQLITE_REASONS.get(code & 0xFF, "failed") if code is not None else "failed"
    if isinstance(error, psycopg.Error):
        state = error.sqlstate
        if state is None:
            return "away" if isinstance(error, psycopg.OperationalError) else "failed"
        return next((why for start, why in POSTGRESQL_REASONS if state.startswith(start)), "failed")
    return "failed"

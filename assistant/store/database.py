"""The database under the store: how it is opened, migrated, and how its faults are told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from assistant.security.private_files import OWNER_ONLY, make_private_folder
from assistant.store.errors import NewerDatabase, StoreUnavailable
from assistant.store.migrations import HEAD

FILE_NAME = "vivevoix.sqlite"
BUSY_MILLISECONDS = 5_000  # how long a writer waits for another
CONNECT_SECONDS = 5  # how long PostgreSQL may take to answer


def open_database(url: str, home: Path) -> Engine:
    """The database of `url`, SQLite in `home` when it is empty, brought to this version.

    Raises `StoreUnavailable` and `NewerDatabase`.
    """
    try:
        engine = _sqlite(home / FILE_NAME) if not url else _by_url(url)
    except (OSError, SQLAlchemyError) as error:
        raise StoreUnavailable(_told(url or str(home), error)) from None
    with faults_told(url or str(home / FILE_NAME)):
        _migrate(engine)
    return engine


def _by_url(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(Path(parsed.database or FILE_NAME))
    driver = parsed.set(drivername="postgresql+psycopg")
    return create_engine(
        driver, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS}
    )


def _sqlite(path: Path) -> Engine:
    make_private_folder(path.parent)
    if not path.exists():  # made here, so that nobody else may read it; -wal and -shm follow it
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not at the first write
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # two writers queue, neither fails half-way

    return engine


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise NewerDatabase(
            f"The database is of version {version}, newer than this program. Update Vive Voix."
        )
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two first starts at once: one makes the tables
            connection.execute(text("SELECT pg_advisory_xact_lock(8283)"))
        if _version(connection) != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


@contextmanager
def faults_told(where: str) -> Iterator[None]:
    """Turn the database's and the disk's faults into `StoreUnavailable`, in one line."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnavailable(_told(where, error)) from None


_CURES = {
    "locked": "Another program holds it: stop that one, or wait.",
    "full": "The disk is full: free some room.",
    "readonly": "It is read-only: give its owner the right to write.",
    "read-only": "It is read-only: give its owner the right to write.",
    "malformed": "It is damaged: restore a backup.",
    "not a database": "It is damaged, or not ours: restore a backup.",
    "unable to open": "The folder cannot be written: check its owner and its disk.",
}


def _told(where: str, error: Exception) -> str:
    """One line without the statement, whose parameters may be somebody's words."""
    origin = getattr(error, "orig", None) or error
    reason = str(getattr(origin, "strerror", None) or origin).split("\n")[0]
    cure = next(
        (c for sign, c in _CURES.items() if sign in reason.lower()), "Run: ./vivevoix doctor"
    )
    place = make_url(where).render_as_string() if "://" in where else where
    return f"{place}: {reason}. {cure}"

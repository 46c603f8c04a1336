"""Where a store is: its database, and the home, made at the first use."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL

from assistant.store.audit import HEAD_FILE
from assistant.store.database import Database, make_sqlite_file

SQLITE_FILE = "vivevoix.sqlite"
LOCK_FILE = ".lock"
"""Held by who makes the tables."""
OWN_FILES = {"master.key", "keys", HEAD_FILE, SQLITE_FILE, LOCK_FILE}


def database_at(url: str, home: Path) -> Database:
    """The database at `url`, or SQLite in `home` when it is empty. Makes nothing yet."""
    return Database(url or URL.create("sqlite", database=str(home.resolve() / SQLITE_FILE)))


def make_room(database: Database, home: Path) -> None:
    """Make the home, mode 0700, and SQLite's file. Raises `StoreUnavailable`."""
    with database.files_told():
        _make_home(home)
        if database.is_sqlite:
            make_sqlite_file(Path(database.where))


def _make_home(home: Path) -> None:
    """One that holds other people's files keeps its mode."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.stat().st_mode & 0o077 and {entry.name for entry in home.iterdir()} <= OWN_FILES:
        home.chmod(0o700)

"""Bringing the tables to this program's version, and knowing a database that is ahead of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select, text

from assistant.store.errors import NewerDatabase
from assistant.store.models import Base

VERSIONS = (
    "0001_first_tables",
    "0002_ways_back",
    "0003_reminders",
    "0004_documents",
    "0005_audit",
)  # every migration, oldest first; a test compares it with the folder
MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x56495645  # the advisory lock of those who open one PostgreSQL database

_versions = Table("alembic_version", MetaData(), Column("version_num", String(32)))


def bring_up_to_date(connection: Connection, where: str) -> None:
    """Run the migrations that are missing, within the caller's transaction.

    Raises `NewerDatabase` when the database knows a migration that this program does not.
    """
    _alone(connection)
    if known_version(connection, where) != VERSIONS[-1]:
        _migrate(connection, "head")


def make_anew(connection: Connection, where: str, version: str) -> None:
    """Empty tables, as they were in `version`, in place of those that are there.

    Within the caller's transaction. Raises `NewerDatabase`.
    """
    _alone(connection)
    known_version(connection, where)
    Base.metadata.drop_all(connection)
    _versions.drop(connection, checkfirst=True)
    _migrate(connection, version)


def known_version(connection: Connection, where: str) -> str | None:
    """The version of the tables; None when there are none yet. Raises `NewerDatabase`."""
    if not inspect(connection).has_table(_versions.name):
        return None
    found: str | None = connection.execute(select(_versions.c.version_num)).scalar_one_or_none()
    if found is not None and found not in VERSIONS:
        raise NewerDatabase(where, found)
    return found


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})


def _migrate(connection: Connection, version: str) -> None:
    from alembic import command  # slow to import, and needed once in a database's life
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, version)

"""Bringing the tables to this program's version, and knowing a database that is ahead of it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text

from assistant.store.errors import NewerDatabase

VERSIONS = (
    "0001_first_tables",
    "0002_ways_back",
    "0003_reminders",
    "0004_documents",
    "0005_audit",
)  # every migration, oldest first; a test compares it with the folder
MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 0x56495645  # the advisory lock of those who open one PostgreSQL database

_version = select(table("alembic_version", column("version_num")).c.version_num)


def bring_up_to_date(connection: Connection, where: str) -> None:
    """Run the migrations that are missing, within the caller's transaction.

    Raises `NewerDatabase` when the database knows a migration that this program does not.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
    found = None
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(_version).scalar_one_or_none()
    if found == VERSIONS[-1]:
        return
    if found is not None and found not in VERSIONS:
        raise NewerDatabase(where, found)
    _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command  # slow to import, and needed once in a database's life
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")

"""Where a test's dossiers are kept, on either database, and what is done to it behind our back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, create_engine, delete, insert, select, text

from assistant.dossier.dossier import RecordedAnswer
from assistant.store.models import Base
from assistant.store.store import Store

Backup: TypeAlias = dict[str, list[dict[str, Any]]]

PROJECT = Path(__file__).parents[2]
MASTER_KEY = bytes(range(32))
OTHER_KEY = bytes(32)
PARIS_IN_WINTER = timezone(timedelta(hours=1))
SENDER = "+33612345678"


def answer(
    field: str = "identity.birth_name", value: Any = "Lefèvre", **rest: Any
) -> RecordedAnswer:
    """An answer like any other."""
    at = datetime(2026, 11, 22, 10, 0, tzinfo=PARIS_IN_WINTER)
    return RecordedAnswer(
        **{"field": field, "value": value, "said": "lefèvre", "channel": "phone", "at": at} | rest
    )


@dataclass
class Kept:
    """One place, to be opened as often as a test needs."""

    url: str
    home: Path

    @property
    def is_sqlite(self) -> bool:
        return not self.url

    @property
    def file(self) -> Path:
        """SQLite's file."""
        return self.home / "vivevoix.sqlite"

    def open(self, key: bytes = MASTER_KEY) -> Store:
        return Store.open(self.url, self.home, key)

    @contextmanager
    def behind(self) -> Iterator[Connection]:
        """A transaction of somebody who has access to the database."""
        url = f"sqlite:///{self.file}" if self.is_sqlite else self.url
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def execute(self, statement: str, **values: Any) -> list[Any]:
        """Read or change the tables behind the store's back."""
        with self.behind() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def backup(self) -> Backup:
        """Every row of every table."""
        with self.behind() as connection:
            return {
                table.name: [
                    dict(row._mapping)
                    for row in connection.execute(select(table).order_by(*table.primary_key))
                ]
                for table in Base.metadata.sorted_tables
            }

    def restore(self, backup: Backup) -> None:
        """Those rows in place of what there is."""
        self.unguard()
        with self.behind() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(delete(table))
            for table in Base.metadata.sorted_tables:
                if backup[table.name]:
                    connection.execute(insert(table), backup[table.name])

    def unguard(self) -> None:
        """Take away what refuses a change of the audit log, as an owner of the database may."""
        if self.is_sqlite:
            self.execute("DROP TRIGGER IF EXISTS audit_refuses_update")
            self.execute("DROP TRIGGER IF EXISTS audit_refuses_delete")
        else:
            self.execute("DROP TRIGGER IF EXISTS audit_refuses ON audit")

    def child(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Another process that has `store` open and runs `code`."""
        begin = (
            "import sys, time\n"
            "from pathlib import Path\n"
            "from tests.store.kept import *\n"
            "store = Kept(sys.argv[1], Path(sys.argv[2])).open()\n"
        )
        return subprocess.Popen(
            [sys.executable, "-c", begin + code, self.url, str(self.home), *arguments],
            stdout=subprocess.PIPE, text=True, cwd=PROJECT, env={**os.environ, "PYTHONPATH": "."},
        )  # fmt: skip


def values(history: Sequence[tuple[RecordedAnswer, bool]]) -> list[Any]:
    """What was answered, oldest first."""
    return [answer.value for answer, _ in history]

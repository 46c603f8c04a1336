"""The audit log: who did what with which dossier, in a chain that is only added to.

Each line's HMAC covers the one before it. So a line that was changed, moved, added or dropped is
found by whoever has the master key. That the last lines were dropped, the chain alone does not
tell: the head, a file in the home, tells which line was the last. It follows each commit. Killed in
between, it is behind by what was being written, and is caught up.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select, text

from assistant.dossier.access import Access, Done
from assistant.security import files
from assistant.security.account import account
from assistant.security.keys import Keys
from assistant.store.database import Database
from assistant.store.errors import (
    AuditBroken,
    AuditCut,
    AuditHeadMissing,
    RecordDamaged,
    StoreError,
)
from assistant.store.models import AuditRow, DossierRow

log = logging.getLogger(__name__)

HEAD_FILE = "audit.head"
ONE_AT_A_TIME = 0x56495646  # the advisory lock of those who add a line on PostgreSQL
READ_AT_ONCE = 1000  # lines in memory

_one_at_a_time = text("SELECT pg_advisory_xact_lock(:lock)")
_columns = (
    AuditRow.number,
    AuditRow.at,
    AuditRow.dossier_id,
    AuditRow.what,
    AuditRow.by_whom,
    AuditRow.detail,
    AuditRow.mac,
)
_every = select(*_columns).order_by(AuditRow.number).execution_options(yield_per=READ_AT_ONCE)
_last = select(AuditRow.number, AuditRow.mac).order_by(AuditRow.number.desc()).limit(1)
_mac = select(AuditRow.mac).where(AuditRow.number == bindparam("line"))
_about = (
    select(*_columns)
    .where(AuditRow.dossier_id == bindparam("dossier"))
    .order_by(AuditRow.number.desc())
    .limit(bindparam("most"))
)
_is_there = select(DossierRow.id).where(DossierRow.id == bindparam("dossier"))
_add = insert(AuditRow)


class Head(NamedTuple):
    """The last line that was written, and what only who has the master key can make of it."""

    number: int
    seal: str


class Audit:
    """The log of one store."""

    def __init__(self, database: Database, keys: Keys, home: Path) -> None:
        self._database = database
        self._keys = keys
        self._file = home / HEAD_FILE

    def begin(self, connection: Connection) -> None:
        """Make the head of a log that has no line yet."""
        if not self._file.exists() and connection.execute(_last).one_or_none() is None:
            files.create(self._file, self._head_of(0, ""))

    def add(self, connection: Connection, accesses: Sequence[Access]) -> None:
        """Add lines, as the last thing of a transaction: on PostgreSQL others wait until its end.

        After its commit comes `follow`.
        """
        if not accesses:
            return
        if not self._database.is_sqlite:
            connection.execute(_one_at_a_time, {"lock": ONE_AT_A_TIME})
        last = connection.execute(_last).one_or_none()
        number, mac = (last.number, last.mac) if last else (0, "")
        for access in accesses:
            number += 1
            line = {
                "number": number,
                "at": access.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "dossier_id": _if_there(connection, access.dossier),
                "what": access.what.value,
                "by_whom": access.by,
                "detail": access.detail,
            }
            mac = self._chained(mac, line.values())
            connection.execute(_add, {**line, "mac": mac})

    def follow(self) -> None:
        """Bring the head to the last line, unless lines that it knows of are gone: then it stays.

        Never raises: what the lines are about was kept.
        """
        try:
            head = self._head()
            if head is None:
                raise AuditHeadMissing(self._file)
            with self._database.reading() as connection:
                mac = connection.execute(_mac, {"line": head.number}).scalar_one_or_none()
                if head.seal != self._keys.audit_head(head.number, mac or ""):
                    raise AuditCut(head.number)
                last = connection.execute(_last).one_or_none()
            if last is not None and last.number > head.number:
                self._write_head(last.number, last.mac)
        except StoreError as fault:
            log.error("the head of the audit log stays behind: %s", fault)

    def lines(self) -> Iterator[Access]:
        """Every line, oldest first, each looked at before it is given.

        Raises `AuditBroken` at the first that is not as it was written; at the end `AuditCut` when
        lines that were written are gone, or `AuditHeadMissing`.
        """
        head, stands = self._head(), False  # first: what it knows of is among what is read next
        with self._database.reading() as connection:
            for number, mac, access in self._chain(connection):
                if head is not None and number == head.number:
                    stands = head.seal == self._keys.audit_head(number, mac)
                if access is not None:
                    yield access
        if head is None:
            raise AuditHeadMissing(self._file)
        if not stands:
            raise AuditCut(head.number)
        self.follow()

    def go_on(self, restored: Access) -> None:
        """Go on from the lines that there are; `restored` says so, and up to where they were known.

        For a copy of the database that was put back, which ends before the head. Raises
        `AuditBroken`.
        """
        head = self._head()
        known = f"line {head.number} was known" if head else "no line was known"
        with self._database.reading() as connection:
            for _ in self._chain(connection):
                pass
        with self._database.writing() as connection:
            self.add(connection, [replace(restored, detail=known)])
            last = connection.execute(_last).one()
        self._write_head(last.number, last.mac)

    def _chain(self, connection: Connection) -> Iterator[tuple[int, str, Access | None]]:
        """Each number with its HMAC and its line, from the beginning, which has none."""
        number, mac = 0, ""
        yield number, mac, None
        for row in connection.execute(_every):
            number += 1
            *line, found = row
            mac = self._chained(mac, line)
            if row.number != number or found != mac:
                raise AuditBroken(number)
            yield number, mac, _access(row)

    def _chained(self, before: str, line: Iterable[object]) -> str:
        # Others may have put anything there: it is read, and is another line.
        return self._keys.audit_line(before, json.dumps(list(line), default=repr))

    def _head(self) -> Head | None:
        """What the file says; None when it is not there, or says nothing."""
        try:
            number, seal = self._file.read_text("ascii").split()
            return Head(int(number), seal)
        except (OSError, ValueError):
            return None

    def _write_head(self, number: int, mac: str) -> None:
        with self._database.files_told():
            files.write(self._file, self._head_of(number, mac))

    def _head_of(self, number: int, mac: str) -> bytes:
        return f"{number} {self._keys.audit_head(number, mac)}\n".encode()


def by_the_operator(what: Done, dossier: str | None, detail: str = "") -> Access:
    """A line about what is done now, by the account of this computer."""
    return Access(dossier=dossier, what=what, by=account(), at=datetime.now(UTC), detail=detail)


def about(connection: Connection, dossier: str, most: int) -> list[Access]:
    """The newest lines about a dossier, the newest first. Raises `RecordDamaged`."""
    rows = connection.execute(_about, {"dossier": dossier, "most": most})
    return [_access(row) for row in rows]


def _if_there(connection: Connection, dossier: str | None) -> str | None:
    """A dossier's number; never one that somebody made up, which may be anything they said."""
    if dossier is None:
        return None
    there: str | None = connection.execute(_is_there, {"dossier": dossier}).scalar_one_or_none()
    return there


def _access(row: Row[int, str, str | None, str, str, str, str]) -> Access:
    try:
        what, at = Done(row.what), datetime.fromisoformat(row.at)
    except (ValueError, TypeError):
        raise RecordDamaged("audit", str(row.number)) from None
    return Access(
        number=row.number,
        dossier=row.dossier_id,
        what=what,
        by=row.by_whom,
        at=at,
        detail=row.detail,
    )

"""Which reminders were told. Nothing in clear tells which.

A reminder is known by an HMAC of its dossier, kind and day: the table says neither what somebody
is waiting for nor when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import Connection, delete, exc, insert, select, update

from assistant.dossier.due import Due
from assistant.security.keys import Keys
from assistant.store.models import ReminderRow

Told: TypeAlias = Literal["claimed", "sent", "said"]

SENDING_TAKES_AT_MOST = timedelta(hours=1)
"""A claim older than this was cut short: nobody knows whether the message left."""


class Reminders:
    """The reminders of any dossier, in the caller's transaction."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def claim(self, dossier: str, reminder: Due, now: datetime) -> bool:
        """Take it on, so that nobody else tells it. False when somebody did before."""
        row = {
            "id": self._id(dossier, reminder),
            "dossier_id": dossier,
            "told": "claimed",
            "at": now,
        }
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(ReminderRow), row)
        except exc.IntegrityError:
            return False
        return True

    def settle(self, dossier: str, reminder: Due, told: Told, now: datetime) -> None:
        """Note that it was sent, or said in a talk."""
        row = ReminderRow.id == self._id(dossier, reminder)
        self._connection.execute(update(ReminderRow).where(row), {"told": told, "at": now})

    def release(self, dossier: str, reminder: Due) -> None:
        """Give it back: it certainly was not sent."""
        row = ReminderRow.id == self._id(dossier, reminder)
        self._connection.execute(delete(ReminderRow).where(row))

    def to_say(self, dossier: str, reminders: Iterable[Due], now: datetime) -> list[Due]:
        """Those to say in the talk: never told, or taken on by a process that was cut short."""
        known = self._rows(dossier)
        found = []
        for one in reminders:
            told, at = known.get(self._id(dossier, one), ("", now))
            cut_short = told == "claimed" and now - at > SENDING_TAKES_AT_MOST
            if not told or cut_short:
                found.append(one)
        return found

    def said(self, dossier: str, reminder: Due, now: datetime) -> None:
        """Note that it was said in the talk, whoever took it on before."""
        self.claim(dossier, reminder, now)
        self.settle(dossier, reminder, "said", now)

    def _rows(self, dossier: str) -> dict[str, tuple[str, datetime]]:
        query = select(ReminderRow.id, ReminderRow.told, ReminderRow.at)
        rows = self._connection.execute(query.where(ReminderRow.dossier_id == dossier))
        return {row.id: (row.told, row.at) for row in rows}

    def _id(self, dossier: str, reminder: Due) -> str:
        return self._keys.reminder_id(dossier, reminder.kind, reminder.day.isoformat())


def forget_reminders(connection: Connection, dossier: str) -> None:
    """Take the rows away."""
    connection.execute(delete(ReminderRow).where(ReminderRow.dossier_id == dossier))

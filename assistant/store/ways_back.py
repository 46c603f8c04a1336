"""The ways back to a dossier from another channel: its number with a secret code, or a code of
passage that opens once. Rows hold what a code is checked against, never a code.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from assistant.security import codes
from assistant.security.keys import Keys
from assistant.store.models import HandoverRow, SecretCodeRow

HANDOVER_LASTS = timedelta(minutes=15)
WRONG_BEFORE_A_WAIT = 3  # wrong codes in a row
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)  # doubled by each wrong code


class WaysBack:
    """What one turn reads and writes of them. Made by `Work`, in its transaction."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def set_secret_code(self, dossier: str, code: str) -> None:
        """The secret code of a dossier from now on; the one before opens nothing more."""
        forget_secret_code(self._connection, dossier)
        kept = codes.hashed(self._keys.peppered(dossier, code))
        self._connection.execute(
            insert(SecretCodeRow), {"dossier_id": dossier, "hash": kept, "wrong": 0}
        )

    def has_secret_code(self, dossier: str) -> bool:
        """Whether one was given."""
        query = select(SecretCodeRow.dossier_id).where(SecretCodeRow.dossier_id == dossier)
        return self._connection.execute(query).first() is not None

    def opens(self, dossier: str, code: str, now: datetime) -> bool:
        """Whether number and secret code go together.

        A wrong code makes the next tries wait: during the wait even the right one is refused, and
        nothing tells a wait, a wrong code and a number that is not there from each other.
        """
        row = self._connection.execute(
            select(SecretCodeRow.hash, SecretCodeRow.wrong, SecretCodeRow.not_before)
            .where(SecretCodeRow.dossier_id == dossier)
            .with_for_update()
        ).one_or_none()
        fits = codes.fits(row.hash if row else codes.NOBODYS, self._keys.peppered(dossier, code))
        if row is None or (row.not_before is not None and now < row.not_before):
            return False
        wrong = 0 if fits else row.wrong + 1
        self._connection.execute(
            update(SecretCodeRow).where(SecretCodeRow.dossier_id == dossier),
            {"wrong": wrong, "not_before": now + wait if (wait := wait_after(wrong)) else None},
        )
        return fits

    def hand_over(self, dossier: str, code: str, now: datetime) -> None:
        """Let `code` open the dossier once, for a quarter of an hour; an earlier one is dropped."""
        forget_handovers(self._connection, dossier)
        self._connection.execute(
            insert(HandoverRow),
            {
                "id": self._keys.handover_id(code),
                "dossier_id": dossier,
                "expires_at": now + HANDOVER_LASTS,
            },
        )

    def taken_over(self, code: str, now: datetime) -> str | None:
        """The dossier that a code of passage opens; the code is used up by this."""
        row = HandoverRow.id == self._keys.handover_id(code)
        found = self._connection.execute(
            delete(HandoverRow).where(row).returning(HandoverRow.dossier_id, HandoverRow.expires_at)
        ).one_or_none()
        return found.dossier_id if found and now <= found.expires_at else None


def wait_after(wrong: int) -> timedelta | None:
    """How long no code is taken after so many wrong ones in a row."""
    if wrong < WRONG_BEFORE_A_WAIT:
        return None
    return min(FIRST_WAIT * (1 << min(wrong - WRONG_BEFORE_A_WAIT, 16)), LONGEST_WAIT)


def forget_secret_code(connection: Connection, dossier: str) -> None:
    """No secret code opens the dossier any more."""
    connection.execute(delete(SecretCodeRow).where(SecretCodeRow.dossier_id == dossier))


def forget_handovers(connection: Connection, dossier: str) -> None:
    """No code of passage opens the dossier any more."""
    connection.execute(delete(HandoverRow).where(HandoverRow.dossier_id == dossier))

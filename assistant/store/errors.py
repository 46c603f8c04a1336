"""What can be wrong with the database, told to the operator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from assistant.security.errors import StoreError

__all__ = [
    "AuditBroken",
    "AuditCut",
    "AuditHeadMissing",
    "DocumentTooLarge",
    "DocumentUnknown",
    "DossierForgotten",
    "DossierFull",
    "DossierUnknown",
    "NewerDatabase",
    "Reason",
    "RecordDamaged",
    "StoreError",
    "StoreUnavailable",
    "WrongMasterKey",
]

Reason: TypeAlias = Literal["locked", "full", "read_only", "away", "damaged", "failed"]

CURES: dict[Reason, str] = {
    "locked": "is busy for another process. Try again; if it lasts, stop the other process",
    "full": "has no room left on its disk. Free some space",
    "read_only": "cannot be written to. Check the owner and mode of the file and of its folder",
    "away": "cannot be opened. Check the address, the folder and that the server runs",
    "damaged": "is damaged or is no database. Move it away, then: ./vivevoix restore FILE",
    "failed": "failed. Check the disk and the database's own log",
}


@dataclass(eq=False)
class StoreUnavailable(StoreError):
    """The database cannot be used now. The turn was undone whole; it may be tried again."""

    reason: Reason
    where: str
    english = "The database {where} {cure}"

    @property
    def key(self) -> str:
        """A sentence for each reason."""
        return f"StoreUnavailable.{self.reason}"

    def __str__(self) -> str:
        return self.english.format(where=self.where, cure=CURES[self.reason])


@dataclass(eq=False)
class NewerDatabase(StoreError):
    """Written by a later version of the program, which this one might damage."""

    where: str
    found: str
    english = (
        "The database {where} is of a newer version, {found}, than this program."
        " Update Vive Voix, then start again"
    )


@dataclass(eq=False)
class WrongMasterKey(StoreError):
    """The master key is not the one that the database was made with."""

    where: str
    english = (
        "The master key is not the one of the database {where}. Put back the right master.key,"
        " VIVEVOIX_MASTER_KEY or VIVEVOIX_MASTER_KEY_COMMAND"
    )


@dataclass(eq=False)
class RecordDamaged(StoreError):
    """A sealed row was changed, moved or damaged outside the program."""

    table: str
    row: str
    english = (
        "Row {row} of the table {table} was changed or damaged outside the program."
        " Put a copy of the database back from your backups"
    )


@dataclass(eq=False)
class DossierUnknown(StoreError):
    """No such number here."""

    dossier: str
    english = "There is no dossier {dossier} here. See: ./vivevoix dossier list"


@dataclass(eq=False)
class DossierForgotten(StoreError):
    """Erased for good: nothing can be read, not even from a backup."""

    dossier: str
    english = "Dossier {dossier} was forgotten for good, nothing of it is left. Begin another one"


@dataclass(eq=False)
class DocumentTooLarge(StoreError):
    """More bytes than a document may have; nothing was kept."""

    most: int
    english = "The document has more than {most} MB. Keep a smaller scan of it"


@dataclass(eq=False)
class DossierFull(StoreError):
    """As many documents as a dossier may hold; nothing was kept."""

    dossier: str
    most: int
    english = "Dossier {dossier} holds {most} documents, the most it can. Begin another one"


@dataclass(eq=False)
class DocumentUnknown(StoreError):
    """No document of that number in the dossier."""

    dossier: str
    document: int
    english = (
        "Dossier {dossier} has no document {document}. See: ./vivevoix dossier documents {dossier}"
    )


@dataclass(eq=False)
class AuditBroken(StoreError):
    """A line of the audit log is not the one that was written there."""

    line: int
    english = (
        "The audit log is broken at line {line}: it was changed, moved, added or dropped outside"
        " the program. Keep this database to be looked into, and put a copy back from your backups"
    )


@dataclass(eq=False)
class AuditCut(StoreError):
    """The last lines of the audit log are not those that were written."""

    line: int
    english = (
        "The audit log was cut: line {line} was written, and is gone. Put the newest copy of the"
        " database back. If you put back an older one, run: ./vivevoix audit --restored"
    )


@dataclass(eq=False)
class AuditHeadMissing(StoreError):
    """What tells whether the last lines were dropped is gone."""

    path: Path
    english = (
        "{path} is gone or damaged: nothing else tells whether the last lines of the audit log were"
        " dropped. If you put the home back from a copy, run: ./vivevoix audit --restored"
    )

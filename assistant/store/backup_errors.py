"""What can be wrong with a backup, told to the operator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.security.errors import StoreError


@dataclass(eq=False)
class BackupNotWritten(StoreError):
    """The disk of the backup did not take it."""

    path: Path
    reason: str
    english = (
        "{path} cannot be written: {reason}. Check that the disk is there, has room and is yours"
        " to write; a former backup is as it was"
    )


@dataclass(eq=False)
class BackupNotRead(StoreError):
    """The file of the backup, or the secrets beside it, cannot be read."""

    path: Path
    reason: str
    english = "{path} cannot be read: {reason}. Check the name, and that its disk is there"


@dataclass(eq=False)
class BackupUnderWay(StoreError):
    """Another process makes a backup of the same dossiers."""

    english = "Another backup is being made. Wait until it has ended"


@dataclass(eq=False)
class NotABackup(StoreError):
    """Another kind of file."""

    path: Path
    english = "{path} is no backup of Vive Voix, and is left alone. Give the name of another file"


@dataclass(eq=False)
class NewerBackup(StoreError):
    """Made by a later version of the program."""

    path: Path
    found: str
    english = (
        "{path} is of a newer version, {found}, than this program. Update Vive Voix, then try again"
    )


@dataclass(eq=False)
class BackupOfAnotherKey(StoreError):
    """The master key is not the one that it was made with."""

    path: Path
    english = (
        "{path} was not made with this master key, or its first bytes are damaged. Put back the"
        " right master.key, VIVEVOIX_MASTER_KEY or VIVEVOIX_MASTER_KEY_COMMAND"
    )


@dataclass(eq=False)
class BackupDamaged(StoreError):
    """Changed, cut off, or put together from parts."""

    path: Path
    english = "{path} is damaged or was cut off. Restore from another backup; nothing was changed"


@dataclass(eq=False)
class SecretsMissing(StoreError):
    """Dossiers of a backup that nobody erased, and whose secrets are nowhere."""

    path: Path
    dossiers: list[str]
    english = (
        "{path} has no secret, or a damaged one, for {count} of the dossiers: {some}. Put back the"
        " file that was beside the backup; to do without one:"
        " ./vivevoix restore --without {first} FILE"
    )

    def __str__(self) -> str:
        some = ", ".join(self.dossiers[:3]) + (" …" if len(self.dossiers) > 3 else "")
        return self.english.format(
            path=self.path, count=len(self.dossiers), some=some, first=self.dossiers[0]
        )


@dataclass(eq=False)
class NotEmpty(StoreError):
    """There are dossiers where a backup was to be restored."""

    where: str
    english = (
        "The database {where} holds dossiers already, and is left alone. Move it away, or set"
        " VIVEVOIX_HOME or VIVEVOIX_DATABASE_URL to an empty place"
    )

"""Which key opens what: the master key, each dossier's secret, and what follows from the two."""

from __future__ import annotations

import hashlib
import hmac

from assistant.security.key_folder import KeyFolder
from assistant.security.sealing import WrongKeyOrDamaged, derive, new_key, seal, unseal

CHECK = b"vive voix"  # sealed in the database, so that a wrong master key is known at once
CHECK_PLACE = "vault/-/1/check"


class Keys:
    """The keys of one store. Nothing unwrapped is kept between two calls but the master key."""

    def __init__(self, master: bytes, folder: KeyFolder) -> None:
        self._master = master
        self._senders = derive(master, "conversation id")
        self._codes = derive(master, "codes")
        self._reminders = derive(master, "reminder id")
        self._audit = derive(master, "audit line")
        self._audit_head = derive(master, "audit head")
        self.scheduler = derive(master, "scheduler")
        self.copies = derive(master, "copies of secrets")
        self.folder = folder

    def conversation_id(self, sender: str) -> str:
        """The row of a sender, who may be a telephone number: not to be guessed back."""
        name = sender.encode("utf-8", "surrogatepass")
        return hmac.new(self._senders, name, hashlib.sha256).hexdigest()

    def peppered(self, dossier: str, code: str) -> bytes:
        """A secret code, of no use without the master key, and for this dossier only."""
        return hmac.new(self._codes, f"{dossier}/{code}".encode(), hashlib.sha256).digest()

    def handover_id(self, code: str) -> str:
        """The row of a code of passage."""
        return hmac.new(self._codes, f"handover/{code}".encode(), hashlib.sha256).hexdigest()

    def reminder_id(self, *what: str) -> str:
        """The row of a reminder: what it is about cannot be read back from it."""
        return hmac.new(self._reminders, "/".join(what).encode(), hashlib.sha256).hexdigest()

    def audit_line(self, before: str, line: str) -> str:
        """What chains a line of the audit log to the one before it."""
        return hmac.new(self._audit, f"{before}\n{line}".encode(), hashlib.sha256).hexdigest()

    def audit_head(self, number: int, mac: str) -> str:
        """What tells that line `number` was the last one, which its own HMAC does not."""
        head = f"{number}\n{mac}".encode()
        return hmac.new(self._audit_head, head, hashlib.sha256).hexdigest()

    def check(self) -> bytes:
        """What `fits` will recognise."""
        return seal(self._master, CHECK, CHECK_PLACE)

    def fits(self, check: bytes) -> bool:
        """Whether `check` was made with this master key."""
        try:
            return unseal(self._master, check, CHECK_PLACE) == CHECK
        except WrongKeyOrDamaged:
            return False

    def backup(self, salt: bytes) -> tuple[bytes, bytes]:
        """The key of one backup, and what tells whether a reader has it."""
        return derive(self._master, "backup", salt), derive(self._master, "backup check", salt)

    def new_dossier(self, dossier: str) -> tuple[bytes, bytes] | None:
        """A new key and the same wrapped; None when the number was used before."""
        secret = self.folder.make(dossier)
        if secret is None:
            return None
        key = new_key()
        return key, seal(self._wrapping(secret), key, _place("dossiers", dossier, dossier))

    def dossier(self, dossier: str, wrapped: bytes) -> bytes:
        """The key. Raises `KeyDestroyed`, `KeyMissing` or `WrongKeyOrDamaged`."""
        return self.opened_by(self.folder.secret(dossier), dossier, wrapped)

    def opened_by(self, secret: bytes, dossier: str, wrapped: bytes) -> bytes:
        """The key, by a secret that is not in the folder. Raises `WrongKeyOrDamaged`."""
        return unseal(self._wrapping(secret), wrapped, _place("dossiers", dossier, dossier))

    def new_conversation(self, conversation: str) -> tuple[bytes, bytes]:
        """A new key for a conversation that has no dossier yet, and the same wrapped."""
        key = new_key()
        return key, seal(self._master, key, _place("conversations", "-", conversation))

    def conversation(self, conversation: str, wrapped: bytes) -> bytes:
        """Its key. Raises `WrongKeyOrDamaged`."""
        return unseal(self._master, wrapped, _place("conversations", "-", conversation))

    def _wrapping(self, secret: bytes) -> bytes:
        return derive(self._master, "dossier key", secret)


def _place(table: str, dossier: str, row: str) -> str:
    return f"{table}/{dossier}/{row}/wrapped_key"

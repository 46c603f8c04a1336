"""The key of a dossier, out of its row."""

from __future__ import annotations

from typing import Any

from assistant.security.key_folder import KeyDestroyed
from assistant.security.keys import Keys
from assistant.security.sealing import WrongKeyOrDamaged
from assistant.store.database import Database
from assistant.store.errors import DossierForgotten, DossierUnknown, RecordDamaged


def opened(database: Database, keys: Keys, dossier_id: str, row: Any) -> bytes:
    """The key of the dossier whose row was read.

    Raises `DossierUnknown`, `DossierForgotten`, `KeyMissing` or `RecordDamaged`.
    """
    if row is None:
        raise DossierUnknown(dossier_id)
    if row.wrapped_key is None:
        raise DossierForgotten(dossier_id)
    try:
        with database.files_told():
            return keys.dossier(dossier_id, row.wrapped_key)
    except KeyDestroyed:
        raise DossierForgotten(dossier_id) from None
    except WrongKeyOrDamaged:
        raise RecordDamaged("dossiers", dossier_id) from None

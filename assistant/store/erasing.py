"""The rows of a dossier that is erased. The erasure itself is that of its secret."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, update

from assistant.store import answers, conversations, documents
from assistant.store.models import DossierRow
from assistant.store.reach import forget_reach
from assistant.store.reminders import forget_reminders
from assistant.store.ways_back import forget_handovers, forget_secret_code

_forget_dossier = (
    update(DossierRow).where(DossierRow.id == bindparam("row")).values(wrapped_key=None)
)


def forget_rows(connection: Connection, dossier_id: str) -> None:
    """Take the rows away. The erasure itself is the key's; this is for tidiness and size."""
    conversations.forget(connection, dossier_id)
    answers.forget(connection, dossier_id)
    documents.forget(connection, dossier_id)
    forget_secret_code(connection, dossier_id)
    forget_handovers(connection, dossier_id)
    forget_reminders(connection, dossier_id)
    forget_reach(connection, dossier_id)
    connection.execute(_forget_dossier, {"row": dossier_id})

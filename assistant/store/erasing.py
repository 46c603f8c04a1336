"""The rows of a dossier that is erased. The erasure itself is that of its secret."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, update

from assistant.store import documents
from assistant.store.models import AnswerRow, ConversationRow, DossierRow
from assistant.store.reach import forget_reach
from assistant.store.reminders import forget_reminders
from assistant.store.ways_back import forget_handovers, forget_secret_code

_forget_dossier = (
    update(DossierRow).where(DossierRow.id == bindparam("row")).values(wrapped_key=None)
)
_forget_conversations = delete(ConversationRow).where(
    ConversationRow.dossier_id == bindparam("dossier")
)
_forget_answers = delete(AnswerRow).where(AnswerRow.dossier_id == bindparam("dossier"))


def forget_rows(connection: Connection, dossier_id: str) -> None:
    """Take the rows away. The erasure itself is the key's; this is for tidiness and size."""
    connection.execute(_forget_conversations, {"dossier": dossier_id})
    connection.execute(_forget_answers, {"dossier": dossier_id})
    documents.forget(connection, dossier_id)
    forget_secret_code(connection, dossier_id)
    forget_handovers(connection, dossier_id)
    forget_reminders(connection, dossier_id)
    forget_reach(connection, dossier_id)
    connection.execute(_forget_dossier, {"row": dossier_id})

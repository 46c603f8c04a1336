"""The documents received, as the dialogue sees them: looked at only when they are talked about."""

from __future__ import annotations

from typing import Protocol

from assistant.dossier.document import Document


class Shelf(Protocol):
    """Where the received documents are (`assistant.store.work.Work`)."""

    def documents(self) -> list[Document]:
        """All of them in the order in which they came, without their bytes."""

    def documents_waiting(self) -> list[Document]:
        """Those that hold something to ask the person about."""


class EmptyShelf:
    """Nothing was received."""

    def documents(self) -> list[Document]:
        """None."""
        return []

    def documents_waiting(self) -> list[Document]:
        """None."""
        return []

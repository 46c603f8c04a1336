"""What the dialogue looks at only when it is talked about: documents received, who was there."""

from __future__ import annotations

from typing import Protocol

from assistant.dossier.access import Access
from assistant.dossier.document import Document


class Shelf(Protocol):
    """Where they are (`assistant.store.work.Work`)."""

    def documents(self) -> list[Document]:
        """All of them in the order in which they came, without their bytes."""

    def documents_waiting(self) -> list[Document]:
        """Those that hold something to ask the person about."""

    def open_elsewhere(self) -> bool:
        """Whether another sender is in the dossier too."""

    def accessed(self, most: int) -> list[Access]:
        """Who did what with the dossier before this turn, the newest first, at most so many."""


class EmptyShelf:
    """Nothing was received, and nobody else is there."""

    def documents(self) -> list[Document]:
        """None."""
        return []

    def documents_waiting(self) -> list[Document]:
        """None."""
        return []

    def open_elsewhere(self) -> bool:
        """No."""
        return False

    def accessed(self, most: int) -> list[Access]:
        """Nobody."""
        return []

"""What people hand over on a channel, kept in the dossier that their conversation is about."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from assistant.dossier.document import Document
from assistant.store.errors import DocumentUnknown
from assistant.store.store import Store

LOOKED_BACK = 10  # documents, in which the same file may have come already


class Received:
    """The received documents of every sender."""

    def __init__(self, store: Store, one_at_a_time: asyncio.Lock) -> None:
        """`one_at_a_time` is the lock of the turns: one transaction is open at once."""
        self._store = store
        self._one_at_a_time = one_at_a_time

    async def has_dossier(self, sender: str) -> bool:
        """Whether there is a dossier yet: nothing is kept before the person's agreement."""
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                return work.dossier_id is not None

    async def keep(self, sender: str, channel: str, document: Document) -> int | None:
        """Keep `document`, and give its number; None without a dossier.

        The very file that came shortly before is not kept twice. Raises `StoreError`.
        """
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                if work.dossier_id is None:
                    return None
                for known in work.documents()[-LOOKED_BACK:]:
                    if known.size == len(document.content) and known.number is not None:
                        whole = work.document(known.number)
                        if whole.content == document.content:
                            return known.number
                return work.keep_document(replace(document, channel=channel))

    async def name(self, sender: str, number: int, title: str) -> None:
        """Give a document the title that the person chose. Raises `StoreError`."""
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                work.rename_document(number, title)

    async def one(self, sender: str, number: int) -> Document | None:
        """A document, or None when the sender's dossier has none of that number."""
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                try:
                    return work.document(number) if work.dossier_id is not None else None
                except DocumentUnknown:
                    return None

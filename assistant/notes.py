"""What a channel must remember about a sender and the dossier need not know, sealed like the rest.

For instance whether they agreed to talk there, and which messages can still be deleted.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from assistant.store.store import Store

Notes = dict[str, Any]
"""A JSON object. Each channel says what is in its own."""


class NoteBook:
    """The notes of every sender, each sealed in a row of its own beside the conversations."""

    def __init__(self, store: Store, one_at_a_time: asyncio.Lock) -> None:
        """`one_at_a_time` is the lock of the turns: one transaction is open at once."""
        self._store = store
        self._one_at_a_time = one_at_a_time

    async def of(self, sender: str) -> Notes:
        """The notes about `sender`, empty at first. Raises `StoreError`."""
        async with self._one_at_a_time:
            with self._store.turn(_row(sender)) as work:
                return dict(json.loads(work.state)) if work.state else {}

    async def keep(self, sender: str, notes: Notes) -> None:
        """Put `notes` in the place of the former ones; empty ones leave nothing behind.

        Raises `StoreError`.
        """
        async with self._one_at_a_time:
            with self._store.turn(_row(sender)) as work:
                if notes:
                    work.save_state(json.dumps(notes, ensure_ascii=False).encode())
                else:
                    work.drop_conversation()


def _row(sender: str) -> str:
    """A name that no sender has: theirs are `channel:address`."""
    return f"notes about {sender}"

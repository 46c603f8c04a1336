"""The papers of a sender's dossier, as PDF made in memory, for a channel that can send them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.dossier.access import Access, Done
from assistant.store.store import Store

Which: TypeAlias = Literal["card", "to_sign", "large_print"]


class Printed:
    """Papers on demand."""

    def __init__(
        self, store: Store, one_at_a_time: asyncio.Lock, now: Callable[[], datetime]
    ) -> None:
        """`one_at_a_time` is the lock of the turns: one transaction is open at once."""
        self._store = store
        self._one_at_a_time = one_at_a_time
        self._now = now

    async def paper(self, sender: str, channel: str, lang: Lang, which: Which) -> bytes | None:
        """The bytes of a PDF; None when there is no such paper, or no Pango to draw it.

        There is a card only when the person chose what stands on it, and papers to sign only when
        something is to be signed. It is written down before it is made. Raises `StoreError`.
        """
        from assistant.exports.order import CannotExport, Order
        from assistant.exports.pdf import to_pdf
        from assistant.papers.card.card import wallet_card
        from assistant.papers.forms.signing_pack import signing_pack
        from assistant.papers.large_print import large_print

        make = {"card": wallet_card, "to_sign": signing_pack, "large_print": large_print}[which]
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                if work.dossier is None:
                    return None
                now = self._now()
                paper = make(Order(work.dossier, lang, now).subject)
                if paper is None:
                    return None
                number = work.dossier_id
                work.accesses.append(
                    Access(dossier=number, what=Done.SENT, by=channel, at=now, detail=which)
                )
        try:
            return await asyncio.to_thread(to_pdf, paper)
        except CannotExport:
            return None

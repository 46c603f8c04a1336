"""Photographs and PDF that arrive, and papers that are asked for."""

from __future__ import annotations

import asyncio
import logging

from assistant.documents.receive import receive
from assistant.documents.refused import Refused
from assistant.printed import Printed, Which
from assistant.received import Received
from assistant.safety.danger import danger_in
from assistant.security.errors import StoreError
from assistant.understanding.meaning import command_said
from assistant.words.words import words_in
from channels.papers import LARGEST, LONGEST_TITLE, NAMED, without_exif
from channels.telegram.at_hand import CHANNEL, AtHand, both
from channels.telegram.requests import Request
from channels.telegram.sending import LONGEST_TEXT, Outgoing, Sender

log = logging.getLogger(__name__)

ROOM_FOR_THE_REST = 300  # characters of a message, for the title and what is said around it
LEAVES_IT = ("skip", "dont_know", "refuse_to_answer", "no_more")
"""Commands that leave a document the title that was found on it."""
SHOWS_A_NUMBER = ("health_card", "number")
"""Why a paper is refused when it must not stay in the chat either."""


class Paperwork:
    """What is said about papers on this channel."""

    def __init__(self, received: Received, printed: Printed, sender: Sender) -> None:
        """`received` keeps what arrives, `printed` makes what is asked for."""
        self._received, self._printed, self._sender = received, printed, sender

    async def reply(self, x: AtHand, request: Request | None) -> Outgoing | None:
        """The reply when the turn is about papers; None when it is not."""
        try:
            if x.came.paper is not None:
                return await self._kept(x)
            if request in NAMED:
                return await self._paper(x, request)
            if request == "read":
                return await self._read(x)
            if x.kept.naming is not None:
                return await self._title_said(x, x.kept.naming)
        except StoreError as unavailable:
            log.error("document not kept: %s", unavailable)
            return x.sentence("store_unavailable")
        return None

    async def _kept(self, x: AtHand) -> Outgoing:
        paper = x.came.paper
        assert paper is not None  # noqa: S101, the caller looked
        if paper.size > LARGEST:
            return x.sentence("telegram_paper_too_big")
        if not await self._received.has_dossier(x.sender):
            return x.sentence("telegram_paper_needs_dossier")
        content = await self._sender.fetch(paper.file_id)
        if len(content) > LARGEST:
            return x.sentence("telegram_paper_too_big")
        document = await asyncio.to_thread(lambda: receive(without_exif(content), x.lang))
        if isinstance(document, Refused):
            if document.reason in SHOWS_A_NUMBER:
                await self._sender.delete(x.came.chat, [x.came.message])
            return Outgoing(document.sentence(x.lang))
        number = await self._received.keep(x.sender, CHANNEL, document)
        if number is None:
            return x.sentence("telegram_paper_needs_dossier")
        if document.masked:
            await self._sender.delete(x.came.chat, [x.came.message])
        x.kept.last_paper = number
        said = x.word("telegram_paper_kept" if document.text else "telegram_paper_kept_unread")
        if x.came.text:
            return both(said, await self._named(x, number))
        x.kept.naming, x.alone = number, True
        return both(said, both(document.summary, x.sentence("telegram_paper_title")))

    async def _title_said(self, x: AtHand, number: int) -> Outgoing | None:
        """What was said when a title was asked for; a danger and a command are no titles."""
        command = command_said(x.text, words_in(x.lang))
        if danger_in(x.text, x.lang) is not None or x.text.startswith("/"):
            x.kept.naming = None
            return None
        if command is None:
            return await self._named(x, number)
        x.kept.naming = None
        if command not in LEAVES_IT:
            return None
        paper = await self._received.one(x.sender, number)
        title = paper.title if paper else x.word("telegram_paper_unnamed")
        return x.sentence("telegram_paper_titled", title=title)

    async def _paper(self, x: AtHand, which: Which) -> Outgoing:
        """A paper as a document; when there is none, how it comes to be."""
        pdf = await self._printed.paper(x.sender, CHANNEL, x.lang, which)
        if pdf is None:
            return x.sentence(f"telegram_no_{which}")
        return Outgoing(x.word(f"telegram_{which}"), pdf=pdf, file_name=NAMED[which][x.lang])

    async def _named(self, x: AtHand, number: int) -> Outgoing:
        """What the person calls the document."""
        title = " ".join(x.text.split())[:LONGEST_TITLE] or x.word("telegram_paper_unnamed")
        await self._received.name(x.sender, number, title)
        x.kept.naming = None
        return x.sentence("telegram_paper_titled", title=title)

    async def _read(self, x: AtHand) -> Outgoing:
        number = x.kept.last_paper
        paper = await self._received.one(x.sender, number) if number is not None else None
        if paper is None or not paper.text.strip():
            return x.sentence("telegram_no_paper_to_read")
        x.aloud = True
        text, room = paper.text.strip(), LONGEST_TEXT - ROOM_FOR_THE_REST
        out = x.sentence("telegram_paper_read", title=paper.title, text=text[:room])
        return both(out.text, x.sentence("telegram_paper_cut")) if len(text) > room else out

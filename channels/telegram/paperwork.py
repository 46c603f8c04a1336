"""Photographs and PDF that arrive, and papers that are asked for."""

from __future__ import annotations

from channels.telegram.at_hand import AtHand, both
from channels.telegram.papers import LARGEST, PaperRefused, Papers, Prints
from channels.telegram.requests import Request
from channels.telegram.sending import LONGEST_TEXT, Outgoing, Sender

LONGEST_TITLE = 80  # characters
ROOM_FOR_THE_REST = 300  # characters of a message, for the title and what is said around it


class Paperwork:
    """What this channel says about papers. Without the means it says that it cannot yet."""

    def __init__(self, papers: Papers | None, prints: Prints | None, sender: Sender) -> None:
        self._papers, self._prints, self._sender = papers, prints, sender

    async def reply(self, x: AtHand, request: Request | None) -> Outgoing | None:
        """The reply when the turn is about papers; None when it is not."""
        if x.came.paper is not None:
            return await self._received(x)
        if request == "card":
            return await self._card(x)
        if request == "read":
            return await self._read(x)
        if x.kept.naming is not None:
            return await self._named(x)
        return None

    async def _received(self, x: AtHand) -> Outgoing:
        paper = x.came.paper
        assert paper is not None  # noqa: S101, the caller looked
        if self._papers is None:
            return x.sentence("telegram_no_papers")
        if paper.size > LARGEST:
            return x.sentence("telegram_paper_too_big")
        content = await self._sender.fetch(paper.file_id)
        if len(content) > LARGEST:
            return x.sentence("telegram_paper_too_big")
        result = await self._papers.receive(x.sender, content, x.lang)
        if isinstance(result, PaperRefused):
            await self._sender.delete(x.came.chat, [x.came.message])
            return Outgoing(result.says)
        x.kept.last_paper = result.id
        said = x.sentence("telegram_paper_kept" if result.is_read else "telegram_paper_kept_unread")
        if x.came.text:
            x.text = x.came.text
            x.kept.naming = result.id
            return both(said.text, await self._named(x))
        x.kept.naming = result.id
        return both(said.text, x.sentence("telegram_paper_title"))

    async def _named(self, x: AtHand) -> Outgoing:
        """What the person calls the document."""
        assert self._papers is not None  # noqa: S101, only a kept document is named
        assert x.kept.naming is not None  # noqa: S101, the caller looked
        title = " ".join(x.text.split())[:LONGEST_TITLE] or x.word("telegram_paper_unnamed")
        await self._papers.name(x.sender, x.kept.naming, title)
        x.kept.naming = None
        return x.sentence("telegram_paper_titled", title=title)

    async def _read(self, x: AtHand) -> Outgoing:
        found = None
        if self._papers is not None and x.kept.last_paper is not None:
            found = await self._papers.read(x.sender, x.kept.last_paper)
        if found is None or not found[1].strip():
            return x.sentence("telegram_no_paper_to_read")
        x.aloud = True
        title = found[0] or x.word("telegram_paper_unnamed")
        room = LONGEST_TEXT - ROOM_FOR_THE_REST
        out = x.sentence("telegram_paper_read", title=title, text=found[1].strip()[:room])
        if len(found[1]) > room:
            return both(out.text, x.sentence("telegram_paper_cut"))
        return out

    async def _card(self, x: AtHand) -> Outgoing:
        card = await self._prints.card(x.sender, x.lang) if self._prints is not None else None
        if card is None:
            return x.sentence("telegram_no_card")
        name = "carte-urgence.pdf" if x.lang == "fr" else "emergency-card.pdf"
        return Outgoing(x.word("telegram_card"), pdf=card, file_name=name)

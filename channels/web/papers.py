"""Papers: those that can be taken from the page, and those that are sent in."""

from __future__ import annotations

import asyncio

from tornado.httputil import HTTPFile, HTTPServerRequest, parse_body_arguments
from tornado.web import stream_request_body

from assistant.answers.kind import Lang
from assistant.documents.receive import receive
from assistant.documents.refused import Refused
from assistant.printed import Which
from assistant.words.words import words_in
from channels.papers import LARGEST, LONGEST_TITLE, NAMED, without_exif
from channels.web.handlers import Base
from channels.web.limits import FILE_WITHIN, LARGEST_FORM
from channels.web.page import lines
from channels.web.sessions import CHANNEL, Session

READ_TO_ITS_END = 4 * LARGEST
"""Of a file too large for us, so that its sender reads why: beyond that the line is cut."""
WHICH: dict[str, Which] = {name: which for which, names in NAMED.items() for name in names.values()}


class _Within(Base):
    """For whoever has a dossier open."""

    async def within(self) -> tuple[Session, Lang] | None:
        """The session and its language; None where no dossier is open."""
        session = await self.open_session()
        now = session and await self.desk.conversation.shown.to(session.sender, CHANNEL)
        return (session, now.lang) if session and now and now.is_in else None


@stream_request_body
class Papers(_Within):
    """What papers there are, and the form to send one in."""

    async def prepare(self) -> None:
        """Who may send is known before the file is read."""
        await super().prepare()
        self._body = bytearray()
        self._within: tuple[Session, Lang] | None = None
        self._has_place = False
        if self._finished or self.request.method != "POST":
            return
        self._within = await self.within()
        if self._within is not None:
            self._has_place = self.desk.files.take()
            connection = self.request.connection
            connection.set_max_body_size(READ_TO_ITS_END)  # type: ignore[union-attr]
            connection.set_body_timeout(FILE_WITHIN)  # type: ignore[union-attr]

    def data_received(self, chunk: bytes) -> None:
        """A piece of the file; what is too much, or nobody's, is let go."""
        if self._has_place and len(self._body) <= LARGEST + LARGEST_FORM:
            self._body += chunk

    def on_finish(self) -> None:
        """Another file may come."""
        self._over()

    def on_connection_close(self) -> None:
        """Nobody waits any more."""
        super().on_connection_close()
        self._over()

    def _over(self) -> None:
        if self._has_place:
            self._has_place = False
            self.desk.files.give_back()

    async def get(self) -> None:
        """The list and the form."""
        within = await self.within()
        if within is None:
            self.redirect("/", status=303)
        else:
            self._show(within[1])

    async def post(self) -> None:
        """Receive a file. What is said of it stands above the list."""
        if self._within is None:
            self.redirect("/", status=303)
        elif not self._has_place:
            self.tell(503, "page_full", self._within[1])
        else:
            self._show(self._within[1], await self._received(*self._within))

    async def _received(self, session: Session, lang: Lang) -> str:
        words, title, content = words_in(lang), *_in_form(self.request, bytes(self._body))
        if len(self._body) > LARGEST:
            return words.say("page_file_too_big")
        if not content:
            return words.say("page_file_none")
        document = await asyncio.to_thread(lambda: receive(without_exif(content), lang))
        if isinstance(document, Refused):
            return document.sentence(lang)
        received = self.desk.conversation.received
        number = await received.keep(session.sender, CHANNEL, document)
        if number is None:
            return words.say("page_file_none")
        if title:
            await received.name(session.sender, number, title)
        kept = "page_file_kept" if document.text else "page_file_unread"
        return words.say(kept, title=title or document.title)

    def _show(self, lang: Lang, said: str = "") -> None:
        words = words_in(lang)
        papers = [(which, names[lang]) for which, names in NAMED.items()]
        self.show(
            "papers.html", words, words.say("page_papers"),
            said=tuple(lines(said, lang)), papers=papers,
        )  # fmt: skip


class Paper(_Within):
    """One paper, as PDF."""

    async def get(self, name: str) -> None:
        """Its bytes; where there is none, why."""
        which, within = WHICH.get(name), await self.within()
        if within is None:
            self.redirect("/", status=303)
            return
        if which is None:
            self.send_error(404)
            return
        session, lang = within
        pdf = await self.desk.conversation.printed.paper(session.sender, CHANNEL, lang, which)
        if pdf is None:
            self.tell(404, f"page_no_{which}", lang)
            return
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(pdf)


def _in_form(request: HTTPServerRequest, body: bytes) -> tuple[str, bytes]:
    """The title and the file of a form; empty where it has none."""
    arguments: dict[str, list[bytes]] = {}
    files: dict[str, list[HTTPFile]] = {}
    parse_body_arguments(
        request.headers.get("Content-Type", ""), body, arguments, files, request.headers
    )
    title = arguments.get("title", [b""])[0].decode("utf-8", "replace")
    found = files.get("file", [])
    return " ".join(title.split())[:LONGEST_TITLE], found[0]["body"] if found else b""

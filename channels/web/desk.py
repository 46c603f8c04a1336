"""What a browser does, from the cookie to the page that it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.settings import Settings
from assistant.words.words import words_in
from channels.web.addresses import Addresses
from channels.web.limits import FILES_AT_ONCE, NewPages, Places
from channels.web.page import COMMANDS, Page, page
from channels.web.sessions import CHANNEL, LEFT_ALONE, Session, Sessions
from channels.web.voices import BrowserLine, Voices

NO_MARK = "none"  # of a form that was made elsewhere: no talk ever stands there


@dataclass(frozen=True, slots=True)
class Form:
    """One form that was sent: the `mark` of the page it was on, and what was said or asked."""

    mark: str
    said: str = ""
    command: str = ""


class Desk:
    """Answers browsers. Everything here raises `StoreError` when the store is away."""

    def __init__(
        self, conversation: Conversation, settings: Settings, sessions: Sessions | None = None
    ) -> None:
        """`sessions` are those of the conversation's notes unless given. Raises `BadAddress`."""
        self.addresses = Addresses.of(settings)
        self.voices = Voices(settings)
        self.sessions = sessions or Sessions(conversation.notes)
        self.conversation = conversation
        self.new = NewPages()
        self.files = Places(FILES_AT_ONCE)

    async def page(self, session: Session) -> Page | None:
        """What the browser shows now; None when there is no talk any more."""
        now = await self.conversation.shown.to(session.sender, CHANNEL)
        return page(now, session.seen) if now else None

    def may_begin(self, address: str) -> bool:
        """Whether one more talk may begin from there."""
        return self.new.may_begin(address, LEFT_ALONE.total_seconds())

    async def begin(self, lang: Lang) -> tuple[Session, Replied]:
        """A new browser: nobody is known by it. Its session is none where the reply is undone."""
        session = self.sessions.made()
        said = Said(session.sender, CHANNEL, "start", lang=lang)
        replied = await self.conversation.turn(said)
        if not replied.undone:
            await self._stands(session, replied)
        return session, replied

    async def again(self, left: Session) -> Session | None:
        """A browser of somebody who was away: they say the secret code. None where none is known.

        Its cookie was before others meanwhile: it gets another one.
        """
        session = self.sessions.made()
        if not await self.conversation.shown.after_the_code(left.sender, session.sender):
            return None
        await self.end(left)
        now = await self.conversation.shown.to(session.sender, CHANNEL)
        if now is None:
            return None
        said = words_in(now.lang).say("code_after_a_pause")
        await self.sessions.keep(session, said, now.mark)
        self.new.is_there(session.sender)
        return session

    async def answer(self, session: Session, form: Form) -> Replied:
        """The reply to a form. An old one answers nothing, and nothing is replied to it."""
        text = form.said
        if form.command:
            now = await self.conversation.shown.to(session.sender, CHANNEL)
            text = as_said(form.command, now.lang) if now else ""
        said = Said(session.sender, CHANNEL, text, mark=form.mark or NO_MARK)
        replied = await self.conversation.turn(said)
        if replied.undone or not replied.replies:
            return replied
        return replace(replied, ends=not await self.goes_on(session, replied))

    async def goes_on(self, session: Session, replied: Replied) -> bool:
        """Let the page show a reply; False, and the session is over, where the talk is."""
        if replied.ends or await self.conversation.shown.to(session.sender, CHANNEL) is None:
            await self.end(session)
            return False
        await self._stands(session, replied)
        return True

    async def talk_aloud(
        self, session: Session, line: BrowserLine, show: Callable[[Page], None]
    ) -> bool:
        """Talk by voice until it ends; whether the page goes on. Raises `NoVoice`.

        `show` is given the page after each reply.
        """
        replies, goes_on = asyncio.Queue[Replied](), True

        async def follow(replied: Replied) -> None:
            nonlocal goes_on
            goes_on = goes_on and await self.goes_on(session, replied)
            kept = await self.sessions.of(session.cookie)
            page = await self.page(kept) if kept else None
            if page is not None:
                show(page)

        async def following() -> None:
            with suppress(TimeoutError):
                while True:
                    await follow(await asyncio.wait_for(replies.get(), LEFT_ALONE.total_seconds()))
            await line.hang_up()  # nobody answered for so long

        beside = asyncio.create_task(following())
        try:
            await self.voices.talk(line, self.conversation, session.sender, replies.put_nowait)
        finally:
            beside.cancel()
            await asyncio.wait([beside])
        while not replies.empty():
            await follow(replies.get_nowait())
        return goes_on

    async def end(self, session: Session) -> None:
        """The browser is nobody's from now on."""
        self.new.left(session.sender)
        await self.sessions.end(session)

    async def _stands(self, session: Session, replied: Replied) -> None:
        self.new.is_there(session.sender)
        await self.sessions.keep_reply(session, replied)


def as_said(command: str, lang: Lang) -> str:
    """What a button stands for; nothing for one that no page has."""
    known = (*COMMANDS, "resume", "language")
    return words_in(lang).phrase(command) if command in known else ""

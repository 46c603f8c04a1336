"""The socket by which a browser's sound comes and goes (static/voice.js is its other end)."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from assistant.answers.kind import Lang
from assistant.security.errors import StoreError
from assistant.speech.voice import NoVoice
from assistant.words.words import words_in
from channels.phone.frames import NUMBER, Kind
from channels.web.desk import as_said
from channels.web.handlers import Base, made
from channels.web.page import Page, may_be_spoken
from channels.web.sessions import CHANNEL, Session
from channels.web.voices import FASTEST, SLOWEST, BrowserLine

log = logging.getLogger(__name__)


class Voice(Base, WebSocketHandler):
    """One talk aloud. Bytes are sound; everything else is a JSON object."""

    async def prepare(self) -> None:
        """For whoever has a page open, and from this page only."""
        await super().prepare()
        self._session: Session | None = None
        self._line: BrowserLine | None = None
        self._talking: asyncio.Task[None] | None = None
        self._lang: Lang = self.lang
        if self._finished:
            return
        self._session = await self.open_session()
        if self._session is None:
            self.send_error(403)

    def check_origin(self, origin: str) -> bool:
        """As of a form: a socket's Origin is of the page that opens it."""
        return origin.lower() == self.desk.addresses.origin(self.request.host)

    def on_message(self, message: str | bytes) -> None:
        """Sound, or what the browser tells; whoever tells anything else is not listened to."""
        try:
            if isinstance(message, bytes):
                if self._line is not None:
                    self._line.heard(message)
                return
            self._told(json.loads(message))
        except (
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            ArithmeticError,
            RecursionError,
        ):
            self.close(1003)

    def on_close(self) -> None:
        """Nobody is there any more."""
        if self._line is not None:
            self._line.closed()

    def _told(self, told: dict[str, Any]) -> None:
        if self._line is None:
            hertz = int(told["hertz"])
            if not SLOWEST <= hertz <= FASTEST:
                raise ValueError("no rate of a microphone")
            self._line = BrowserLine(self._send, hertz, hears_itself=not told["echo_cancelled"])
            self._talking = asyncio.create_task(self._talk(self._line))
        elif "played" in told:
            self._line.came(Kind.PLAYED, NUMBER.pack(int(told["played"]) % 2**32))
        elif "command" in told:
            self._line.typed(as_said(str(told["command"]), self._lang))
        else:
            self._line.typed(str(told["said"]))

    def _send(self, kind: Kind, body: bytes) -> None:
        """What the line tells the browser."""
        if kind is Kind.HANG_UP and self._line is not None:
            self._line.closed()
        elif kind is Kind.CLEAR:
            self._tell(clear=True)
        elif kind is Kind.PLAY:
            self._write(body, binary=True)

    def _tell(self, **what: Any) -> None:
        self._write(json.dumps(what), binary=False)

    def _write(self, message: str | bytes, *, binary: bool) -> None:
        try:
            sent = self.write_message(message, binary=binary)
        except WebSocketClosedError:
            return
        asyncio.ensure_future(sent).add_done_callback(lambda over: over.exception())

    async def _talk(self, line: BrowserLine) -> None:
        """Talk; whatever goes wrong here is heard nowhere else."""
        assert self._session is not None  # noqa: S101, else it was refused
        places, goes_on = self.desk.voices.places, True
        if not places.take():
            self._tell(no=words_in(self._lang).say("page_full"))
            self.close()
            return
        try:
            now = await self.desk.conversation.shown.to(self._session.sender, CHANNEL)
            if now is not None and may_be_spoken(now):
                self._lang = now.lang
                goes_on = await self.desk.talk_aloud(self._session, line, self._show)
        except NoVoice:
            self._tell(no=words_in(self._lang).say("page_no_voice"))
        except StoreError as unavailable:
            log.error("a talk on the page was cut off: %s", unavailable)
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error("a talk on the page failed: %s", type(fault).__name__)
        finally:
            places.give_back()
            self._tell(over=not goes_on)
            self.close()

    def _show(self, page: Page) -> None:
        """As the page would be loaded again: the script takes what changes from it."""
        self._lang = page.words.lang
        html = made("talk.html", page.words, page.title, page=page).decode()
        self._tell(page=html)

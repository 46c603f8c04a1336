"""What a request gets. Each handler checks whose request it is before it reads what is in it."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from tornado.template import Loader
from tornado.web import Application, RequestHandler

from assistant.answers.kind import Lang
from assistant.security.errors import StoreError
from assistant.words.words import Words, words_in
from channels.web.desk import Desk, Form
from channels.web.limits import LARGEST_FORM, PING_EVERY
from channels.web.looks import HERE, address_of, look
from channels.web.page import lines
from channels.web.sessions import LEFT_ALONE, Session

log = logging.getLogger(__name__)

COOKIE = "vivevoix"
SECURE_COOKIE = f"__Host-{COOKIE}"  # browsers take this name over TLS only, for this host alone
THE_REPLY = "/#reply"
"""Where everything leads: whoever hears the page is put before what was said to them."""
SAID_OF = {404: "page_not_there", 405: "page_not_there", 403: "page_not_ours", 413: "page_too_long"}
"""The sentence for each status; another one went wrong on our side."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'", "style-src 'self'", "font-src 'self'", "img-src data:",
            "script-src 'self'", "connect-src 'self'",
            "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        )
    ),
    "Referrer-Policy": "same-origin",  # with no-referrer, the Origin of a form would be null
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}  # fmt: skip


@cache
def _templates() -> Loader:
    return Loader(str(HERE / "templates"), autoescape="xhtml_escape", whitespace="single")


def made(template: str, words: Words, title: str, **given: Any) -> bytes:
    """A whole page, all that it is given escaped."""
    closes = int(LEFT_ALONE.total_seconds()) + 1
    page = _templates().load(template)
    return page.generate(words=words, title=title, look=address_of, closes=closes, **given)


class Base(RequestHandler):
    """What every address has in common."""

    def initialize(self, desk: Desk) -> None:
        """The desk is what every request is handed to."""
        self.desk = desk

    def set_default_headers(self) -> None:
        """On errors as well."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    async def prepare(self) -> None:
        """A Host that is not ours, or a form of somebody else's page, gets no further."""
        host = self.request.host
        if not self.desk.addresses.are_ours(host):
            self.set_status(421)
            self.finish()
            return
        origin = self.request.headers.get("Origin", "").lower()
        if self.request.method == "POST" and origin != self.desk.addresses.origin(host):
            self.send_error(403)

    def compute_etag(self) -> str | None:
        """None: nothing is kept that it could be compared with."""
        return None

    @property
    def lang(self) -> Lang:
        """The first language of the browser's that is spoken here; French where none is."""
        for part in self.request.headers.get("Accept-Language", "").split(","):
            tag = part.strip().lower()[:2]
            if tag == "fr" or tag == "en":
                return "fr" if tag == "fr" else "en"
        return "fr"

    async def session(self) -> Session | None:
        """Whose browser it is, even left alone. Raises `StoreError`."""
        return await self.desk.sessions.of(self.get_cookie(self._cookie))

    async def open_session(self) -> Session | None:
        """Whose browser it is, and they are still before it."""
        found = await self.session()
        return None if found is None or found.is_left_alone else found

    def take(self, session: Session) -> None:
        """The browser has this session from now on, until it is closed."""
        self.set_cookie(
            self._cookie, session.cookie, httponly=True, samesite="Strict", path="/",
            secure=self._is_public,
        )  # fmt: skip

    def let_go(self) -> None:
        """The browser has no session any more."""
        self.clear_cookie(
            self._cookie, path="/", httponly=True, samesite="Strict", secure=self._is_public
        )

    def show(self, template: str, words: Words, title: str, **given: Any) -> None:
        """A whole page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(made(template, words, title, **given))

    def tell(self, status: int, key: str, lang: Lang, way_on: str = "page_to_question") -> None:
        """One sentence of ours, called `key`, and the way on."""
        words = words_in(lang)
        self.set_status(status)
        said = tuple(lines(words.say(key), lang))
        self.show("told.html", words, words.say("page_trouble"), said=said, way_on=way_on)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A page of ours, nothing of what went wrong."""
        self.tell(status_code, SAID_OF.get(status_code, "page_went_wrong"), self.lang)

    def log_exception(self, kind: Any, fault: Any, *_: Any) -> None:
        """Its words may be a person's, its trace too: the class says enough."""
        if isinstance(fault, StoreError) or getattr(fault, "status_code", 500) >= 500:
            log.error("a request failed: %s", kind.__name__)

    @property
    def address(self) -> str:
        """Who asks: of the proxy's requests, whom it names last, which nobody can invent."""
        named = self.request.headers.get("X-Forwarded-For", "") if self._is_public else ""
        return named.rpartition(",")[2].strip() or self.request.remote_ip or ""

    @property
    def _is_public(self) -> bool:
        return self.desk.addresses.is_public(self.request.host)

    @property
    def _cookie(self) -> str:
        return SECURE_COOKIE if self._is_public else COOKIE


class Talk(Base):
    """The page itself: it changes nothing, so that it can be loaded again at any time."""

    async def get(self) -> None:
        """The open question, or the beginning."""
        session = await self.session()
        if session is not None and not session.is_left_alone:
            page = await self.desk.page(session)
            if page is not None:
                self.show("talk.html", page.words, page.title, page=page)
                return
        left_alone = session is not None and session.is_left_alone
        if not left_alone and self.get_cookie(self._cookie):
            self.let_go()  # it opens nothing any more
        words = words_in(self.lang)
        title = words.say("page_left_alone_title" if left_alone else "page_start")
        other = words_in("en" if words.lang == "fr" else "fr")
        self.show("start.html", words, title, other=other, left_alone=left_alone)


class Begin(Base):
    """A new talk, for whoever is before the browser now."""

    async def post(self) -> None:
        """A session, then the first question."""
        before = await self.session()
        if before is not None and not before.is_left_alone:  # the button was pressed twice
            self.redirect(THE_REPLY, status=303)
            return
        if not self.desk.may_begin(self.address):
            self.tell(429, "page_full", self.lang, "page_begin_anew")
            return
        asked = self.get_body_argument("lang", "")
        session, replied = await self.desk.begin(
            "fr" if asked == "fr" else "en" if asked == "en" else self.lang
        )
        if replied.undone:
            self.set_status(503)
            _show_last(self, replied.lang, replied.replies[0].text, "page_begin_anew")
            return
        if before is not None:
            await self.desk.end(before)
        self.take(session)
        self.redirect(THE_REPLY, status=303)


class Again(Base):
    """Somebody was away: the secret code comes before anything is shown."""

    async def post(self) -> None:
        """The code is asked for."""
        left = await self.session()
        if left is not None and left.is_left_alone:
            session = await self.desk.again(left)
            if session is None:
                await self.desk.end(left)
                self.let_go()
            else:
                self.take(session)
        self.redirect(THE_REPLY, status=303)


class Answer(Base):
    """An answer, or a command. It leads back to the page: loading that again answers nothing."""

    async def post(self) -> None:
        """One turn."""
        session = await self.open_session()
        if session is None:
            self.redirect("/", status=303)
            return
        form = Form(
            mark=self.get_body_argument("mark", ""),
            said=self.get_body_argument("said", ""),
            command=self.get_body_argument("command", ""),
        )
        replied = await self.desk.answer(session, form)
        text = "\n".join(reply.text for reply in replied.replies)
        if replied.undone:
            self.set_status(503)
            _show_last(self, replied.lang, text, "page_to_question")
        elif replied.ends:
            self.let_go()
            closed = words_in(replied.lang).say("page_closed")
            _show_last(self, replied.lang, f"{text}\n{closed}", "page_begin_anew")
        else:
            self.redirect(THE_REPLY, status=303)


class Look(Base):
    """A file of the page's own: the same for everybody, and for good."""

    async def get(self, name: str) -> None:
        """Its bytes."""
        try:
            found = look(name)
        except KeyError:
            self.send_error(404)
            return
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Content-Type", found.media)
        self.finish(found.content)


class NotThere(Base):
    """Any other address."""

    async def prepare(self) -> None:
        """Nothing is read."""
        await super().prepare()
        if not self._finished:
            self.send_error(404)


def _show_last(handler: Base, lang: Lang, text: str, way_on: str) -> None:
    """A reply after which there is no page to lead back to."""
    words = words_in(lang)
    first, _, rest = text.partition("\n")
    handler.show("told.html", words, first, said=tuple(lines(rest, lang)), way_on=way_on)


def application(desk: Desk) -> Application:
    """Every address there is."""
    from channels.web.papers import Paper, Papers
    from channels.web.socket import Voice

    given = {"desk": desk}
    return Application(
        [
            (r"/", Talk, given),
            (r"/begin", Begin, given),
            (r"/again", Again, given),
            (r"/answer", Answer, given),
            (r"/papers", Papers, given),
            (r"/papers/([a-z-]+\.pdf)", Paper, given),
            (r"/voice", Voice, given),
            (r"/look/[0-9a-f]+/([a-z0-9.]+)", Look, given),
            (r"/.*", NotThere, given),
        ],
        log_function=lambda _: None,
        websocket_max_message_size=LARGEST_FORM,
        websocket_ping_interval=PING_EVERY,
    )

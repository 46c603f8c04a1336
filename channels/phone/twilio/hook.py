"""The web address that Twilio calls: behind a proxy, on 127.0.0.1, and only for whoever signs."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.words.words import words_in
from channels.phone.twilio.gather import answer, turn
from channels.spoken.keys import A_PERSON, DONE
from channels.spoken.rules import BY_TELEPHONE

log = logging.getLogger(__name__)

LARGEST_REQUEST = 65_536  # bytes; one holds a few hundred
SIGNATURE = "X-Twilio-Signature"
TURN = re.compile(r"turn=(\d{1,6})(?:&silences=(\d{1,2}))?")
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""Of `CallStatus`: nobody is there to answer."""


class Hook:
    """Answers requests."""

    def __init__(self, conversation: Conversation, settings: Settings) -> None:
        """The settings hold the token that Twilio signs with, and the address that it calls."""
        from twilio.request_validator import RequestValidator

        self._conversation = conversation
        self._validator = RequestValidator(settings.twilio_token.get_secret_value())
        self._address = settings.twilio_webhook
        self._person = settings.human_phone

    async def answer(self, query: str, body: bytes, signature: str) -> tuple[int, str]:
        """The status, and TwiML: 403 to whoever does not sign, 400 to what is no call.

        The signature is about the address as Twilio knows it, and about every field.
        """
        try:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        except ValueError:
            return 400, ""
        address = f"{self._address}?{query}" if query else self._address
        if not self._validator.validate(address, form, signature):
            return 403, ""
        if not form.get("CallSid"):
            return 400, ""
        if form.get("CallStatus") in OVER:
            return 204, ""
        return 200, await self._twiml(form, query)

    async def _twiml(self, form: Mapping[str, str], query: str) -> str:
        found = TURN.fullmatch(query)
        number = int(found[1]) if found else 0
        said = turn(form, number)
        replied = await self._conversation.turn(said)
        before = int(found[2] or 0) if found else 0
        silences = 0 if said.text or said.keys else before + 1
        if silences == BY_TELEPHONE.hangs_up_after:
            goodbye = words_in(replied.lang).say("spoken_no_answer")
            last = replace(replied.replies[0], text=goodbye, choices=())
            replied = replace(replied, replies=(last,), ends=True)
        asks_for_a_person = (said.keys or "").removesuffix(DONE) == A_PERSON
        person = self._person if asks_for_a_person else ""
        following = f"{self._address}?turn={number + 1}&silences={silences}"
        return answer(replied, following, person)


async def serve(conversation: Conversation, settings: Settings) -> None:
    """Listen on 127.0.0.1 until cancelled; a proxy with a certificate stands before it."""
    from tornado.httpserver import HTTPServer

    hook = Hook(conversation, settings)
    server = HTTPServer(_application(hook), max_body_size=LARGEST_REQUEST)
    server.listen(settings.twilio_port, address="127.0.0.1")
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()
        await server.close_all_connections()


def _application(hook: Hook) -> Any:
    from tornado.web import Application, RequestHandler

    class Called(RequestHandler):
        """One question of Twilio's: what now?"""

        async def post(self) -> None:
            """TwiML."""
            signature = self.request.headers.get(SIGNATURE, "")
            try:
                status, twiml = await hook.answer(self.request.query, self.request.body, signature)
            except Exception as fault:  # its words may be a person's: the class says enough
                log.error("call not answered: %s", type(fault).__name__)
                status, twiml = 500, ""
            self.set_status(status)
            self.set_header("Content-Type", "text/xml; charset=utf-8")
            if twiml:
                self.write(twiml)

        def log_exception(self, *_: object) -> None:
            """Nothing of a request goes to a log."""

    return Application([(r"/.*", Called)], log_function=lambda _: None)

"""A webhook that loses nothing: Telegram hears 200 once the reply was sent, else it calls again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from channels.telegram.arriving import WANTED
from channels.telegram.polling import Update

if TYPE_CHECKING:
    from telegram import Bot

log = logging.getLogger(__name__)

LARGEST_UPDATE = 1_000_000  # bytes; a message holds 4096 characters
HEADER = "X-Telegram-Bot-Api-Secret-Token"
CALLS_AT_ONCE = 10  # that Telegram may make; the order within a chat is held here


def secret_of(settings: Settings) -> str:
    """What Telegram must send with each call: known to whoever has the token, and to no other."""
    token = settings.telegram_token.get_secret_value().encode()
    return hmac.new(token, b"vivevoix webhook", hashlib.sha256).hexdigest()


async def serve(bot: Bot, settings: Settings, answer: Callable[[Update], Awaitable[None]]) -> None:
    """Listen on 127.0.0.1 until cancelled; a proxy with a certificate stands before it."""
    from tornado.httpserver import HTTPServer

    secret = secret_of(settings)
    server = HTTPServer(_application(secret, answer), max_body_size=LARGEST_UPDATE)
    server.listen(settings.telegram_port, address="127.0.0.1")
    try:
        await bot.set_webhook(
            settings.telegram_webhook,
            secret_token=secret,
            allowed_updates=list(WANTED),
            max_connections=CALLS_AT_ONCE,
        )
        await asyncio.Event().wait()
    finally:
        server.stop()
        await server.close_all_connections()


def _application(secret: str, answer: Callable[[Update], Awaitable[None]]) -> Any:
    from tornado.web import Application, RequestHandler

    class Called(RequestHandler):
        """One update."""

        async def post(self) -> None:
            """200 when it was answered; 403 from anybody else; 500 asks for it again."""
            given = self.request.headers.get(HEADER, "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                self.set_status(403)
                return
            try:
                update = json.loads(self.request.body)
            except (ValueError, RecursionError):
                self.set_status(400)
                return
            try:
                await answer(update)
            except Exception as fault:  # its words may be a person's: the class says enough
                log.error("update not answered: %s", type(fault).__name__)
                self.set_status(500)

        def log_exception(self, *_: object) -> None:
            """Nothing of a request goes to a log."""

    return Application([(r"/.*", Called)], log_function=lambda _: None)

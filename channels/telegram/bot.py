"""The bot: its connection, its rate, its menu; and its libraries' logs, which must say nothing."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.words.words import words_in
from channels.telegram.requests import MENUS

if TYPE_CHECKING:
    from telegram.ext import ExtBot

log = logging.getLogger(__name__)

TRIES_AT_A_LIMIT = 5  # when Telegram answers 429 with the seconds to wait
READ_WAIT = 20.0  # seconds for the answer to a call
CONNECT_WAIT = 10.0  # seconds
CONNECTIONS = 64  # calls at once, over all chats

LIBRARIES = ("telegram", "httpx", "httpcore", "aiolimiter", "tornado", "hpack")


def quieten() -> None:
    """Their logs hold what people say, and the token, in the addresses that are called."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # or it warns at each wait that it was told
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def bot_of(settings: Settings) -> ExtBot[None]:
    """The bot, not connected yet. Raises `telegram.error.InvalidToken` on an empty token."""
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    quieten()
    base = settings.telegram_api.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        read_timeout=READ_WAIT,
        write_timeout=READ_WAIT,
        connect_timeout=CONNECT_WAIT,
        pool_timeout=READ_WAIT,
    )
    return ExtBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        rate_limiter=AIORateLimiter(max_retries=TRIES_AT_A_LIMIT),  # type: ignore[arg-type]
    )


async def show_menu(bot: ExtBot[None]) -> None:
    """Put the commands into the menu, in French for the French and in English for the others."""
    from telegram import BotCommand
    from telegram.error import TelegramError

    try:
        for lang, menu in MENUS.items():
            words = words_in(lang)
            commands = [
                BotCommand(command, words.say(f"telegram_menu_{name}"))
                for command, name in menu.items()
            ]
            code = "fr" if lang == "fr" else None  # None: whoever has a language without a menu
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(words.say("telegram_about"), language_code=code)
    except TelegramError as error:
        log.warning("the command menu is not shown: %s", type(error).__name__)

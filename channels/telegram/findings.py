"""What `doctor` says about Telegram."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator

from assistant.doctor import Finding
from assistant.settings import Settings
from channels.telegram.bot import bot_of


def findings(settings: Settings) -> Iterator[Finding]:
    """Whether the bot answers, and whether voice messages can be read."""
    if not settings.telegram_token.get_secret_value():
        cure = "VIVEVOIX_TELEGRAM_TOKEN=…, the token that BotFather gives"
        yield Finding("Telegram", False, "no token", cure, needed=False)
        return
    yield asyncio.run(_bot(settings))
    found = shutil.which("ffmpeg") is not None
    says = "ffmpeg reads them" if found else "ffmpeg is missing"
    yield Finding("Telegram voice messages", found, says, "apt-get install ffmpeg", needed=False)


async def _bot(settings: Settings) -> Finding:
    from telegram.error import InvalidToken, TelegramError

    try:
        async with bot_of(settings) as bot:
            how = "by webhook" if settings.telegram_webhook else "by long polling"
            return Finding("Telegram", True, f"{bot.name} answers, {how}")
    except InvalidToken:
        cure = "ask BotFather for the token with /token, and set VIVEVOIX_TELEGRAM_TOKEN"
        return Finding("Telegram", False, "the token is refused", cure)
    except TelegramError:
        says = f"{settings.telegram_api} cannot be reached"
        return Finding("Telegram", False, says, "check the network, or VIVEVOIX_TELEGRAM_API")

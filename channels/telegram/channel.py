"""Telegram as a channel: what `start` runs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.speech.recognisers import listener
from assistant.speech.voice import NoVoice
from assistant.speech.voices import speaker
from channels.channel import Channel
from channels.telegram.arriving import arrived
from channels.telegram.at_hand import CHANNEL
from channels.telegram.bot import bot_of, show_menu
from channels.telegram.desk import Desk
from channels.telegram.messenger import TelegramMessenger
from channels.telegram.polling import Polling, Update
from channels.telegram.sending import Sender
from channels.telegram.voice import Voice
from channels.telegram.webhook import serve

if TYPE_CHECKING:
    from telegram.ext import ExtBot

    from assistant.speech.protocols import Listener, Speaker

log = logging.getLogger(__name__)


async def run(conversation: Conversation, settings: Settings) -> None:
    """Answer on Telegram until cancelled. Raises `TelegramError` on a token that is refused."""
    async with bot_of(settings) as bot:
        await show_menu(bot)
        sender = Sender(bot)
        desk = Desk(conversation, sender, _voice(settings))
        conversation.messengers[CHANNEL] = TelegramMessenger(sender)
        try:
            await _listen(desk, bot, settings)
        finally:
            conversation.messengers.pop(CHANNEL, None)
            await sender.close()


async def _listen(desk: Desk, bot: ExtBot[None], settings: Settings) -> None:
    """By webhook where there is one, else by long polling."""
    if settings.telegram_webhook:
        await serve(bot, settings, lambda update: _answer(desk, bot, update))
        return
    await bot.delete_webhook()

    async def ask(query: str, patience: float) -> Any:
        return await bot.request.post(f"{bot.base_url}/{query}", read_timeout=patience)

    await Polling(ask, lambda update: _answer(desk, bot, update)).run()


async def _answer(desk: Desk, bot: ExtBot[None], update: Update) -> None:
    """Reply to an update. One that cannot be read, or whose chat is closed to us, is let go."""
    from telegram import Update as Parsed
    from telegram.error import BadRequest, Forbidden

    try:
        parsed = Parsed.de_json(update, bot)
        came = arrived(parsed)
    except Exception as odd:  # whatever a later Bot API sends
        log.warning("update not read: %s", type(odd).__name__)
        return
    if came is None:
        return
    try:
        await desk.answer(came)
    except (Forbidden, BadRequest) as refused:  # blocked by the person, or deleted: no try mends it
        log.warning("reply refused: %s", type(refused).__name__)


def _voice(settings: Settings) -> Voice:
    """The assistant's ears and mouth, made when the first voice message comes."""

    def ears() -> Listener:
        return listener(settings)

    def mouth() -> Speaker | None:
        try:
            return speaker(settings)
        except NoVoice as missing:
            log.warning("voice messages are not answered aloud: %s", missing)
            return None

    return Voice(ears, mouth)


TELEGRAM = Channel(
    name="Telegram",
    is_on=lambda settings: bool(settings.telegram_token.get_secret_value()),
    turned_on_by="VIVEVOIX_TELEGRAM_TOKEN=…, the token that BotFather gives",
    run=run,
)

"""What goes out: one message a turn, plain words, large buttons; tried again until it is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from channels.telegram.arriving import PRESSED

if TYPE_CHECKING:
    from telegram import Bot

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096  # characters (Bot API 9, sendMessage)
LONGEST_CAPTION = 1024  # characters (Bot API 9, sendVoice)
WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before each further try, when the network is away
TYPING_LASTS = 4.5  # seconds; Telegram shows it for five (Bot API 9, sendChatAction)
DELETED_AT_ONCE = 100  # messages (Bot API 9, deleteMessages)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be.

    `confirms` puts the choices under it; else they stand in the place of the keyboard. With `pdf`
    it is a document called `file_name`.
    """

    text: str
    choices: tuple[str, ...] = ()
    confirms: bool = False
    pdf: bytes | None = None
    file_name: str = ""


class Sender:
    """Sends to chats. Raises `telegram.error.TelegramError` when all tries have failed."""

    def __init__(self, bot: Bot, waits: tuple[float, ...] = WAITS) -> None:
        """`waits` are the seconds before each further try."""
        self._bot = bot
        self._waits = waits
        self._courtesies: set[asyncio.Task[None]] = set()

    async def send(self, chat: int, out: Outgoing, voice: bytes | None = None) -> list[int]:
        """Send one message, and give its number.

        With `voice`, OGG/Opus, the words stand below it; words too long for one message make
        several, which only a summary can be.
        """
        if out.pdf is not None:
            pdf, markup = out.pdf, _buttons(out)
            sent = await self._trying(
                lambda: self._bot.send_document(
                    chat, pdf, caption=out.text, filename=out.file_name, reply_markup=markup
                )
            )
            return [sent.message_id]
        if voice is not None and len(out.text) <= LONGEST_CAPTION:
            sent = await self._trying(
                lambda: self._bot.send_voice(
                    chat, voice, caption=out.text, reply_markup=_buttons(out), filename="voice.ogg"
                )
            )
            return [sent.message_id]
        parts = _parts(out.text)
        numbers = []
        for at, part in enumerate(parts):
            markup = _buttons(out) if at == len(parts) - 1 else None
            numbers.append(await self._text(chat, part, markup))
        if voice is not None:
            sent = await self._trying(
                lambda: self._bot.send_voice(chat, voice, filename="voice.ogg")
            )
            numbers.append(sent.message_id)
        return numbers

    async def _text(self, chat: int, text: str, markup: Any) -> int:
        from telegram import LinkPreviewOptions

        plain = LinkPreviewOptions(is_disabled=True)
        sent = await self._trying(
            lambda: self._bot.send_message(
                chat, text, reply_markup=markup, link_preview_options=plain
            )
        )
        return sent.message_id

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that Telegram holds, in memory."""

        async def fetched() -> bytes:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())

        return await self._trying(fetched)

    @asynccontextmanager
    async def working(self, chat: int, *, speaks: bool) -> AsyncIterator[None]:
        """Show that a reply is being made, for as long as it is. A failure is let go."""
        from telegram.constants import ChatAction

        action = ChatAction.RECORD_VOICE if speaks else ChatAction.TYPING
        ready = asyncio.Event()

        async def show() -> None:
            while not ready.is_set():
                await self._in_passing(self._bot.send_chat_action(chat, action))
                with suppress(TimeoutError):
                    await asyncio.wait_for(ready.wait(), TYPING_LASTS)

        self._meanwhile(show())
        try:
            yield
        finally:
            ready.set()

    async def close(self) -> None:
        """End what was only a courtesy."""
        for task in self._courtesies:
            task.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)

    def press_seen(self, chat: int, message: int, pressed: str) -> None:
        """End the button's waiting mark, and take the buttons away: they count once."""

        async def seen() -> None:
            await self._in_passing(self._bot.answer_callback_query(pressed))
            await self._in_passing(self._bot.edit_message_reply_markup(chat, message))

        self._meanwhile(seen())

    async def delete(self, chat: int, messages: list[int]) -> None:
        """Delete what still stands of `messages`; what is gone or too old is let go."""
        for at in range(0, len(messages), DELETED_AT_ONCE):
            some = messages[at : at + DELETED_AT_ONCE]
            if not await self._in_passing(self._bot.delete_messages(chat, some)):
                for message in some:
                    await self._in_passing(self._bot.delete_message(chat, message))

    def _meanwhile(self, courtesy: Coroutine[Any, Any, None]) -> None:
        """Do it beside the rest: no reply waits for it."""
        task = asyncio.create_task(courtesy)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _trying(self, call: Callable[[], Awaitable[T]]) -> T:
        """Try again after a fault of the network; Telegram's refusals are raised at once."""
        from telegram.error import BadRequest, NetworkError

        for wait in self._waits:
            try:
                return await call()
            except BadRequest:
                raise
            except NetworkError:
                await asyncio.sleep(wait)
        return await call()

    async def _in_passing(self, call: Awaitable[Any]) -> bool:
        from telegram.error import TelegramError

        try:
            await call
        except TelegramError as error:
            log.debug("let go: %s", type(error).__name__)
            return False
        return True


def _buttons(out: Outgoing) -> Any:
    """Under the message to confirm; else in the place of the keyboard, one a line, large."""
    from telegram import (
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        KeyboardButton,
        ReplyKeyboardMarkup,
        ReplyKeyboardRemove,
    )

    if not out.choices:
        return ReplyKeyboardRemove()
    if out.confirms:
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(c, callback_data=f"{PRESSED}{c}")] for c in out.choices]
        )
    rows = [[KeyboardButton(choice)] for choice in out.choices]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _parts(text: str) -> list[str]:
    """The text in as few messages as it takes, cut between two lines where it can be."""
    parts, rest = [], text
    while len(rest) > LONGEST_TEXT:
        at = rest.rfind("\n", 1, LONGEST_TEXT)
        at = at if at > 0 else LONGEST_TEXT
        parts.append(rest[:at])
        rest = rest[at:].lstrip("\n")
    return [*parts, rest]

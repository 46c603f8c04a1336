"""What came from Telegram, taken out of an update: the little that the rest needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.kind import Lang

if TYPE_CHECKING:
    from telegram import Message, Update

WANTED = ("message", "edited_message", "callback_query")
"""The kinds of updates that Telegram is asked for."""

PRESSED = "say:"
"""Before the label in the data of a button, which may hold 64 bytes (Bot API 9)."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that Telegram holds. `size` is in bytes and `seconds` long, as Telegram says."""

    file_id: str
    size: int
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One thing that a person did in a chat.

    `message` is Telegram's number, which grows in one chat; of a button it is that of the message
    it stands under, so that of the buttons under one message one counts, and once. `pressed` is
    the id by which the press is answered. Of a photograph, `text` is what was written under it.
    """

    chat: int
    message: int
    lang: Lang | None
    text: str = ""
    pressed: str | None = None
    voice: Attached | None = None
    paper: Attached | None = None
    is_private: bool = True
    is_edited: bool = False
    is_other: bool = False

    @property
    def key(self) -> str:
        """The same when it is delivered again."""
        return f"{'press' if self.pressed else 'edit' if self.is_edited else ''}{self.message}"


def arrived(update: Update) -> Arrived | None:
    """What a person did, or None when there is nothing to reply to."""
    if update.callback_query is not None:
        return _pressed(update)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    said = _said(message)
    return Arrived(
        chat=message.chat.id,
        message=message.message_id,
        lang=_lang(message.from_user.language_code),
        text=said,
        voice=_voice(message),
        paper=_paper(message),
        is_private=message.chat.type == "private",
        is_edited=update.edited_message is not None,
        is_other=not (said or message.voice or message.photo or message.document),
    )


def _pressed(update: Update) -> Arrived | None:
    press = update.callback_query
    if press is None or press.message is None or not (press.data or "").startswith(PRESSED):
        return None
    return Arrived(
        chat=press.message.chat.id,
        message=press.message.message_id,
        lang=_lang(press.from_user.language_code),
        text=(press.data or "").removeprefix(PRESSED),
        pressed=press.id,
        is_private=press.message.chat.type == "private",
    )


def _said(message: Message) -> str:
    """What is written; of a contact that is shared, its telephone number."""
    if message.contact is not None:
        return message.contact.phone_number
    return message.text or message.caption or ""


def _voice(message: Message) -> Attached | None:
    voice = message.voice
    if voice is None:
        return None
    duration = voice.duration
    seconds = duration if isinstance(duration, int) else int(duration.total_seconds())
    return Attached(voice.file_id, voice.file_size or 0, seconds)


def _paper(message: Message) -> Attached | None:
    """A document, or a photograph in the largest of the sizes that Telegram made of it."""
    if message.document is not None:
        return Attached(message.document.file_id, message.document.file_size or 0)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Attached(largest.file_id, largest.file_size or 0)
    return None


def _lang(code: str | None) -> Lang | None:
    """From the language of the person's Telegram, as an IETF tag; None when it says neither."""
    tag = (code or "").lower().partition("-")[0]
    return "fr" if tag == "fr" else "en" if tag == "en" else None

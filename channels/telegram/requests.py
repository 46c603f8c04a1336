"""What is asked of the channel itself, and the commands of Telegram's menu in both languages."""

from __future__ import annotations

from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.steps import QUESTIONS
from assistant.understanding.phrases import plain, without_edges
from assistant.words.words import words_in

Request: TypeAlias = Literal[
    "privacy", "erase", "card", "to_sign", "large_print", "read", "speak", "write"
]

MENUS: dict[Lang, dict[str, str]] = {
    "fr": {
        "start": "start",
        "aide": "aide",
        "reprendre": "reprendre",
        "resume": "resume",
        "carte": "carte",
        "vie_privee": "vie_privee",
        "effacer": "effacer",
    },
    "en": {
        "start": "start",
        "help": "aide",
        "continue": "reprendre",
        "summary": "resume",
        "card": "carte",
        "privacy": "vie_privee",
        "erase": "effacer",
    },
}
"""Each command of the menu in a language, and what it is called in `telegram.yml`."""

_REQUESTS: dict[str, Request] = {"vie_privee": "privacy", "effacer": "erase", "carte": "card"}
_COMMANDS = {"aide": "help", "reprendre": "resume", "resume": "summary"}
_PHRASES: tuple[tuple[Request, str], ...] = (
    ("privacy", "telegram_privacy_asked"),
    ("erase", "telegram_erase_asked"),
    ("card", "telegram_card_asked"),
    ("to_sign", "telegram_to_sign_asked"),
    ("large_print", "telegram_large_print_asked"),
    ("read", "telegram_reading_asked"),
    ("speak", "speak_to_me"),
    ("write", "write_to_me"),
)
_ANYTHING_GOES = ("name", "text", "address", "practitioner")
"""Kinds of answers that may be any words: there, a request must be a command of the menu."""


def requested(text: str, lang: Lang, asking: str | None) -> Request | None:
    """What `text` asks of the channel, by a command, or by a phrase that is no answer here."""
    command = _command(text, lang)
    if command is not None:
        return _REQUESTS.get(command)
    if asking in QUESTIONS and QUESTIONS[asking].kind.name in _ANYTHING_GOES:
        return None
    lexicon = words_in(lang).lexicon
    said = without_edges(plain(text), lexicon["around_a_command"])
    return next((request for request, key in _PHRASES if said in lexicon[key]), None)


def as_said(text: str, lang: Lang) -> str:
    """A command of the menu as it is put to the assistant; anything else as it is.

    At a name a bare "aide" is a name: the phrase taken is one that can only be the command.
    """
    command = _COMMANDS.get(_command(text, lang) or "")
    if command is None:
        return text
    return words_in(lang).phrase(command)


def start_payload(text: str) -> str | None:
    """What a deep link carried: `/start 482913`. None when it is no such thing."""
    command, _, payload = text.strip().partition(" ")
    return payload.strip() or None if command.partition("@")[0] == "/start" else None


def _command(text: str, lang: Lang) -> str | None:
    """The French name of the command that `text` is. English "resume" is to go on."""
    if not text.startswith("/"):
        return None
    name = text[1:].split()[0].partition("@")[0].lower() if text[1:].split() else ""
    if lang == "en" and name == "resume":
        return "reprendre"
    return next((menu[name] for menu in MENUS.values() if name in menu), None)

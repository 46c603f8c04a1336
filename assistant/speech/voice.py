"""What a voice is: one breath of words in, its sound out."""

from __future__ import annotations

from typing import Protocol

from assistant.answers.kind import Lang
from assistant.speech.sound import Sound


class NoVoice(RuntimeError):
    """Nothing to speak with; the text says the cure."""


class VoiceFailed(RuntimeError):
    """A voice made no sound. The text never holds what was to be said."""


class Voice(Protocol):
    """Safe to call from several threads."""

    def synthesise(self, text: str, lang: Lang, words_a_minute: int) -> Sound:
        """`text`, already in words, as sound. Raises `VoiceFailed`."""

"""Which recogniser listens: the model folders that are set, and the embedded one behind them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.settings import Settings
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.freely import WHERE
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener, NoListener
from assistant.speech.sound import Sound
from assistant.speech.vosk import VoskListener, is_vosk
from assistant.speech.whisper import WhisperListener, is_whisper

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listening(Listener):
    """A recogniser for each language; a fault of one is a sound that was not understood."""

    of_language: dict[Lang, Listener]

    def begin(self, expected: Expected) -> Hearer:
        """As `Listener`."""
        return self.of_language[expected.lang].begin(expected)

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        """As `Listener`."""
        try:
            return self.of_language[expected.lang].hear(sound, expected)
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error("nothing could be heard: %s", type(fault).__name__)
            return None

    def understands(self, expected: Expected) -> bool:
        """As `Listener`."""
        return self.of_language[expected.lang].understands(expected)

    def asks_in_parts(self, expected: Expected) -> bool:
        """As `Listener`."""
        return self.of_language[expected.lang].asks_in_parts(expected)


def listener(settings: Settings) -> Listening:
    """The best recogniser of each language. One whose folder is broken is told and done without."""
    embedded = EmbeddedListener()
    listening: dict[Lang, Listener] = {"fr": embedded, "en": embedded}
    folders: dict[Lang, str] = {"fr": settings.speech_model, "en": settings.speech_model_en}
    for lang, folder in folders.items():
        if folder:
            try:
                found = in_folder(Path(folder), lang)
            except NoListener as broken:
                log.error("%s", broken)
                continue
            listening[lang] = found
            if isinstance(found, WhisperListener) and not settings.speech_model_en:
                listening["en"] = found
    return Listening(listening)


def in_folder(folder: Path, lang: Lang) -> VoskListener | WhisperListener:
    """The recogniser of a model folder, loaded. Raises `NoListener` when it has none of `lang`."""
    if is_vosk(folder):
        return VoskListener(folder, lang)
    if is_whisper(folder):
        return WhisperListener(folder, lang)
    raise NoListener(f"{folder}: neither a Vosk nor a Whisper model. Get one: {WHERE}")

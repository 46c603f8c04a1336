"""What `doctor` says about speech."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.doctor import Finding
from assistant.settings import Settings
from assistant.speech.espeak import PACKAGE, Espeak
from assistant.speech.freely import LANGUAGES, WHERE
from assistant.speech.pico import Pico
from assistant.speech.piper import Piper
from assistant.speech.protocols import NoListener
from assistant.speech.recognisers import in_folder
from assistant.speech.voice import NoVoice, Voice
from assistant.speech.voices import MBROLA_CURE, better_voices
from assistant.speech.whisper import is_whisper

SETTINGS: dict[Lang, str] = {"fr": "VIVEVOIX_SPEECH_MODEL", "en": "VIVEVOIX_SPEECH_MODEL_EN"}
MAKES: dict[type[Voice], tuple[str, str]] = {
    Espeak: ("mbrola", "mbrola: may not be sold, nor be part of what is sold"),
    Pico: ("Pico", "Pico: no source, Debian's non-free"),
    Piper: ("Piper", "Piper: GPL-3, run apart; each voice has a licence of its own"),
}
"""What a better voice is called, and what is to be known of its licence."""


def findings(settings: Settings) -> Iterator[Finding]:
    """The voice, and the better ones that are there or that could be."""
    there = shutil.which(PACKAGE) is not None
    says = "espeak-ng speaks French and English" if there else "espeak-ng is missing: no voice"
    yield Finding("voice", there, says, f"apt-get install {PACKAGE}", needed=False)
    yield _better(settings)
    yield from _listening(settings)


def _listening(settings: Settings) -> Iterator[Finding]:
    """Whether the folders that are set hold what can be loaded; loading is what takes seconds."""
    french = _heard("fr", settings.speech_model)
    yield french
    both = french.is_well and is_whisper(Path(settings.speech_model))
    if both and not settings.speech_model_en:
        yield Finding("English by voice", True, "free speech, by the Whisper model of French")
    else:
        yield _heard("en", settings.speech_model_en)


def _heard(lang: Lang, folder: str) -> Finding:
    what = f"{LANGUAGES[lang]} by voice"
    if not folder:
        says = "yes, no, choices, commands and dates in parts; the rest by keys or typing"
        return Finding(what, False, says, f"{SETTINGS[lang]}, a folder: {WHERE}", needed=False)
    try:
        return Finding(what, True, f"free speech, by {in_folder(Path(folder), lang).name}")
    except NoListener as broken:
        return _told(what, broken)


def _better(settings: Settings) -> Finding:
    """A voice that is set and cannot speak is a gap, though another one speaks instead."""
    what, wanted = "better voices", settings.speaking_voice
    try:
        better = better_voices(wanted)
    except NoVoice as missing:
        return _told(what, missing)
    if not better:
        says = f"{PACKAGE} is set" if wanted else "none installed"
        cure = f"{MBROLA_CURE}; docs/explanation/speech.md has others"
        return Finding(what, bool(wanted), says, cure, needed=False)
    makes, licence = MAKES[type(next(iter(better.values())))]
    spoken = (f"{LANGUAGES[lang]} by {makes if lang in better else PACKAGE}" for lang in LANGUAGES)
    return Finding(what, True, f"{', '.join(spoken)}. {licence}")


def _told(what: str, missing: Exception) -> Finding:
    """What is missing, and its cure, as its error has them."""
    says, _, cure = str(missing).partition(". ")
    return Finding(what, False, says, cure.removeprefix("Run: ").removesuffix("."))

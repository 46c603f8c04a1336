"""What `doctor` says about speech."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.doctor import Finding
from assistant.settings import Settings
from assistant.speech.espeak import PACKAGE, mbrola_voice
from assistant.speech.freely import LANGUAGES, WHERE
from assistant.speech.listener import NoListener
from assistant.speech.pico import has_pico
from assistant.speech.recognisers import in_folder
from assistant.speech.voice import NoVoice
from assistant.speech.voices import NAMED, piper_speaks
from assistant.speech.whisper import is_whisper

SETTINGS: dict[Lang, str] = {"fr": "VIVEVOIX_SPEECH_MODEL", "en": "VIVEVOIX_SPEECH_MODEL_EN"}
MBROLA_LICENCE = "mbrola: may not be sold, nor be part of what is sold"
PICO_LICENCE = "pico: no source, Debian's non-free"
PIPER_LICENCE = "Piper: GPL-3, run apart; each voice has a licence of its own"


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
    what, wanted, there = "better voices", settings.speaking_voice, []
    if wanted not in NAMED:
        try:
            there.append(f"{_spoken(piper_speaks(Path(wanted)))}. {PIPER_LICENCE}")
        except NoVoice as missing:
            return _told(what, missing)
    if any(mbrola_voice(lang) for lang in LANGUAGES):
        there.append(MBROLA_LICENCE)
    if has_pico():
        there.append(PICO_LICENCE)
    cure = "apt-get install mbrola mbrola-fr4 (non-free); docs/explanation/speech.md has others"
    says = "; ".join(there) or "none installed"
    return Finding(what, bool(there), says, cure, needed=False)


def _spoken(voices: Collection[Lang]) -> str:
    """By which voice each language is spoken."""
    return ", ".join(
        f"{language} by {'Piper' if lang in voices else PACKAGE}"
        for lang, language in LANGUAGES.items()
    )


def _told(what: str, missing: Exception) -> Finding:
    """What is missing, and its cure, as its error has them."""
    says, _, cure = str(missing).partition(". ")
    return Finding(what, False, says, cure.removeprefix("Run: ").removesuffix("."))

"""What `doctor` says about speech."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from assistant.doctor import Finding
from assistant.settings import Settings
from assistant.speech.espeak import PACKAGE, mbrola_voice
from assistant.speech.listener import NoListener
from assistant.speech.programs import has_pico, has_piper
from assistant.speech.recognisers import in_folder
from assistant.speech.voices import piper_voices
from assistant.speech.whisper import is_whisper

MBROLA_LICENCE = "mbrola: may not be sold, nor be part of what is sold"
PICO_LICENCE = "pico: no source, Debian's non-free"
PIPER_LICENCE = "Piper: GPL-3, run apart; each voice has a licence of its own"


def findings(settings: Settings) -> Iterator[Finding]:
    """The voice, and the better ones that are there or that could be."""
    there = shutil.which(PACKAGE) is not None
    says = "espeak-ng speaks French and English" if there else "espeak-ng is missing: no voice"
    yield Finding("voice", there, says, f"apt-get install {PACKAGE}", needed=False)
    better = list(_better(settings))
    yield Finding(
        "better voices",
        bool(better),
        "; ".join(better) or "none installed",
        "apt-get install mbrola mbrola-fr4 (non-free); docs/explanation/speech.md has others",
        needed=False,
    )
    yield from _listening(settings)


def _listening(settings: Settings) -> Iterator[Finding]:
    """Whether the folders that are set hold what can be loaded; loading is what takes seconds."""
    folders = (("French", settings.speech_model), ("English", settings.speech_model_en))
    for language, folder in folders:
        if not folder and is_whisper(Path(settings.speech_model or "-")):
            yield Finding(
                f"{language} by voice", True, "free speech, by the Whisper model of French"
            )
            continue
        if not folder:
            yield Finding(
                f"{language} by voice",
                False,
                "yes, no, choices, commands and dates in parts; the rest by keys or typing",
                "VIVEVOIX_SPEECH_MODEL, a folder: docs/how-to/speech-model.md",
                needed=False,
            )
            continue
        try:
            name = in_folder(Path(folder)).name
        except NoListener as broken:
            cure = "download it again: docs/how-to/speech-model.md"
            yield Finding(f"{language} by voice", False, str(broken).partition(". ")[0], cure)
            continue
        yield Finding(f"{language} by voice", True, f"free speech, by {name}")


def _better(settings: Settings) -> Iterator[str]:
    wanted = settings.speaking_voice
    if wanted not in ("", "espeak", "mbrola", "pico"):
        yield _piper(Path(wanted))
    if any(mbrola_voice(lang) for lang in ("fr", "en")):
        yield MBROLA_LICENCE
    if has_pico():
        yield PICO_LICENCE


def _piper(place: Path) -> str:
    if not has_piper():
        return "Piper's program is missing, run: pipx install piper-tts"
    if not piper_voices(place):
        return f"no Piper voice in {place}: an .onnx file and its .onnx.json are needed"
    return PIPER_LICENCE

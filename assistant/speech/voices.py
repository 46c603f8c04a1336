"""Which voice speaks, of those installed, and how a reply is said with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.settings import Settings
from assistant.speech.espeak import Espeak, mbrola_voice
from assistant.speech.pico import Pico, has_pico
from assistant.speech.piper import Piper, has_piper
from assistant.speech.protocols import Manner, Rate, Speaker
from assistant.speech.sound import Sound, silence
from assistant.speech.spoken_form import breaths, by_language, spoken
from assistant.speech.voice import NoVoice, Voice, VoiceFailed

log = logging.getLogger(__name__)

WORDS_A_MINUTE: dict[Rate, int] = {"slow": 110, "normal": 140, "fast": 190}
BETWEEN_BREATHS: dict[Rate, float] = {"slow": 0.70, "normal": 0.45, "fast": 0.30}
"""Seconds from the last sound of one to the first of the next: the rest is for the words."""
TELEPHONE = 8_000  # hertz
NAMED = ("", "espeak", "mbrola", "pico")  # voices that are set by name; Piper's by their place
TRIAL = "a"


@dataclass(frozen=True, slots=True)
class Speaking:
    """A speaker: the better voice of each language, and the one that never fails behind it."""

    better: dict[Lang, Voice]
    fallback: Espeak

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        """Breath by breath. Raises `VoiceFailed` when even the fallback made no sound."""
        for part, lang in by_language(written, manner.lang):
            for breath in breaths(spoken(part, lang)):
                yield self._said(breath, lang, manner, hertz)

    def _said(self, breath: str, lang: Lang, manner: Manner, hertz: int | None) -> Sound:
        made = self._made(breath, lang, WORDS_A_MINUTE[manner.rate]).without_its_end()
        sound = made.louder(manner.volume).at(hertz or made.hertz)
        pause = silence(BETWEEN_BREATHS[manner.rate], sound.hertz)
        return Sound(sound.pcm + pause.pcm, sound.hertz)

    def _made(self, breath: str, lang: Lang, pace: int) -> Sound:
        better = self.better.get(lang)
        if better is not None:
            try:
                return better.synthesise(breath, lang, pace)
            except VoiceFailed as failed:
                log.warning("the voice failed (%s), espeak-ng speaks instead", failed)
        return self.fallback.synthesise(breath, lang, pace)


def speaker(settings: Settings) -> Speaker:
    """The speaker of this machine: the voice that is set, else the best one installed.

    Raises `NoVoice` where espeak-ng, which everything else falls back to, is missing.
    """
    plain = Espeak()
    plain.synthesise(TRIAL, "fr", WORDS_A_MINUTE["normal"]).at(TELEPHONE)  # the first takes longest
    wanted = settings.speaking_voice
    if wanted == "espeak":
        return Speaking({}, plain)
    if wanted not in NAMED:
        try:
            return Speaking(piper_speaks(Path(wanted)), plain)
        except NoVoice as missing:
            log.error("%s", missing)
    if wanted != "pico" and any(mbrola_voice(lang) for lang in ("fr", "en")):
        return Speaking(dict.fromkeys(("fr", "en"), Espeak.with_mbrola()), plain)
    if wanted != "mbrola" and has_pico():
        return Speaking(dict.fromkeys(("fr", "en"), Pico()), plain)
    return Speaking({}, plain)


def piper_speaks(place: Path) -> dict[Lang, Voice]:
    """The Piper voices in `place`, each tried. Raises `NoVoice`: what is missing, and its cure."""
    if not has_piper():
        raise NoVoice("Piper's program is missing. Run: pipx install piper-tts")
    found = piper_voices(place)
    if not found:
        raise NoVoice(
            f"{place}: no Piper voice of French or English. It takes an .onnx and its .onnx.json."
        )
    for lang, voice in found.items():
        try:
            voice.synthesise(TRIAL, lang, WORDS_A_MINUTE["normal"])
        except VoiceFailed as failed:
            raise NoVoice(
                f"{voice.model}: Piper makes no sound of it. Download it again."
            ) from failed
    return dict(found)


def piper_voices(place: Path) -> dict[Lang, Piper]:
    """Those in a folder, or in a file, the first of each language by name."""
    files = sorted(place.glob("*.onnx")) if place.is_dir() else [place]
    voices = [voice for voice in map(Piper.of, files) if voice is not None]
    return {voice.lang: voice for voice in reversed(voices)}

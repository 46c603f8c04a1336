"""The model, bent to a language by telephone: what that is, and what it is worth."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from assistant.answers.kind import Lang
from assistant.bench.hearing import VOICES, Utterance, hear_all
from assistant.bench.rooms import speech
from assistant.speech.embedded.decoder import adapted
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.embedded.making.adapt import estimate, written
from assistant.speech.embedded.making.aligning import CEPSTRA, STREAMS, Aligner, Stated, gaussians
from assistant.speech.embedded.making.speakers import Recorded, Synthetic, in_noise, recorded_in
from assistant.speech.grammar import commands, grammar
from assistant.speech.protocols import Expected
from assistant.speech.sound import Sound, wav
from assistant.words.words import LANGUAGES

SPOKEN = range(2, 40, 5)  # some of the model's phones
SHIFT = 3.0  # of each cepstrum
FRAMES = 8  # of each Gaussian


def spoken(shift: float) -> Stated:
    """Frames as likely as the model has them, each of its cepstra shifted."""
    means, variances = gaussians()
    of_phones = [numpy.repeat(kept[list(SPOKEN)], FRAMES, axis=2) for kept in (means, variances)]
    frames = numpy.random.default_rng(1).normal(of_phones[0], numpy.sqrt(of_phones[1])) + shift
    each = frames.shape[2]
    in_turn = numpy.concatenate([of_phone.transpose(1, 0, 2) for of_phone in frames])
    return in_turn, [(phone, i * each, (i + 1) * each) for i, phone in enumerate(SPOKEN)]


@pytest.mark.parametrize("shift", [0.0, SHIFT, -SHIFT])
def test_a_line_that_changes_every_sound_alike_is_found_out(shift: float) -> None:
    means, _ = gaussians()
    maps, added = estimate([spoken(shift)])
    moved = numpy.einsum("fij,pfgj->pfgi", maps, means) + added[None, :, None]
    assert (moved - means)[list(SPOKEN)].mean(axis=(0, 2)) == pytest.approx(shift, abs=SHIFT / 6)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_its_map(lang: Lang) -> None:
    numbers = adapted(lang).read_text("utf-8").split()
    assert len(numbers) == 2 + STREAMS * (1 + CEPSTRA * (CEPSTRA + 2))


def test_a_map_is_written_as_it_is_read() -> None:
    kept = written(numpy.stack([numpy.eye(CEPSTRA)] * STREAMS), numpy.zeros((STREAMS, CEPSTRA)))
    assert kept.split()[:16] == ["1", "3", "13", "1.0000", *["0.0000"] * 12]


def test_the_phones_of_a_phrase_are_found_in_its_sound() -> None:
    voice = Synthetic("en-us+m3", 140, 45).says("march")
    assert voice is not None
    [(features, phones)] = Aligner("en").align("march", in_noise(voice, 0.005, 1))
    assert [first for _, first, _ in phones] == sorted(first for _, first, _ in phones)
    assert len(phones) == 4  # M AA R CH
    assert phones[-1][2] <= len(features)


def test_a_phrase_that_is_not_in_the_dictionary_is_left_out() -> None:
    assert list(Aligner("en").align("zzyzx", in_noise(speech("march", "en-us"), 0.005, 1))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_telephone_yes_no_and_commands_are_heard_and_not_one_for_the_other(lang: Lang) -> None:
    confirming = Expected("identity.birth_date", confirming=True, lang=lang)
    said = [Utterance("all", phrase, confirming) for phrase in grammar(confirming).phrases]
    assert {phrase.words for phrase in said} > set(commands(lang))
    heard = hear_all(EmbeddedListener(), said, "telephone", VOICES[lang])["all"]
    assert heard.right >= 0.8 * heard.all
    assert heard.wrong == 0


def test_recordings_lie_in_a_folder_for_each_who_speaks(tmp_path: Path) -> None:
    yes = Sound(speech("oui", "fr").astype("<i2").tobytes(), 16_000)
    for who in ("jeanne", "yvonne"):
        (tmp_path / "fr" / who).mkdir(parents=True)
        (tmp_path / "fr" / who / "oui.wav").write_bytes(wav([yes]))
    found = recorded_in(tmp_path, "fr")
    assert found == (Recorded(tmp_path / "fr" / "jeanne"), Recorded(tmp_path / "fr" / "yvonne"))
    said = found[0].says("oui")
    assert said is not None
    assert len(said) == pytest.approx(len(yes.pcm) / 2, rel=0.05)
    assert found[0].says("non") is None
    assert recorded_in(tmp_path, "en") == ()

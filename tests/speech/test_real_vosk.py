"""Vosk, by a model of Korean: it listens to Korean words in place of ours."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from assistant.answers.kind import Lang
from assistant.settings import Settings
from assistant.speech import vosk
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.findings import findings
from assistant.speech.grammar import Grammar
from assistant.speech.protocols import Hearing, NoListener
from assistant.speech.recognisers import in_folder, listener
from assistant.speech.sound import HERTZ, Sound
from assistant.speech.vosk import VoskHearer, VoskListener
from tests.speech.korean import (
    KNOWN,
    NO,
    YES,
    korean_folder,
    loaded,
    said_in_korean,
    without_chance,
)
from tests.speech.real import CONFIRMING, NAME, part_of, rooms_without_a_voice


@pytest.fixture(scope="module")
def vosk_folder() -> Path:
    return korean_folder()


@pytest.fixture(scope="module")
def plain(vosk_folder: Path) -> VoskListener:
    return loaded(vosk_folder, vosk.UNKNOWN)


@pytest.fixture(scope="module")
def with_a_grammar(vosk_folder: Path) -> VoskListener:
    return loaded(vosk_folder, KNOWN)


@pytest.fixture
def korean(plain: VoskListener, monkeypatch: pytest.MonkeyPatch) -> VoskListener:
    """It lacks a word for what it does not know."""
    monkeypatch.setattr(vosk, "grammar", lambda expected: Grammar(((YES,), (NO,)), ()))
    return plain


@pytest.fixture
def korean_with_a_grammar(
    with_a_grammar: VoskListener, monkeypatch: pytest.MonkeyPatch
) -> VoskListener:
    """As the French and English ones, it has a word for what it does not know."""
    monkeypatch.setattr(vosk, "grammar", lambda expected: Grammar(((YES,), (NO,)), ()))
    monkeypatch.setattr(vosk, "UNKNOWN", KNOWN)
    return with_a_grammar


def heard_as_a_phrase(listener: VoskListener, sound: Sound) -> Hearing | None:
    """Without what is heard freely."""
    hearer = VoskHearer([listener._for_a_phrase(CONFIRMING)])
    hearer.more(sound)
    return hearer.end()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_vosk_model_of_another_language_is_not_asked_in_ours(
    vosk_folder: Path, lang: Lang, caplog: pytest.LogCaptureFixture
) -> None:
    place = "speech_model" if lang == "fr" else "speech_model_en"
    settings = Settings.model_validate({place: str(vosk_folder)})
    assert isinstance(listener(settings).of_language[lang], EmbeddedListener)
    language = {"fr": "French", "en": "English"}[lang]
    assert f"this Vosk model hears no {language}" in caplog.text
    [told] = [f.line() for f in findings(settings) if f.what == f"{language} by voice"]
    assert told.startswith("gap ")
    assert str(vosk_folder) in told


def test_vosk_hears_what_is_said_freely_and_how_sure_it_is(korean: VoskListener) -> None:
    heard = korean.hear(said_in_korean(YES), NAME)
    assert heard is not None
    assert heard.texts[0] == YES
    assert 0.5 < heard.confidence <= 1
    assert heard.read_back


def test_vosk_hears_the_same_however_long_the_silence_after_it(korean: VoskListener) -> None:
    sound = said_in_korean(YES)
    long = Sound(sound.pcm + bytes(12 * HERTZ), HERTZ)
    once, again = korean.hear(sound, NAME), korean.hear(long, NAME)
    assert once is not None
    assert again is not None
    assert again.texts[0] == once.texts[0]


@pytest.fixture(scope="module")
def without_noise(vosk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> VoskListener:
    return loaded(without_chance(vosk_folder, tmp_path_factory.mktemp("vosk")), KNOWN)


@pytest.mark.parametrize("hertz", [8_000, 16_000, 44_100])
def test_the_same_is_heard_however_an_answer_is_cut_in_pieces(
    without_noise: VoskListener, hertz: int
) -> None:
    """To the last bit of how sure it is: the first words are weighed by what comes after them."""
    sound = said_in_korean(f"{YES} {NO}").at(hertz)
    whole = without_noise.hear(sound, NAME)
    assert whole is not None

    @tried(max_examples=5, deadline=None)
    @given(st.lists(st.integers(1, hertz), min_size=1, max_size=30))
    def holds(samples: list[int]) -> None:
        hearer, rest = without_noise.begin(NAME), sound.pcm
        for many in samples:
            hearer.more(Sound(rest[: 2 * many], hertz))
            rest = rest[2 * many :]
        hearer.more(Sound(rest, hertz))
        assert hearer.end() == whole

    holds()


def test_one_model_hears_several_people_at_once(without_noise: VoskListener) -> None:
    sounds = [said_in_korean(word) for word in (YES, NO, KNOWN)]
    alone = [without_noise.hear(sound, NAME) for sound in sounds]
    with ThreadPoolExecutor(6) as threads:
        at_once = list(threads.map(lambda sound: without_noise.hear(sound, NAME), sounds * 4))
    assert at_once == alone * 4


def test_it_listens_freely_only_to_what_begins_no_phrase(
    korean_with_a_grammar: VoskListener,
) -> None:
    """That costs twenty times as much: who says a yes does not keep others waiting."""
    for words, freely in ((YES, False), ("안녕하세요 저는 학교에 갑니다", True)):
        hearer = korean_with_a_grammar.begin(CONFIRMING)
        hearer.more(said_in_korean(words))
        assert (hearer.ways[1]._recogniser is not None) is freely
        heard = hearer.end()
        assert (heard == Hearing((YES,), 1.0)) is not freely


@pytest.mark.parametrize("room", ["no sample", "digital silence", "a loud room", "a door"])
def test_vosk_hears_nothing_in_a_room_without_a_voice(
    korean_with_a_grammar: VoskListener, room: str
) -> None:
    sound = rooms_without_a_voice()[room]
    assert korean_with_a_grammar.hear(sound, CONFIRMING) is None


@pytest.mark.parametrize("word", [YES, NO])
def test_a_phrase_of_the_grammar_is_heard_beyond_the_letters_of_ascii(
    korean_with_a_grammar: VoskListener, word: str
) -> None:
    heard = korean_with_a_grammar.hear(said_in_korean(word), CONFIRMING)
    assert heard == Hearing((word,), 1.0)


def test_a_phrase_with_a_word_that_vosk_does_not_know_is_left_out_in_silence(
    korean_with_a_grammar: VoskListener,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """It would listen for the other words of it, and tell standard error of each it lacks."""
    phrases = Grammar(((f"{YES} penicillin",), (NO,)), ())
    monkeypatch.setattr(vosk, "grammar", lambda expected: phrases)
    assert heard_as_a_phrase(korean_with_a_grammar, said_in_korean(YES)) is None
    assert heard_as_a_phrase(korean_with_a_grammar, said_in_korean(NO)) is not None
    assert capfd.readouterr().err == ""


def test_both_answers_in_a_row_are_neither(korean_with_a_grammar: VoskListener) -> None:
    both = said_in_korean(f"{YES} {NO}")
    assert heard_as_a_phrase(korean_with_a_grammar, both) is None


@pytest.mark.parametrize("word", ["레몬", "친구"])
def test_a_model_without_a_word_for_the_unknown_takes_no_other_word_for_an_answer(
    korean: VoskListener, word: str
) -> None:
    """A lemon was a yes and a friend a no, both with a confidence of 1."""
    heard = korean.hear(said_in_korean(word), CONFIRMING)
    assert heard is None or heard.texts[0] not in (YES, NO)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("am/final.mdl", 0.5), ("graph/HCLr.fst", 0.5),
        ("graph/Gr.fst", None), ("ivector/final.ie", None),
    ],
)  # fmt: skip
def test_a_part_of_a_vosk_model_is_told_at_the_start(
    vosk_folder: Path,
    name: str,
    share: float | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(vosk.MONTHS, "en", (YES, NO))
    with pytest.raises(NoListener, match="not a whole Vosk model"):
        in_folder(part_of(vosk_folder, tmp_path / "model", name, share), "en")

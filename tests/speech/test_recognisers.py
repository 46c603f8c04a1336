"""Which recogniser listens, and what is said of a model folder that cannot be used."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.settings import Settings
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.findings import findings
from assistant.speech.listener import NoListener
from assistant.speech.protocols import Expected, Hearing
from assistant.speech.recognisers import in_folder, listener
from assistant.speech.vosk import hearings_in, is_vosk, phrase_in
from assistant.speech.whisper import hearing_in, is_whisper, primed

RELATION = Expected("trusted_person.relation", confirming=False, lang="fr")


def vosk_folder(folder: Path) -> Path:
    (folder / "am").mkdir(parents=True)
    (folder / "am" / "final.mdl").write_bytes(b"not a model")
    return folder


def whisper_folder(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"not a model")
    (folder / "config.json").write_text("{}")
    return folder


def test_without_a_folder_the_embedded_recogniser_listens_in_both_languages() -> None:
    ears = listener(Settings())
    assert isinstance(ears.of_language["fr"], EmbeddedListener)
    assert isinstance(ears.of_language["en"], EmbeddedListener)


def test_a_folder_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    assert is_vosk(vosk_folder(tmp_path / "vosk"))
    assert is_whisper(whisper_folder(tmp_path / "whisper"))
    assert not is_vosk(tmp_path / "whisper")
    assert not is_whisper(tmp_path / "vosk")


@pytest.mark.parametrize("make", [vosk_folder, whisper_folder, lambda folder: folder])
def test_a_folder_that_cannot_be_loaded_is_told_with_its_path(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = make(tmp_path / "model")
    with pytest.raises(NoListener) as refused:
        in_folder(folder)
    assert "\n" not in str(refused.value)
    assert str(folder) in str(refused.value) or "uv sync" in str(refused.value)


def test_a_broken_folder_is_done_without_and_the_operator_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = vosk_folder(tmp_path / "vosk")
    with caplog.at_level(logging.ERROR):
        ears = listener(Settings(speech_model=str(broken)))
    assert isinstance(ears.of_language["fr"], EmbeddedListener)
    assert str(broken) in caplog.text


def test_doctor_names_the_folder_and_where_to_get_a_model(tmp_path: Path) -> None:
    broken = vosk_folder(tmp_path / "vosk")
    lines = [finding.line() for finding in findings(Settings(speech_model=str(broken)))]
    [french] = [line for line in lines if "French by voice" in line]
    assert french.startswith("gap")
    assert str(broken) in french
    assert "docs/how-to/speech-model.md" in french


def test_doctor_knows_that_a_whisper_model_hears_english_as_well(tmp_path: Path) -> None:
    folder = whisper_folder(tmp_path / "whisper")
    said = {found.what: found.says for found in findings(Settings(speech_model=str(folder)))}
    assert said["English by voice"].startswith("free speech")


def test_a_phrase_of_vosks_grammar_is_taken_and_a_word_beside_it_is_not() -> None:
    sure = {
        "result": [{"word": "ma", "conf": 0.9}, {"word": "fille", "conf": 1.0}],
        "text": "ma fille",
    }
    assert phrase_in(sure) == Hearing(("ma fille",), 0.95)
    assert phrase_in({"result": [{"word": "[unk]", "conf": 1.0}], "text": "[unk]"}) is None
    assert phrase_in({"result": [{"word": "oui", "conf": 0.2}], "text": "oui"}) is None
    assert phrase_in({"text": ""}) is None


def test_vosks_hearings_come_likeliest_first_without_those_refused() -> None:
    result = json.loads(
        '{"alternatives": [{"text": "dupont", "confidence": 60},'
        ' {"text": "dupond", "confidence": 40}]}'
    )
    name = Expected("identity.birth_name", confirming=False, lang="fr")
    heard = hearings_in(result, name)
    assert heard == Hearing(("dupont", "dupond"), 0.6)
    refused = Expected("identity.birth_name", confirming=False, lang="fr", refused=("Dupont",))
    again = hearings_in(result, refused)
    assert again is not None
    assert again.texts == ("dupond",)
    assert hearings_in({"alternatives": [{"text": "", "confidence": 1}]}, name) is None


def test_what_whisper_makes_up_in_a_silence_is_nothing() -> None:
    def segment(text: str, no_speech: float, logprob: float) -> SimpleNamespace:
        return SimpleNamespace(text=text, no_speech_prob=no_speech, avg_logprob=logprob)

    assert hearing_in([segment(" Sous-titres de la chaîne", 0.9, -0.3)]) is None
    assert hearing_in([segment(" Euh", 0.1, -1.8)]) is None
    assert hearing_in([]) is None
    heard = hearing_in([segment(" Jeanne", 0.1, -0.2), segment(" Lefèvre.", 0.1, -0.4)])
    assert heard is not None
    assert heard.texts == ("Jeanne Lefèvre.",)
    assert 0.6 < heard.confidence < 0.7


def test_whisper_is_given_the_question_and_its_answers() -> None:
    assert "ma fille" in primed(RELATION)
    assert primed(Expected(None, confirming=False, lang="fr")) == ""

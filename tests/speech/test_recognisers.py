"""Which recogniser listens, and what is said of a model folder that cannot be used."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.settings import Settings
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.findings import findings
from assistant.speech.protocols import Expected, Hearing, NoListener
from assistant.speech.recognisers import in_folder, listener
from assistant.speech.sound import Sound
from assistant.speech.vosk import hearings_in, is_vosk, phrase_in
from assistant.speech.whisper import hearing_in, is_whisper, primed
from assistant.words.words import words_in

RELATION = Expected("trusted_person.relation", confirming=False, lang="fr")
NAME = Expected("identity.birth_name", confirming=False, lang="fr")
CONFIRMING = replace(NAME, confirming=True)


def segment(
    text: str, no_speech: float = 0.1, logprob: float = -0.2, compression: float = 1.0
) -> SimpleNamespace:
    """As faster-whisper has them."""
    return SimpleNamespace(
        text=text, no_speech_prob=no_speech, avg_logprob=logprob, compression_ratio=compression
    )


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
        in_folder(folder, "fr")
    assert "\n" not in str(refused.value)
    assert str(folder) in str(refused.value) or "with whisper" in str(refused.value)


def test_a_broken_folder_is_done_without_and_the_operator_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = vosk_folder(tmp_path / "vosk")
    with caplog.at_level(logging.ERROR):
        ears = listener(Settings(speech_model=str(broken)))
    assert isinstance(ears.of_language["fr"], EmbeddedListener)
    assert str(broken) in caplog.text


def test_a_fault_of_a_recogniser_is_a_sound_that_was_not_understood(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """On Telegram nobody else would catch it: three tries, and no answer to the person."""

    def fails(*_: object) -> None:
        raise RuntimeError("oui, Jeanne")

    monkeypatch.setattr(EmbeddedListener, "hear", fails)
    assert listener(Settings()).hear(Sound(b"", 16_000), NAME) is None
    assert caplog.messages == ["nothing could be heard: RuntimeError"]


def test_doctor_names_the_folder_and_where_to_get_a_model(tmp_path: Path) -> None:
    broken = vosk_folder(tmp_path / "vosk")
    lines = [finding.line() for finding in findings(Settings(speech_model=str(broken)))]
    [french] = [line for line in lines if "French by voice" in line]
    assert french.startswith("gap")
    assert str(broken) in french
    assert "docs/how-to/speech-model.md" in french


def test_doctor_names_the_setting_of_each_language() -> None:
    cures = {found.what: found.cure for found in findings(Settings())}
    assert cures["French by voice"].startswith("VIVEVOIX_SPEECH_MODEL, ")
    assert cures["English by voice"].startswith("VIVEVOIX_SPEECH_MODEL_EN, ")


def test_doctor_knows_that_a_whisper_model_hears_english_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = SimpleNamespace(name="Whisper")
    monkeypatch.setattr("assistant.speech.findings.in_folder", lambda folder, lang: whole)
    folder = whisper_folder(tmp_path / "whisper")
    said = {found.what: found.says for found in findings(Settings(speech_model=str(folder)))}
    assert said["English by voice"].startswith("free speech")


def test_doctor_promises_no_english_by_a_whisper_model_that_is_broken(tmp_path: Path) -> None:
    folder = whisper_folder(tmp_path / "whisper")
    well = {found.what: found.is_well for found in findings(Settings(speech_model=str(folder)))}
    assert not well["French by voice"]
    assert not well["English by voice"]


def test_doctor_says_how_to_get_the_library_that_a_whisper_model_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    settings = Settings(speech_model=str(whisper_folder(tmp_path / "whisper")))
    [french] = [f.line() for f in findings(settings) if f.what == "French by voice"]
    assert french.endswith("Cure: ./vivevoix with whisper")


def test_a_phrase_of_vosks_grammar_is_taken_and_a_word_beside_it_is_not() -> None:
    sure = {
        "result": [{"word": "ma", "conf": 0.9}, {"word": "fille", "conf": 1.0}],
        "text": "ma fille",
    }
    phrases: dict[str | None, str] = {"ma fille": "ma fille", "oui": "oui"}

    def heard(*words: str, conf: float = 1.0) -> Hearing | None:
        result = {"result": [{"word": w, "conf": conf} for w in words], "text": " ".join(words)}
        return phrase_in(result, phrases, RELATION)

    assert phrase_in(sure, phrases, RELATION) == Hearing(("ma fille",), 0.95)
    assert heard("[unk]") is None
    assert heard("ma", "fille", "[unk]") is None
    assert heard("oui", conf=0.2) is None
    assert phrase_in({"text": ""}, phrases, RELATION) is None


def test_vosks_phrases_in_a_row_are_none_of_them() -> None:
    phrases: dict[str | None, str] = {"oui": "oui", "non": "non"}
    both = {"result": [{"word": "oui", "conf": 1.0}, {"word": "non", "conf": 1.0}]}
    assert phrase_in(both | {"text": "oui non"}, phrases, CONFIRMING) is None


def test_a_phrase_in_words_that_vosk_writes_apart_is_given_back_as_it_is_written() -> None:
    result = {"result": [{"word": "d'", "conf": 1.0}, {"word": "accord", "conf": 1.0}]}
    heard = phrase_in(result | {"text": "d' accord"}, {"d' accord": "d'accord"}, CONFIRMING)
    assert heard == Hearing(("d'accord",), 1.0)


def test_vosks_hearings_come_likeliest_first_without_those_refused() -> None:
    result = json.loads(
        '{"alternatives": [{"text": "dupont", "confidence": 60},'
        ' {"text": "dupond", "confidence": 40}]}'
    )
    name = Expected("identity.birth_name", confirming=False, lang="fr")
    heard = hearings_in(result, name)
    assert heard is not None
    assert heard.texts == ("dupont", "dupond")
    refused = Expected("identity.birth_name", confirming=False, lang="fr", refused=("Dupont",))
    again = hearings_in(result, refused)
    assert again is not None
    assert again.texts == ("dupond",)
    assert hearings_in({"alternatives": [{"text": "", "confidence": 1}]}, name) is None


def test_how_sure_vosk_is_comes_from_how_much_likelier_its_first_hearing_is() -> None:
    """Its "confidence" is a logarithm: as seen with a model, "oui" 106.5 against 105.2."""

    def sure(*scores: float) -> float:
        found = [{"text": f"dupont {n}", "confidence": s} for n, s in enumerate(scores)]
        heard = hearings_in({"alternatives": found}, NAME)
        assert heard is not None
        return heard.confidence

    assert sure(349.7) == 1.0
    assert 0.6 < sure(106.5, 105.2, 105.0) < 0.7
    assert sure(900.0, 100.0) > 0.99


def test_what_whisper_makes_up_in_a_silence_is_nothing() -> None:
    assert hearing_in([segment(" Sous-titres de la chaîne", no_speech=0.9)], NAME) is None
    assert hearing_in([segment(" Jeanne", logprob=-1.8)], NAME) is None
    assert hearing_in([segment(" ...")], NAME) is None
    assert hearing_in([], NAME) is None
    heard = hearing_in([segment(" Jeanne"), segment(" Lefèvre.", logprob=-0.4)], NAME)
    assert heard is not None
    assert heard.texts == ("Jeanne Lefèvre.",)
    assert 0.6 < heard.confidence < 0.7


def test_what_whisper_learnt_from_films_is_no_answer_however_sure_it_is() -> None:
    assert hearing_in([segment(" Merci.")], NAME) is None
    assert hearing_in([segment(" Sous-titrage Société Radio-Canada")], NAME) is None
    assert hearing_in([segment(" You...")], replace(NAME, lang="en")) is None
    assert hearing_in([segment(" Mercier.")], NAME) is not None


def test_whisper_going_round_in_circles_is_no_answer() -> None:
    assert hearing_in([segment(" mon fils" * 30, compression=27.0)], RELATION) is None


def test_the_question_that_whisper_was_given_is_no_answer_to_it() -> None:
    asked = words_in("fr").fields["identity.birth_name"].ask
    assert hearing_in([segment(asked)], NAME) is None


def test_what_was_turned_down_is_not_proposed_by_whisper_again() -> None:
    again = replace(NAME, refused=("Lefèvre",))
    assert hearing_in([segment(" Lefèvre.")], again) is None
    assert hearing_in([segment(" Lefèbre.")], again) is not None


@pytest.mark.parametrize(("asking", "said", "is_read_back"), [
    ("identity.birth_name", "Lefèvre", True),
    ("health.treatments.name", "Doliprane", True),
    ("trusted_person.relation", "Ma fille.", False),
    ("trusted_person.relation", "et ma fille aussi", True),
    ("health.allergies", "Oui.", False),
    ("health.allergies", "Non.", True),
    ("trusted_person.wanted", "oui", True),
])  # fmt: skip
def test_what_is_heard_freely_is_read_back_but_for_a_closed_answer_and_neither_a_wish_nor_a_none(
    asking: str, said: str, is_read_back: bool
) -> None:
    expected = Expected(asking, confirming=False, lang="fr")
    whisper = hearing_in([segment(said)], expected)
    vosk = hearings_in({"alternatives": [{"text": said.lower(), "confidence": 9}]}, expected)
    assert whisper is not None
    assert vosk is not None
    assert (whisper.read_back, vosk.read_back) == (is_read_back, is_read_back)


def test_a_no_to_another_one_ends_a_list_at_once() -> None:
    another = Expected("health.allergies", confirming=False, lang="fr", begun=True)
    hearing = hearing_in([segment("Non.")], another)
    assert hearing is not None
    assert not hearing.read_back


def test_whisper_is_given_the_question_and_its_answers() -> None:
    assert "ma fille" in primed(RELATION)
    assert primed(Expected(None, confirming=False, lang="fr")) == ""

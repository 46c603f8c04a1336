"""How far what a recogniser of free speech writes down may be kept unasked."""

from __future__ import annotations

import pytest

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.bench.evaluation import BLIND, FOLDER, SECOND_BLIND, sentences
from assistant.speech.freely import is_read_back
from assistant.speech.protocols import Expected
from tests.spoken.test_half_an_hour import TALK, TELEVISION


def confirming(lang: Lang) -> Expected:
    return Expected("trusted_person.relation", confirming=True, lang=lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_sentence_of_a_television_or_of_a_talk_is_a_plain_yes_or_no(lang: Lang) -> None:
    said = [text for text, _ in TELEVISION[lang]] + [t for two in TALK[lang] for t, _ in two]
    assert [text for text in said if not is_read_back(text, confirming(lang))] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_yes_and_no_that_is_nothing_else_counts(lang: Lang) -> None:
    said = {
        s.say for folder in (FOLDER, BLIND, SECOND_BLIND) for s in sentences(lang, folder)
        if s.intent in ("affirm", "deny")
    }  # fmt: skip
    plain = [text for text in said if leading_yes_no(text, lang) in ((True, ""), (False, ""))]
    assert len(plain) >= 10
    assert [text for text in plain if is_read_back(text, confirming(lang))] == []


@pytest.mark.parametrize(
    "said", ["oui oui c'est bien ça", "non non pas du tout", "tout à fait, merci", "hélas oui"]
)
def test_a_yes_or_a_no_in_ones_own_words_counts(said: str) -> None:
    assert not is_read_back(said, confirming("fr"))

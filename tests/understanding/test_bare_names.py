"""One or two words where a place or a name is asked are one, whatever else they may be about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answers.kind import Lang
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import meaning_of
from assistant.words.words import words_in

TODAY = date(2026, 11, 24)
FOOTBALL = (("out_of_scope", 0.99), ("inform", 0.01))


@pytest.mark.parametrize(
    ("lang", "field", "said", "intent"),
    [
        ("en", "identity.birth_place", "England", "inform"),
        ("en", "identity.birth_place", "Northern Ireland", "inform"),
        ("en", "identity.birth_name", "England", "inform"),
        ("fr", "identity.birth_place", "Lyon", "inform"),
        ("fr", "identity.birth_name", "Langlois", "inform"),
        ("en", "identity.birth_place", "who won the match", "out_of_scope"),
        ("fr", "identity.birth_place", "on a gagné le match hier soir", "out_of_scope"),
    ],
)
def test_a_name_is_an_answer_and_a_sentence_about_something_else_is_none(
    lang: Lang, field: str, said: str, intent: str
) -> None:
    heard = meaning_of(said, QUESTIONS[field], words_in(lang), FOOTBALL, TODAY)
    assert heard.intent == intent

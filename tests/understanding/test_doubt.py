"""What is read back although it is not critical."""

from __future__ import annotations

import pytest

from assistant.answers.kind import Lang
from assistant.steps import QUESTIONS
from assistant.understanding.doubt import is_in_doubt
from assistant.words.words import words_in


@pytest.mark.parametrize(
    ("lang", "field", "said", "kept", "doubted"),
    [
        ("fr", "identity.address", "12 rue Haute, 62300 Lens", "12 rue Haute, 62300 Lens", False),
        ("fr", "identity.address", "j'habite au 12 rue Haute à Lens", "12 rue Haute, Lens", False),
        ("fr", "identity.address", "12 rue Haute à Lens, au grenier", "12 rue Haute, Lens", True),
        (
            "fr",
            "health.conditions.name",
            "c'est l'asthme qui revient",
            "l'asthme qui revient",
            True,
        ),
        ("fr", "health.conditions.name", "c'est l'asthme", "l'asthme", False),
        ("fr", "directives.other", "oui, qui que ce soit", "qui que ce soit", False),
        ("en", "identity.address", "12 rue Haute in Lens, top floor", "12 rue Haute, Lens", True),
        ("en", "health.conditions.name", "asthma", "asthma", False),
    ],
)
def test_what_left_words_out_or_holds_a_sentence_is_read_back(
    lang: Lang, field: str, said: str, kept: str, doubted: bool
) -> None:
    assert is_in_doubt(QUESTIONS[field], kept, said, words_in(lang)) is doubted

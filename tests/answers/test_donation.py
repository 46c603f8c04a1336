"""What is meant when organs are named."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answers.donation import DONATION
from assistant.answers.kind import Lang, Understood
from assistant.answers.options_said import SeveralChoices
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import asked
from assistant.words.words import words_in


def _heard(said: str, lang: Lang = "fr") -> object:
    position = QUESTIONS["organ_donation.position"]
    answer = DONATION.understand(said, asked(position, words_in(lang), date(2026, 11, 24)))
    return answer.value if isinstance(answer, Understood) else type(answer)


@pytest.mark.parametrize(
    "said",
    [
        "je ne veux pas donner mes yeux",
        "les yeux ça jamais",
        "je suis pour mais pas les yeux",
        "je veux bien sauf le cœur",
    ],
)
def test_to_refuse_an_organ_is_to_refuse_a_part(said: str) -> None:
    assert _heard(said) == "refuse_some"


def test_to_refuse_an_organ_is_to_refuse_a_part_in_english() -> None:
    assert _heard("yes but not my eyes", "en") == "refuse_some"
    assert _heard("I don't want to give my heart", "en") == "refuse_some"


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("je refuse tout même les reins", "refuse_all"),
        ("oui même les yeux", "agree"),
        ("oui, de bon cœur", "agree"),
        ("je ne veux rien donner du tout", "refuse_all"),
        ("je ne sais pas pour les yeux", "undecided"),
    ],
)
def test_an_organ_beside_a_whole_is_no_exception(said: str, position: str) -> None:
    assert _heard(said) == position


def test_organs_alone_after_a_yes_are_asked_again() -> None:
    assert _heard("oui le foie et les reins") is SeveralChoices

"""Which of several hearings of the same words to take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answers.kind import Understood
from assistant.safety.danger import danger_in
from assistant.steps.step import Question
from assistant.understanding.meaning import (
    Meaning,
    Ranking,
    meaning_of,
    meaning_of_a_confirmation,
)
from assistant.words.words import Words


def accepted(
    hearings: Sequence[tuple[str, Ranking]],
    question: Question,
    words: Words,
    today: date,
    *,
    confirming: bool,
) -> str:
    """The first hearing that the question accepts, else the likeliest, which comes first.

    A hearing in which there is a danger goes before all: missing one is worse than a false alarm.
    """
    for text, ranking in hearings:
        if danger_in(text, words.lang, ranking, question.id) is not None:
            return text
    meant = meaning_of_a_confirmation if confirming else meaning_of
    for text, ranking in hearings:
        if _is_a_reply(meant(text, question, words, ranking, today)):
            return text
    return hearings[0][0]


def _is_a_reply(meaning: Meaning) -> bool:
    if isinstance(meaning.answer, Understood) or meaning.state is not None:
        return True
    return meaning.intent not in ("inform", "out_of_scope", "faq")

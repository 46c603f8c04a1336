"""Every answer in words, the talk about the talk included: what hospitals' formats are made of.

Papers and what is said aloud tell the facts of the dossier alone: `assistant/dossier/facts.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.dossier.facts import language_of, told
from assistant.steps import STEPS
from assistant.steps.step import Question
from assistant.words.words import Words, words_in

ANY_DAY = date.max
"""What is told of an answer that was kept depends on no day: it was checked when it was given."""


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer: its question, the item of a list it is about, and how it is told."""

    question: Question
    item: int | None
    answer: RecordedAnswer
    label: str
    told: str


def told_answers(dossier: Dossier, step: str | None = None) -> Iterator[ToldAnswer]:
    """Every answer in the order of the questions, in the person's language.

    Of a list with items, those of the items: its own answer only says that there are no more.
    """
    words = words_in(language_of(dossier))
    for declared in STEPS:
        if step not in (None, declared.name):
            continue
        for question in declared.questions:
            answer = dossier.answer(question.id)
            if answer is not None and not dossier.items(question.id):
                yield _told(question, None, answer, words)
            for item in dossier.items(question.id):
                for part in question.items:
                    answer = dossier.answer(part.id, item)
                    if answer is not None:
                        yield _told(part, item, answer, words)


def answer_told(question: Question, answer: RecordedAnswer | None, words: Words) -> str:
    """The answer as it is read; "" when there is none."""
    return "" if answer is None else told(question, answer, words, ANY_DAY)


def _told(question: Question, item: int | None, answer: RecordedAnswer, words: Words) -> ToldAnswer:
    label = words.fields[question.id].label
    return ToldAnswer(question, item, answer, label, answer_told(question, answer, words))

"""The dossier as facts in words, one for each answer: what every readable export is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answers.kind import Lang
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.steps import STEPS
from assistant.steps.step import Question
from assistant.understanding.meaning import asked
from assistant.words.words import Words, words_in


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer: its question, the item of a list it is about, and how it is told."""

    question: Question
    item: int | None
    answer: RecordedAnswer
    label: str
    told: str


def language_of(dossier: Dossier) -> Lang:
    """The language that the person speaks with the assistant."""
    return "en" if dossier.value("welcome.language") == "en" else "fr"


def facts(dossier: Dossier, step: str | None = None) -> Iterator[Fact]:
    """Every answer in the order of the questions.

    Of a list with items, those of the items: its own answer only says that there are no more.
    """
    words = words_in(language_of(dossier))
    for declared in STEPS:
        if step not in (None, declared.name):
            continue
        for question in declared.questions:
            answer = dossier.answer(question.id)
            if answer is not None and not dossier.items(question.id):
                yield _fact(question, None, answer, words)
            for item in dossier.items(question.id):
                for part in question.items:
                    answer = dossier.answer(part.id, item)
                    if answer is not None:
                        yield _fact(part, item, answer, words)


def _fact(question: Question, item: int | None, answer: RecordedAnswer, words: Words) -> Fact:
    label = words.fields[question.id].label
    return Fact(question, item, answer, label, told(question, answer, words))


def told(question: Question, answer: RecordedAnswer | None, words: Words) -> str:
    """The answer as it is read; "" when there is none."""
    if answer is None:
        return ""
    if answer.state is not State.GIVEN:
        return words.say(f"state_{answer.state.value}")
    if isinstance(answer.value, bool):
        return words.say("yes" if answer.value else "no").lower()
    if answer.value is None:
        return ""
    return question.kind.say_back(answer.value, asked(question, words, date.max))

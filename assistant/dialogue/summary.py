"""The dossier in sentences, as it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.dialogue.plan import applies
from assistant.dialogue.wishes import wish_status
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.steps import STEPS
from assistant.steps.step import Question, Step
from assistant.understanding.meaning import asked
from assistant.words.words import Words

NOT_READ = frozenset({"welcome", "review"})
"""Steps about the conversation itself."""


def summary(dossier: Dossier, words: Words, today: date) -> Iterator[str]:
    """A sentence for each answer, step by step; what a step still lacks comes last."""
    for step in STEPS:
        if step.name in NOT_READ:
            continue
        sentences = list(_step(step, dossier, words, today))
        if sentences:
            yield words.say("summary_of", title=words.steps[step.name].title)
            yield from sentences
            yield from wish_status(step.name, dossier, words)


def _step(step: Step, dossier: Dossier, words: Words, today: date) -> Iterator[str]:
    for question in step.questions:
        if not applies(question, dossier):
            continue
        for item in dossier.items(question.id):
            parts = [
                said
                for part in question.items
                if (said := _value(part, dossier.answer(part.id, item), words, today))
            ]
            label = words.fields[question.id].label
            yield words.say("summary_line", label=label, value=", ".join(parts))
        answer = dossier.answer(question.id)
        said = _value(question, answer, words, today)
        if said and not (question.is_list and dossier.items(question.id)):
            yield words.say("summary_line", label=words.fields[question.id].label, value=said)


def _value(
    question: Question, answer: RecordedAnswer | None, words: Words, today: date
) -> str | None:
    if answer is None or question.id.endswith(".same_as_trusted"):
        return None
    if answer.state is not State.GIVEN:
        return words.say(f"state_{answer.state.value}")
    if isinstance(answer.value, bool):
        return words.say("yes" if answer.value else "no").lower()
    if answer.value is None:
        return None
    return question.kind.say_back(answer.value, asked(question, words, today))

"""The facts of a dossier: what every face of it says, aloud, printed, in Braille or exported.

A fact is a question that applies to the person and that they answered, in whatever way. Made
once, here, so that no face can say more, less or something else than another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answers.kind import Asked, Lang
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.dossier.status import Stage, statuses
from assistant.steps import STEPS
from assistant.steps.step import Question, Step
from assistant.words.words import Words

ABOUT_THE_TALK = frozenset({"welcome", "review"})
"""Steps about the conversation itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One answer, in the words of one language.

    `value` is the answer as it is read back, or what its state is called ("vous ne savez pas").
    `own_words` is what the person said, for an expression of will, where it is not the value
    itself; empty for everything else.
    `list_field` is the list that an item belongs to, and `item` its number from 1.
    """

    step: str
    field: str
    label: str
    value: str
    state: State
    own_words: str = ""
    list_field: str | None = None
    item: int | None = None


def language_of(dossier: Dossier) -> Lang:
    """The language that the person speaks with the assistant."""
    return "en" if dossier.value("welcome.language") == "en" else "fr"


def facts(dossier: Dossier, words: Words, today: date) -> tuple[Fact, ...]:
    """Every fact, in the order of the steps. Of a wish revoked, only the revocation is one."""
    revoked = {name for name, status in statuses(dossier).items() if status.stage is Stage.REVOKED}
    return tuple(
        fact
        for step in STEPS
        if step.name not in ABOUT_THE_TALK
        for fact in _of_step(step, dossier, words, today)
        if step.name not in revoked or fact.field == f"{step.name}.revoked_on"
    )


def _of_step(step: Step, dossier: Dossier, words: Words, today: date) -> Iterator[Fact]:
    for question in step.questions:
        if question.ask_if is not None and not question.ask_if(dossier, None):
            continue
        items = dossier.items(question.id) if question.is_list else []
        for item in items:
            for part in question.items:
                answer = dossier.answer(part.id, item)
                yield from _fact(step, part, answer, words, today, question.id)
        if not items:
            yield from _fact(step, question, dossier.answer(question.id), words, today)


def _fact(
    step: Step,
    question: Question,
    answer: RecordedAnswer | None,
    words: Words,
    today: date,
    list_field: str | None = None,
) -> Iterator[Fact]:
    value = _said_back(question, answer, words, today)
    if answer is None or value is None:
        return
    says_more = question.will and answer.state is State.GIVEN and answer.said != value
    yield Fact(
        step=step.name,
        field=question.id,
        label=words.fields[question.id].label,
        value=value,
        state=answer.state,
        own_words=answer.said if says_more else "",
        list_field=list_field,
        item=answer.item,
    )


def _said_back(
    question: Question, answer: RecordedAnswer | None, words: Words, today: date
) -> str | None:
    if answer is None or question.id.endswith(".same_as_trusted"):
        return None
    return told(question, answer, words, today) or None


def told(question: Question, answer: RecordedAnswer, words: Words, today: date) -> str:
    """An answer as it is read back, or what its state is called; "" when it holds nothing."""
    if answer.state is not State.GIVEN:
        return words.say(f"state_{answer.state.value}")
    if isinstance(answer.value, bool):
        return words.say("yes" if answer.value else "no").lower()
    if answer.value is None:
        return ""
    asked = Asked(lang=words.lang, today=today, options=words.fields[question.id].options)
    return question.kind.say_back(answer.value, asked)

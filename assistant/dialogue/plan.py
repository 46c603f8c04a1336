"""Which question comes next, and how many are left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from assistant.dossier.dossier import Dossier
from assistant.steps import STEP_NAMED, STEPS
from assistant.steps.step import Question, Step

Place: TypeAlias = tuple[Question, int | None]
"""A question, and the item of a list it is about."""

ESSENTIAL = "essential"


def applies(question: Question, dossier: Dossier, item: int | None = None) -> bool:
    """Whether the question is for this person at all."""
    return question.ask_if is None or question.ask_if(dossier, item)


def is_open(question: Question, dossier: Dossier, item: int | None) -> bool:
    """Whether it was not answered yet, or must be asked again."""
    if dossier.answer(question.id, item) is None:
        return True
    return question.stale_if is not None and question.stale_if(dossier)


def open_places(step: Step, dossier: Dossier, goals: Collection[str] = ()) -> Iterator[Place]:
    """The questions of a step not answered yet, in the order in which they are asked.

    The items begun come before their list's own question ("another one?"), so that an item is
    finished before the next is begun. A step that the person asked for by name, one of `goals`,
    is gone through whole, even in the essential.
    """
    only_essential = dossier.value("welcome.scope") == ESSENTIAL and step.name not in goals
    for question in step.questions:
        if (only_essential and not question.essential) or not applies(question, dossier):
            continue
        for item in dossier.items(question.id) if question.is_list else ():
            for part in question.items:
                if applies(part, dossier, item) and is_open(part, dossier, item):
                    yield part, item
        if is_open(question, dossier, None):
            yield question, None


def steps_left(dossier: Dossier, goals: Collection[str] = ()) -> list[Step]:
    """The steps with an open question: what the person asked for first, then the plan in order."""
    only_essential = dossier.value("welcome.scope") == ESSENTIAL
    wanted = [STEP_NAMED[name] for name in goals]
    planned = [step for step in STEPS if step.essential or not only_essential]
    in_order = wanted + [step for step in planned if step not in wanted]
    return [step for step in in_order if any(open_places(step, dossier, goals))]

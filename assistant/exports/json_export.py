"""The JSON export: each field with its value, state and origin (docs/reference/json.md)."""

from __future__ import annotations

from typing import Any

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.dossier.status import Status, statuses
from assistant.steps import STEPS
from assistant.steps.step import Question

SCHEMA = 1


def to_json(dossier: Dossier) -> dict[str, Any]:
    """The whole dossier as JSON values. A field not asked yet is not in it."""
    return {
        "schema": SCHEMA,
        "id": dossier.id,
        "steps": {step.name: _fields(step.questions, dossier) for step in STEPS},
        "status": {name: _status(status) for name, status in statuses(dossier).items()},
    }


def _status(status: Status) -> dict[str, Any]:
    return {
        "valid": status.valid,
        "missing": list(status.missing),
        "stage": status.stage.value,
        "since": status.since and status.since.isoformat(),
        "in_force": status.in_force and status.in_force.isoformat(),
        "deposited_with": status.deposited_with,
        "next_step": status.next_step,
        "rules": list(status.rules),
    }


def _fields(questions: tuple[Question, ...], dossier: Dossier) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for question in questions:
        answer = dossier.answer(question.id)
        if question.is_list:
            kept |= _list(question, dossier, answer)
        elif answer is not None:
            kept[question.id] = _answer(answer)
    return kept


def _list(question: Question, dossier: Dossier, own: RecordedAnswer | None) -> dict[str, Any]:
    """The items, one object each; a list that has none holds the answer that says so."""
    items = [
        {
            "state": "given",
            "item": item,
            **{
                part.id: _answer(answer)
                for part in question.items
                if (answer := dossier.answer(part.id, item)) is not None
            },
        }
        for item in dossier.items(question.id)
    ]
    if items:
        return {question.id: items}
    return {question.id: [_answer(own)]} if own is not None else {}


def _answer(answer: RecordedAnswer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "state": answer.state.value,
        "said": answer.said,
        "by": answer.by,
        **({"by_name": answer.by_name} if answer.by_name else {}),
        "channel": answer.channel,
        "at": answer.at.isoformat(timespec="seconds"),
        "confirmed": answer.confirmed,
    }

"""Every answer as it was given, in a QuestionnaireResponse: also those that have no other place."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.dossier.dossier import State
from assistant.exports.answers import ToldAnswer, told_answers
from assistant.exports.fhir.parts import ABSENT, Json, Parts, why_absent

_DATES = ("date",)


def add_answers(parts: Parts) -> None:
    """The whole conversation's outcome: value or why there is none, and the person's own words."""
    given = list(told_answers(parts.dossier))
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed" if parts.dossier.value("review.confirmed") else "in-progress",
        "subject": parts.patient(),
        "authored": parts.now.isoformat(timespec="seconds"),
        "author": parts.patient(),
        "source": parts.patient(),
        "item": list(_items(given)),
    }
    if not given:
        del response["item"]
    parts.add("answers", response, *(fact.answer for fact in given))


def _items(given: Iterable[ToldAnswer]) -> Iterable[Json]:
    for fact in given:
        link = fact.question.id if fact.item is None else f"{fact.question.id}[{fact.item}]"
        item: Json = {"linkId": link, "text": fact.label}
        words = [{"linkId": f"{link}.said", "answer": [{"valueString": fact.answer.said}]}]
        said = words if fact.answer.said.strip() else []
        if fact.answer.state is not State.GIVEN:
            reason = {"url": ABSENT, "valueCode": why_absent(fact.answer)}
            yield {"extension": [reason], **item, **({"item": said} if said else {})}
            continue
        value: Json = _value(fact)
        yield {**item, "answer": [{**value, **({"item": said} if said else {})}]}


def _value(fact: ToldAnswer) -> Json:
    value = fact.answer.value
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if fact.question.kind.name in _DATES:
        return {"valueDate": str(value)}
    return {"valueString": fact.told or str(value)}

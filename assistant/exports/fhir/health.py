"""What a doctor must know: declared by the person, and never said to be more than that."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dossier.dossier import RecordedAnswer
from assistant.exports.codes import codes
from assistant.exports.fhir.parts import (
    NONE_KNOWN,
    Json,
    Parts,
    absent,
    at,
    date_or_absent,
    hl7,
    why_absent,
    without_empty,
    words_or_absent,
)

SEVERITY = {"mild": "mild", "serious": "severe", "life_threatening": "severe"}
_ACTIVE = hl7("condition-clinical", "active")


def add_health(parts: Parts) -> dict[str, list[str]]:
    """The resources of every list, and their keys by list."""
    makers: dict[str, Callable[[Parts, int | None], tuple[Json, list[str]]]] = {
        "health.conditions": _condition,
        "health.allergies": _allergy,
        "health.treatments": _treatment,
        "health.operations": _operation,
        "health.implants": _implant,
    }
    made: dict[str, list[str]] = {}
    for list_field, maker in makers.items():
        items: list[int | None] = list(parts.dossier.items(list_field))
        if not items and parts.state(list_field) == "none":
            items = [None]
        made[list_field] = []
        for item in items:
            resource, fields = maker(parts, item)
            key = f"{list_field}/{item or 'none'}"
            answers = [parts.answer(f"{list_field}.{name}", item) for name in fields if item]
            own = parts.answer(list_field) if item is None else None
            parts.add(key, without_empty(resource), own, *answers)
            made[list_field].append(key)
    return made


def _named(parts: Parts, list_field: str, part: str, item: int | None) -> Json:
    """What it is: the person's words, or that there is none."""
    if item is None:
        return {"coding": [{"system": NONE_KNOWN, **codes()["none_known"][list_field]}]}
    return words_or_absent(parts.answer(f"{list_field}.{part}", item))


def _allergy(parts: Parts, item: int | None) -> tuple[Json, list[str]]:
    severity = parts.text("health.allergies.severity", item) if item else None
    felt = parts.answer("health.allergies.reaction", item) if item else None
    reaction: list[Json] = []
    if parts.text("health.allergies.reaction", item) or severity:
        reaction = [
            without_empty(
                {"manifestation": [words_or_absent(felt)], "severity": SEVERITY.get(severity or "")}
            )
        ]
    resource = {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": hl7("allergyintolerance-clinical", "active"),
        "verificationStatus": hl7("allergyintolerance-verification", "unconfirmed"),
        "criticality": "high" if severity == "life_threatening" else None,
        "code": _named(parts, "health.allergies", "substance", item),
        "patient": parts.patient(),
        "recordedDate": at(_first(parts, "health.allergies", "substance", item)),
        "asserter": parts.patient(),
        "reaction": reaction,
    }
    return resource, ["substance", "reaction", "severity"]


def _condition(parts: Parts, item: int | None) -> tuple[Json, list[str]]:
    resource = {
        "resourceType": "Condition",
        "clinicalStatus": _ACTIVE,
        "verificationStatus": hl7("condition-ver-status", "unconfirmed"),
        "category": [hl7("condition-category", "problem-list-item")],
        "code": _named(parts, "health.conditions", "name", item),
        "subject": parts.patient(),
        "recordedDate": at(_first(parts, "health.conditions", "name", item)),
        "asserter": parts.patient(),
        **_when("onsetDateTime", parts, "health.conditions.since", item),
    }
    return resource, ["name", "since"]


def _treatment(parts: Parts, item: int | None) -> tuple[Json, list[str]]:
    dose = parts.text("health.treatments.dose", item) if item else None
    resource = {
        "resourceType": "MedicationStatement",
        "status": "active" if item else "unknown",
        "medicationCodeableConcept": _named(parts, "health.treatments", "name", item),
        "subject": parts.patient(),
        "_effectiveDateTime": absent("unknown"),
        "dateAsserted": at(_first(parts, "health.treatments", "name", item)),
        "informationSource": parts.patient(),
        "dosage": [{"text": dose}] if dose else [],
    }
    return resource, ["name", "dose"]


def _operation(parts: Parts, item: int | None) -> tuple[Json, list[str]]:
    done = parts.answer("health.operations.date", item) if item else None
    resource = {
        "resourceType": "Procedure",
        "status": "completed" if item else "unknown",
        "code": _named(parts, "health.operations", "name", item),
        "subject": parts.patient(),
        "asserter": parts.patient(),
        **date_or_absent("performedDateTime", done),
    }
    return resource, ["name", "date"]


def _implant(parts: Parts, item: int | None) -> tuple[Json, list[str]]:
    since = parts.answer("health.implants.since", item) if item else None
    key = f"device/{item or 'none'}"
    device = {
        "resourceType": "Device",
        "type": _named(parts, "health.implants", "name", item),
        "patient": parts.patient(),
    }
    name = parts.answer("health.implants.name", item) if item else None
    resource = {
        "resourceType": "DeviceUseStatement",
        "status": "active" if item else "completed",
        "subject": parts.patient(),
        "source": parts.patient(),
        "device": parts.add(key, device, name),
        **date_or_absent("timingDateTime", since),
    }
    return resource, ["name", "since"]


def _when(name: str, parts: Parts, field: str, item: int | None) -> Json:
    answer = parts.answer(field, item) if item else None
    if answer is None:
        return {}
    known = isinstance(answer.value, str)
    return {name: answer.value} if known else {f"_{name}": absent(why_absent(answer))}


def _first(parts: Parts, list_field: str, part: str, item: int | None) -> RecordedAnswer | None:
    return parts.answer(f"{list_field}.{part}", item) if item else parts.answer(list_field)

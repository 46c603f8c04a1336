"""The wishes: each act of the directives, the trusted person, the organs, who may open.

`proposed` until the law's conditions are met: nothing said aloud is `active` (CSP L1111-6,
L1111-11).
"""

from __future__ import annotations

from assistant.dossier.dossier import RecordedAnswer
from assistant.dossier.facts import language_of
from assistant.dossier.status import statuses
from assistant.exports.answers import answer_told
from assistant.exports.codes import codes
from assistant.exports.fhir.parts import (
    TERMINOLOGY,
    Json,
    Parts,
    absent,
    at,
    coding,
    concept,
    hl7,
    without_empty,
)
from assistant.exports.fhir.people import add_practitioner
from assistant.steps import QUESTIONS
from assistant.words.words import words_in

PERMITS = {"accept": "permit", "refuse": "deny"}


def add_wishes(parts: Parts) -> list[str]:
    """The keys of what is said about advance care."""
    counts = {name: status.valid for name, status in statuses(parts.dossier).items()}
    keys = _acts(parts, active=counts.get("directives", False))
    if "trusted_person" in parts.resources and parts.dossier.value("trusted_person.wanted"):
        keys.append(_trusted_person(parts, active=counts.get("trusted_person", False)))
    if parts.text("organ_donation.position"):
        keys.append(_organs(parts, active=counts.get("organ_donation", False)))
    return keys


def add_access(parts: Parts) -> None:
    """What the person allowed and refused: keeping the dossier, opening it."""
    agreed = parts.answer("welcome.consent")
    if agreed and agreed.value is True:
        provision: Json = {"type": "permit"}
        consent = _consent(parts, "patient-privacy", codes()["privacy"], at(agreed), provision)
        parts.add("consent/privacy", {**consent, "status": "active"}, agreed)
    emergency = parts.answer("access.emergency")
    if parts.text("access.emergency"):
        opened = parts.text("access.emergency") == "allow"
        treated = {"system": f"{TERMINOLOGY}/v3-ActReason", "code": "ETREAT"}
        provision = {"type": "permit" if opened else "deny", "purpose": [treated]}
        consent = _consent(parts, "patient-privacy", codes()["privacy"], at(emergency), provision)
        parts.add("consent/emergency", consent, emergency)
    for item in parts.dossier.items("access.blocked"):
        blocked = parts.answer("access.blocked.practitioner", item)
        if blocked and isinstance(blocked.value, dict):
            who = add_practitioner(parts, f"blocked/{item}", blocked.value)
            role = hl7("v3-ParticipationType", "IRCP")
            provision = {"type": "deny", "actor": [{"role": role, "reference": who}]}
            consent = _consent(parts, "patient-privacy", codes()["privacy"], at(blocked), provision)
            parts.add(f"consent/blocked/{item}", consent, blocked)


def _acts(parts: Parts, *, active: bool) -> list[str]:
    keys = []
    for field, row in codes()["acts"].items():
        answer, value = parts.answer(field), parts.text(field)
        if answer is None or value is None:
            continue
        is_choice = value in (*PERMITS, "undecided")
        provision: Json = {"code": [concept(row, answer.said if is_choice else value)]}
        if value in PERMITS:
            provision["type"] = PERMITS[value]
        else:
            provision["_type"] = absent("asked-unknown" if is_choice else "as-text")
        consent = _consent(parts, "adr", codes()["directives_document"], at(answer), provision)
        status = "active" if active else "proposed"
        parts.add(f"consent/{field}", {**consent, "status": status}, answer)
        keys.append(f"consent/{field}")
    return keys


def _trusted_person(parts: Parts, *, active: bool) -> str:
    wanted = parts.answer("trusted_person.wanted")
    who = parts.reference("trusted_person")
    role = {"coding": [coding(codes()["primary_agent"])]}
    provision = {"type": "permit", "actor": [{"role": role, "reference": who}]}
    consent = _consent(parts, "adr", codes()["trusted_person"], at(wanted), provision)
    answers = [
        parts.answer(f"trusted_person.{name}")
        for name in ("wanted", "accepts", "knows_directives", "signed_on")
    ]
    status = "active" if active else "proposed"
    parts.add("consent/trusted_person", {**consent, "status": status}, *answers)
    return "consent/trusted_person"


def _organs(parts: Parts, *, active: bool) -> str:
    answer = parts.answer("organ_donation.position")
    rest = ("refused", "registered", "relatives_told")
    answers = {name: parts.answer(f"organ_donation.{name}") for name in rest}
    components = []
    for name, given in answers.items():
        if given is None or given.value is None:
            continue
        value = {"valueBoolean": given.value} if isinstance(given.value, bool) else {
            "valueString": in_words(f"organ_donation.{name}", given, parts)
        }  # fmt: skip
        components.append({"code": {"text": f"organ_donation.{name}"}, **value})
    observation = {
        "resourceType": "Observation",
        "status": "final" if active else "preliminary",
        "code": concept(codes()["organ_position"], "Position sur le don d'organes"),
        "subject": parts.patient(),
        "effectiveDateTime": at(answer),
        "performer": [parts.patient()],
        "valueCodeableConcept": {"text": in_words("organ_donation.position", answer, parts)},
        "component": components,
    }
    parts.add("organ_donation", without_empty(observation), answer, *answers.values())
    return "organ_donation"


def in_words(field: str, answer: RecordedAnswer | None, parts: Parts) -> str:
    """The answer as the person would read it."""
    return answer_told(QUESTIONS[field], answer, words_in(language_of(parts.dossier)))


def _consent(parts: Parts, scope: str, category: Json, moment: str | None, provision: Json) -> Json:
    """A Consent of the person; `proposed`, unless its maker knows better."""
    rule = "Code de la santé publique, L1111-6, L1111-11, R1111-17"
    access = "Code de la santé publique, L1111-17, L1111-19, R1111-46 à R1111-49"
    categories = [{"coding": [coding(category)]}]
    if scope == "adr":
        categories.append(hl7("consentcategorycodes", "acd"))
    return without_empty(
        {
            "resourceType": "Consent",
            "status": "proposed",
            "scope": hl7("consentscope", scope),
            "category": categories,
            "patient": parts.patient(),
            "dateTime": moment,
            "performer": [parts.patient()],
            "policyRule": {"text": rule if scope == "adr" else access},
            "provision": provision,
        }
    )

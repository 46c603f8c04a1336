"""What must not be done: a Flag for the procedure, a Condition for the reason given.

Declared by the person, to be confirmed by a doctor; never a verdict. A foreign body is coded as
ferromagnetic only when the person said so.
"""

from __future__ import annotations

from assistant.exports.codes import contraindication
from assistant.exports.fhir.parts import (
    Json,
    Parts,
    concept,
    date_or_absent,
    hl7,
    without_empty,
    words_or_absent,
)

DETAIL = "http://hl7.org/fhir/StructureDefinition/flag-detail"
LIST = "health.contraindications"
_PARTS = ("procedure", "reason", "body_site", "since", "confirmed_by")


def add_alerts(parts: Parts) -> list[str]:
    """The flags' keys."""
    keys = []
    for item in parts.dossier.items(LIST):
        given = {name: parts.answer(f"{LIST}.{name}", item) for name in _PARTS}
        procedure = parts.text(f"{LIST}.procedure", item) or ""
        reason = parts.text(f"{LIST}.reason", item) or ""
        why = parts.add(f"reason/{item}", _reason(parts, item), *given.values())
        code = contraindication(f"{procedure} {reason}")
        told = " : ".join(part for part in (procedure, reason) if part) or code["display"]
        flag = {
            "resourceType": "Flag",
            "extension": [{"url": DETAIL, "valueReference": why}],
            "status": "active",
            "category": [hl7("flag-category", "safety")],
            "code": concept(code, told),
            "subject": parts.patient(),
            "author": parts.patient(),
        }
        parts.add(f"alert/{item}", flag, *given.values())
        keys.append(f"alert/{item}")
    return keys


def _reason(parts: Parts, item: int) -> Json:
    site = parts.text(f"{LIST}.body_site", item)
    return without_empty(
        {
            "resourceType": "Condition",
            "clinicalStatus": hl7("condition-clinical", "active"),
            "verificationStatus": hl7("condition-ver-status", "unconfirmed"),
            "category": [hl7("condition-category", "problem-list-item")],
            "code": words_or_absent(parts.answer(f"{LIST}.reason", item)),
            "bodySite": [{"text": site}] if site else [],
            "subject": parts.patient(),
            "asserter": parts.patient(),
            "note": _confirmed_by(parts, item),
            **date_or_absent("onsetDateTime", parts.answer(f"{LIST}.since", item)),
        }
    )


def _confirmed_by(parts: Parts, item: int) -> list[Json]:
    value = parts.dossier.value(f"{LIST}.confirmed_by", item)
    if not isinstance(value, dict):
        return [{"text": "Déclaré par la personne, à confirmer par un médecin."}]
    told = ", ".join(str(part) for part in value.values() if part)
    return [{"text": f"Confirmé, dit la personne, par : {told}."}]

"""The whole document: made, checked, and written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.dossier.dossier import Dossier
from assistant.exports.fhir.alerts import add_alerts
from assistant.exports.fhir.answers import add_answers
from assistant.exports.fhir.composition import composition
from assistant.exports.fhir.health import add_health
from assistant.exports.fhir.papers import Enclosed, add_papers
from assistant.exports.fhir.parts import Json, Parts
from assistant.exports.fhir.people import (
    add_contacts,
    add_helper,
    add_patient,
    add_trusted_person,
)
from assistant.exports.fhir.provenance import add_provenance
from assistant.exports.fhir.wishes import add_access, add_wishes


def to_fhir(dossier: Dossier, now: datetime, papers: Sequence[Enclosed] = ()) -> Json:
    """The dossier as a document Bundle, valid in FHIR 4.0.1 and 4.3. `now` has a zone."""
    parts = Parts(dossier, now)
    add_patient(parts)
    add_helper(parts)
    add_contacts(parts)
    add_trusted_person(parts)
    health = add_health(parts)
    alerts = add_alerts(parts)
    wishes = add_wishes(parts)
    add_access(parts)
    add_answers(parts)
    enclosed = add_papers(parts, papers)
    add_provenance(parts)
    first = composition(
        parts,
        {
            "problems": health["health.conditions"],
            "allergies": health["health.allergies"],
            "medications": health["health.treatments"],
            "procedures": health["health.operations"],
            "devices": health["health.implants"],
            "alerts": alerts,
            "directives": wishes + list(enclosed),
            "questionnaire": ["answers"],
        },
    )
    resources = {"composition": {**first, "id": parts.id("composition")}, **parts.resources}
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{_document(parts)}"},
        "type": "document",
        "timestamp": now.isoformat(timespec="seconds"),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            for resource in resources.values()
        ],
    }


def _document(parts: Parts) -> str:
    """The document's own id: another one each time that it is made."""
    return parts.id(f"document/{parts.now.isoformat()}")

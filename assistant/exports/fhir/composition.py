"""The Composition: the sections of the patient summary, each with a narrative, even when empty."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.dossier.facts import language_of
from assistant.exports.answers import told_answers
from assistant.exports.codes import codes
from assistant.exports.fhir.parts import Json, Parts, coding, concept, hl7

LISTS = {
    "problems": "health.conditions",
    "allergies": "health.allergies",
    "medications": "health.treatments",
    "procedures": "health.operations",
    "devices": "health.implants",
    "alerts": "health.contraindications",
}
WISHES = ("trusted_person", "directives", "organ_donation")
REST = ("welcome", "identity", "activation", "emergency_contacts", "access", "review")
XHTML = "http://www.w3.org/1999/xhtml"


def composition(parts: Parts, entries: dict[str, list[str]]) -> Json:
    """The document's first resource. `entries`: the keys of the resources by section."""
    sections = [_list_section(parts, name, entries.get(name, [])) for name in LISTS]
    wishes = [line for step in WISHES for line in _lines(parts, step)]
    if wishes or entries.get("directives"):
        sections.append(_section(parts, "directives", wishes, entries.get("directives", [])))
    about = parts.text("directives.about_me")
    if about:
        sections.append(_section(parts, "story", [about], []))
    rest = [line for step in REST for line in _lines(parts, step)]
    sections.append(_section(parts, "questionnaire", rest, entries.get("questionnaire", [])))
    return {
        "resourceType": "Composition",
        "language": "fr-FR" if language_of(parts.dossier) == "fr" else "en",
        "status": "final",
        "type": concept(codes()["document"]),
        "subject": parts.patient(),
        "date": parts.now.isoformat(timespec="seconds"),
        "author": [parts.patient()],
        "title": "Synthèse dite par la personne",
        "confidentiality": "N",
        "section": sections,
    }


def _list_section(parts: Parts, name: str, keys: list[str]) -> Json:
    field = LISTS[name]
    lines = [
        f"{fact.label} : {fact.told}"
        for fact in told_answers(parts.dossier, "health")
        if fact.question.id == field or fact.question.id.startswith(f"{field}.")
    ]
    made = _section(parts, name, lines, keys)
    state = parts.state(field)
    if not keys:
        reason = codes()["empty"].get(state, "nilknown")
        made["emptyReason"] = hl7("list-empty-reason", reason)
    return made


def _section(parts: Parts, name: str, lines: Iterable[str], keys: list[str]) -> Json:
    row = codes()["sections"][name]
    told = (
        "".join(f"<p>{escape(_printable(line), quote=False)}</p>" for line in lines) or "<p>—</p>"
    )
    section: Json = {
        "title": row["fr"],
        "code": {"coding": [coding(row)]},
        "text": {"status": "generated", "div": f'<div xmlns="{XHTML}">{told}</div>'},
    }
    if keys:
        section["entry"] = [parts.reference(key) for key in keys]
    return section


def _lines(parts: Parts, step: str) -> list[str]:
    return [f"{fact.label} : {fact.told}" for fact in told_answers(parts.dossier, step)]


def _printable(line: str) -> str:
    return "".join(c for c in line if c >= " ")

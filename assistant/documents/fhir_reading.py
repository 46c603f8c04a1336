"""A FHIR bundle that was received: what it is, who made it, and what it says of the person.

Read leniently, R4 and R5 alike: what others send is seldom wholly valid, and it is kept as it
came whatever is understood of it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

from assistant.documents.days import known_day
from assistant.documents.narrative import told
from assistant.documents.refused import Refused
from assistant.documents.types import type_by_code
from assistant.dossier.document import Document, Proposal

MOST_PROPOSALS = 40  # of one document: the person is asked about each
MOST_ATTACHMENTS = 10
LONGEST_VALUE = 200  # characters; what is longer is no name of a medicine
_OVER = {"inactive", "resolved", "refuted", "entered-in-error", "stopped", "completed", "not-taken"}
_NONE_KNOWN = {"no-known-allergies", "no-allergy-info", "716186003", "716184000", "409137002"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_bundle(bundle: dict[str, Any]) -> Document | Refused:
    """The bundle as a document, its content still empty. `unknown_kind` for other JSON."""
    if bundle.get("resourceType") != "Bundle":
        return Refused("unknown_kind")
    resources = [
        entry["resource"]
        for entry in _list(bundle.get("entry"))
        if isinstance(entry, dict) and isinstance(entry.get("resource"), dict)
    ]
    composition: dict[str, Any] = next(
        (r for r in resources if r.get("resourceType") == "Composition"), {}
    )
    codes = [c.get("code") for c in _codings(composition.get("type"))]
    known = [t for code in codes if (t := type_by_code(code)) != "other"]
    return Document(
        title=_text(composition.get("title")) or _concept(composition.get("type")) or "FHIR",
        type=known[0] if known else "summary" if _is_summary(resources) else "other",
        media_type="application/fhir+json",
        summary="",
        content=b"",
        author=_author(composition, bundle) or None,
        date=_date(composition.get("date")) or _date(bundle.get("timestamp")),
        text="\n".join(_narratives(composition)),
        proposals=tuple(_proposals(resources, bundle))[:MOST_PROPOSALS],
    )


def attachments(bundle: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files that a bundle carries, each as it is written there and as it is."""
    found = 0
    level: list[Any] = [bundle]
    while level and found < MOST_ATTACHMENTS:
        value = level.pop()
        if isinstance(value, dict):
            data = value.get("data")
            if isinstance(data, str) and "contentType" in value:
                found += 1
                try:
                    yield data, base64.b64decode(data)
                except ValueError:
                    continue
            level += value.values()
        elif isinstance(value, list):
            level += value


def _proposals(resources: list[dict[str, Any]], bundle: dict[str, Any]) -> Iterator[Proposal]:
    for resource in resources:
        kind = resource.get("resourceType")
        if _is_over(resource):
            continue
        if kind == "AllergyIntolerance" and (substance := _concept(resource.get("code"))):
            reactions = _list(resource.get("reaction"))
            manifested = _list(reactions[0].get("manifestation")) if _dicts(reactions) else []
            felt = _concept(manifested[0]) if _dicts(manifested) else ""
            yield _item("health.allergies", substance=substance, reaction=felt)
        elif kind in ("MedicationStatement", "MedicationRequest"):
            name = _medicine(resource, bundle)
            doses = _list(resource.get("dosage") or resource.get("dosageInstruction"))
            dose = _text(doses[0].get("text")) if _dicts(doses) else ""
            if name:
                yield _item("health.treatments", name=name, dose=dose)


def _item(list_field: str, **values: str) -> Proposal:
    return Proposal(
        list_field,
        {f"{list_field}.{name}": value[:LONGEST_VALUE] for name, value in values.items() if value},
    )


def _is_over(resource: dict[str, Any]) -> bool:
    codes = {
        coding.get("code")
        for name in ("clinicalStatus", "verificationStatus", "code")
        for coding in _codings(resource.get(name))
    }
    return bool(codes & (_OVER | _NONE_KNOWN)) or _text(resource.get("status")) in _OVER


def _medicine(resource: dict[str, Any], bundle: dict[str, Any]) -> str:
    if name := _concept(resource.get("medicationCodeableConcept")):
        return name
    medication = resource.get("medication")
    if isinstance(medication, dict) and (name := _concept(medication.get("concept"))):
        return name
    reference = resource.get("medicationReference")
    if not isinstance(reference, dict):
        reference = medication.get("reference") if isinstance(medication, dict) else None
    if not isinstance(reference, dict):
        return ""
    named = _resolved(reference, bundle)
    return _concept(named.get("code")) or _text(reference.get("display"))


def _resolved(reference: dict[str, Any], bundle: dict[str, Any]) -> dict[str, Any]:
    wanted = _text(reference.get("reference"))
    for entry in _list(bundle.get("entry")):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and wanted:
            local = f"{resource.get('resourceType')}/{resource.get('id')}"
            if wanted == entry.get("fullUrl") or wanted.endswith(local):
                return resource
    return {}


def _author(composition: dict[str, Any], bundle: dict[str, Any]) -> str:
    authors = _list(composition.get("author"))
    if not _dicts(authors):
        return ""
    if display := _text(authors[0].get("display")):
        return display
    author = _resolved(authors[0], bundle)
    names = author.get("name")
    if isinstance(names, str):
        return names
    if not _dicts(_list(names)):
        return ""
    name = _list(names)[0]
    parts = [*_list(name.get("prefix")), *_list(name.get("given")), name.get("family")]
    return _text(name.get("text")) or " ".join(_text(part) for part in parts if part)


def _is_summary(resources: list[dict[str, Any]]) -> bool:
    return any(r.get("resourceType") in ("AllergyIntolerance", "Condition") for r in resources)


def _narratives(composition: dict[str, Any]) -> Iterator[str]:
    for section in _list(composition.get("section")):
        if isinstance(section, dict):
            text = section.get("text")
            yield _text(section.get("title"))
            if isinstance(text, dict):
                yield told(_text(text.get("div")))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(values: list[Any]) -> bool:
    return bool(values) and isinstance(values[0], dict)


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _codings(concept: Any) -> list[dict[str, Any]]:
    codings = _list(concept.get("coding")) if isinstance(concept, dict) else []
    return [coding for coding in codings if isinstance(coding, dict)]


def _concept(concept: Any) -> str:
    """How a coded thing is called: in words first, by its code's display else."""
    if not isinstance(concept, dict):
        return ""
    shown = next((_text(c.get("display")) for c in _codings(concept) if c.get("display")), "")
    return _text(concept.get("text")) or shown


def _date(value: Any) -> str | None:
    found = _DATE.match(_text(value))
    return known_day(found[0]) if found else None

"""A CDA document that was received: what it is, who made it, and what it says of the person."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from assistant.documents.days import known_day
from assistant.documents.fhir_reading import LONGEST_VALUE, MOST_PROPOSALS
from assistant.documents.narrative import LONGEST_TEXT, told
from assistant.documents.refused import Refused
from assistant.documents.types import type_by_code
from assistant.dossier.document import Document, Proposal

NAMESPACE = "urn:hl7-org:v3"
NS = {"h": NAMESPACE}
ALLERGIES, TREATMENTS = "48765-2", "10160-0"  # LOINC, sections of the patient summary
_PAST = frozenset({"reimbursements"})
"""Types that tell what was once given: no treatment of today."""


def read_cda(root: Any) -> Document | Refused:
    """The document, its content still empty. `unknown_kind` for other XML."""
    if root.tag != f"{{{NAMESPACE}}}ClinicalDocument":
        return Refused("unknown_kind")
    code = root.find("h:code", NS)
    kind = type_by_code(code.get("code") if code is not None else None)
    sections = list(root.iterfind(".//h:section", NS))
    proposals = [] if kind in _PAST else list(_proposals(sections))
    return Document(
        title=_plain(root.find("h:title", NS)) or (_shown(code) or "CDA"),
        type=kind,
        media_type="text/xml",
        summary="",
        content=b"",
        author=_author(root) or None,
        date=day_of(root.find("h:effectiveTime", NS)),
        text="\n".join(filter(None, map(_narrative, sections)))[:LONGEST_TEXT],
        proposals=tuple(proposals[:MOST_PROPOSALS]),
    )


def attachments(root: Any) -> Iterator[tuple[str, bytes]]:
    """The files that the document carries, each as it is written there and as it is."""
    for text in root.iterfind(".//h:*[@representation='B64']", NS):
        written = "".join(text.itertext())
        try:
            yield written, base64.b64decode(written)
        except ValueError:
            continue


def day_of(element: Any) -> str | None:
    """The day of a moment, YYYY[-MM[-DD]], or None."""
    value = element.get("value") if element is not None else None
    if value is None and element is not None:
        low = element.find("h:low", NS)
        value = low.get("value") if low is not None else None
    digits = value[:8] if value and value[:4].isdecimal() else ""
    parts = [digits[:4], digits[4:6], digits[6:8]]
    return known_day("-".join(part for part in parts if part))


def _proposals(sections: list[Any]) -> Iterator[Proposal]:
    for section in sections:
        code = section.find("h:code", NS)
        named = code.get("code") if code is not None else None
        if named == ALLERGIES:
            yield from _allergies(section)
        elif named == TREATMENTS:
            yield from _treatments(section)


def _allergies(section: Any) -> Iterator[Proposal]:
    for agent in section.iterfind(".//h:participant[@typeCode='CSM']//h:playingEntity", NS):
        observation = next(agent.iterancestors(f"{{{NAMESPACE}}}observation"), None)
        if observation is not None and observation.get("negationInd") == "true":
            continue
        name = _plain(agent.find("h:name", NS)) or _coded(agent.find("h:code", NS), section)
        if name:
            yield _item("health.allergies", substance=name)


def _treatments(section: Any) -> Iterator[Proposal]:
    for given in section.iterfind(".//h:substanceAdministration", NS):
        material = given.find(".//h:manufacturedMaterial", NS)
        if material is None or given.get("negationInd") == "true":
            continue
        name = _plain(material.find("h:name", NS)) or _coded(material.find("h:code", NS), section)
        parts = (
            _referenced(part.find(".//h:originalText", NS), section)
            for part in given.iterfind("h:doseQuantity/h:low", NS)
        )
        times = (
            _referenced(time.find(".//h:originalText", NS), section)
            for time in given.iterfind("h:effectiveTime", NS)
        )
        if name:
            dose = ", ".join(part for part in (*parts, *times) if part)
            yield _item("health.treatments", name=name, dose=dose)


def _item(list_field: str, **values: str) -> Proposal:
    return Proposal(
        list_field,
        {f"{list_field}.{name}": value[:LONGEST_VALUE] for name, value in values.items() if value},
    )


def _author(root: Any) -> str:
    author = root.find("h:author/h:assignedAuthor", NS)
    if author is None:
        return ""
    name = author.find("h:assignedPerson/h:name", NS)
    person = " ".join(
        part for element in (name if name is not None else ()) if (part := _plain(element))
    )
    place = _plain(author.find("h:representedOrganization/h:name", NS))
    return ", ".join(part for part in (person, place) if part)


def _narrative(section: Any) -> str:
    from lxml import etree

    title = _plain(section.find("h:title", NS))
    text = section.find("h:text", NS)
    return f"{title}\n{told(etree.tostring(text, encoding='unicode'))}" if text is not None else ""


def _coded(code: Any, section: Any) -> str:
    if code is None:
        return ""
    return _referenced(code.find("h:originalText", NS), section) or _shown(code)


def _shown(code: Any) -> str:
    return " ".join((code.get("displayName") or "").split()) if code is not None else ""


def _referenced(original: Any, section: Any) -> str:
    """The words that an entry points at in its section's narrative."""
    if original is None:
        return ""
    reference = original.find("h:reference", NS)
    wanted = (reference.get("value") or "").removeprefix("#") if reference is not None else ""
    if not wanted:
        return _plain(original)
    for content in section.iterfind("h:text//h:content", NS):
        if content.get("ID") == wanted:
            return _plain(content)
    return ""


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""

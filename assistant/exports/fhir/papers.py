"""Papers that go with the dossier, given as bytes by whoever makes them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.exports.codes import codes
from assistant.exports.fhir.parts import Parts, concept


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A paper in PDF: what it is for, its title and its bytes."""

    kind: Literal["wishes", "directives", "other"]
    title: str
    content: bytes


def add_papers(parts: Parts, papers: Sequence[Enclosed]) -> dict[str, str]:
    """A DocumentReference for each; their keys, and what each is for."""
    made: dict[str, str] = {}
    for place, paper in enumerate(papers, 1):
        attachment = {
            "contentType": "application/pdf",
            "language": "fr-FR",
            "data": base64.b64encode(paper.content).decode(),
            "title": paper.title,
        }
        resource = {
            "resourceType": "DocumentReference",
            "status": "current",
            "docStatus": "preliminary",
            "type": concept(codes()["papers"][paper.kind]),
            "subject": parts.patient(),
            "date": parts.now.isoformat(timespec="seconds"),
            "author": [parts.patient()],
            "description": paper.title,
            "content": [{"attachment": attachment}],
        }
        parts.add(f"paper/{place}", resource)
        made[f"paper/{place}"] = paper.kind
    return made

"""The documents of a dossier: the patient summary, the structured directives, and the papers."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime

from assistant.dossier.dossier import Dossier
from assistant.exports.cda.header import document
from assistant.exports.cda.sections import directives_section, list_section, rest_section
from assistant.exports.cda.xml import Element, el, oids, written
from assistant.exports.codes import codes
from assistant.exports.fhir.composition import LISTS
from assistant.exports.fhir.papers import Enclosed


def to_cda(dossier: Dossier, now: datetime, papers: Sequence[Enclosed] = ()) -> dict[str, bytes]:
    """The documents by name: the summary always, the directives when wanted, a paper each."""
    made = {"summary": written(_summary(dossier, now))}
    if dossier.value("directives.wanted"):
        made["directives"] = written(_directives(dossier, now))
    for place, paper in enumerate(papers, 1):
        made[f"paper-{place}-{paper.kind}"] = written(_level_one(dossier, now, paper, place))
    return made


def _summary(dossier: Dossier, now: datetime) -> Element:
    """After IPS-FR 2024.01: its points of vigilance are section 44944-7."""
    sections = [list_section(dossier, name) for name in LISTS]
    sections += [directives_section(dossier), rest_section(dossier)]
    code = {**codes()["document"], "display": "Synthèse médicale"}
    body = _structured(sections)
    title = "Synthèse dite par la personne"
    return document(dossier, now, "summary", code, title, oids()["summary"], body)


def _directives(dossier: Dossier, now: datetime) -> Element:
    code = codes()["papers"]["directives"]
    body = _structured([directives_section(dossier)])
    return document(dossier, now, "directives", code, "Directives anticipées", (), body)


def _level_one(dossier: Dossier, now: datetime, paper: Enclosed, place: int) -> Element:
    """A PDF within a header: level 1, as the patient's own documents are kept in the DMP."""
    content = base64.b64encode(paper.content).decode()
    body = el("nonXMLBody", el("text", content, mediaType="application/pdf", representation="B64"))
    code, name = codes()["papers"][paper.kind], f"paper/{place}"
    return document(dossier, now, name, code, paper.title, oids()["level_one"], body)


def _structured(sections: Sequence[Element]) -> Element:
    return el("structuredBody", *(el("component", section) for section in sections))

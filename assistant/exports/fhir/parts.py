"""What the resources are made of: identifiers, references, codes, and what is absent."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.exports.codes import codes

Json: TypeAlias = dict[str, Any]

NAMESPACE = uuid.UUID("6f0b3bd4-9d3c-5a53-9c8e-2f2f5d1c7a10")
"""Of the resources: one dossier's resource has one id in every export."""
DOSSIERS = uuid.UUID("0d0c6f6e-4c0f-4b52-8f6e-1b6a2f7b9d35")
ROOT = f"2.25.{DOSSIERS.int}"
"""The OID under which a dossier's number is an identifier (ITU-T X.667: 2.25 and a UUID)."""
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
NONE_KNOWN = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
RPPS = "1.2.250.1.71.4.2.1"
"""Identifiers of practitioners, RPPS numbers with an 8 before them (esante.gouv.fr)."""

_ADDRESS = re.compile(r"^(?P<line>.*?),?\s*(?P<code>\d{5})\s+(?P<city>[^,]+)$")


@dataclass(slots=True)
class Parts:
    """The resources made so far, in order, each with the answers that it comes from."""

    dossier: Dossier
    now: datetime
    resources: dict[str, Json] = field(default_factory=dict)
    origins: dict[str, list[RecordedAnswer]] = field(default_factory=dict)

    def add(self, key: str, resource: Json, *answers: RecordedAnswer | None) -> Json:
        """Keep a resource called `key`, and give the reference to it."""
        self.resources[key] = {**resource, "id": self.id(key)}
        self.origins[key] = [answer for answer in answers if answer is not None]
        return self.reference(key)

    def id(self, key: str) -> str:
        """The id of the resource called `key`, the same in every export."""
        return str(uuid.uuid5(NAMESPACE, f"{self.dossier.id}/{key}"))

    def reference(self, key: str) -> Json:
        """A reference to the resource called `key`."""
        return {"reference": f"urn:uuid:{self.id(key)}"}

    def patient(self) -> Json:
        """A reference to the person."""
        return self.reference("patient")

    def answer(self, field: str, item: int | None = None) -> RecordedAnswer | None:
        """The current answer, whatever its state."""
        return self.dossier.answer(field, item)

    def text(self, field: str, item: int | None = None) -> str | None:
        """The value given, when it is words."""
        value = self.dossier.value(field, item)
        return value if isinstance(value, str) else None

    def state(self, field: str) -> str:
        """given, none, unknown, refused, skipped or not_asked."""
        answer = self.answer(field)
        return answer.state.value if answer else "not_asked"


def coding(row: Json) -> Json:
    """A Coding from a row of the table of codes."""
    system = codes()["systems"][row["system"]]["uri"]
    shown = {"display": row["display"]} if "display" in row else {}
    return {"system": system, "code": row["code"], **shown}


def concept(row: Json | None, text: str | None = None) -> Json:
    """A CodeableConcept: the code, and the person's words where there are some."""
    made: Json = {"coding": [coding(row)]} if row else {}
    return {**made, "text": text} if text and text.strip() else made  # of spaces alone: not valid


def hl7(system: str, code: str) -> Json:
    """A CodeableConcept of HL7's own terminology."""
    return {"coding": [{"system": f"{TERMINOLOGY}/{system}", "code": code}]}


def absent(reason: str) -> Json:
    """The extension that says why there is no value."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def why_absent(answer: RecordedAnswer | None) -> str:
    """The HL7 code for an answer's state, or for there being none."""
    state = answer.state.value if answer else "not_asked"
    return str(codes()["absent"].get(state, "unknown"))


def words_or_absent(answer: RecordedAnswer | None) -> Json:
    """A CodeableConcept of the person's words, or why there are none."""
    if answer is not None and answer.state is State.GIVEN and isinstance(answer.value, str):
        return {"text": answer.value}
    return absent(why_absent(answer))


def date_or_absent(name: str, answer: RecordedAnswer | None) -> Json:
    """The property `name`, or its shadow that says why it is absent."""
    if answer is not None and answer.state is State.GIVEN and isinstance(answer.value, str):
        return {name: answer.value}
    return {f"_{name}": absent(why_absent(answer))}


def at(answer: RecordedAnswer | None) -> str | None:
    """The moment of an answer as FHIR writes it."""
    return answer.at.isoformat(timespec="seconds") if answer else None


def address(said: str) -> Json:
    """An Address: as it was said, and in parts where it has a postcode."""
    found = _ADDRESS.match(said)
    parts = (
        {"line": [found["line"]], "postalCode": found["code"], "city": found["city"]}
        if found
        else {}
    )
    return {"text": said, **{name: part for name, part in parts.items() if part and part != [""]}}


def without_empty(resource: Json) -> Json:
    """The resource without properties that have nothing in them: FHIR allows none."""
    return {name: value for name, value in resource.items() if value not in (None, "", [], {})}

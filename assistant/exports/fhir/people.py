"""The person, those to call, the trusted person, whoever helped, and practitioners."""

from __future__ import annotations

from typing import Any

from assistant.exports.codes import codes
from assistant.exports.fhir.parts import (
    ROOT,
    RPPS,
    Json,
    Parts,
    address,
    coding,
    concept,
    hl7,
    without_empty,
)

BIRTH_PLACE = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
_FIELDS = (
    "birth_name", "used_name", "first_names", "sex", "birth_date", "birth_place", "address",
    "phone", "email", "doctor",
)  # fmt: skip


def add_patient(parts: Parts) -> None:
    """The person, by the traits that French care uses, never with a social security number."""
    given = [parts.answer(f"identity.{name}") for name in _FIELDS]
    first = (parts.text("identity.first_names") or "").split()
    official = {"use": "official", "family": parts.text("identity.birth_name"), "given": first}
    usual = {"use": "usual", "family": parts.text("identity.used_name"), "given": first[:1]}
    names = [without_empty(name) for name in (official, usual) if name["family"] or first]
    place, home = parts.text("identity.birth_place"), parts.text("identity.address")
    doctor = parts.dossier.value("identity.doctor")
    patient = {
        "resourceType": "Patient",
        "identifier": [{"system": f"urn:oid:{ROOT}", "value": parts.dossier.id}],
        "extension": [{"url": BIRTH_PLACE, "valueAddress": {"text": place}}] if place else [],
        "name": names if parts.text("identity.used_name") else names[:1],
        "telecom": _telecoms(parts),
        "gender": parts.text("identity.sex"),
        "birthDate": parts.text("identity.birth_date"),
        "address": [{"use": "home", **address(home)}] if home else [],
        "generalPractitioner": [add_practitioner(parts, "doctor", doctor)] if doctor else [],
        "communication": _language(parts),
    }
    if not patient["name"]:  # the International Patient Summary asks for one
        patient["name"] = [{"text": "—"}]
    parts.add("patient", without_empty(patient), *given)


def _telecoms(parts: Parts) -> list[Json]:
    phone, email = parts.text("identity.phone"), parts.text("identity.email")
    telecoms = [{"system": "phone", "value": phone, "use": "home"}] if phone else []
    return telecoms + ([{"system": "email", "value": email}] if email else [])


def _language(parts: Parts) -> list[Json]:
    spoken = parts.text("welcome.language")
    code = {"coding": [{"system": "urn:ietf:bcp:47", "code": spoken}]}
    return [{"language": code, "preferred": True}] if spoken else []


def add_contacts(parts: Parts) -> None:
    """Those to call in an emergency."""
    for item in parts.dossier.items("emergency_contacts"):
        name = "emergency_contacts.{}".format
        fields = ("name", "relation", "phone", "same_as_trusted")
        answers = [parts.answer(name(field), item) for field in fields]
        same = parts.dossier.value(name("same_as_trusted"), item) is True
        source = "trusted_person.{}".format if same else name
        where = None if same else item
        resource = _related(parts, source, where, "emergency_contact")
        parts.add(f"contact/{item}", resource, *answers)


def add_trusted_person(parts: Parts) -> None:
    """The trusted person, whether or not the designation counts yet: the Consent says that."""
    if parts.text("trusted_person.name") is None:
        return
    resource = _related(parts, "trusted_person.{}".format, None, "next_of_kin")
    fields = ("name", "relation", "phone", "address", "birth_date")
    answers = [parts.answer(f"trusted_person.{name}") for name in fields]
    parts.add("trusted_person", resource, *answers)


def add_helper(parts: Parts) -> None:
    """Whoever read and typed for the person."""
    if parts.dossier.value("welcome.helper_present") is not True:
        return
    name = parts.text("welcome.helper_name")
    resource = {
        "resourceType": "RelatedPerson",
        "patient": parts.patient(),
        "relationship": [hl7("v3-RoleCode", "FRND")],
        "name": [{"text": name}] if name else [],
    }
    answers = (parts.answer("welcome.helper_present"), parts.answer("welcome.helper_name"))
    parts.add("helper", without_empty(resource), *answers)


def _related(parts: Parts, field: Any, item: int | None, role: str) -> Json:
    relation = parts.text(field("relation"), item)
    phone, home = parts.text(field("phone"), item), parts.text(field("address"), item)
    name = parts.text(field("name"), item)
    kinds = [{"coding": [coding(codes()[role])]}]
    if relation:
        kinds.append(concept(codes()["relations"][relation], relation))
    return without_empty(
        {
            "resourceType": "RelatedPerson",
            "active": True,
            "patient": parts.patient(),
            "relationship": kinds,
            "name": [{"text": name}] if name else [],
            "telecom": [{"system": "phone", "value": phone}] if phone else [],
            "birthDate": parts.text(field("birth_date"), item),
            "address": [address(home)] if home else [],
        }
    )


def add_practitioner(parts: Parts, key: str, value: Any) -> Json:
    """A practitioner whom the person named, and the reference to them."""
    rpps = value.get("rpps")
    town, speciality = value.get("town"), value.get("speciality")
    resource = {
        "resourceType": "Practitioner",
        "identifier": [{"system": f"urn:oid:{RPPS}", "value": f"8{rpps}"}] if rpps else [],
        "name": [{"text": value["name"]}],
        "address": [{"city": town}] if town else [],
        "qualification": [{"code": {"text": speciality}}] if speciality else [],
    }
    reference = parts.add(key, without_empty(resource))
    return {**reference, "display": value["name"]}

"""The header of every document: the person is its subject, its author, and responsible for it.

The identifier is the dossier's number under a root of our own: never the INS, whose NIR a program
like this one may not keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.dossier.dossier import Dossier
from assistant.exports.cda.xml import Element, coded, day, el, moment, oid_of, oids, templates
from assistant.exports.codes import codes
from assistant.exports.fhir.parts import ROOT, address

GENDERS = {"female": ("F", "Féminin"), "male": ("M", "Masculin")}
KEEPER = "Dossier tenu par la personne elle-même"


def document(
    dossier: Dossier,
    now: datetime,
    name: str,
    code: dict[str, str],
    title: str,
    conforms_to: Sequence[object],
    body: Element,
) -> Element:
    """A whole document called `name`, around its body."""
    known = f"{dossier.id}/{name}"
    return el(
        "ClinicalDocument",
        el("realmCode", code="FR"),
        el("typeId", root="2.16.840.1.113883.1.3", extension="POCD_HD000040"),
        *templates(*oids()["header"], *conforms_to),
        el("id", root=oid_of(f"{known}/{now.isoformat()}")),
        coded("code", code),
        el("title", title),
        el("effectiveTime", value=moment(now)),
        el(
            "confidentialityCode",
            code="N",
            displayName="Normal",
            codeSystem=oids()["confidentiality"],
        ),
        el("languageCode", code="fr-FR"),
        el("setId", root=oid_of(known)),
        el("versionNumber", value="1"),
        el("recordTarget", _patient_role(dossier)),
        _author(dossier, now),
        *_informants(dossier),
        _custodian(),
        el(
            "legalAuthenticator",
            el("time", value=moment(now)),
            el("signatureCode", code="S"),
            el("assignedEntity", _id(dossier), _person("assignedPerson", dossier)),
        ),
        el(
            "documentationOf",
            el("serviceEvent", el("effectiveTime", el("low", value=moment(now)))),
        ),
        el(
            "componentOf",
            el(
                "encompassingEncounter",
                el("effectiveTime", nullFlavor="NA"),
                el("location", el("healthCareFacility", el("code", nullFlavor="NA"))),
            ),
        ),
        el("component", body),
    )  # fmt: skip


def absent(dossier: Dossier, field: str) -> str:
    """The nullFlavor of a field without a value."""
    answer = dossier.answer(field)
    flavor: str = oids()["absent"].get(answer.state.value if answer else "not_asked", "UNK")
    return flavor


def _text(dossier: Dossier, field: str, item: int | None = None) -> str | None:
    value = dossier.value(field, item)
    return value if isinstance(value, str) else None


def _id(dossier: Dossier) -> Element:
    return el("id", root=ROOT, extension=dossier.id)


def _name(dossier: Dossier) -> Element:
    birth, used = _text(dossier, "identity.birth_name"), _text(dossier, "identity.used_name")
    given = _text(dossier, "identity.first_names")
    if not birth and not given:
        return el("name", nullFlavor=absent(dossier, "identity.birth_name"))
    first = given.split()[0] if given else None
    return el(
        "name",
        el("family", birth, qualifier="BR") if birth else None,
        el("given", given) if given else None,
        el("given", first, qualifier="BR") if first else None,
        el("family", used or birth, qualifier="CL") if used or birth else None,
        el("given", first, qualifier="CL") if first else None,
    )


def _person(tag: str, dossier: Dossier) -> Element:
    return el(tag, _name(dossier))


def _place(said: str | None, flavor: str) -> Element:
    if said is None:
        return el("addr", nullFlavor=flavor)
    parts = address(said)
    if "city" not in parts:
        return el("addr", el("streetAddressLine", said))
    line = parts.get("line", [""])[0]
    return el(
        "addr",
        el("streetAddressLine", line) if line else None,
        el("postalCode", parts["postalCode"]),
        el("city", parts["city"]),
    )


def _telecoms(dossier: Dossier) -> list[Element]:
    phone, email = _text(dossier, "identity.phone"), _text(dossier, "identity.email")
    made = [el("telecom", value=f"tel:{phone}", use="H")] if phone else []
    made += [el("telecom", value=f"mailto:{email}")] if email else []
    return made or [el("telecom", nullFlavor=absent(dossier, "identity.phone"))]


def _patient_role(dossier: Dossier) -> Element:
    sex, born = _text(dossier, "identity.sex"), _text(dossier, "identity.birth_date")
    place = _text(dossier, "identity.birth_place")
    gender = el("administrativeGenderCode", nullFlavor=absent(dossier, "identity.sex"))
    if sex in GENDERS:
        code, shown = GENDERS[sex]
        system = oids()["gender"]
        gender = el("administrativeGenderCode", code=code, displayName=shown, codeSystem=system)
    birth = el("birthTime", nullFlavor=absent(dossier, "identity.birth_date"))
    if born:
        birth = el("birthTime", value=day(born))
    where = el("addr", el("county", nullFlavor="UNK"), el("city", place)) if place else None
    return el(
        "patientRole",
        _id(dossier),
        _place(_text(dossier, "identity.address"), absent(dossier, "identity.address")),
        *_telecoms(dossier),
        el(
            "patient",
            _name(dossier),
            gender,
            birth,
            el("birthplace", el("place", where)) if where is not None else None,
            classCode="PSN",
        ),
    )


def _author(dossier: Dossier, now: datetime) -> Element:
    row = oids()["author"]
    return el(
        "author",
        el("time", value=moment(now)),
        el(
            "assignedAuthor",
            _id(dossier),
            el("code", code=row["code"], displayName=row["display"], codeSystem=row["system"]),
            _place(_text(dossier, "identity.address"), absent(dossier, "identity.address")),
            *_telecoms(dossier),
            _person("assignedPerson", dossier),
        ),
    )


def _custodian() -> Element:
    keeper = el("representedCustodianOrganization", el("id", nullFlavor="NA"), el("name", KEEPER))
    return el("custodian", el("assignedCustodian", keeper))


def _informants(dossier: Dossier) -> list[Element]:
    """Those to call (ECON), and the trusted person (NOK), as the CI-SIS keeps them apart."""
    made = []
    for item in dossier.items("emergency_contacts"):
        name = _text(dossier, "emergency_contacts.name", item)
        if dossier.value("emergency_contacts.same_as_trusted", item) is True and not name:
            made.append(_related(dossier, "ECON", "trusted_person", None))
        else:
            made.append(_related(dossier, "ECON", "emergency_contacts", item))
    if dossier.value("trusted_person.wanted") and _text(dossier, "trusted_person.name"):
        made.append(_related(dossier, "NOK", "trusted_person", None))
    return made


def _related(dossier: Dossier, role: str, step: str, item: int | None) -> Element:
    name = _text(dossier, f"{step}.name", item)
    relation = _text(dossier, f"{step}.relation", item)
    phone = _text(dossier, f"{step}.phone", item)
    home = _text(dossier, f"{step}.address", item)
    row = codes()["relations"].get(relation)
    return el(
        "informant",
        el(
            "relatedEntity",
            coded("code", row) if row else None,
            _place(home, "NAV"),
            el("telecom", value=f"tel:{phone}") if phone else el("telecom", nullFlavor="NAV"),
            el("relatedPerson", el("name", name) if name else el("name", nullFlavor="NAV")),
            classCode=role,
        ),
    )

"""The CDA documents: valid against the French schema, whole, and never with the NIR."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.documents.receive import receive
from assistant.dossier.document import Document
from assistant.dossier.dossier import Dossier
from assistant.exports.answers import told_answers
from assistant.exports.cda.documents import to_cda
from assistant.exports.cda.xml import el, oids, printable, written
from assistant.exports.codes import codes
from tests import dossiers
from tests.documents.papers import needs_shared
from tests.dossiers import BEGUN, FIVE, any_dossier
from tests.exports.test_fhir import PAPERS

NS = {"h": "urn:hl7-org:v3"}
five = pytest.mark.parametrize("make", FIVE, ids=[make.__name__ for make in FIVE])


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    path = needs_shared() / "infrastructure" / "cda" / "CDA_extended.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def roots(dossier: Dossier) -> dict[str, Any]:
    made = to_cda(dossier, BEGUN, PAPERS)
    return {name: etree.fromstring(content) for name, content in made.items()}


def section(root: Any, code: str) -> Any:
    [found] = root.xpath(f"//h:section[h:code/@code='{code}']", namespaces=NS)
    return found


@five
def test_every_document_is_valid_against_the_french_schema(
    make: Callable[[], Dossier], schema: etree.XMLSchema
) -> None:
    for name, root in roots(make()).items():
        assert schema.validate(root), (name, schema.error_log.last_error)


@settings(max_examples=12, phases=[Phase.generate])  # whole dossiers: slow to shrink
@given(any_dossier())
def test_any_dossier_is_valid_and_whole(schema: etree.XMLSchema, dossier: Dossier) -> None:
    for root in roots(dossier).values():
        assert schema.validate(root), schema.error_log.last_error
    assert_whole(dossier)


@five
def test_every_fact_is_told_in_the_summary(make: Callable[[], Dossier]) -> None:
    assert_whole(make())


def assert_whole(dossier: Dossier) -> None:
    text = " ".join(" ".join(roots(dossier)["summary"].itertext()).split())
    for fact in told_answers(dossier):
        if fact.answer.value in ("accept", "refuse"):
            assert codes()["acts"][fact.question.id]["display"] in text
            continue
        assert " ".join(fact.told.split()) in text, fact.question.id


def test_the_person_is_the_author_and_the_number_is_the_dossiers() -> None:
    for root in roots(dossiers.everything()).values():
        [code] = root.xpath("h:author/h:assignedAuthor/h:code/@code", namespaces=NS)
        assert code == "EXP_PATIENT"
        [patient] = root.xpath("h:recordTarget/h:patientRole/h:id", namespaces=NS)
        assert patient.get("extension") == "1000000047"
        assert patient.get("root").startswith("2.25.")
        assert not root.xpath("//@root[starts-with(., '1.2.250.1.213.1.4.')]")


def test_the_trusted_person_and_those_to_call_are_kept_apart() -> None:
    root = roots(dossiers.everything())["summary"]
    related = root.xpath("h:informant/h:relatedEntity", namespaces=NS)
    assert [entity.get("classCode") for entity in related] == ["ECON", "ECON", "NOK"]


def test_each_act_is_a_coded_entry_with_the_persons_own_words() -> None:
    root = roots(dossiers.cannot_sign())["directives"]
    assert root.find("h:code", NS).get("code") == "EXPPAT_3"
    found = section(root, "42348-3")
    assert found.xpath("h:templateId/@root", namespaces=NS)[-1] == "1.2.250.1.213.1.1.2.157"
    values = {
        o.find("h:code", NS).get("code"): dict(o.find("h:value", NS).attrib)
        for o in found.iterfind("h:entry/h:observation", NS)
    }
    assert values["75789-8"]["value"] == "false"
    assert values["75779-9"]["nullFlavor"] == "UNK"
    told = " ".join(found.itertext())
    assert "je dis : refuse" in told
    assert "n'a pas encore de valeur légale" in told


def test_a_reference_of_an_entry_leads_to_its_words() -> None:
    for make in FIVE:
        for root in roots(make()).values():
            anchors = root.xpath("//@ID")
            assert len(anchors) == len(set(anchors))
            pointed = {value[1:] for value in root.xpath("//h:reference/@value", namespaces=NS)}
            assert pointed <= set(anchors)


def test_a_list_not_asked_is_told_from_one_that_was_refused_and_one_that_is_empty() -> None:
    def flavor(make: Callable[[], Dossier]) -> str | None:
        found: str | None = section(roots(make())["summary"], "48765-2").get("nullFlavor")
        return found

    assert flavor(dossiers.nothing) == "NASK"
    assert flavor(dossiers.refuses_everything) == "MSK"
    assert flavor(dossiers.cannot_sign) is None


def test_contraindications_are_points_of_vigilance() -> None:
    told = " ".join(section(roots(dossiers.everything())["summary"], "44944-7").itertext())
    assert "plombs de chasse" in told
    assert "Autre contre-indication connue" in told


def test_a_paper_is_within_its_document_as_it_is() -> None:
    made = roots(dossiers.everything())
    for place, (kind, code) in enumerate((("directives", "EXPPAT_3"), ("wishes", "EXPPAT_1")), 1):
        root = made[f"paper-{place}-{kind}"]
        assert root.find("h:code", NS).get("code") == code
        text = root.find("h:component/h:nonXMLBody/h:text", NS)
        assert base64.b64decode(text.text) == PAPERS[place - 1].content


def test_what_we_export_we_can_receive() -> None:
    found = receive(to_cda(dossiers.everything(), BEGUN)["summary"], "fr")
    assert isinstance(found, Document)
    assert found.type == "summary"
    proposed = [next(iter(p.values.values())) for p in found.proposals]
    assert proposed == ["pénicilline", "aspirine", "metformine"]


def test_the_templates_and_codes_are_those_of_the_public_examples() -> None:
    shared = needs_shared()
    example = (shared / "ExemplesCDA" / "IPS-FR_2024.01.xml").read_text("utf-8")
    for name in ("sections", "entries"):
        for roots_of in oids()[name].values():
            assert all(f'root="{root}"' in example for root in roots_of)
    acts = (shared / "jeuxDeValeurs" / "JDV_TypeDirectiveAnticipee_CISIS.xml").read_text("utf-8")
    assert all(f'code="{row["code"]}"' in acts for row in codes()["acts"].values())
    against = (shared / "jeuxDeValeurs" / "JDV_Contre_indications_CISIS.xml").read_text("utf-8")
    for row in codes()["contraindications"]:
        assert f'code="{row["code"]}"' in against
        assert row["display"] in against
    relations = (shared / "jeuxDeValeurs" / "JDV_J11_RelationPatient_CISIS.xml").read_text("utf-8")
    for row in codes()["relations"].values():
        assert f'code="{row["code"]}"' in relations
        assert f'displayName="{row["display"]}"' in relations
    types = (shared / "jeuxDeValeurs" / "JDV_J07_XdsTypeCode_CISIS.xml").read_text("utf-8")
    assert all(f'code="{row["code"]}"' in types for row in codes()["papers"].values())


@given(st.text())
def test_whatever_a_person_says_can_be_written(said: str) -> None:
    again = etree.fromstring(written(el("text", said)))
    assert (again.text or "") == printable(said)

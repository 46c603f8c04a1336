"""The FHIR document: valid in R4, and every fact of the dossier is in it, none more than said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fhir.resources.R4B.bundle import Bundle
from fhirpathpy import compile as compiled
from hypothesis import Phase, example, given, settings

from assistant.dossier.dossier import Dossier, State
from assistant.exports.answers import told_answers
from assistant.exports.fhir.bundle import to_fhir
from assistant.exports.fhir.papers import Enclosed
from tests import dossiers
from tests.dossiers import BEGUN, FIVE, Told, any_dossier

INVARIANTS: dict[str, dict[str, Callable[[Any], list[Any]]]] = {
    kind: {name: compiled(rule) for name, rule in rules.items()}
    for kind, rules in yaml.safe_load(
        Path(__file__).with_name("invariants.yml").read_text("utf-8")
    ).items()
}
PAPERS = (
    Enclosed("directives", "Mes directives anticipées", b"%PDF-1.7 directives"),
    Enclosed("wishes", "Ma personne de confiance", b"%PDF-1.7 person"),
)
five = pytest.mark.parametrize("make", FIVE, ids=[make.__name__ for make in FIVE])


def exported(dossier: Dossier) -> dict[str, Any]:
    return to_fhir(dossier, BEGUN, PAPERS)


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def section(bundle: dict[str, Any], code: str) -> dict[str, Any]:
    [composition] = resources(bundle, "Composition")
    [found] = [s for s in composition["section"] if s["code"]["coding"][0]["code"] == code]
    return dict(found)


def within(value: Any, name: str) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            yield from within(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from within(inner, name)


@five
def test_it_is_valid_in_r4(make: Callable[[], Dossier]) -> None:
    assert_valid(exported(make()))


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])  # slow to make small
@given(any_dossier())
@example(
    Told("1000000054").give("directives.ventilation", "refuse", said="\N{NO-BREAK SPACE}").dossier
)
def test_any_dossier_is_valid_and_whole(dossier: Dossier) -> None:
    bundle = exported(dossier)
    assert_valid(bundle)
    assert_whole(bundle, dossier)


def assert_valid(bundle: dict[str, Any]) -> None:
    Bundle.model_validate(bundle)
    for entry in ({"resource": bundle}, *bundle["entry"]):
        resource = entry["resource"]
        for name, rule in INVARIANTS.get(resource["resourceType"], {}).items():
            assert rule(resource) == [True], (name, resource)


@five
def test_every_reference_leads_to_a_resource_and_every_resource_is_reached(
    make: Callable[[], Dossier],
) -> None:
    bundle = exported(make())
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    flat = {r for r in within(bundle, "reference") if isinstance(r, str)}
    assert flat <= set(urls)
    provenance = {f"urn:uuid:{r['id']}" for r in resources(bundle, "Provenance")}
    assert set(urls[1:]) - flat == provenance


@five
def test_every_fact_is_in_it_with_its_own_words(make: Callable[[], Dossier]) -> None:
    dossier = make()
    assert_whole(exported(dossier), dossier)


def assert_whole(bundle: dict[str, Any], dossier: Dossier) -> None:
    [answers] = resources(bundle, "QuestionnaireResponse")
    by_link = {item["linkId"]: item for item in answers["item"]}
    told = list(told_answers(dossier))
    lists_begun = {field for field, _ in dossier.current if dossier.items(field)}
    others = [place for place in dossier.current if place[0] not in lists_begun]
    assert len(by_link) == len(told) == len(others)
    [composition] = resources(bundle, "Composition")
    narrative = " ".join(within(composition, "div"))
    for fact in told:
        link = fact.question.id if fact.item is None else f"{fact.question.id}[{fact.item}]"
        said = fact.answer.said
        assert not said.strip() or said in within(by_link[link], "valueString")
        shown = fact.told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert shown in narrative, link


def test_what_is_not_said_is_told_from_what_is_not_there() -> None:
    states = {
        State.UNKNOWN: "unavailable",
        State.REFUSED: "withheld",
        State.SKIPPED: "notstarted",
    }
    for state, reason in states.items():
        bundle = exported(Told("1000000005").leave(state, "health.allergies").dossier)
        [code] = section(bundle, "48765-2")["emptyReason"]["coding"]
        assert code["code"] == reason
        assert resources(bundle, "AllergyIntolerance") == []
    bundle = exported(dossiers.nothing())
    assert section(bundle, "48765-2")["emptyReason"]["coding"][0]["code"] == "notasked"
    bundle = exported(Told("1000000005").leave(State.NONE, "health.allergies").dossier)
    [allergy] = resources(bundle, "AllergyIntolerance")
    assert allergy["code"]["coding"][0]["code"] == "no-known-allergies"
    assert "emptyReason" not in section(bundle, "48765-2")


def test_an_allergy_is_declared_never_confirmed() -> None:
    penicillin, aspirin = resources(exported(dossiers.everything()), "AllergyIntolerance")
    assert penicillin["code"] == {"text": "pénicilline"}
    assert penicillin["criticality"] == "high"
    assert penicillin["reaction"] == [
        {"manifestation": [{"text": "des plaques rouges"}], "severity": "severe"}
    ]
    assert "reaction" not in aspirin


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("des plombs de chasse", "GEN-092.01.20"),
        ("un éclat ferromagnétique dans l'œil", "MED-1110"),
        ("un clou non ferromagnétique", "GEN-092.01.20"),
        ("j'ai un pacemaker", "MED-1117"),
        ("je n'ai pas de pacemaker", "GEN-092.01.20"),
    ],
)
def test_a_foreign_body_is_ferromagnetic_only_when_it_was_said(reason: str, code: str) -> None:
    told = Told("1000000005").give("health.contraindications.procedure", "IRM", 1)
    bundle = exported(told.give("health.contraindications.reason", reason, 1).dossier)
    [flag] = resources(bundle, "Flag")
    assert flag["code"]["coding"][0]["code"] == code
    assert flag["code"]["text"] == f"IRM : {reason}"
    [condition] = resources(bundle, "Condition")
    assert condition["code"] == {"text": reason}


def test_each_act_is_permitted_refused_or_left_undecided_in_the_persons_words() -> None:
    consents = {
        consent["provision"]["code"][0]["coding"][0]["code"]: consent
        for consent in resources(exported(dossiers.cannot_sign()), "Consent")
        if "code" in consent["provision"]
    }
    assert consents["75789-8"]["provision"]["type"] == "deny"
    assert "type" not in consents["75779-9"]["provision"]
    assert consents["75793-0"]["provision"]["code"][0]["text"].startswith("de la musique")
    assert {consent["status"] for consent in consents.values()} == {"proposed"}


def test_a_wish_is_active_only_when_it_counts_in_law() -> None:
    def status(make: Callable[[], Dossier]) -> set[str]:
        consents = resources(exported(make()), "Consent")
        return {c["status"] for c in consents if c["scope"]["coding"][0]["code"] == "adr"}

    assert status(dossiers.under_guardianship) == {"proposed"}
    assert status(dossiers.everything) <= {"active", "proposed"}


def test_a_blocked_practitioner_is_denied_by_name_and_number() -> None:
    bundle = exported(dossiers.everything())
    [denied] = [c for c in resources(bundle, "Consent") if c["provision"].get("actor")
                and c["provision"]["type"] == "deny"]  # fmt: skip
    url = denied["provision"]["actor"][0]["reference"]["reference"]
    [who] = [e["resource"] for e in bundle["entry"] if e["fullUrl"] == url]
    assert who["name"] == [{"text": "Jean Blanc"}]
    assert who["identifier"][0]["value"] == "810101010104"


def test_the_helper_is_told_from_the_person() -> None:
    bundle = exported(dossiers.cannot_sign())
    helped, alone = sorted(resources(bundle, "Provenance"), key=lambda p: len(p["target"]))
    roles = [agent["type"]["coding"][0]["code"] for agent in helped["agent"]]
    assert roles == ["enterer", "informant", "assembler"]
    assert helped["agent"][0]["who"]["display"] == "Anne Guérin"
    patient = f"urn:uuid:{resources(bundle, 'Patient')[0]['id']}"
    assert {"reference": patient} in helped["target"]
    assert {"reference": patient} in alone["target"]


def test_the_papers_given_are_in_it_as_they_are() -> None:
    found = resources(exported(dossiers.everything()), "DocumentReference")
    assert [f["type"]["coding"][0]["code"] for f in found] == ["EXPPAT_3", "EXPPAT_1"]


def test_one_dossier_has_the_same_resources_in_every_export() -> None:
    one, two = exported(dossiers.everything()), exported(dossiers.everything())
    assert one == two


@five
def test_no_number_like_a_nir_is_in_it(make: Callable[[], Dossier]) -> None:
    bundle = exported(make())
    assert list(within(bundle, "1.2.250.1.213.1.4.8")) == []
    numbers = re.findall(r'"value": "(\d{13,15})"', json.dumps(bundle))
    assert numbers == []

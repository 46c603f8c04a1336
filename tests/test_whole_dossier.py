"""A whole dossier by conversation: every step, the essential and everything."""

from __future__ import annotations

import pytest

from assistant.dossier.dossier import State
from assistant.exports.json_export import to_json
from assistant.steps import QUESTIONS, STEP_OF
from assistant.store.store import Store
from tests.people import JEANNE, essential
from tests.talking import Person


def _complete(person: Person, answers: dict[str, str]) -> str:
    person.says("/start")
    person.answers(answers)
    assert person.last is not None
    assert person.last.asking is None
    assert person.last.dossier is not None
    return person.last.dossier


def test_everything_is_asked_in_the_order_of_the_specification(person: Person) -> None:
    _complete(person, JEANNE)
    first_asked = list(dict.fromkeys(field for field, _ in person.asked if field))
    known = [
        name
        for name in QUESTIONS
        if name in first_asked and name not in ("emergency_contacts", *_LISTS_ASKED_BEFORE)
    ]
    assert [name for name in first_asked if name in known] == known
    never = set(QUESTIONS) - set(first_asked) - {"activation.first_login_done"}
    assert never == NOT_FOR_JEANNE


NOT_FOR_JEANNE = {
    "welcome.helper_name",
    # nobody refused, no judge protects her, she signs herself
    "trusted_person.another", "trusted_person.authorised_on", "directives.authorised_on",
    "directives.witness_1", "directives.witness_1_capacity",
    "directives.witness_2", "directives.witness_2_capacity",
    # she agrees to organ donation
    "organ_donation.refused", "organ_donation.registered",
    "organ_donation.paper_signed_on", "organ_donation.paper_given_to",
    # told days later, never asked
    "trusted_person.author_signed_on", "trusted_person.printed_on",
    "trusted_person.deposited_with", "trusted_person.revoked_on",
    "directives.printed_on", "directives.deposited_with", "directives.revoked_on",
}  # fmt: skip

_LISTS_ASKED_BEFORE = tuple(name for name, question in QUESTIONS.items() if question.is_list)


def test_what_was_said_is_what_is_kept(person: Person, store: Store) -> None:
    kept = store.dossier(_complete(person, JEANNE))
    assert kept.value("identity.birth_name") == "Lefèvre"
    assert kept.value("identity.birth_date") == "1942-05-12"
    assert kept.value("identity.phone") == "+33612345678"
    assert kept.value("identity.email") == "jeanne.martin@exemple.fr"
    assert kept.value("trusted_person.relation") == "child"
    assert kept.value("emergency_contacts.phone", 1) == "+33240112233"
    assert kept.value("health.contraindications.procedure", 1) == "IRM"
    assert kept.value("directives.about_me") == JEANNE["directives.about_me"]
    assert kept.value("directives.life_support") == "refuse"
    assert kept.value("access.emergency") == "allow"
    answer = kept.answer("health.allergies.substance", 1)
    assert answer is not None
    assert answer.confirmed
    assert answer.said == "la pénicilline"


def test_every_critical_value_was_confirmed(person: Person, store: Store) -> None:
    kept = store.dossier(_complete(person, JEANNE))
    for (field, _), answer in kept.current.items():
        if QUESTIONS[field].critical and answer.state is State.GIVEN:
            assert answer.confirmed, field


def test_the_essential_leaves_the_rest_for_later(person: Person, store: Store) -> None:
    dossier_id = _complete(person, essential(JEANNE))
    steps = {STEP_OF[field].name for field, _ in store.dossier(dossier_id).current}
    assert steps == {
        "welcome", "identity", "trusted_person", "emergency_contacts", "health", "access", "review",
    }  # fmt: skip
    asked = {field for field, _ in person.asked}
    assert "health.treatments" not in asked
    person.says("tout le dossier")
    assert person.last is not None
    assert person.last.asking == "activation.state"


def test_the_export_holds_each_answer_with_its_origin(person: Person, store: Store) -> None:
    export = to_json(store.dossier(_complete(person, JEANNE)))
    assert export["schema"] == 1
    name = export["steps"]["identity"]["identity.birth_name"]
    assert (name["value"], name["state"], name["by"]) == ("Lefèvre", "given", "self")
    assert name["at"].startswith("2026-11-24T10:0")
    assert name["at"].endswith("+01:00")
    (allergy,) = export["steps"]["health"]["health.allergies"]
    assert allergy["health.allergies.severity"]["value"] == "serious"
    directives = export["status"]["directives"]
    assert (directives["valid"], directives["missing"]) == (False, ["date", "signature"])
    assert (directives["stage"], directives["since"]) == ("draft", "2026-11-24")


def test_nothing_is_said_to_be_registered_as_if_it_were_valid(person: Person) -> None:
    person.says("/start")
    heard = []
    answers = dict(JEANNE)
    for _ in range(200):
        assert person.last is not None
        heard.append(person.heard().lower())
        if person.last.asking is None or person.last.asking.startswith("access"):
            break
        if person.last.confirming:
            person.says("oui")
        elif person.last.asking in _LISTS_ASKED_BEFORE:
            person.says("non")
        else:
            person.says(answers[person.last.asking])
    assert not any("est enregistrée" in said or "est valable" in said for said in heard)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("je ne sais pas", State.UNKNOWN),
        ("je préfère ne pas répondre", State.REFUSED),
        ("passer", State.SKIPPED),
    ],
)
def test_every_question_takes_a_state_instead_of_a_value(
    person: Person, store: Store, said: str, state: State
) -> None:
    """Said at each question in turn, none is a dead end and each is kept as such."""
    person.says("/start")
    person.answers(JEANNE, until="welcome.helper_present")
    for _ in range(150):
        assert person.last is not None
        asking = person.last.asking
        if asking is None:
            break
        replied = person.says(said)
        assert replied.dossier is not None
        answer = store.dossier(replied.dossier).answer(asking)
        assert answer is not None, asking
        # "je ne sais pas" is an option of some choices: undecided, unknown
        assert answer.state is state or answer.value in ("undecided", "unknown"), asking
    assert person.last is not None
    assert person.last.asking is None

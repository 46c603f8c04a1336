"""Whom to call at once. They need not sign anything, unlike the trusted person."""

from assistant.answers.choice import CHOICE
from assistant.answers.kind import Value
from assistant.answers.name import NAME
from assistant.answers.phone import PHONE
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.steps.step import Need, Question, Step

LIST = "emergency_contacts"
AT_MOST = 5  # contacts; more would not be called in an emergency


def _first_one_and_a_trusted_person(dossier: Dossier, item: int | None) -> bool:
    named = dossier.value("trusted_person.name") is not None
    return named and all(item is None or other >= item for other in dossier.items(LIST))


def _as_the_trusted_person(dossier: Dossier, same: Value) -> dict[str, Value]:
    if same is not True:
        return {}
    known = {
        f"{LIST}.{part}": dossier.value(f"trusted_person.{part}")
        for part in ("name", "relation", "phone")
    }
    return {field: value for field, value in known.items() if value is not None}


STEP = Step(
    name="emergency_contacts",
    questions=(
        Question(
            id=LIST,
            kind=YES_NO,
            need=Need.MUST,
            at_most=AT_MOST,
            fhir="RelatedPerson (ECON)",
            items=(
                Question(
                    id="emergency_contacts.same_as_trusted",
                    kind=YES_NO,
                    need=Need.ASK,
                    ask_if=_first_one_and_a_trusted_person,
                    fills=_as_the_trusted_person,
                ),
                Question(id="emergency_contacts.name", kind=NAME, need=Need.MUST, critical=True),
                Question(id="emergency_contacts.relation", kind=CHOICE, need=Need.MUST),
                Question(id="emergency_contacts.phone", kind=PHONE, need=Need.MUST, critical=True),
            ),
        ),
    ),
)

"""Advance directives, prepared here, valid only once written, dated and signed.

Source: Code de la santé publique, articles L1111-11 and R1111-17 to R1111-20; arrêté of
3 August 2016 for models A and B.
"""

from collections.abc import Mapping

from assistant.answers.choice import CHOICE
from assistant.answers.date import PAST_DATE_WHOLE
from assistant.answers.kind import Kind, Value
from assistant.answers.name import NAME
from assistant.answers.text import SHORT_TEXT, TEXT
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.trusted_person import is_designated
from assistant.steps.applies import both, only_when_told, when
from assistant.steps.step import Need, Question, Step

_wanted = when("directives.wanted", True)
_by_witnesses = both(_wanted, when("directives.can_sign", False))


def _trusted_person_is_a_witness(dossier: Dossier, can_sign: Value) -> Mapping[str, Value]:
    """Of the two witnesses, the trusted person is one when there is one (CSP R1111-17)."""
    name = dossier.value("trusted_person.name")
    if can_sign is not False or name is None or not is_designated(dossier):
        return {}
    return {
        "directives.witness_1": name,
        "directives.witness_1_capacity": "personne de confiance",
    }


def _witness(number: int) -> tuple[Question, Question]:
    """A witness: the name, and in what capacity (CSP R1111-17)."""
    return (
        Question(
            id=f"directives.witness_{number}",
            kind=NAME,
            need=Need.ASK,
            critical=True,
            ask_if=_by_witnesses,
        ),
        Question(
            id=f"directives.witness_{number}_capacity",
            kind=SHORT_TEXT,
            need=Need.ASK,
            ask_if=_by_witnesses,
        ),
    )


def _told_later(field: str, kind: Kind, *, will: bool = False) -> Question:
    """What is done with the paper, days after the talk: told by the person, never asked."""
    name = f"directives.{field}"
    return Question(id=name, kind=kind, need=Need.OFFER, will=will, ask_if=only_when_told(name))


def _act(name: str) -> Question:
    """One medical act, which the person accepts, refuses, or leaves undecided."""
    return Question(
        id=f"directives.{name}",
        kind=CHOICE,
        need=Need.ASK,
        will=True,
        ask_if=_wanted,
        fhir="Consent (provision.type permit or deny)",
    )


STEP = Step(
    name="directives",
    essential=False,
    questions=(
        Question(id="directives.wanted", kind=YES_NO, need=Need.MUST, will=True),
        Question(id="directives.situation", kind=CHOICE, need=Need.MUST, will=True, ask_if=_wanted),
        Question(id="directives.about_me", kind=TEXT, need=Need.ASK, will=True, ask_if=_wanted),
        _act("life_support"),
        _act("resuscitation"),
        _act("ventilation"),
        _act("nutrition_hydration"),
        _act("dialysis"),
        _act("surgery"),
        _act("sedation"),
        Question(id="directives.other", kind=TEXT, need=Need.ASK, will=True, ask_if=_wanted),
        Question(
            id="directives.can_sign",
            kind=YES_NO,
            need=Need.MUST,
            ask_if=_wanted,
            fills=_trusted_person_is_a_witness,
        ),
        Question(id="directives.protection", kind=CHOICE, need=Need.MUST, ask_if=_wanted),
        Question(
            id="directives.authorised_on",
            kind=PAST_DATE_WHOLE,
            need=Need.OFFER,
            ask_if=both(_wanted, when("directives.protection", "representation")),
        ),
        *_witness(1),
        *_witness(2),
        Question(id="directives.signed_on", kind=PAST_DATE_WHOLE, need=Need.OFFER, ask_if=_wanted),
        Question(id="directives.kept_by", kind=SHORT_TEXT, need=Need.ASK, ask_if=_wanted),
        _told_later("printed_on", PAST_DATE_WHOLE),
        _told_later("deposited_with", SHORT_TEXT),
        _told_later("revoked_on", PAST_DATE_WHOLE, will=True),
    ),
)

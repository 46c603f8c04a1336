"""The position on organ donation, and which of the three legal routes makes it count.

Source: Code de la santé publique, articles L1232-1, R1232-4-4 and R1232-6.
"""

from assistant.answers.choice import CHOICE
from assistant.answers.date import PAST_DATE_WHOLE
from assistant.answers.donation import DONATION
from assistant.answers.text import SHORT_TEXT, TEXT
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.steps.applies import both, is_newer, when, when_given
from assistant.steps.step import Need, Question, Step

_refuses = when("organ_donation.position", "refuse_all", "refuse_some")


def _not_registered(dossier: Dossier, _item: int | None) -> bool:
    """Of the three routes, the paper is for who is not in the register."""
    return dossier.value("organ_donation.registered") != "registered"


STEP = Step(
    name="organ_donation",
    essential=False,
    questions=(
        Question(
            id="organ_donation.position",
            kind=DONATION,
            need=Need.MUST,
            will=True,
            fhir="Observation 75781-5",
        ),
        Question(
            id="organ_donation.refused",
            kind=TEXT,
            need=Need.OFFER,
            will=True,
            ask_if=when("organ_donation.position", "refuse_some"),
        ),
        Question(
            id="organ_donation.registered",
            kind=CHOICE,
            need=Need.OFFER,
            ask_if=_refuses,
            stale_if=is_newer("organ_donation.position", than="organ_donation.registered"),
        ),
        Question(id="organ_donation.relatives_told", kind=YES_NO, need=Need.ASK),
        Question(
            id="organ_donation.paper_signed_on",
            kind=PAST_DATE_WHOLE,
            need=Need.OFFER,
            ask_if=both(_refuses, _not_registered),
        ),
        Question(
            id="organ_donation.paper_given_to",
            kind=SHORT_TEXT,
            need=Need.OFFER,
            ask_if=both(_refuses, _not_registered, when_given("organ_donation.paper_signed_on")),
        ),
    ),
)

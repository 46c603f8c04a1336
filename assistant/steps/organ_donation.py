"""The position on organ donation, and which of the three legal routes makes it count.

Source: Code de la santé publique, articles L1232-1, R1232-4-4 and R1232-6.
"""

from assistant.answers.choice import CHOICE
from assistant.answers.text import TEXT
from assistant.answers.yes_no import YES_NO
from assistant.steps.applies import when
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="organ_donation",
    essential=False,
    questions=(
        Question(
            id="organ_donation.position",
            kind=CHOICE,
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
            ask_if=when("organ_donation.position", "refuse_all", "refuse_some"),
        ),
        Question(id="organ_donation.relatives_told", kind=YES_NO, need=Need.ASK),
    ),
)

"""Advance directives, prepared here, valid only once written, dated and signed.

Source: Code de la santé publique, articles L1111-11 and R1111-17 to R1111-20; arrêté of
3 August 2016 for models A and B.
"""

from assistant.answers.choice import CHOICE
from assistant.answers.date import PAST_DATE_WHOLE
from assistant.answers.text import SHORT_TEXT, TEXT
from assistant.answers.yes_no import YES_NO
from assistant.steps.applies import when
from assistant.steps.step import Need, Question, Step

_wanted = when("directives.wanted", True)


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
        Question(id="directives.can_sign", kind=YES_NO, need=Need.MUST, ask_if=_wanted),
        Question(id="directives.protection", kind=CHOICE, need=Need.MUST, ask_if=_wanted),
        Question(id="directives.signed_on", kind=PAST_DATE_WHOLE, need=Need.OFFER, ask_if=_wanted),
        Question(id="directives.kept_by", kind=SHORT_TEXT, need=Need.ASK, ask_if=_wanted),
    ),
)

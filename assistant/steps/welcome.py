"""Who is speaking, what is kept and why, and how fast to speak."""

from assistant.answers.adult import ADULT
from assistant.answers.choice import CHOICE
from assistant.answers.name import NAME
from assistant.answers.yes_no import YES_NO
from assistant.steps.applies import when
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="welcome",
    questions=(
        Question(id="welcome.language", kind=CHOICE, need=Need.ASK),
        Question(
            id="welcome.consent",
            kind=YES_NO,
            need=Need.MUST,
            will=True,
            fhir="Consent (scope patient-privacy)",
        ),
        Question(id="welcome.adult", kind=ADULT, need=Need.MUST),
        Question(id="welcome.helper_present", kind=YES_NO, need=Need.ASK),
        Question(
            id="welcome.helper_name",
            kind=NAME,
            need=Need.OFFER,
            ask_if=when("welcome.helper_present", True),
        ),
        Question(id="welcome.speech_rate", kind=CHOICE, need=Need.ASK),
        Question(id="welcome.scope", kind=CHOICE, need=Need.ASK),
    ),
)

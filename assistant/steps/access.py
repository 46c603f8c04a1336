"""Who may open the dossier, with what each choice really does said aloud.

Source: Code de la santé publique, articles L1111-17, L1111-19 and R1111-46 to R1111-49.
"""

from assistant.answers.choice import CHOICE
from assistant.answers.practitioner import PRACTITIONER
from assistant.answers.yes_no import YES_NO
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="access",
    questions=(
        Question(id="access.emergency", kind=CHOICE, need=Need.MUST, will=True),
        Question(
            id="access.blocked",
            kind=YES_NO,
            need=Need.ASK,
            will=True,
            at_most=50,
            fhir="Consent (deny, provision.actor)",
            items=(
                Question(
                    id="access.blocked.practitioner",
                    kind=PRACTITIONER,
                    need=Need.MUST,
                    critical=True,
                    will=True,
                ),
            ),
        ),
        Question(id="access.notify", kind=CHOICE, need=Need.ASK),
    ),
)

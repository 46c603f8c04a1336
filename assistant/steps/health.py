"""What a doctor must know at once, in the person's own words, never a medical verdict."""

from assistant.answers.choice import CHOICE
from assistant.answers.past_date import PAST_DATE
from assistant.answers.practitioner import PRACTITIONER
from assistant.answers.procedure import PROCEDURE, names_a_procedure
from assistant.answers.text import SHORT_TEXT
from assistant.answers.yes_no import YES_NO
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="health",
    questions=(
        Question(
            id="health.allergies",
            kind=YES_NO,
            need=Need.ASK,
            fhir="AllergyIntolerance (verificationStatus unconfirmed)",
            items=(
                Question(
                    id="health.allergies.substance",
                    kind=SHORT_TEXT,
                    need=Need.MUST,
                    critical=True,
                ),
                Question(id="health.allergies.reaction", kind=SHORT_TEXT, need=Need.ASK),
                Question(id="health.allergies.severity", kind=CHOICE, need=Need.ASK),
            ),
        ),
        Question(
            id="health.contraindications",
            kind=YES_NO,
            need=Need.ASK,
            names_item=names_a_procedure,
            fhir="Flag + Condition",
            items=(
                Question(
                    id="health.contraindications.procedure",
                    kind=PROCEDURE,
                    need=Need.MUST,
                    critical=True,
                ),
                Question(id="health.contraindications.reason", kind=SHORT_TEXT, need=Need.MUST),
                Question(id="health.contraindications.body_site", kind=SHORT_TEXT, need=Need.ASK),
                Question(id="health.contraindications.since", kind=PAST_DATE, need=Need.ASK),
                Question(
                    id="health.contraindications.confirmed_by",
                    kind=PRACTITIONER,
                    need=Need.ASK,
                ),
            ),
        ),
        Question(
            id="health.implants",
            kind=YES_NO,
            need=Need.ASK,
            essential=False,
            fhir="DeviceUseStatement",
            items=(
                Question(id="health.implants.name", kind=SHORT_TEXT, need=Need.MUST),
                Question(id="health.implants.since", kind=PAST_DATE, need=Need.ASK),
            ),
        ),
        Question(
            id="health.conditions",
            kind=YES_NO,
            need=Need.ASK,
            essential=False,
            fhir="Condition",
            items=(
                Question(id="health.conditions.name", kind=SHORT_TEXT, need=Need.MUST),
                Question(id="health.conditions.since", kind=PAST_DATE, need=Need.ASK),
            ),
        ),
        Question(
            id="health.operations",
            kind=YES_NO,
            need=Need.ASK,
            essential=False,
            fhir="Procedure",
            items=(
                Question(id="health.operations.name", kind=SHORT_TEXT, need=Need.MUST),
                Question(id="health.operations.date", kind=PAST_DATE, need=Need.ASK),
            ),
        ),
        Question(
            id="health.treatments",
            kind=YES_NO,
            need=Need.ASK,
            essential=False,
            fhir="MedicationStatement",
            items=(
                Question(id="health.treatments.name", kind=SHORT_TEXT, need=Need.MUST),
                Question(id="health.treatments.dose", kind=SHORT_TEXT, need=Need.ASK),
            ),
        ),
    ),
)

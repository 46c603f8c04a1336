"""The person the doctors consult when the person cannot answer (personne de confiance).

Source: Code de la santé publique, article L1111-6.
"""

from assistant.answers.address import ADDRESS
from assistant.answers.choice import CHOICE
from assistant.answers.date import BIRTH_DATE, PAST_DATE_WHOLE
from assistant.answers.name import NAME
from assistant.answers.phone import PHONE
from assistant.answers.yes_no import YES_NO
from assistant.steps.applies import when
from assistant.steps.step import Need, Question, Step

_wanted = when("trusted_person.wanted", True)

STEP = Step(
    name="trusted_person",
    questions=(
        Question(id="trusted_person.wanted", kind=YES_NO, need=Need.MUST, will=True),
        Question(
            id="trusted_person.name",
            kind=NAME,
            need=Need.MUST,
            critical=True,
            will=True,
            ask_if=_wanted,
            fhir="RelatedPerson.name",
        ),
        Question(
            id="trusted_person.relation",
            kind=CHOICE,
            need=Need.MUST,
            ask_if=_wanted,
            fhir="RelatedPerson.relationship",
        ),
        Question(
            id="trusted_person.phone",
            kind=PHONE,
            need=Need.MUST,
            critical=True,
            ask_if=_wanted,
            fhir="RelatedPerson.telecom",
        ),
        Question(
            id="trusted_person.address",
            kind=ADDRESS,
            need=Need.ASK,
            ask_if=_wanted,
            fhir="RelatedPerson.address",
        ),
        Question(id="trusted_person.birth_date", kind=BIRTH_DATE, need=Need.ASK, ask_if=_wanted),
        Question(id="trusted_person.accepts", kind=CHOICE, need=Need.MUST, ask_if=_wanted),
        Question(id="trusted_person.knows_directives", kind=YES_NO, need=Need.ASK, ask_if=_wanted),
        Question(
            id="trusted_person.signed_on", kind=PAST_DATE_WHOLE, need=Need.OFFER, ask_if=_wanted
        ),
    ),
)

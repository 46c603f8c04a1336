"""The person, with the traits that French care uses (INS traits), never the NIR.

Source: Référentiel national d'identitovigilance; décret 2019-341 for the NIR.
"""

from assistant.answers.address import ADDRESS
from assistant.answers.choice import CHOICE
from assistant.answers.date import BIRTH_DATE
from assistant.answers.email import EMAIL
from assistant.answers.name import NAME
from assistant.answers.phone import PHONE
from assistant.answers.place import PLACE
from assistant.answers.practitioner import PRACTITIONER
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="identity",
    questions=(
        Question(
            id="identity.birth_name",
            kind=NAME,
            need=Need.MUST,
            critical=True,
            fhir="Patient.name[official].family",
        ),
        Question(
            id="identity.used_name", kind=NAME, need=Need.ASK, fhir="Patient.name[usual].family"
        ),
        Question(
            id="identity.first_names",
            kind=NAME,
            need=Need.MUST,
            critical=True,
            fhir="Patient.name[official].given",
        ),
        Question(id="identity.sex", kind=CHOICE, need=Need.MUST, fhir="Patient.gender"),
        Question(
            id="identity.birth_date",
            kind=BIRTH_DATE,
            need=Need.MUST,
            critical=True,
            fhir="Patient.birthDate",
        ),
        Question(
            id="identity.birth_place",
            kind=PLACE,
            need=Need.MUST,
            fhir="Patient.extension[patient-birthPlace]",
        ),
        Question(id="identity.address", kind=ADDRESS, need=Need.ASK, fhir="Patient.address"),
        Question(
            id="identity.phone", kind=PHONE, need=Need.ASK, critical=True, fhir="Patient.telecom"
        ),
        Question(
            id="identity.email", kind=EMAIL, need=Need.OFFER, critical=True, fhir="Patient.telecom"
        ),
        Question(
            id="identity.doctor",
            kind=PRACTITIONER,
            need=Need.ASK,
            fhir="Patient.generalPractitioner",
        ),
    ),
)

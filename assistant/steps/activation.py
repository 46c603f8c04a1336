"""The official dossier (DMP, in Mon espace santé): is it there, how to get in, and the wait.

Source: Code de la santé publique, articles R1111-28 and R1111-32.
"""

from assistant.answers.choice import CHOICE
from assistant.answers.date import RECENT_DATE
from assistant.answers.yes_no import YES_NO
from assistant.steps.applies import when, when_told
from assistant.steps.step import Need, Question, Step

STEP = Step(
    name="activation",
    essential=False,
    questions=(
        Question(id="activation.state", kind=CHOICE, need=Need.MUST),
        Question(
            id="activation.route",
            kind=CHOICE,
            need=Need.OFFER,
            ask_if=when("activation.state", "not_active", "unknown"),
        ),
        Question(
            id="activation.requested_on",
            kind=RECENT_DATE,
            need=Need.OFFER,
            ask_if=when("activation.state", "not_active"),
        ),
        Question(
            id="activation.code_received",
            kind=YES_NO,
            need=Need.OFFER,
            ask_if=when_told("activation.requested_on"),
        ),
        Question(
            id="activation.first_login_done",
            kind=YES_NO,
            need=Need.OFFER,
            ask_if=when("activation.code_received", True),
        ),
    ),
)

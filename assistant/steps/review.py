"""The dossier read back, corrected, printed, and looked at again in time."""

from assistant.answers.date import FUTURE_DATE
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.steps.step import Need, Question, Step


def changed_since_confirmed(dossier: Dossier) -> bool:
    """Whether anything was answered after the person said that the whole is right."""
    confirmed = dossier.answer("review.confirmed")
    return confirmed is not None and any(
        answer.at > confirmed.at
        for (field, _), answer in dossier.current.items()
        if not field.startswith(("review.", "welcome."))
    )


STEP = Step(
    name="review",
    questions=(
        Question(
            id="review.confirmed",
            kind=YES_NO,
            need=Need.MUST,
            stale_if=changed_since_confirmed,
        ),
        Question(id="review.print", kind=YES_NO, need=Need.ASK),
        Question(id="review.next_on", kind=FUTURE_DATE, need=Need.ASK),
    ),
)

"""The dossier read back, corrected, printed, and looked at again in time."""

from datetime import date

from assistant.answers.choice import CHOICE
from assistant.answers.date import FUTURE_DATE
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.steps.applies import when
from assistant.steps.step import Need, Question, Step

NOT_READ_AGAIN = ("review.", "welcome.", "activation.")
OF_A_PAPER = ("signed_on", "printed_on", "deposited_with", "paper_given_to", "registered")
"""How far things are, told and confirmed one by one: no reason to hear the whole again."""


def changed_since_confirmed(dossier: Dossier) -> bool:
    """Whether anything was answered after the person said that the whole is right."""
    confirmed = dossier.answer("review.confirmed")
    return confirmed is not None and any(
        answer.at > confirmed.at
        for (field, _), answer in dossier.current.items()
        if not field.startswith(NOT_READ_AGAIN) and not field.endswith(OF_A_PAPER)
    )


def in_a_year(today: date) -> str:
    """The day that the question proposes; 29 February becomes the 28th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + 1, day=day).isoformat()


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
        Question(
            id="review.card",
            kind=CHOICE,
            need=Need.ASK,
            will=True,
            ask_if=when("review.print", True),
        ),
        Question(id="review.next_on", kind=FUTURE_DATE, need=Need.ASK, yes_means=in_a_year),
    ),
)

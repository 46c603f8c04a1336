"""The steps of the dossier, in the order in which they are proposed."""

from __future__ import annotations

from assistant.steps import (
    access,
    activation,
    directives,
    emergency_contacts,
    health,
    identity,
    organ_donation,
    review,
    trusted_person,
    welcome,
)
from assistant.steps.step import Question, Step

STEPS: tuple[Step, ...] = (
    welcome.STEP,
    identity.STEP,
    activation.STEP,
    trusted_person.STEP,
    emergency_contacts.STEP,
    health.STEP,
    directives.STEP,
    organ_donation.STEP,
    access.STEP,
    review.STEP,
)
STEP_NAMED: dict[str, Step] = {step.name: step for step in STEPS}
QUESTIONS: dict[str, Question] = {q.id: q for step in STEPS for q in step.every_question()}
STEP_OF: dict[str, Step] = {q.id: step for step in STEPS for q in step.every_question()}
LIST_OF: dict[str, Question] = {
    item.id: question for step in STEPS for question in step.questions for item in question.items
}
"""The list to which an item's question belongs."""

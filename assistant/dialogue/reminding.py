"""Reminders said in the talk, when no channel could tell them: then the next step is taken up."""

from __future__ import annotations

from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import AT_REST
from assistant.dossier.due import due
from assistant.steps import STEP_OF

TAKES_UP = {
    "code_due": "activation.code_received",
    "code_missing": "activation.requested_on",
    "code_expires": "activation.first_login_done",
    "review": "review.next_on",
}
"""The question that each reminder is about, asked at once."""


def tell_due(x: Exchange) -> None:
    """Say what is due, once the turn itself was answered and nothing waits for a yes."""
    if not x.turn.due or not _may_be_told(x):
        return
    still = due(x.dossier, x.turn.today)  # the turn itself may have answered it
    reminder = next((one for one in x.turn.due if one in still), None)
    field_id = TAKES_UP.get(reminder.kind) if reminder else None
    if reminder is None or (field_id is not None and field_id == x.talk.asking):
        return
    x.reminded.append(reminder)  # one at a time: the next one comes with the next turn
    x.say(f"reminder_{reminder.kind}")
    if field_id is None:
        return
    step = STEP_OF[field_id].name
    if reminder.kind == "review" and x.talk.step != step:
        x.talk.back_to = x.talk.step or AT_REST  # the rest of the activation is gone through
    x.open(field_id)


def _may_be_told(x: Exchange) -> bool:
    waits = x.talk.pending or x.talk.mending or x.talk.awaiting or x.talk.item
    told = x.talk.consented and not x.talk.locked and not x.talk.resting
    return told and not waits and not x.alone and not x.forgets and x.talk.back_to is None

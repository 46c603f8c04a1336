"""Rasa's tracker, rebuilt for each turn from what the open form needs.

Rasa replays a tracker's whole history several times a turn, so that a turn's cost grows with the
conversation. The history belongs to the dossier; the tracker here is always the same handful of
events: the form that is open, the question that it asks, and that the assistant is listening.
"""

from __future__ import annotations

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.engine.at_work import turn_at_work
from assistant.steps import QUESTIONS


class TurnTrackerStore(TrackerStore):
    """Hands Rasa the tracker of the turn at work, and takes back which form is open."""

    def __init__(self, domain: Domain | None = None) -> None:
        super().__init__(domain or Domain.empty())

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """The tracker as it stands between two turns."""
        return DialogueStateTracker.from_events(
            sender_id, list(self._events()), self.domain.slots, domain=self.domain
        )

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Note the open form. The talk and the answers are kept by the turn itself."""
        turn_at_work().form = tracker.active_loop_name

    def _events(self) -> list[Event]:
        at_work = turn_at_work()
        events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        if at_work.form is not None and at_work.talk.asking is not None:
            events += [
                ActionExecuted(at_work.form),
                ActiveLoop(at_work.form),
                SlotSet(REQUESTED_SLOT, QUESTIONS[at_work.talk.asking].slot),
            ]
        return [*events, ActionExecuted(ACTION_LISTEN_NAME)]

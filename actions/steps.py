"""The actions of every step: one shape, made from the declarations.

A form's validation hands the turn to the assistant and tells Rasa which question is open then;
`action_ask_…` puts that question. Both are the same few lines for all the questions there are.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from assistant.dialogue.exchange import Exchange
from assistant.dialogue.reply import ask, reply
from assistant.engine.at_work import turn_at_work
from assistant.steps import QUESTIONS, STEP_NAMED, STEPS
from assistant.steps.step import Question, Step

Events = list[dict[str, Any]]
REQUESTED_SLOT = "requested_slot"


def _replied(dispatcher: CollectingDispatcher, tracker: Tracker) -> Exchange:
    """The exchange of this turn; the first action to ask for it makes the reply."""
    at_work = turn_at_work()
    if at_work.exchange is None:
        ranking = tracker.latest_message.get("intent_ranking") or ()
        x = at_work.begin_exchange(tuple((r["name"], r["confidence"]) for r in ranking))
        reply(x)
        if x.sentences:
            dispatcher.utter_message(text="\n".join(x.sentences))
        return x
    return at_work.exchange


def _step_open(x: Exchange) -> Step | None:
    return STEP_NAMED[x.talk.step] if x.talk.step and x.talk.asking and not x.forgets else None


def _open_step(x: Exchange) -> Events:
    step = _step_open(x)
    return [FollowupAction(step.form if step else "action_listen")]


class ActionReply(Action):
    """Replies when no form is open: before the first step, at rest, and when all is done."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_reply"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Reply, then open the form of the step that the assistant chose."""
        return _open_step(_replied(dispatcher, tracker))


class ActionNextStep(Action):
    """Opens the next form when one is left, whether it is complete or not."""

    def name(self) -> str:
        """Its name in the domain."""
        return "action_next_step"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Open the form of the step that the assistant chose."""
        return _open_step(_replied(dispatcher, tracker))


def _validation(step: Step) -> type[Action]:
    class ValidateForm(Action):
        """Takes the turn as said to an open question of the step."""

        def name(self) -> str:
            """Its name in the domain."""
            return f"validate_{step.form}"

        def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
            """Reply, and request the slot of the open question; none leaves the form."""
            x = _replied(dispatcher, tracker)
            if _step_open(x) is not step:
                return [SlotSet("talk_step", x.talk.step), SlotSet(REQUESTED_SLOT, None)]
            slot = QUESTIONS[x.talk.asking or ""].slot
            return [SlotSet("talk_step", x.talk.step), SlotSet(REQUESTED_SLOT, slot)]

    return ValidateForm


def _asking(question: Question) -> type[Action]:
    class AskQuestion(Action):
        """Puts the question, or asks whether what was heard for it is right."""

        def name(self) -> str:
            """Its name in the domain."""
            return f"action_ask_{question.slot}"

        def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
            """Say the question's sentences with its choices."""
            sentences, choices = ask(_replied(dispatcher, tracker))
            if sentences:
                buttons = [{"title": choice, "payload": choice} for choice in choices]
                dispatcher.utter_message(text="\n".join(sentences), buttons=buttons)
            return []

    return AskQuestion


# rasa_sdk looks for subclasses; those made by a function live only while something holds them.
ACTIONS: tuple[type[Action], ...] = (
    ActionReply,
    ActionNextStep,
    *(_validation(step) for step in STEPS),
    *(_asking(question) for question in QUESTIONS.values()),
)

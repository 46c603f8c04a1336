"""Safety comes before the form: an emergency or distress is answered at once, and alone."""

from __future__ import annotations

from assistant.dialogue.exchange import Exchange
from assistant.safety.danger import Danger, danger_in
from assistant.understanding.meaning import Meaning


def answered(x: Exchange, meaning: Meaning) -> bool:
    """Answer a danger heard in the turn. No question follows; the talk goes on when they do.

    After a false alarm the very next turn is about the open question again.
    """
    danger = danger_in(x.turn.text, x.talk.lang, x.turn.ranking, x.talk.asking)
    if danger is None:
        return False
    x.alone = True
    x.talk.pending = None if danger is Danger.PRESSURE else x.talk.pending
    x.say(danger.value)
    if x.question is not None:
        x.say("when_you_are_ready")
    return True

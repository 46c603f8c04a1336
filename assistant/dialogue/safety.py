"""Safety comes before the form: an emergency or distress is answered at once, and alone."""

from __future__ import annotations

from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.exchange import Exchange
from assistant.safety.danger import Danger, danger_in
from assistant.understanding.meaning import Meaning


def answered(x: Exchange, meaning: Meaning) -> bool:
    """Answer a danger heard in the turn. No question follows; the talk goes on when they do.

    After a false alarm the very next turn is about the open question again, but for a yes or a no
    (`was_a_false_alarm`).
    """
    danger = danger_in(x.turn.text, x.talk.lang, x.turn.ranking, x.talk.asking)
    if danger is None:
        return False
    x.alone = x.talk.alarmed = True
    x.talk.pending = None if danger is Danger.PRESSURE else x.talk.pending
    x.say(danger.value)
    if x.question is not None:
        x.say("when_you_are_ready")
    return True


def was_a_false_alarm(x: Exchange, meaning: Meaning) -> bool:
    """Whether a yes or a no is about the danger just heard, and not about the open question.

    "Non, ça va mieux" must not be kept as "no treatment to avoid".
    """
    if x.turn.keys is not None:
        return meaning.intent in ("affirm", "deny")
    found = leading_yes_no(x.turn.text, x.words.lang)
    return found is not None and not (found[0] and found[1])

"""What an answer does besides being kept: consent, the language, the rate, the last yes."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers.kind import Value
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.summary import summary
from assistant.steps.step import Question

CONSEQUENCE_OF: dict[str, Value] = {"access.emergency": "oppose"}
"""Choices whose consequence is said before they are confirmed (CSP R1111-48)."""


def may_be_kept(x: Exchange, question: Question, value: Value) -> bool:
    """Whether an answer is kept at all; when it is not, why has been said."""
    if question.id == "welcome.consent" and value is False:
        x.say("no_consent")
        x.forgets = True
        return False
    if question.id == "review.confirmed" and value is False:
        x.talk.awaiting = "which_field"
        return False
    return True


def _language(x: Exchange, value: Value) -> None:
    x.speak("en" if value == "en" else "fr")


def _consent(x: Exchange, _value: Value) -> None:
    x.talk.consented = True
    x.begins = True


def _adult(x: Exchange, value: Value) -> None:
    if value is False:
        x.say("not_adult")
        x.talk.step = None
        x.talk.open(None)
        x.alone = True


def _rate(x: Exchange, value: Value) -> None:
    x.talk.rate = {"slow": "slow", "fast": "fast"}.get(str(value), "normal")  # type: ignore[assignment]


_EFFECTS: dict[str, Callable[[Exchange, Value], None]] = {
    "welcome.language": _language,
    "welcome.consent": _consent,
    "welcome.adult": _adult,
    "welcome.speech_rate": _rate,
}


def after(x: Exchange, question: Question, value: Value) -> None:
    """Do what follows from an answer just kept."""
    effect = _EFFECTS.get(question.id)
    if effect:
        effect(x, value)


def before_asking(x: Exchange) -> None:
    """Say what must be heard before the open question: the whole dossier before the last yes."""
    if x.talk.asking == "review.confirmed" and not x.talk.misses:
        for sentence in summary(x.dossier, x.words, x.turn.today):
            x.tell(sentence)

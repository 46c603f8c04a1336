"""What was read back: confirmed by a yes, or mended, in the part that is wrong or as a whole."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.kind import Answer, NothingHeard, Refusal, Understood
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue import answering, effects
from assistant.dialogue.asking import is_asked_once_more, is_none
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.keypad import DONE
from assistant.dialogue.talk import Heard
from assistant.understanding.meaning import Meaning, asked, mentions

_SAID_ANEW = ("choice", "yes_no")
"""Kinds of which no part can be mended: the question is put again, and a no is an answer to it."""


def confirm(x: Exchange, meaning: Meaning) -> None:
    """The reply to "I heard …, is that right?": yes, no, or the right value itself."""
    question, pending = x.question, x.talk.pending
    assert question is not None and pending is not None  # noqa: S101, PT018, the caller looked
    found = leading_yes_no(x.turn.text, x.words.lang)
    if is_asked_once_more(x):
        _said_once_more(x, meaning)
        return
    if meaning.answer is not None and x.turn.keys is not None:
        _keyed_anew(x, meaning.answer)
        return
    if meaning.intent == "affirm":
        answering.settle(x, question, pending, confirmed=True)
        return
    if meaning.intent == "deny" and x.talk.awaiting == "consequence" and not question.critical:
        effects.declined(x, question)
        return
    if meaning.intent == "deny":
        rest = found[1] if found and not found[0] else meaning.rest
        x.talk.mending, x.talk.pending, x.talk.awaiting = pending, None, ""
        if pending.said:
            x.talk.refused.append(pending.said)
        if rest.strip():
            x.in_vain = True
            mend(x, rest)
        else:
            x.say("no_to_that")
        if question.kind.name in _SAID_ANEW and x.talk.pending is None:
            x.talk.mending = None
        return
    if x.turn.keys is not None:
        x.tell(x.words.refuse(NothingHeard()))
        return
    x.in_vain = True
    x.talk.mending, x.talk.pending = pending, None
    if not mend(x, x.turn.text):
        x.talk.mending, x.talk.pending = None, pending
        x.say("yes_or_no_please")


def _said_once_more(x: Exchange, meaning: Meaning) -> None:
    """It counts when it was said twice in a row, or when a key says it."""
    question, pending = x.question, x.talk.pending
    assert question is not None and pending is not None  # noqa: S101, PT018, the caller looked
    if x.turn.keys is not None and x.turn.keys.startswith(DONE):
        answering.settle(x, question, pending, confirmed=True)
        return
    if is_none(question, pending) and isinstance(meaning.answer, Understood):
        x.talk.pending = None
        answering.answer(x, meaning)
        return
    told = meaning.answer.value if isinstance(meaning.answer, Understood) else None
    if x.turn.read_back or (meaning.intent not in ("affirm", "deny") and told is None):
        answering.missed(x, replace(meaning, answer=NothingHeard()))
        return
    if is_none(question, pending) and meaning.intent == "affirm":
        x.talk.pending = None  # there is one: it is asked for anew
        return
    again = Heard(meaning.intent == "affirm" if told is None else told, x.turn.text)
    asked_anew = effects.ends_the_talk(question, pending.value)
    if x.turn.keys is not None or again.value == pending.value or asked_anew:
        answering.settle(x, question, again, confirmed=True)
        return
    answering.missed(x, replace(meaning, answer=None))
    x.talk.pending = again


def _keyed_anew(x: Exchange, answer: Answer) -> None:
    """A value that was keyed in while another was read back: it is read back in its stead."""
    if isinstance(answer, Understood):
        x.talk.pending = Heard(answer.value, x.turn.text)
    elif isinstance(answer, Refusal):
        x.tell(x.words.refuse(answer))


def mend(x: Exchange, said: str) -> bool:
    """Take `said` as the right value, or as a correction of a part of the one refused.

    True when a new value is waiting for its yes.
    """
    question, wrong = x.question, x.talk.mending
    assert question is not None and wrong is not None  # noqa: S101, PT018, the caller looked
    context = asked(question, x.words, x.turn.today)
    back = question.kind.say_back(wrong.value, context)
    attempts = [said]
    if mentions(said, x.words.lexicon["a_part_only"]):
        attempts = [f"{back}, {said}", _as_a_correction(x, back, said)]
    elif question.kind.name in ("phone", "date"):
        attempts.append(_as_a_correction(x, back, said))
    for attempt in attempts:
        heard = question.kind.understand(attempt, context)
        if isinstance(heard, Understood) and heard.value != wrong.value:
            x.talk.pending = Heard(heard.value, x.turn.text)
            x.talk.mending = None
            decides = bool(effects.consequence(x, question, heard.value))
            x.talk.awaiting = "consequence" if decides else ""
            return True
    return False


def _as_a_correction(x: Exchange, back: str, said: str) -> str:
    """The value read back, then its correction in one breath, as the answer kinds read it."""
    part = said
    for phrase in x.words.lexicon["at_the_end"]:
        part = part.replace(phrase, "")
    return x.words.say("corrected_in_one_breath", value=back, part=part.strip(" ,."))


def mended(x: Exchange, meaning: Meaning) -> None:
    """The reply to "what is wrong?"."""
    if meaning.state is not None or x.turn.keys is not None:
        answering.answer(x, meaning)
    elif leading_yes_no(x.turn.text, x.words.lang) == (False, ""):
        x.say("no_to_that")
    elif not mend(x, x.turn.text):
        answering.missed(x, meaning)

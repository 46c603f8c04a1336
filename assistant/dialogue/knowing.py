"""A question in the middle: answered from the knowledge base, or said not to be known."""

from __future__ import annotations

from assistant.answers.nir import NirCheck, Verdict
from assistant.dialogue.exchange import Exchange
from assistant.knowledge.knowledge import entries, nearest
from assistant.understanding.meaning import mentions


def tell_answer(x: Exchange) -> None:
    """Answer the question asked, and remember that there may be more to tell."""
    entry = nearest(x.turn.text, x.talk.lang)
    if entry is None:
        x.say("not_known")
        return
    x.tell(entry.say)
    x.talk.more = entry.more


def tell_out_of_scope(x: Exchange) -> None:
    """Nothing is improvised; and for a medical opinion, it is said whom to ask."""
    for_advice = mentions(x.turn.text, x.words.lexicon["asks_for_advice"])
    x.say("no_medical_opinion" if for_advice else "out_of_scope")


def tells_of_an_old_letter(x: Exchange) -> bool:
    """Whether the turn was about the code of the old DMP, which opens nothing: told so."""
    if not all(mentions(x.turn.text, x.words.lexicon[part]) for part in ("old_code", "a_letter")):
        return False
    entry = entries(x.talk.lang)["old_twelve_digit_letter"]
    x.tell(entry.say)
    x.talk.more = entry.more
    return True


def tell_more(x: Exchange) -> None:
    """Say the rest of the last answer."""
    if x.talk.more:
        x.tell(x.talk.more)
        x.talk.more = ""
    else:
        x.say("no_more_to_tell")


def tell_number(x: Exchange, check: NirCheck) -> None:
    """Say what is right or doubtful in a social security number; the number itself is gone."""
    x.talk.awaiting = ""
    if check.verdict in (Verdict.DOUBTFUL_GROUP, Verdict.NOT_COHERENT) and check.group:
        group = x.words.say(f"number_group_{check.group.value}")
        x.say(f"number_{check.verdict.value}", group=group)
    else:
        x.say(f"number_{check.verdict.value}", heard=check.digits_heard)
    if check.verdict is not Verdict.VALID:
        x.talk.awaiting = "number"
    x.say("number_not_kept")

"""A question in the middle: answered from the knowledge base, or said not to be known."""

from __future__ import annotations

from assistant.answers.nir import NirCheck, Verdict
from assistant.dialogue.exchange import Exchange
from assistant.knowledge.knowledge import Entry, entries
from assistant.knowledge.search import near
from assistant.understanding.meaning import mentions


def tell_answer(x: Exchange) -> None:
    """Answer the question asked; when it is not sure which it was, propose the likeliest."""
    found = near(x.turn.text, x.talk.lang)
    if not found:
        x.say("not_known")
    elif found[0].sure:
        _tell(x, found[0].entry)
    else:
        x.talk.may_mean = [one.entry.key for one in found]
        _propose(x)


def proposed_question(x: Exchange) -> str:
    """The question that is proposed: "voulez-vous savoir …"."""
    asked = entries(x.talk.lang)[x.talk.may_mean[0]].asked[0]
    return x.words.say("did_you_ask", question=asked.rstrip(" ?"))


def proposal_answered(x: Exchange, *, yes: bool) -> None:
    """Tell the answer proposed, or propose the next one; after the last, it is not known."""
    x.talk.awaiting = ""
    key, *others = x.talk.may_mean
    x.talk.may_mean = others
    if yes:
        x.talk.may_mean = []
        _tell(x, entries(x.talk.lang)[key])
    elif others:
        _propose(x)
    else:
        x.say("not_known")


def _propose(x: Exchange) -> None:
    x.talk.awaiting = "did_you_ask"
    if x.question is None:  # no form is open to put the question
        x.tell(proposed_question(x))


def _tell(x: Exchange, entry: Entry) -> None:
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
    _tell(x, entries(x.talk.lang)["old_twelve_digit_letter"])
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

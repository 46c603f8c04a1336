"""What the keys of a telephone mean for the open question.

`1 2 3` the choices, digits for numbers and dates, `*` repeat, `#` done or confirm, `0` a person,
`7` slower, `9` faster, `00` back. A choice beyond the sixth is its number and `#`. An entry is
complete when it comes here: the channel collected it.
"""

from __future__ import annotations

from assistant.answers.kind import NotByKeys, Understood
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import ASKED_BY_YES_OR_NO
from assistant.dossier.dossier import State
from assistant.understanding.meaning import Meaning, asked

REPEAT = "*"
COMMANDS = {REPEAT: "repeat", "0": "human", "00": "back", "7": "slower", "9": "faster"}
DONE = "#"
YES, NO = "1", "2"
AT_REST = {YES: "summary", NO: "everything"}
"""When all was asked."""
IN_DIGITS = frozenset({"phone", "date", "past_date"})
"""Kinds whose values keys give digit by digit."""


def meaning_of_keys(x: Exchange, keys: str) -> Meaning:
    """What a complete entry means now."""
    entry = keys.strip().removesuffix("#")
    numbered = entry.strip("0").isdecimal() and keys.strip() != entry and _is_choice(x)
    if entry in COMMANDS and not numbered:
        return Meaning(COMMANDS[entry])
    if _gives_a_value_anew(x, entry):
        return _answer(x, entry)
    if x.talk.pending or x.talk.awaiting in ASKED_BY_YES_OR_NO:
        return _yes_or_no(entry)
    question = x.question
    if question is None:
        return Meaning(AT_REST.get(entry, "inform") if entry else "resume")
    if x.talk.awaiting == "which_field":
        return Meaning("inform" if entry else "deny")
    if not entry:
        return _done(x)
    return _answer(x, entry)


def _answer(x: Exchange, entry: str) -> Meaning:
    question = x.question
    assert question is not None  # noqa: S101, the callers looked
    if question.yes_means is not None and entry == YES:
        return Meaning("affirm", answer=Understood(question.yes_means(x.turn.today)))
    answer = question.kind.from_keys(entry, asked(question, x.words, x.turn.today))
    if question.is_list and isinstance(answer, Understood) and answer.value is False:
        return Meaning("deny", state=State.NONE)
    return Meaning("inform", answer=answer)


def _gives_a_value_anew(x: Exchange, entry: str) -> bool:
    """Whether a value that is read back was keyed in once more, instead of a yes or a no."""
    return (
        bool(x.talk.pending)
        and x.question is not None
        and x.question.kind.name in IN_DIGITS
        and len(entry) > 1
    )


def _yes_or_no(entry: str) -> Meaning:
    if entry in ("", YES):
        return Meaning("affirm")
    return Meaning("deny" if entry == NO else "inform")


def _done(x: Exchange) -> Meaning:
    """A `#` alone: no more in a list, and elsewhere on to the next question."""
    if x.question and x.question.is_list:
        return Meaning("no_more", state=State.NONE)
    if x.question and x.question.kind.name in ("name", "text", "address", "email", "practitioner"):
        return Meaning("inform", answer=NotByKeys())
    return Meaning("skip", state=State.SKIPPED)


def _is_choice(x: Exchange) -> bool:
    waiting = x.talk.pending is not None or bool(x.talk.awaiting)
    return x.question is not None and x.question.kind.name == "choice" and not waiting

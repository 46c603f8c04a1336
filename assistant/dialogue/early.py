"""What was said before it was asked: used, so that nobody is asked twice.

"ma fille Claire Martin, 06 12 34 56 78" answers three questions. A wish is never filled this
way: what was heard for it is kept aside, and the question is put, to be answered by a yes.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers.choice import spot_choice
from assistant.answers.kind import Value
from assistant.answers.name_spotted import spot_name
from assistant.answers.phone_found import spot_phone
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.plan import applies, is_open
from assistant.dialogue.talk import Heard
from assistant.steps import LIST_OF, STEP_OF
from assistant.steps.step import Question
from assistant.understanding.meaning import asked


def _siblings(question: Question) -> tuple[Question, ...]:
    """The questions that an answer to `question` may answer as well: its item's, or its step's."""
    of_list = LIST_OF.get(question.id)
    if of_list or question.is_list:
        return (of_list or question).items
    return STEP_OF[question.id].questions


def _may_be_early(x: Exchange, sibling: Question, question: Question) -> bool:
    if sibling.id == question.id or sibling.id in x.talk.early:
        return False
    item = x.talk.item if sibling.id in LIST_OF else None
    return is_open(sibling, x.dossier, item)


def take_apart(x: Exchange, question: Question, said: str) -> str:
    """Set aside what `said` tells of other questions; the rest is the answer to this one.

    Only a telephone, a relation and a name are looked for: they stand out in a sentence, and
    telling them apart cannot change a wish.
    """
    siblings = [q for q in _siblings(question) if _may_be_early(x, q, question)]
    rest = said
    for kind_name in ("phone", "choice", "name"):
        if kind_name == question.kind.name:  # a name at a name is the answer itself
            continue
        for sibling in siblings:
            if not _belongs(sibling, kind_name):
                continue
            found = _spot(x, sibling, rest)
            if found is None:
                continue
            value, (begin, end) = found
            x.talk.early[sibling.id] = Heard(value, said)
            rest = f"{rest[:begin]} {rest[end:]}"
            break
    return rest.strip(" ,.;:")


def _belongs(question: Question, kind_name: str) -> bool:
    if question.kind.name != kind_name:
        return False
    return kind_name != "choice" or question.id.endswith(".relation")


def _spot(x: Exchange, question: Question, said: str) -> tuple[Value, tuple[int, int]] | None:
    context = asked(question, x.words, x.turn.today)
    spot = {"phone": spot_phone, "choice": spot_choice, "name": spot_name}[question.kind.name]
    return spot(said, context)


def keep_early_facts(x: Exchange) -> None:
    """Record what was said early and needs no confirmation: neither critical nor a wish."""
    for question in tuple(_ready(x)):
        heard = x.talk.early.pop(question.id)
        item = x.talk.item if question.id in LIST_OF else None
        x.keep(question, item=item, value=heard.value, said=heard.said)


def _ready(x: Exchange) -> Iterator[Question]:
    if x.question is None:
        return
    for question in _siblings(x.question):
        item = x.talk.item if question.id in LIST_OF else None
        plain_fact = not question.critical and not question.will
        if question.id in x.talk.early and plain_fact and applies(question, x.dossier, item):
            yield question

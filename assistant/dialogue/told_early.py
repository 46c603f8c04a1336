"""An allergy, or an examination to avoid, told where something else was asked: never lost.

It is set aside, said to be, and read back when its question comes. What is not said plainly
("je ne suis pas allergique", a question) is left to the question itself.
"""

from __future__ import annotations

import re

from assistant.answers.kind import Understood
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import Heard
from assistant.steps import LIST_OF, QUESTIONS, STEP_OF
from assistant.steps.step import Question
from assistant.understanding.meaning import asked, asks, mentions

SUBSTANCE, PROCEDURE = "health.allergies.substance", "health.contraindications.procedure"
_CLAUSES = re.compile(r"[,;.!]| et | and ")


def set_aside(x: Exchange) -> bool:
    """Whether the turn told of such a thing, and it was set aside."""
    elsewhere = x.question is not None and STEP_OF[x.question.id].name != "health"
    if not (elsewhere and x.talk.consented) or asks(x.turn.text, x.words):
        return False
    found = False
    for clause in _CLAUSES.split(x.turn.text):
        for field in (SUBSTANCE, PROCEDURE):
            if field in x.talk.early or not _tells(x, field, clause):
                continue
            context = asked(QUESTIONS[field], x.words, x.turn.today)
            answer = QUESTIONS[field].kind.understand(clause.strip(), context)
            if isinstance(answer, Understood):
                x.talk.early[field] = Heard(answer.value, x.turn.text)
                found = True
    if found:
        x.say("told_early")
    return found


def item_waits(x: Exchange, of_list: Question) -> bool:
    """Whether an item of the list was told before the list was asked for."""
    return any(LIST_OF.get(field) is of_list for field in x.talk.early)


def _tells(x: Exchange, field: str, clause: str) -> bool:
    if field == SUBSTANCE:
        lexicon = x.words.lexicon
        return mentions(clause, lexicon["tells_an_allergy"]) and not mentions(
            clause, lexicon["tells_no_allergy"]
        )
    names_item = LIST_OF[field].names_item
    return names_item is not None and names_item(clause)

"""The dossier in sentences, as it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from assistant.dialogue.wishes import wish_status
from assistant.dossier.dossier import Dossier
from assistant.dossier.facts import Fact, facts
from assistant.words.words import Words


def summary(dossier: Dossier, words: Words, today: date) -> Iterator[str]:
    """A sentence for each answer or item of a list, step by step; what a wish lacks comes last."""
    for step, of_step in groupby(facts(dossier, words, today), key=lambda fact: fact.step):
        yield words.say("summary_of", title=words.steps[step].title)
        for (field, _), parts in groupby(of_step, key=_sentence_of):
            value = ", ".join(fact.value for fact in parts)
            yield words.say("summary_line", label=words.fields[field].label, value=value)
        yield from wish_status(step, dossier, words)


def _sentence_of(fact: Fact) -> tuple[str, int | None]:
    """What shares a sentence: the parts of one item."""
    return fact.list_field or fact.field, fact.item

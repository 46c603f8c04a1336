"""The dossier in sentences, as it is read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from assistant.dialogue.wishes import whether_it_counts, wish_status
from assistant.dossier.dossier import Dossier, State
from assistant.dossier.facts import Fact, facts
from assistant.words.words import Words


def summary(dossier: Dossier, words: Words, today: date) -> Iterator[str]:
    """A sentence for each answer or item of a list, step by step; what a wish lacks comes last."""
    for step, of_step in groupby(facts(dossier, words, today), key=lambda fact: fact.step):
        yield from _answers(step, list(of_step), words)
        yield from wish_status(step, dossier, words)


def topics(dossier: Dossier, words: Words, today: date) -> list[str]:
    """The steps of which there is something to read back, in their order."""
    return list(dict.fromkeys(fact.step for fact in facts(dossier, words, today)))


def summary_of(topic: str, dossier: Dossier, words: Words, today: date) -> Iterator[str]:
    """One step; of a wish only whether it counts: what to do next was said when it was closed."""
    of_topic = [fact for fact in facts(dossier, words, today) if fact.step == topic]
    yield from _answers(topic, of_topic, words)
    yield from whether_it_counts(topic, dossier, words)


def _answers(step: str, of_step: Sequence[Fact], words: Words) -> Iterator[str]:
    """What was answered, each with its name; what is still to come, in one sentence."""
    yield words.say("summary_of", title=words.steps[step].title)
    to_come: list[str] = []
    for (field, _), of_field in groupby(of_step, key=_sentence_of):
        parts = list(of_field)
        known = [fact.value for fact in parts if fact.state is not State.SKIPPED]
        label = words.fields[field].aloud or words.fields[field].label
        if known:
            yield words.say("summary_line", label=label, value=", ".join(known))
        else:
            to_come.append(label)
    if to_come:
        yield words.say("summary_to_come", labels=", ".join(to_come))


def _sentence_of(fact: Fact) -> tuple[str, int | None]:
    """What shares a sentence: the parts of one item."""
    return fact.list_field or fact.field, fact.item

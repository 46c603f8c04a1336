"""The whole dossier, for the person to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from assistant.dialogue.wishes import wish_status
from assistant.dossier.facts import Fact
from assistant.papers.blocks import Block, Given, Heading, Line, Paper, Title
from assistant.papers.subject import Subject
from assistant.papers.wording import wording_in
from assistant.words.words import words_in


def large_print(subject: Subject) -> Paper:
    """Every fact, step by step, and after each wish what it is worth in law."""
    wording, name = wording_in(subject.lang), subject.everyday_name
    title = wording.say("record_title", name=name) if name else wording.say("record_untitled")
    return Paper(
        name="dossier",
        title=title,
        lang=subject.lang,
        blocks=(Title(title), *_opening(subject), *_steps(subject)),
    )


def _opening(subject: Subject) -> Iterator[Block]:
    wording = wording_in(subject.lang)
    yield Line(wording.say("record_of", id=subject.dossier.id, day=subject.day(subject.today)))
    yield Line(wording.say("record_private"))
    if not subject.facts:
        yield Line(wording.say("record_empty"), strong=True)


def _steps(subject: Subject) -> Iterator[Block]:
    words = words_in(subject.lang)
    told = {fact.step for fact in subject.facts} | set(subject.statuses)
    for name, step in words.steps.items():
        if name not in told:
            continue
        yield Heading(step.title[0].upper() + step.title[1:])
        yield from given(subject, [fact for fact in subject.facts if fact.step == name])
        yield from (Line(text) for text in wish_status(name, subject.dossier, words))


def given(subject: Subject, of_step: list[Fact]) -> Iterator[Block]:
    """The facts of a step, each item of a list under a heading of its own."""
    words, wording = words_in(subject.lang), wording_in(subject.lang)
    for (list_field, item), group in groupby(of_step, key=lambda f: (f.list_field, f.item)):
        if list_field is not None:
            number = subject.dossier.items(list_field).index(item or 0) + 1
            label = words.fields[list_field].label
            yield Heading(wording.say("item_title", label=label, number=number), level=3)
        for fact in group:
            own = wording.say("own_words", words=fact.own_words) if fact.own_words else ""
            yield Given(fact.label, fact.value, own, subject.lang)

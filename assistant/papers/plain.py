"""The dossier in plain language: short sentences, one idea each, hard words explained (FALC).

Rules: 12 words a sentence at most, one idea a sentence, digits as digits, no abbreviation left
unexplained. The person's own words are theirs, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dialogue.wishes import how_far
from assistant.papers.blocks import Block, Heading, Line, Paper, Points, Title
from assistant.papers.large_print import given
from assistant.papers.subject import Subject
from assistant.papers.wording import glossary_in, wording_in
from assistant.words.words import words_in

LONGEST = 12  # words in a sentence


def plain_language(subject: Subject) -> Paper:
    """The same facts as in large print, each subject with what it means."""
    wording = wording_in(subject.lang)
    return Paper(
        name="mots-simples",
        title=wording.say("plain_title"),
        lang=subject.lang,
        blocks=(Title(wording.say("plain_title")), *_opening(subject), *_steps(subject)),
    )


def _opening(subject: Subject) -> Iterator[Block]:
    wording, name = wording_in(subject.lang), subject.everyday_name
    for sentence in wording.all_of("plain_opening"):
        if name or "{name}" not in sentence:
            yield Line(sentence.format(name=name))
    if not subject.facts:
        yield Line(wording.say("plain_empty"), strong=True)


def _steps(subject: Subject) -> Iterator[Block]:
    words, wording = words_in(subject.lang), wording_in(subject.lang)
    explained: set[str] = set()
    for name, step in words.steps.items():
        of_step = [fact for fact in subject.facts if fact.step == name]
        if not of_step and name not in subject.statuses:
            continue
        yield Heading(step.title[0].upper() + step.title[1:])
        yield from (Line(sentence) for sentence in wording.all_of(f"plain_{name}"))
        for block in given(subject, of_step):
            yield block
            for word, sentence in glossary_in(subject.lang).items():
                is_there = word in " ".join(block.texts()[:2]).lower()
                if is_there and word not in explained:
                    explained.add(word)
                    yield Line(sentence)
        if name in subject.statuses:
            yield from _standing(subject, name)


def _standing(subject: Subject, wish: str) -> Iterator[Block]:
    """Whether the wish counts; what is missing, one thing a line; what to do next."""
    words, status = words_in(subject.lang), subject.statuses[wish]
    yield Line(how_far(wish, status, words))
    if status.missing:
        yield Line(wording_in(subject.lang).say("plain_missing"))
        yield Points(tuple(words.say(f"missing_{word}") for word in status.missing))
    if status.next_step:
        yield Line(words.say(status.next_step))

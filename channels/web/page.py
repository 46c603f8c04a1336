"""What stands on the page: what was said, the open question, and how it may be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.shown import Open
from assistant.speech.spoken_form import by_language
from assistant.words.words import Words, words_in
from channels.spoken.prompts import fixed_sentences
from channels.web.sessions import Seen

COMMANDS = ("repeat", "help", "why", "back", "skip", "pause", "human", "stop")
"""What can be asked at any moment, always in this order."""
KEYBOARDS = {"phone": "tel", "email": "email"}
"""The keyboard that a telephone shows for a kind of answer (HTML, inputmode); text for others."""
LONG_ANSWERS = ("text",)
"""Kinds of answers that may be several lines."""

_END = re.compile(r"(?<=[.?!])\s+")
_WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
NO_BREAK = "\u00a0"

Line = tuple[tuple[str, Lang], ...]
"""One line of text in its parts, each with its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the template of a talk needs to know."""

    words: Words
    title: str
    said: tuple[Line, ...]
    heading: Line
    hint: tuple[Line, ...]
    choices: tuple[str, ...]
    label: str
    keyboard: str
    is_long: bool
    commands: tuple[str, ...]
    progress: str
    mark: str
    is_in: bool
    has_begun: bool
    may_be_spoken: bool


def page(now: Open, seen: Seen) -> Page:
    """The page of a talk that stands at `now`, to somebody who saw `seen` last."""
    words = words_in(now.lang)
    is_as_seen = seen.mark == now.mark
    question = "" if is_as_seen and seen.alone else now.question
    said = seen.said if is_as_seen else words.say("page_moved_on")
    if question and not said.endswith(question):
        said = f"{said}\n{question}"
    above, heading, hint = _in_three(said, now.lang)
    kind = now.expected.question.kind.name if now.expected.question else ""
    if now.expected.confirming or not question:
        kind = ""
    commands = tuple("resume" if now.resting and c == "pause" else c for c in COMMANDS)
    return Page(
        words=words,
        title=_title(now, said, heading),
        said=tuple(lines(above, now.lang)),
        heading=next(lines(heading, now.lang), ()),
        hint=tuple(lines(hint, now.lang)),
        choices=now.choices if question else (),
        label=words.say("page_answer_instead" if question and now.choices else "page_answer"),
        keyboard="numeric" if now.expected.code else KEYBOARDS.get(kind, "text"),
        is_long=kind in LONG_ANSWERS,
        commands=commands,
        progress=now.progress,
        mark=now.mark,
        is_in=now.is_in,
        has_begun=now.expected.asking is not None,
        may_be_spoken=may_be_spoken(now),
    )


def may_be_spoken(now: Open) -> bool:
    """Whether a talk aloud may begin here: not where a dossier is still to be found, or proved."""
    return (now.is_in or now.expected.asking is not None) and not now.expected.code


def lines(text: str, lang: Lang) -> Iterator[Line]:
    """Each line of a text. A number is not broken in two."""
    for line in text.split("\n"):
        if line.strip():
            yield tuple(by_language(_WITHIN_A_NUMBER.sub(NO_BREAK, line), lang))


def _in_three(said: str, lang: Lang) -> tuple[str, str, str]:
    """What stands above the question, the question itself, and what is added to it.

    A sentence of ours may say first why it asks, or afterwards how to answer. One with something of
    the person's stays whole: "It is Claire Martin. Is that right?"
    """
    above, _, last = said.rpartition("\n")
    if last not in fixed_sentences(lang):
        return above, last, ""
    sentences = _END.split(last)
    asked = next((at for at, s in enumerate(sentences) if s.endswith("?")), None)
    if asked is None:
        return above, last, ""
    before, after = sentences[:asked], sentences[asked + 1 :]
    return "\n".join([above, " ".join(before)]), sentences[asked], " ".join(after)


def _title(now: Open, said: str, heading: str) -> str:
    """The question; what is read back is not in it, as a browser keeps titles in its history."""
    words = words_in(now.lang)
    if now.expected.confirming and now.expected.asking:
        return words.say("page_check")
    is_ours = said.rpartition("\n")[2] in fixed_sentences(now.lang)
    return heading if is_ours else words.say("page_yours")

"""What is listened for: the closed answers to the open question, and the commands. Pure.

From the step's declaration: yes and no, the options of a choice, the parts of a date, and
everywhere the commands of `words/<lang>/aloud.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.answers.date_words import MONTHS
from assistant.answers.kind import Lang
from assistant.answers.numbers import read_numbers
from assistant.answers.tokens import tokens_of
from assistant.speech.days_and_years import Ways, days, years
from assistant.speech.protocols import Expected, Part
from assistant.steps import QUESTIONS
from assistant.steps.step import Question
from assistant.understanding.meaning import takes_none
from assistant.words.words import FOLDER, read_file, words_in

CLOSED_KINDS = frozenset({"yes_no", "choice"})
DATE_KINDS = frozenset({"date", "past_date"})
WAYS_OF_AN_OPTION = 3  # of saying it, that are listened for: more words are more confusions
WORDS_OF_A_WAY = 4  # longer ways are not said by chance


@dataclass(frozen=True, slots=True)
class Grammar:
    """The phrases that may be said; those that come to the same stand together."""

    answered: tuple[Ways, ...]
    commanded: tuple[Ways, ...]

    @property
    def answers(self) -> Ways:
        """Those that are no command, each once."""
        return _flat(self.answered)

    @property
    def commands(self) -> Ways:
        """Those that are."""
        return _flat(self.commanded)

    @property
    def phrases(self) -> Ways:
        """All of them, each once."""
        return _flat(self.answered + self.commanded)

    def but_for(self, said: str) -> Grammar:
        """What else it may have been: all that does not come to the same as `said`."""
        same = {said}
        for _ in range(2):  # what comes to the same as a no may be no as well
            for ways in (*self.answered, *self.commanded):
                same |= set(ways) if same & set(ways) else set()
        return Grammar(_without(self.answered, same), _without(self.commanded, same))


def _flat(answered: tuple[Ways, ...]) -> Ways:
    return tuple(dict.fromkeys(way for ways in answered for way in ways))


def _without(answered: Iterable[Ways], left_out: Collection[str]) -> tuple[Ways, ...]:
    kept = (tuple(way for way in ways if way not in left_out) for ways in answered)
    return tuple(ways for ways in kept if ways)


def grammar(expected: Expected) -> Grammar:
    """What is listened for."""
    answered = tuple(_answered(expected))
    turned_down = {way for way in _flat(answered) if _is_turned_down(way, expected)}
    return Grammar(_without(answered, turned_down), _commanded_now(expected))


def _is_turned_down(way: str, expected: Expected) -> bool:
    """Whether the person said no to it: a number however it is said."""
    if expected.part in ("day", "year"):
        refused = {_value(said, expected.lang) for said in expected.refused}
        return bool(value := _value(way, expected.lang)) and value in refused
    return _plain(way) in {_plain(said) for said in expected.refused}


def _answered(expected: Expected) -> Iterator[Ways]:
    if expected.code:
        return
    if expected.part == "which":
        yield from (tuple(ways) for ways in parts_named(expected.lang).values())
    elif expected.part == "month":
        yield from ((month.lower(),) for month in MONTHS[expected.lang])
    elif expected.part == "day":
        yield from days(expected.lang)
        yield from _instead_of_a_day(expected)
    elif expected.part == "year":
        yield from years(expected.lang)
    elif expected.confirming:
        yield from _yes_and_no(expected.lang)
    elif expected.question:
        yield from _to_a_question(expected.question, expected)


def _value(said: str, lang: Lang) -> int:
    """The number of a day or of a year: "nineteen oh four" is three numbers."""
    read = [n.value for n in read_numbers(tokens_of(said.replace("_", " ")), lang)] or [0]
    return read[0] if len(read) == 1 else 100 * read[0] + read[-1]


def parts_named(lang: Lang) -> dict[Part, list[str]]:
    """How it is said which part of a date was wrong; `which` stands for all of them."""
    named: dict[Part, list[str]] = _aloud(lang)["parts"]
    return named


def answers_the_whole(said: str, expected: Expected) -> bool:
    """Whether it is no part of a date: a command, a yes to one proposed, or that there is none."""
    instead = _flat(tuple(_instead_of_a_day(expected)))
    return said in grammar(expected).commands or said in instead


def told_out_of_the_blue(lang: Lang) -> list[str]:
    """What can be said where no question is put, besides the commands."""
    return [ways[0] for ways in _aloud(lang)["no_question"].values()]


def can_hear_an_answer(expected: Expected) -> bool:
    """Whether an answer itself can be told, not only a command or a no."""
    if expected.part or expected.confirming:
        return True
    return not expected.code and _kind(expected) in CLOSED_KINDS


def is_asked_in_parts(expected: Expected) -> bool:
    """Whether it is a date: heard a day, a month and a year at a time."""
    plain = not (expected.part or expected.confirming or expected.code)
    return plain and _kind(expected) in DATE_KINDS


def _kind(expected: Expected) -> str | None:
    return expected.question.kind.name if expected.question else None


def _to_a_question(question: Question, expected: Expected) -> Iterator[Ways]:
    words = words_in(expected.lang)
    if question.kind.name == "yes_no" or question.is_list:
        yield from _yes_and_no(expected.lang)
    else:
        yield from _none(expected)
    if question.kind.name in CLOSED_KINDS:
        for option in words.fields[question.id].options.values():
            others = [way for way in option.heard if len(way.split()) <= WORDS_OF_A_WAY]
            ways = [way for way in (option.say, *others) if not re.search(r"\d", way)]
            yield tuple(ways[:WAYS_OF_AN_OPTION])


def _none(expected: Expected) -> Iterator[Ways]:
    """The ways to say that there is none, where the question has such an answer."""
    if expected.question and takes_none(expected.question, words_in(expected.lang)):
        yield tuple(_aloud(expected.lang)["no"])


def _instead_of_a_day(expected: Expected) -> Iterator[Ways]:
    """What answers a date as a whole: a yes to the one proposed, and that there is none."""
    if expected.question and expected.question.yes_means:
        yield tuple(_aloud(expected.lang)["yes"])
    yield from _none(expected)


def _yes_and_no(lang: Lang) -> Iterator[Ways]:
    yield tuple(_aloud(lang)["yes"])
    yield tuple(_aloud(lang)["no"])


def commands(lang: Lang) -> Ways:
    """What is listened for everywhere."""
    return _flat(_commanded(lang))


def _commanded_now(expected: Expected) -> tuple[Ways, ...]:
    """Those, and how to go on for somebody who rests, or to whom no question is put."""
    lang = expected.lang
    return (
        _commanded(lang)
        + (_commanded(lang, "at_rest") if expected.resting else ())
        + (_commanded(lang, "no_question") if is_out_of_the_blue(expected) else ())
    )


def is_out_of_the_blue(expected: Expected) -> bool:
    """Whether nothing is asked."""
    return expected.asking is None and not (expected.confirming or expected.code or expected.part)


@cache
def _commanded(lang: Lang, when: str = "commands") -> tuple[Ways, ...]:
    return tuple(map(tuple, _aloud(lang)[when].values()))


@cache
def _aloud(lang: Lang) -> dict[str, Any]:
    return read_file(FOLDER / lang / "aloud.yml")


def ways_to_tell(lang: Lang) -> Mapping[str, Any]:
    """How a sentence tells to say something (`aloud.yml` has what each is)."""
    told: Mapping[str, Any] = _aloud(lang)["told"]
    return told


def _plain(said: str) -> str:
    return re.sub(r"[\W_]+", " ", said.lower()).strip()


def token(phrase: str) -> str:
    """A phrase as one word of the dictionary: "plus_lentement"."""
    return _plain(phrase).replace(" ", "_")


def every_phrase(lang: Lang) -> Iterator[str]:
    """Every phrase that is listened for at any question, each once."""
    asked = [Expected(asking, confirming=False, lang=lang) for asking in QUESTIONS]
    asked += [Expected(None, confirming=False, lang=lang, resting=True)]
    a_date = Expected("identity.birth_date", confirming=False, lang=lang)
    asked += [replace(a_date, part="month"), replace(a_date, part="which")]
    yield from dict.fromkeys(phrase for expected in asked for phrase in grammar(expected).phrases)

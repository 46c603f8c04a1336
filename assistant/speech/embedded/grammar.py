"""What may be said to a question, as the embedded recogniser can tell it apart. Pure.

From the step's declaration: yes and no, the options of a choice, the parts of a date, and
everywhere the commands of `words/<lang>/aloud.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from assistant.answers.date_words import MONTHS
from assistant.answers.kind import Lang
from assistant.answers.numbers import read_numbers
from assistant.answers.tokens import tokens_of
from assistant.speech.embedded.jsgf import expanded, rules
from assistant.speech.protocols import Expected, Part
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import takes_none
from assistant.words.words import FOLDER, read_file, words_in

CLOSED_KINDS = frozenset({"yes_no", "choice"})
DATE_KINDS = frozenset({"date", "past_date"})
WAYS_OF_AN_OPTION = 3  # of saying it, that are listened for: more words are more confusions
WORDS_OF_A_WAY = 4  # longer ways are not said by chance

FRENCH_NUMBERS = """
<to_nine> = deux | trois | quatre | cinq | six | sept | huit | neuf;
<teen> = dix | onze | douze | treize | quatorze | quinze | seize | dix (sept | huit | neuf);
<ten> = vingt | trente | quarante | cinquante | soixante;
<to_99> = un | <to_nine> | <teen> | <ten> [et un | <to_nine>] | soixante (et onze | <teen>)
  | quatre_vingt [un | <to_nine> | <teen>];
<day> = premier | un | <to_nine> | <teen> | vingt [et un | <to_nine>] | trente [et un];
<year> = (mille | dix) neuf cent [<to_99>] | deux mille [<to_99>];
"""
ENGLISH_NUMBERS = """
<to_nine> = two | three | four | five | six | seven | eight | nine;
<teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen
  | nineteen;
<ten> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
<to_99> = one | <to_nine> | <teen> | <ten> [one | <to_nine>];
<day> = [the] (first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth
  | eleventh | twelfth | thirteenth | fourteenth | fifteenth | sixteenth | seventeenth
  | eighteenth | nineteenth | twentieth | twenty (first | second | third | fourth | fifth | sixth
  | seventh | eighth | ninth) | thirtieth | thirty first) | one | <to_nine> | <teen>
  | twenty [one | <to_nine>] | thirty [one];
<year> = nineteen (oh (one | <to_nine>) | <to_99> | hundred)
  | twenty (oh (one | <to_nine>) | <to_99>) | two thousand [[and] <to_99>];
"""
NUMBERS: dict[Lang, str] = {"fr": FRENCH_NUMBERS, "en": ENGLISH_NUMBERS}


@dataclass(frozen=True, slots=True)
class Grammar:
    """Phrases that are each an answer or a command, and a rule of numbers beside them, in JSGF."""

    answers: tuple[str, ...]
    commands: tuple[str, ...]
    rule: str = ""

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.answers, *self.commands)))


def grammar(expected: Expected) -> Grammar:
    """What is listened for."""
    answers: Iterator[str] = iter(())
    rule = ""
    if expected.code:
        pass
    elif expected.part == "which":
        answers = (way for ways in parts_named(expected.lang).values() for way in ways)
    elif expected.part == "month":
        answers = (month.lower() for month in MONTHS[expected.lang])
    elif expected.part:
        rule = _numbers(expected.part, expected)
        answers = _instead_of_a_day(expected) if expected.part == "day" else answers
    elif expected.confirming:
        answers = _yes_and_no(expected.lang)
    elif expected.asking:
        answers = _answers(expected)
    refused = {_plain(said) for said in expected.refused}
    kept = tuple(dict.fromkeys(a for a in answers if _plain(a) not in refused))
    return Grammar(kept, commands(expected.lang), rule)


def _numbers(part: Part, expected: Expected) -> str:
    """The rule of that part of a date, without what the person turned down, however it is said."""
    refused = {_value(said, expected.lang) for said in expected.refused}
    if not refused:
        return f"<{part}>"
    every = expanded(f"<{part}>", rules(NUMBERS[expected.lang]))
    return " | ".join(said for said in every if _value(said, expected.lang) not in refused)


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
    return said in commands(expected.lang) or said in _instead_of_a_day(expected)


def can_hear_an_answer(expected: Expected) -> bool:
    """Whether an answer itself can be told, not only a command or a no."""
    if expected.part or expected.confirming:
        return True
    if expected.code or expected.asking is None:
        return False
    return QUESTIONS[expected.asking].kind.name in CLOSED_KINDS


def is_asked_in_parts(expected: Expected) -> bool:
    """Whether it is a date: heard a day, a month and a year at a time."""
    plain = not (expected.part or expected.confirming or expected.code)
    return plain and bool(expected.asking) and _kind(expected) in DATE_KINDS


def _kind(expected: Expected) -> str:
    return QUESTIONS[expected.asking or ""].kind.name


def _answers(expected: Expected) -> Iterator[str]:
    question = QUESTIONS[expected.asking or ""]
    words = words_in(expected.lang)
    if question.kind.name == "yes_no" or question.is_list:
        yield from _yes_and_no(expected.lang)
    else:
        yield from _none(expected)
    if question.kind.name in CLOSED_KINDS:
        for option in words.fields[question.id].options.values():
            others = [way for way in option.heard if len(_plain(way).split()) <= WORDS_OF_A_WAY]
            ways = [way for way in (option.say, *others) if not re.search(r"\d", way)]
            yield from ways[:WAYS_OF_AN_OPTION]


def _none(expected: Expected) -> Iterator[str]:
    """The ways to say that there is none, where the question has such an answer."""
    if expected.asking and takes_none(QUESTIONS[expected.asking], words_in(expected.lang)):
        yield from _aloud(expected.lang)["no"]


def _instead_of_a_day(expected: Expected) -> Iterator[str]:
    """What answers a date as a whole: a yes to the one proposed, and that there is none."""
    if expected.asking and QUESTIONS[expected.asking].yes_means:
        yield from _aloud(expected.lang)["yes"]
    yield from _none(expected)


def _yes_and_no(lang: Lang) -> Iterator[str]:
    yield from _aloud(lang)["yes"]
    yield from _aloud(lang)["no"]


@cache
def commands(lang: Lang) -> tuple[str, ...]:
    """What is listened for everywhere."""
    return tuple(way for ways in _aloud(lang)["commands"].values() for way in ways)


@cache
def _aloud(lang: Lang) -> dict[str, Any]:
    return read_file(FOLDER / lang / "aloud.yml")


def _plain(said: str) -> str:
    return re.sub(r"[\W_]+", " ", said.lower()).strip()


def token(phrase: str) -> str:
    """A phrase as one word of the dictionary: "plus_lentement"."""
    return _plain(phrase).replace(" ", "_")


def every_phrase(lang: Lang) -> Iterator[str]:
    """Every phrase that is listened for at any question, each once."""
    asked = [Expected(asking, confirming=False, lang=lang) for asking in QUESTIONS]
    asked += [Expected(None, confirming=True, lang=lang)]
    a_date = Expected("identity.birth_date", confirming=False, lang=lang)
    asked += [replace(a_date, part="month"), replace(a_date, part="which")]
    yield from dict.fromkeys(phrase for expected in asked for phrase in grammar(expected).phrases)

"""The digits of a sentence as they were said: in groups, each with the mark of a correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.answers.numbers import Number, read_numbers
from assistant.answers.phone_words import (
    ARTICLES,
    CORRECTIONS,
    FILLERS,
    LIKELY,
    NOT,
    PLUS,
    SOFT,
    TIMES,
)
from assistant.answers.tokens import Token, length_at, texts, tokens_of

Mark: TypeAlias = Literal["corrected", "negated", "soft"]


@dataclass(frozen=True, slots=True)
class Group:
    """Digits said together. `mark`: how what came before is corrected by them, if it is."""

    digits: str
    start: int
    end: int
    mark: Mark | None = None
    begins: bool = False
    international: bool = False


@dataclass(slots=True)
class Series:
    """Groups that belong together, for all one can hear. `doubted`: taken back, nothing after."""

    groups: list[Group] = field(default_factory=list)
    negated: bool = False
    doubted: bool = False

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @property
    def international(self) -> bool:
        return self.groups[0].international


def _groups(said: str, lang: Lang) -> Iterator[Group]:
    """The groups of digits of a sentence, "deux fois le six" and "double zéro" written out."""
    tokens = tokens_of(said)
    numbers = [number for number in read_numbers(tokens, lang) if not number.ordinal]
    done = 0  # tokens dealt with
    at = 0
    while at < len(numbers):
        number = numbers[at]
        first, last, digits = number.first, number.last, number.digits
        if lang == "en" and "hundred" in texts(tokens[first:last]):
            digits = _hundreds(number, texts(tokens[first:last]))
        if written := _written_out(tokens, numbers, at, lang):
            digits, at = written[0], written[1]
            last = numbers[at].last
        if first > done and (times := TIMES[lang].get(tokens[first - 1].text)):
            digits, first = digits * times, first - 1
        at += 1
        gap = texts(tokens[done:first])
        between = said[tokens[done - 1].end if done else 0 : tokens[first].start]
        international = between.endswith("+") or (bool(gap) and gap[-1] == PLUS)
        if international and gap and gap[-1] == PLUS:
            gap = gap[:-1]
        opened = between.rstrip().endswith("(") and said[tokens[last - 1].end :].lstrip()[:1] == ")"
        mark, begins = _sort_gap(gap, lang)
        if not (opened and digits == "0" and done):
            yield Group(
                digits,
                tokens[first].start,
                tokens[last - 1].end,
                mark,
                begins or done == 0 or international or ";" in between,
                international,
            )
        done = last
    if done:
        mark, breaks = _sort_gap(texts(tokens[done:]), lang)
        if mark in ("corrected", "negated") and not breaks and not said.rstrip().endswith("?"):
            yield Group("", len(said), len(said), "corrected")


def _hundreds(number: Number, words: Sequence[str]) -> str:
    """The digits of "nine hundred four", which are 900 and 4; "nine hundred and four" is 904."""
    if "and" in words or number.value >= 1000 or words[-1] == "hundred":
        return number.digits
    return f"{number.value // 100}00{number.value % 100}"


def _written_out(
    tokens: Sequence[Token], numbers: Sequence[Number], at: int, lang: Lang
) -> tuple[str, int] | None:
    """Digits for "deux fois six" and "trois zéros", and the index of their last number."""
    if lang != "fr" or at + 1 >= len(numbers) or not 2 <= numbers[at].value <= 5:
        return None
    times, repeated = numbers[at].value, numbers[at + 1]
    between = texts(tokens[numbers[at].last : repeated.first])
    if between in (("fois",), ("fois", "le"), ("fois", "un")) or (
        not between and tokens[repeated.first].text == "zeros"
    ):
        return repeated.digits * times, at + 1
    return None


def _sort_gap(gap: Sequence[str], lang: Lang) -> tuple[Mark | None, bool]:
    """What the words between two groups do: the mark they set, and whether they part numbers."""
    mark: Mark | None = None
    at = 0
    while at < len(gap):
        if length := length_at(gap, at, LIKELY[lang]):
            pass
        elif length := length_at(gap, at, CORRECTIONS[lang]):
            mark = "corrected"
        elif length := length_at(gap, at, FILLERS[lang]):
            if mark is None and any(word in SOFT[lang] for word in gap[at : at + length]):
                mark = "soft"
        else:
            return ("negated" if _ends_negated(gap, lang) else None), True
        at += length
    if mark == "corrected" and _ends_negated(gap, lang):
        mark = "negated"
    return mark, False


def _ends_negated(gap: Sequence[str], lang: Lang) -> bool:
    """Whether the words end on "pas" or "pas le": what follows is what it is not."""
    left = list(gap)
    while left and left[-1] in ARTICLES[lang]:
        left.pop()
    return bool(left) and left[-1] in NOT[lang]


def series_of(said: str, lang: Lang) -> list[Series]:
    found: list[Series] = []
    for group in _groups(said, lang):
        if not group.digits:
            found[-1].doubted = True
        elif group.begins:
            negated = group.mark == "negated"
            found.append(Series([replace(group, mark=None)], negated=negated))
        else:
            found[-1].groups.append(group)
    return found

"""The one telephone number of a sentence, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.kind import Asked, Lang, NothingHeard, Refusal
from assistant.answers.numbers import read_numbers
from assistant.answers.phone_corrections import long_ones_in_pairs, readings_of, with_leading_zero
from assistant.answers.phone_groups import Group, Series, series_of
from assistant.answers.phone_plan import (
    DIGITS_OF_A_FRENCH_NUMBER,
    TooFewDigits,
    TooManyDigits,
    e164,
)
from assistant.answers.phone_words import FILLERS
from assistant.answers.tokens import length_at, tokens_of


@dataclass(frozen=True, slots=True)
class SeveralNumbers(Refusal):
    """More than one number was said, or a correction that may be read in more than one way."""


_BRITISH = re.compile(r"0[1237]\d{9}")
"""Eleven digits, as no French number has: who speaks English may have kept a number from there."""
MOST_DIGITS = 60  # of one number, repeats and corrections included; more is noise
MOST_CORRECTIONS = 4  # in one sentence; more is refused rather than guessed
BEGUN_AGAIN = 4  # digits said alike, from which a number was begun again
A_NUMBER_BEGUN = 6  # digits beside a whole number from which a second one was begun
HEARD_AS_A_NUMBER = 3  # digits under which a sentence spoke of something else ("j'ai 82 ans")


@dataclass(frozen=True, slots=True)
class PhoneFound:
    """A number and the characters that it takes in the sentence."""

    number: str
    start: int
    end: int


def _resolve(series: Series, lang: Lang) -> PhoneFound | Refusal:
    """The one number that a series of groups is, or why it is none."""
    start, end = series.groups[0].start, series.groups[-1].end
    if len(series.digits) > MOST_DIGITS:
        return TooManyDigits(heard=len(series.digits))
    groups = with_leading_zero(long_ones_in_pairs(series.groups))
    corrections = sum(group.mark is not None for group in groups)
    if corrections > MOST_CORRECTIONS:
        return SeveralNumbers()
    numbers: set[str] = set()
    for reading in readings_of(groups):
        number = e164("".join(reading), international=series.international)
        if isinstance(number, str):
            numbers.add(number)
    if series.doubted or len(numbers) > 1:
        return SeveralNumbers()
    if numbers:
        return PhoneFound(numbers.pop(), start, end)
    if isinstance(halves := _said_twice(series, groups), str):
        return PhoneFound(halves, start, end)
    if halves is not None:
        return halves
    hard = any(group.mark in ("corrected", "negated") for group in groups)
    if hard and len(series.digits) > DIGITS_OF_A_FRENCH_NUMBER:
        return SeveralNumbers()
    longest = max(("".join(reading) for reading in readings_of(groups)), key=len, default="")
    if not longest:  # "non pas douze", and nothing that it could be instead
        return SeveralNumbers()
    refused = e164(longest if hard else series.digits, international=series.international)
    if lang == "en" and _BRITISH.fullmatch(series.digits) and not hard:
        british = e164(f"44{series.digits[1:]}", international=True)
        return PhoneFound(british, start, end) if isinstance(british, str) else british
    return refused if isinstance(refused, Refusal) else SeveralNumbers()


def _said_twice(series: Series, groups: Sequence[Group]) -> str | SeveralNumbers | None:
    """The number of a series that is two numbers end to end, when they are the same.

    The first may have been broken off: "06 42 17 30, attendez, 06 42 17 30 08".
    """
    for cut in range(1, len(groups)):
        first, second = groups[:cut], groups[cut:]
        halves = [
            e164("".join(g.digits for g in half), international=half[0].international)
            for half in (first, second)
        ]
        if isinstance(halves[0], str) and isinstance(halves[1], str):
            if halves[0] == halves[1] or series.negated:
                return halves[1]
            return SeveralNumbers()
        begun = "".join(group.digits for group in first)
        whole = "".join(group.digits for group in second)
        if isinstance(halves[1], str) and len(begun) >= BEGUN_AGAIN and whole.startswith(begun):
            return halves[1]
    return None


def phone_in(said: str, asked: Asked) -> PhoneFound | Refusal:
    """The one telephone number of a sentence."""
    every = series_of(said, asked.lang)
    if not every:
        return NothingHeard()
    outcomes = [(series, _resolve(series, asked.lang)) for series in every]
    meant = [
        (series, outcome)
        for series, outcome in outcomes
        if not series.negated or _has_two(series, outcome)
    ]
    found = [outcome for _, outcome in meant if isinstance(outcome, PhoneFound)]
    if len({outcome.number for outcome in found}) > 1:
        return SeveralNumbers()
    refused = [(len(s.digits), o) for s, o in meant if isinstance(o, Refusal)]
    if found:
        begun = any(length >= A_NUMBER_BEGUN for length, _ in refused)
        doubted = any(series.doubted for series in every)
        if begun or doubted:
            return SeveralNumbers()
        return PhoneFound(found[0].number, found[0].start, found[-1].end)
    if not refused:
        return NothingHeard()
    length, refusal = max(refused, key=lambda one: one[0])
    if length < HEARD_AS_A_NUMBER and isinstance(refusal, TooFewDigits) and _is_talk(said, asked):
        return NothingHeard()
    return refusal


def _has_two(series: Series, outcome: PhoneFound | Refusal) -> bool:
    """Whether a series begun by "ce n'est pas le …" goes on with the right number."""
    return isinstance(outcome, PhoneFound) and len(series.digits) >= 2 * DIGITS_OF_A_FRENCH_NUMBER


def _is_talk(said: str, asked: Asked) -> bool:
    """Whether a sentence holds more than numbers and fillers."""
    tokens = tokens_of(said)
    taken = {i for n in read_numbers(tokens, asked.lang) for i in range(n.first, n.last)}
    words = [token.text for i, token in enumerate(tokens) if i not in taken]
    at = 0
    while at < len(words):
        length = length_at(words, at, FILLERS[asked.lang])
        if not length:
            return True
        at += length
    return False


def spot_phone(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """The one telephone number inside a longer sentence, and the characters it takes."""
    found = phone_in(said, asked)
    if isinstance(found, Refusal):
        return None
    start = found.start
    before = re.search(r"(?:\+|\bplus\s+)\s*$", said[:start], re.IGNORECASE)
    return found.number, (before.start() if before else start, found.end)

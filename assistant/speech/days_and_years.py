"""The days of a month and the years, each with the ways to say it that are listened for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.answers.kind import Lang

LAST_DAY = 31
FIRST_YEAR, LAST_YEAR = 1907, 2039
CENTURY = 100
EIGHTY = ("quatre vingt", "quatre-vingt")  # one word of the dictionary

Ways = tuple[str, ...]
"""Phrases that come to the same."""


@cache
def days(lang: Lang) -> tuple[Ways, ...]:
    """From the first to the thirty-first."""
    return tuple(tuple(_day(day, lang)) for day in range(1, LAST_DAY + 1))


@cache
def years(lang: Lang) -> tuple[Ways, ...]:
    """Those in which somebody alive was born, or signed something."""
    of_year = _french_year if lang == "fr" else _english_year
    return tuple(tuple(of_year(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1))


def _day(day: int, lang: Lang) -> Iterator[str]:
    yield _words(day, lang)
    if lang == "fr" and day == 1:
        yield "premier"
    if lang == "en":
        ordinal = _words(day, lang, "ordinal")
        yield from (ordinal, f"the {ordinal}")


def _french_year(year: int) -> Iterator[str]:
    century, rest = divmod(year, CENTURY)
    of_rest = _words(rest, "fr") if rest else ""
    for begun in ("mille neuf cent", "dix neuf cent") if century == 19 else ("deux mille",):
        yield f"{begun} {of_rest}".strip()


def _english_year(year: int) -> Iterator[str]:
    century, rest = divmod(year, CENTURY)
    halves = "nineteen" if century == 19 else "twenty"
    if not rest:
        yield "nineteen hundred" if century == 19 else "two thousand"
        return
    of_rest = _words(rest, "en")
    yield f"{halves} {of_rest}" if rest >= 10 else f"{halves} oh {of_rest}"
    if century == 20:
        yield from (f"two thousand {of_rest}", f"two thousand and {of_rest}")


def _words(number: int, lang: Lang, to: str = "cardinal") -> str:
    from num2words import num2words

    words = str(num2words(number, lang=lang, to=to)).replace("-", " ")
    return words.replace("quatre vingts", "quatre vingt").replace(*EIGHTY)

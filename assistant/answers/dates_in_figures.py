"""A date in figures, typed or said: "12/05/1942", "douze cinq quarante-deux"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answers.date_items import Item
from assistant.answers.date_words import FIRST_YEAR, LAST_YEAR
from assistant.answers.numbers import joined_year
from assistant.answers.said_date import SaidDate


def year_at(items: Sequence[Item], at: int) -> tuple[int, bool, int] | None:
    """The year that begins at an item: its value, whether of two digits, and how many items."""
    if at >= len(items) or items[at].sort != "number" or items[at].loose:
        return None
    here, number = items[at], items[at].number
    after = items[at + 1] if at + 1 < len(items) else None
    if number and after and after.number and not after.loose and not after.comma:
        joined = joined_year(number, after.number)
        if joined is None and number.digits in ("19", "20") and number.spoken:
            joined = int(number.digits + after.digits) if len(after.digits) == 2 else None
        if joined is not None:
            return joined, False, 2
    if len(here.digits) == 4:
        return int(here.digits), False, 1
    if len(here.digits) == 2 and not (after and after.sort == "month"):
        return int(here.digits), True, 1
    return None


def _runs(items: Iterable[Item]) -> list[list[Item]]:
    runs: list[list[Item]] = []
    for item in items:
        begins = item.loose or item.lead in ("en", "in")
        if item.sort == "number" and runs and runs[-1] and not begins:
            runs[-1].append(item)
        elif item.sort == "number":
            runs.append([item])
        else:
            runs.append([])
    return [run for run in runs if run]


def by_numbers(items: Sequence[Item]) -> SaidDate:
    """A date in figures, day first: "12/05/1942", "douze cinq quarante-deux", "19420512"."""
    runs = _runs(items)
    read = [heard for run in runs if (heard := _run(run)) is not None]
    dates = {heard for heard in read if heard.day is not None and heard.year is not None}
    if len(dates) > 1:
        return replace(next(iter(dates)), several=True)
    if dates:
        return dates.pop()
    alone = not any(item.sort == "or" for item in items)
    years = {heard.year for heard in read if heard.year is not None and heard.month is None}
    if len(runs) > 1 and alone:
        if len(years) == 1 and all(heard.year or heard.bare for heard in read):
            return SaidDate(year=years.pop())
        if len({run[0].digits for run in runs}) == 1 and all(len(run) == 1 for run in runs):
            return read[0] if read else SaidDate(odd=True)
    if len(runs) != 1:
        return SaidDate(several=len(runs) > 1)
    return read[0] if read else SaidDate(odd=True)


def _run(run: Sequence[Item]) -> SaidDate | None:
    """What numbers said in a row are together."""
    run = [replace(run[0], loose=False), *run[1:]]
    digits = [item.digits for item in run]
    if len(run) == 1:
        return _one_number(digits[0])
    if len(digits[0]) == 4 and len(run) == 3:  # ISO 8601, year first
        if max(len(digits[1]), len(digits[2])) > 2:
            return None
        return SaidDate(day=int(digits[2]), month=int(digits[1]), year=int(digits[0]))
    year = year_at(run, 2) if len(run) > 2 else None
    if year and 2 + year[2] == len(run) and max(len(digits[0]), len(digits[1])) <= 2:
        return SaidDate(day=int(digits[0]), month=int(digits[1]), year=year[0], short_year=year[1])
    if len(run) == 2 and digits[0] == digits[1] and int(digits[0]) > 31:  # said twice
        return _one_number(digits[0])
    if len(run) == 2:
        joined = year_at(run, 0)
        if joined and joined[2] == 2:
            return SaidDate(year=joined[0])
        if len(digits[1]) == 4 and len(digits[0]) <= 2:
            return SaidDate(month=int(digits[0]), year=int(digits[1]))
        if max(len(digits[0]), len(digits[1])) <= 2:
            return SaidDate(day=int(digits[0]), month=int(digits[1]))
    return None


def _one_number(digits: str) -> SaidDate | None:
    if len(digits) == 8:
        if digits[:2] in ("19", "20") and not 1900 <= int(digits[4:]) <= 2099:
            return SaidDate(day=int(digits[6:]), month=int(digits[4:6]), year=int(digits[:4]))
        return SaidDate(day=int(digits[:2]), month=int(digits[2:4]), year=int(digits[4:]))
    if len(digits) == 6:
        return SaidDate(
            day=int(digits[:2]), month=int(digits[2:4]), year=int(digits[4:]), short_year=True
        )
    if len(digits) == 4 and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return SaidDate(year=int(digits))
    return SaidDate(bare=digits) if len(digits) <= 2 else None

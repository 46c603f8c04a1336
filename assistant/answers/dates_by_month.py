"""A date around the name of its month or season: "le 12 mai dernier", "l'été 1998"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answers.date_items import Item
from assistant.answers.date_words import FIRST_YEAR, LAST_YEAR
from assistant.answers.dates_in_figures import year_at
from assistant.answers.kind import Lang
from assistant.answers.said_date import SaidDate


def by_season(heard: SaidDate, starts: int, turn: int, today: date) -> SaidDate:
    """Read "l'été dernier": its year once it is over, and nothing when it could be two."""
    if heard.bare or turn >= 0:
        return heard
    if starts in (3, 6) and today.month >= starts + 3:
        return replace(heard, year=today.year)
    if starts in (3, 6) and today.month < starts:
        return replace(heard, year=today.year - 1)
    return replace(heard, vague=True, odd=True)


def by_month(items: Sequence[Item], lang: Lang) -> SaidDate:
    """Day and year beside the name of a month; every name of a month must say the same."""
    readings: set[tuple[int | None, int, int | None, bool]] = set()
    several = odd = False
    used: set[int] = set()
    for at, item in enumerate(items):
        if item.sort != "month":
            continue
        used.add(at)
        day = item.day or None
        before = items[at - 1] if at else None
        if (
            day is None
            and before
            and before.sort == "number"
            and not item.loose
            and len(before.digits) <= 2
        ):
            day = int(before.digits)
            used.add(at - 1)
            further = items[at - 2] if at > 1 else None
            if further and not before.loose and not _is_an_article(further):
                several = several or further.sort == "or" or 0 < len(further.digits) <= 2
        after = at + 1
        if day is None and _day_follows(items, after, lang):
            day = int(items[after].digits)
            used.add(after)
            after += 1
        year = year_at(items, after)
        if year:
            used |= set(range(after, after + year[2]))
        elif after < len(items) and items[after].sort == "number" and not items[after].loose:
            odd = True
            used.add(after)
        readings.add((day, item.value, year[0] if year else None, bool(year and year[1])))
    days = {r[0] for r in readings if r[0] is not None}
    years = {r[2:] for r in readings if r[2] is not None}
    left = {int(i.digits) for n, i in enumerate(items) if n not in used and len(i.digits) == 4}
    left = {year for year in left if FIRST_YEAR <= year <= LAST_YEAR}
    years |= {(year, False) for year in left}
    several = several or max(len(days), len({r[1] for r in readings}), len(years)) > 1
    year_value, short = next(iter(years), (None, False))
    return SaidDate(
        day=next(iter(days), None),
        month=next(iter(readings))[1],
        year=year_value,
        short_year=short,
        several=several,
        odd=odd,
    )


def _is_an_article(item: Item) -> bool:
    """Whether it is the "un" of "un 12 mars"."""
    return item.number is not None and item.digits == "1" and item.number.spoken


def _day_follows(items: Sequence[Item], at: int, lang: Lang) -> bool:
    """Whether the day stands after the month: "May 12th", "May 12, 1942"."""
    if at >= len(items) or items[at].loose or not items[at].number or len(items[at].digits) > 2:
        return False
    number = items[at].number
    ordinal = number is not None and number.ordinal
    year = year_at(items, at + 1)
    joined = year_at(items, at)
    if joined and joined[2] == 2 and not (year and len(items) > at + 2):
        return False
    return int(items[at].digits) <= 31 and (
        lang == "en" or ordinal or (year is not None and not year[1])
    )


def by_relative_month(items: Sequence[Item], relmonth: Item) -> SaidDate:
    """Read "le 12 du mois dernier"."""
    assert relmonth.whole is not None  # noqa: S101, made so
    days = {int(i.digits) for i in items if i.sort == "number" and len(i.digits) <= 2}
    return SaidDate(
        day=next(iter(days), None),
        month=relmonth.whole.month,
        year=relmonth.whole.year,
        several=len(days) > 1,
    )

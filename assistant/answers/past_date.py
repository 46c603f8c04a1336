"""A time in the past, as exactly as it is known: a year, a month or a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answers.date import (
    InTheFuture,
    NoSuchDate,
    NotADate,
    SeveralDates,
    TooLongAgo,
    YearMissing,
    day_of,
    in_words,
    too_long_ago,
)
from assistant.answers.date_items import add_months
from assistant.answers.dates_said import read_date
from assistant.answers.kind import Answer, Asked, NothingHeard, Refusal, Understood, Value
from assistant.answers.said_date import SaidDate

LARGEST_DAY = 31  # a number alone above it can only be the two digits of a year


@dataclass(frozen=True, slots=True)
class Vague(Refusal):
    """A time of life, a decade, "toujours": no year can be told from it."""


@dataclass(frozen=True, slots=True)
class PastDate:
    """A year, a month or a day in the past, kept as YYYY, YYYY-MM or YYYY-MM-DD.

    Never more exact than what was said: "il y a deux ans" is a year, "il y a trois mois" a month.
    """

    name: str = "past_date"
    refusals: tuple[type[Refusal], ...] = (
        NothingHeard,
        NotADate,
        NoSuchDate,
        InTheFuture,
        TooLongAgo,
        YearMissing,
        SeveralDates,
        Vague,
    )

    def understand(self, said: str, asked: Asked) -> Answer:
        """The year, month or day said; two digits are the latest such year not to come.

        Refuses with `Vague` ("dans les années quatre-vingt", "depuis toujours"), `YearMissing`
        ("en mai"), `NoSuchDate`, `InTheFuture`, `TooLongAgo`, `SeveralDates` and `NotADate`.
        """
        heard = read_date(said, asked.lang, asked.today)
        if heard.is_empty:
            return Vague() if heard.unsure else NothingHeard()
        if heard.several:
            return SeveralDates()
        no_year = heard.year is None and heard.offset is None and not heard.bare_is_year
        if heard.unsure or (heard.vague and (no_year or heard.odd)):
            return Vague()
        if heard.odd:
            return NotADate()
        return _as_known(heard, asked.today)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """yyyy, mmyyyy, ddmmyyyy or ddmmyy."""
        if not keys:
            return NothingHeard()
        if not (keys.isascii() and keys.isdecimal()):
            return NotADate()
        if len(keys) == 4:
            return _as_known(SaidDate(year=int(keys)), asked.today)
        if len(keys) == 6 and keys[2:4] in ("19", "20"):  # no month has these two digits
            return _as_known(SaidDate(month=int(keys[:2]), year=int(keys[2:])), asked.today)
        if len(keys) in (6, 8):
            day, month, year = int(keys[:2]), int(keys[2:4]), int(keys[4:])
            heard = SaidDate(day=day, month=month, year=year, short_year=len(keys) == 6)
            return _as_known(heard, asked.today)
        return NotADate()

    def say_back(self, value: Value, asked: Asked) -> str:
        """As "1998", "mai 1998", "12 mai 1998"."""
        return in_words(str(value), asked.lang)


def _as_known(heard: SaidDate, today: date) -> Answer:
    if heard.whole or heard.offset:
        return _from_today(heard, today)
    if heard.bare:
        if not (heard.bare_is_year or int(heard.bare) > LARGEST_DAY) or len(heard.bare) != 2:
            return NotADate()
        heard = replace(heard, year=int(heard.bare), short_year=True)
    if heard.day is not None and heard.month is None:
        return NotADate()
    if heard.month is not None and day_of(2000, heard.month, heard.day or 1) is None:
        return NoSuchDate()
    if heard.year is None:
        if heard.turn >= 0 or heard.month is None:
            return YearMissing()
        heard = replace(heard, year=_last_year_of(heard, today))
    elif heard.short_year:
        heard = replace(heard, year=_with_century(heard, today), short_year=False)
    return _checked(heard, today)


def _from_today(heard: SaidDate, today: date) -> Answer:
    if heard.whole:
        return InTheFuture() if heard.whole > today else Understood(heard.whole.isoformat())
    assert heard.offset is not None  # noqa: S101, the caller looked
    offset = heard.offset
    if offset.count > 0:
        return InTheFuture()
    day = offset.from_day(today)
    if day is None or too_long_ago(day, today):
        return TooLongAgo()
    if offset.unit == "day":
        return Understood(day.isoformat())
    if offset.named:
        monday = day - timedelta(days=day.weekday())
        if monday.month != (monday + timedelta(days=6)).month:
            return Vague()
    return Understood(f"{day:%Y}" if offset.unit == "year" else f"{day:%Y-%m}")


def _starts(heard: SaidDate, year: int) -> date | None:
    """The first day of the time meant, in `year`."""
    return day_of(year, heard.month or 1, heard.day or 1)


def _last_year_of(heard: SaidDate, today: date) -> int:
    """The year of "mai dernier"."""
    this = _starts(heard, today.year)
    current = heard.day is None and heard.month == today.month
    return today.year if this and this < today and not current else today.year - 1


def _with_century(heard: SaidDate, today: date) -> int:
    century = today.year - today.year % 100
    year = century + (heard.year or 0)
    starts = _starts(heard, year)
    return year if starts and starts <= today else year - 100


def _checked(heard: SaidDate, today: date) -> Answer:
    assert heard.year is not None  # noqa: S101, the caller looked
    starts = _starts(heard, heard.year)
    if starts is None:
        return NoSuchDate()
    if starts > today:
        return InTheFuture()
    if heard.year < add_months(today, -12 * 120).year:
        return TooLongAgo()
    parts = (f"{heard.year:04}", heard.month, heard.day)
    known = [parts[0], *(f"{part:02}" for part in parts[1:] if isinstance(part, int))]
    return Understood("-".join(known))


PAST_DATE = PastDate()

"""Whole dates: a birth, a day in the past, a day to come. Kept as YYYY-MM-DD."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from assistant.answers.date_items import add_months
from assistant.answers.date_words import MONTHS
from assistant.answers.dates_said import read_date
from assistant.answers.kind import Answer, Asked, Lang, NothingHeard, Refusal, Understood, Value
from assistant.answers.said_date import SaidDate

Span: TypeAlias = Literal["birth", "past", "future"]

OLDEST = 120  # years; no one alive is older (the longest verified life lasted 122)
LATELY = 182  # days; a day of a year ago is not "le vingt novembre" alone
ADULT = 18  # years; Code civil, article 414. A two-digit year of birth never makes a minor


@dataclass(frozen=True, slots=True)
class NotADate(Refusal):
    """Something was heard, but no date: numbers that make none, an age, a time of life."""


@dataclass(frozen=True, slots=True)
class NoSuchDate(Refusal):
    """The calendar has no such day: 31 February, a thirteenth month."""


@dataclass(frozen=True, slots=True)
class InTheFuture(Refusal):
    """A day to come, where one in the past was asked for."""


@dataclass(frozen=True, slots=True)
class InThePast(Refusal):
    """A day already past, where one to come was asked for."""


@dataclass(frozen=True, slots=True)
class TooLongAgo(Refusal):
    """More than 120 years ago."""


@dataclass(frozen=True, slots=True)
class YearMissing(Refusal):
    """The day and the month were said without the year."""


@dataclass(frozen=True, slots=True)
class MonthMissing(Refusal):
    """The month was not said: only a year, or only a day."""


@dataclass(frozen=True, slots=True)
class DayMissing(Refusal):
    """The month and the year were said without the day."""


@dataclass(frozen=True, slots=True)
class SeveralDates(Refusal):
    """More than one date was said, or a correction that may be read in more than one way."""


DATE_REFUSALS: tuple[type[Refusal], ...] = (
    NothingHeard,
    NotADate,
    NoSuchDate,
    InTheFuture,
    InThePast,
    TooLongAgo,
    YearMissing,
    MonthMissing,
    DayMissing,
    SeveralDates,
)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_words(value: str, lang: Lang) -> str:
    """The date as it is printed: "12 mai 1942", "mai 1942" or "1942"; an odd value as it is."""
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return value
    year = parts[0]
    if len(parts) == 1:
        return year
    month = int(parts[1])
    if not 1 <= month <= 12:
        return value
    named = f"{MONTHS[lang][month - 1]} {year}"
    if len(parts) == 2:
        return named
    day = int(parts[2])
    return f"1er {named}" if lang == "fr" and day == 1 else f"{day} {named}"


def too_long_ago(day: date, today: date) -> bool:
    """Whether `day` is more than `OLDEST` years before `today`."""
    return day < add_months(today, -12 * OLDEST)


@dataclass(frozen=True, slots=True)
class Date:
    """A whole date: day, month and year, none of them ever filled in but the year of a recent one.

    `span`: which days are meant. "birth" and "past" are today or before, "future" is today or
    after. A year of two digits is, for a birth, 19xx when 20xx would make a minor; for another
    day in the past the latest that is not to come; for a day to come, in this century.
    `is_recent`: it is about the last months, so that "le vingt novembre" is the last one.
    """

    span: Span
    is_recent: bool = False
    name: str = "date"
    refusals: tuple[type[Refusal], ...] = DATE_REFUSALS

    def understand(self, said: str, asked: Asked) -> Answer:
        """The date said in words or in figures, day first in English too.

        Refuses with `DayMissing`, `MonthMissing` or `YearMissing` for a part of a date,
        `NoSuchDate`, `InTheFuture`, `InThePast`, `TooLongAgo`, `SeveralDates` and `NotADate`.
        """
        return self._checked(read_date(said, asked.lang, asked.today), asked.today)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Eight digits, ddmmyyyy, or six, ddmmyy."""
        if not keys:
            return NothingHeard()
        if not (keys.isascii() and keys.isdecimal() and len(keys) in (6, 8)):
            return NotADate()
        return self._checked(
            SaidDate(
                day=int(keys[:2]),
                month=int(keys[2:4]),
                year=int(keys[4:]),
                short_year=len(keys) == 6,
            ),
            asked.today,
        )

    def say_back(self, value: Value, asked: Asked) -> str:
        """As "12 mai 1942", "1er avril 1938"; "12 May 1942"."""
        return in_words(str(value), asked.lang)

    def _checked(self, heard: SaidDate, today: date) -> Answer:
        if heard.is_empty:
            return NothingHeard()
        if heard.several:
            return SeveralDates()
        day = self._whole(heard, today)
        if isinstance(day, Refusal):
            return day
        if self.span == "future":
            return InThePast() if day < today else Understood(day.isoformat())
        if day > today:
            return InTheFuture()
        return TooLongAgo() if too_long_ago(day, today) else Understood(day.isoformat())

    def _whole(self, heard: SaidDate, today: date) -> date | Refusal:
        """The day meant, or which part of it was not said."""
        if heard.whole or heard.offset:
            return self._from_today(heard, today)
        if heard.odd or heard.unsure:
            return NotADate()
        if heard.day is not None and heard.month is not None:
            if day_of(2000, heard.month, heard.day) is None:  # 2000 has a 29 February
                return NoSuchDate()
            if heard.year is None and heard.turn and self.span != "birth":
                return _turned(heard, today)
            if heard.year is None:
                lately = _turned(replace(heard, turn=-1), today) if self.is_recent else None
                recent = isinstance(lately, date) and (today - lately).days <= LATELY
                return lately if lately and recent else YearMissing()
            return self._dated(heard.day, heard.month, heard.year, heard.short_year, today)
        return _missing(heard)

    def _from_today(self, heard: SaidDate, today: date) -> date | Refusal:
        """The day of "hier", "lundi dernier", "dans six mois"; never for a birth."""
        if self.span == "birth":
            return NotADate()
        if heard.whole:
            return heard.whole
        assert heard.offset is not None  # noqa: S101, the caller looked
        if heard.offset.unit in ("month", "year") and heard.offset.count < 0:
            return DayMissing()
        if heard.offset.unit == "week" and heard.offset.count and heard.offset.named:
            return DayMissing()
        return heard.offset.from_day(today) or NotADate()

    def _dated(self, day: int, month: int, year: int, short: bool, today: date) -> date | Refusal:
        if not short:
            return day_of(year, month, day) or NoSuchDate()
        century = today.year - today.year % 100
        recent = day_of(century + year, month, day)
        if self.span == "future":
            return recent or NoSuchDate()
        latest = add_months(today, -12 * ADULT) if self.span == "birth" else today
        if recent and recent <= latest:
            return recent
        older = day_of(century - 100 + year, month, day)
        if older and not too_long_ago(older, today):
            return older
        return recent or older or NoSuchDate()


def _turned(heard: SaidDate, today: date) -> date | Refusal:
    """The nearest "12 mai" before today ("dernier") or after it ("prochain")."""
    assert heard.day is not None and heard.month is not None  # noqa: S101, PT018, the caller looked
    years = range(today.year, today.year + 9 * heard.turn, heard.turn)  # 8 years: 29 February
    for year in years:
        day = day_of(year, heard.month, heard.day)
        if day and (day - today).days * heard.turn > 0:
            return day
    return NoSuchDate()


def _missing(heard: SaidDate) -> Refusal:
    """Which part to ask for when a date is not whole."""
    if heard.month is not None:
        if not 1 <= heard.month <= 12:
            return NoSuchDate()
        return YearMissing() if heard.year is None else DayMissing()
    if heard.year is not None or heard.day is not None:
        return MonthMissing()
    if heard.bare and 1 <= int(heard.bare) <= 31 and not heard.vague:
        return MonthMissing()
    return NotADate()


BIRTH_DATE = Date(span="birth")
PAST_DATE_WHOLE = Date(span="past")
RECENT_DATE = Date(span="past", is_recent=True)
FUTURE_DATE = Date(span="future")

"""What was said of a date: its parts, and how a correction changes them.

Nothing is filled in: what was not said stays None, and the kinds of answers decide what that
means.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.date_items import Offset
from assistant.answers.date_words import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True, slots=True)
class SaidDate:
    """What a sentence says of a date.

    `short_year`: two digits, whose century is not known yet. `bare`: the only number of the
    sentence, which may be a day or a year. `turn`: -1 for "12 mai dernier", 1 for "prochain".
    `several`: more than one date; `odd`: numbers that make no date; `vague`: a time of life or a
    decade; `unsure`: before, after, or one of two.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    short_year: bool = False
    bare: str = ""
    bare_is_year: bool = False
    bare_is_day: bool = False
    whole: date | None = None
    offset: Offset | None = None
    turn: int = 0
    several: bool = False
    odd: bool = False
    vague: bool = False
    unsure: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a date was heard."""
        return not (self.has_parts or self.bare or self.several or self.odd or self.vague)

    @property
    def has_parts(self) -> bool:
        """Whether a day, a month, a year or a distance was heard."""
        parts = (self.day, self.month, self.year, self.whole, self.offset)
        return any(part is not None for part in parts)


def corrected(before: SaidDate, after: SaidDate) -> SaidDate:
    """`before` with the parts that were said again in `after`."""
    if not after.has_parts and not after.bare:
        return replace(
            before,
            several=before.several or after.several,
            vague=before.vague or after.vague,
            odd=before.odd or after.odd,
            unsure=before.unsure or after.unsure,
        )
    if before.is_empty or after.whole or after.offset or (before.whole or before.offset):
        return after
    if after.bare and not after.has_parts:
        return _with_bare(before, after)
    if after.bare:
        return replace(after, several=True)
    merged = replace(after)
    if after.day is None:
        day = before.day if before.day is not None else _day_of(before.bare)
        merged = replace(merged, day=day if after.month or after.year is not None else None)
    if after.month is None:
        merged = replace(merged, month=before.month)
    if after.year is None:
        merged = replace(merged, year=before.year, short_year=before.short_year)
    return replace(merged, several=after.several, turn=after.turn or before.turn)


def _day_of(bare: str) -> int | None:
    return int(bare) if bare and len(bare) <= 2 and 1 <= int(bare) <= 31 else None


def _with_bare(before: SaidDate, after: SaidDate) -> SaidDate:
    """`before` with one number said again: a year when it can only be one, a day after "le"."""
    value = int(after.bare)
    if before.bare and not before.has_parts:
        return replace(after)
    if len(after.bare) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        return replace(before, year=value, short_year=False)
    if len(after.bare) == 2 and (value > 31 or after.bare_is_year):
        return replace(before, year=value, short_year=True)
    if after.bare_is_day and 1 <= value <= 31:
        return replace(before, day=value)
    if before.year is not None and not before.short_year and 13 <= value <= 31:
        return replace(before, day=value)
    return replace(before, several=True)

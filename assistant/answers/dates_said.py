"""The parts of a date that a sentence holds: day, month, year, or how far it is from today.

Nothing is filled in: what was not said stays None, and the kinds of answers decide what that
means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.date_words import (
    FIRST_YEAR,
    LAST_YEAR,
    YEAR_LEADS,
    Item,
    Offset,
    Sort,
    items_of,
)
from assistant.answers.kind import Lang
from assistant.answers.numbers import joined_year


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


def read_date(said: str, lang: Lang, today: date) -> SaidDate:
    """What `said` tells of a date, corrections in mid sentence followed."""
    if _sept_is_unclear(said, lang):
        said = re.sub(r"(?i)(\d\s+)sept(\s+\d)", r"\1unclear\2", said)
    elif lang == "fr":
        said = re.sub(r"(?i)\bsept\.", "septembre", said)
    items = _without_negated(items_of(said, lang, today))
    heard = SaidDate()
    segment: list[Item] = []
    for item in [*items, Item("fix")]:
        if item.sort != "fix":
            segment.append(item)
            continue
        heard = _corrected(heard, _read_segment(segment, lang, today))
        segment = []
    return heard


def _sept_is_unclear(said: str, lang: Lang) -> bool:
    """Whether "12 sept 1942" was typed: September for some, the seventh month for others."""
    return lang == "fr" and re.search(r"(?i)\d\s+sept\s+\d", said) is not None


def _without_negated(items: Sequence[Item]) -> list[Item]:
    """The items without those said not to be it: "pas le 12, le 13 mai", "juin, pas mai"."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].sort != "not":
            kept.append(items[at])
            at += 1
            continue
        kept.append(replace(items[at], sort="fix"))
        at += 1
        begun = False
        while at < len(items):
            item = items[at]
            if begun and (item.comma or item.loose or item.sort in ("fix", "soft", "not")):
                break
            begun = begun or item.sort in ("number", "month", "year")
            at += 1
            if begun and at < len(items) and items[at].sort not in ("number", "month", "year"):
                break
        kept.append(Item("fix"))
    return kept


def _corrected(before: SaidDate, after: SaidDate) -> SaidDate:
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


_PARTS: frozenset[Sort] = frozenset({"number", "month", "year", "relmonth", "offset", "whole"})


def _read_segment(items: Sequence[Item], lang: Lang, today: date) -> SaidDate:
    """What items without a correction in them say."""
    vague = any(item.sort in ("vague", "age") for item in items)
    unsure = any(item.sort == "or" for item in items)
    parts = _joined(
        [i for i in items if i.sort in _PARTS | {"last", "next", "season", "or", "soft"}]
    )
    lexed = _read_parts([i for i in parts if i.sort != "soft"], lang, today)
    if again := _read_with_afterthought(parts, lang, today):
        lexed = again
    leads = {item.sort for item in items if item.sort in ("le", "en", "label")}
    by_lead = any(i.sort == "number" and i.lead in YEAR_LEADS[lang] for i in items)
    return replace(
        lexed,
        vague=vague,
        unsure=unsure,
        bare_is_year=bool(lexed.bare) and by_lead,
        bare_is_day=bool(lexed.bare) and "le" in leads and not by_lead,
    )


def _read_with_afterthought(parts: Sequence[Item], lang: Lang, today: date) -> SaidDate | None:
    """A whole date and then one part of it said again: "12 mai 1942, c'est juin"."""
    for cut in range(2, len(parts)):
        begins = parts[cut].comma or parts[cut].sort == "soft"
        if not begins or parts[cut].loose:
            continue
        before = _read_parts([i for i in parts[:cut] if i.sort != "soft"], lang, today)
        whole = None not in (before.day, before.month, before.year) and not before.several
        rest = [i for i in parts[cut:] if i.sort != "soft"]
        if not whole or not rest or any(i.sort not in ("number", "month") for i in rest):
            continue
        if any(i.loose for i in rest) or any(i.sort == "or" for i in parts):
            continue
        after = _read_parts(rest, lang, today)
        if after.several or after.odd:
            continue
        if None not in (after.day, after.month, after.year):
            same = (after.day, after.month, after.year) == (before.day, before.month, before.year)
            return before if same else replace(before, several=True)
        leads = rest[0].lead in ("le", "the")
        return _corrected(before, replace(after, bare_is_day=bool(after.bare) and leads))
    return None


def _joined(items: Sequence[Item]) -> list[Item]:
    """Items with "zéro cinq" as 05, and a date said digit by digit as one number."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        beside = last is not None and item.sort == last.sort == "number" and not item.loose
        if beside and last and last.digits == "0" and len(item.digits) == 1 and item.number:
            joined[-1] = replace(last, number=replace(item.number, digits="0" + item.digits))
        else:
            joined.append(item)
    single = [i for i in joined if i.sort == "number"]
    if len(single) == len(joined) in (6, 7, 8) and all(len(i.digits) == 1 for i in single[4:]):
        digits = "".join(i.digits for i in single)
        if len(digits) == 8 and single[0].number:
            return [replace(single[0], number=replace(single[0].number, digits=digits))]
    return joined


def _read_parts(items: Sequence[Item], lang: Lang, today: date) -> SaidDate:
    turn = next((-1 if i.sort == "last" else 1 for i in items if i.sort in ("last", "next")), 0)
    relative_year = next((i.value for i in items if i.sort == "year"), None)
    dated = [i for i in items if i.sort in ("number", "month")]
    offset = next((i.offset for i in items if i.sort == "offset"), None)
    if offset and offset.unit == "year" and offset.count and any(i.sort == "month" for i in dated):
        relative_year, offset = today.year + offset.count, None
    if whole := [i.whole for i in items if i.sort == "whole"]:
        return (
            SaidDate(whole=whole[0], several=len(set(whole)) > 1)
            if not dated
            else _mixed(items, lang, today)
        )
    if offset is not None:
        return SaidDate(offset=offset, several=any(len(i.digits) == 4 for i in dated))
    if any(i.sort == "month" for i in items):
        heard = _by_month(items, lang)
    elif relmonth := next((i for i in items if i.sort == "relmonth"), None):
        heard = _by_relative_month(items, relmonth)
    else:
        heard = _by_numbers([i for i in items if i.sort in ("number", "or")])
    if heard.year is None and relative_year is not None:
        day = heard.day if heard.day is not None else None
        heard = replace(heard, day=day, year=relative_year, bare="")
    elif heard.year is None and (season := next((i for i in items if i.sort == "season"), None)):
        return _by_season(heard, season.value, turn, today)
    since = any(i.sort == "month" and i.lead in ("depuis", "since") for i in items)
    if since and heard.year is None and heard.day is None and not turn:
        return replace(heard, year=today.year - (1 if (heard.month or 0) > today.month else 0))
    return replace(heard, turn=turn if heard.year is None else 0)


def _mixed(items: Sequence[Item], lang: Lang, today: date) -> SaidDate:
    """A day such as "lundi dernier" beside a date in figures: they must be the same."""
    heard = _read_parts([i for i in items if i.sort != "whole"], lang, today)
    named = next(i.whole for i in items if i.sort == "whole")
    if heard.month is None and heard.day is None and heard.year is None:
        return replace(heard, several=True)
    alike = (
        named is not None and heard.day in (None, named.day) and heard.month in (None, named.month)
    )
    return SaidDate(whole=named) if alike else replace(heard, several=True)


def _by_season(heard: SaidDate, starts: int, turn: int, today: date) -> SaidDate:
    """Read "l'été dernier": its year once it is over, and nothing when it could be two."""
    if heard.bare or turn >= 0:
        return heard
    if starts in (3, 6) and today.month >= starts + 3:
        return replace(heard, year=today.year)
    if starts in (3, 6) and today.month < starts:
        return replace(heard, year=today.year - 1)
    return replace(heard, vague=True, odd=True)


def _year_at(items: Sequence[Item], at: int) -> tuple[int, bool, int] | None:
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


def _by_month(items: Sequence[Item], lang: Lang) -> SaidDate:
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
        year = _year_at(items, after)
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
    year = _year_at(items, at + 1)
    joined = _year_at(items, at)
    if joined and joined[2] == 2 and not (year and len(items) > at + 2):
        return False
    return int(items[at].digits) <= 31 and (
        lang == "en" or ordinal or (year is not None and not year[1])
    )


def _by_relative_month(items: Sequence[Item], relmonth: Item) -> SaidDate:
    """Read "le 12 du mois dernier"."""
    assert relmonth.whole is not None  # noqa: S101, made so
    days = {int(i.digits) for i in items if i.sort == "number" and len(i.digits) <= 2}
    return SaidDate(
        day=next(iter(days), None),
        month=relmonth.whole.month,
        year=relmonth.whole.year,
        several=len(days) > 1,
    )


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


def _by_numbers(items: Sequence[Item]) -> SaidDate:
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
    year = _year_at(run, 2) if len(run) > 2 else None
    if year and 2 + year[2] == len(run) and max(len(digits[0]), len(digits[1])) <= 2:
        return SaidDate(day=int(digits[0]), month=int(digits[1]), year=year[0], short_year=year[1])
    if len(run) == 2 and digits[0] == digits[1] and int(digits[0]) > 31:  # said twice
        return _one_number(digits[0])
    if len(run) == 2:
        joined = _year_at(run, 0)
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

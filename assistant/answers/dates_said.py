"""A date in a sentence, corrections and denials followed: day, month, year, or how far away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answers.date_items import Item, Sort, items_of
from assistant.answers.date_words import YEAR_LEADS
from assistant.answers.dates_by_month import by_month, by_relative_month, by_season
from assistant.answers.dates_in_figures import by_numbers
from assistant.answers.kind import Lang
from assistant.answers.said_date import SaidDate, corrected


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
        heard = corrected(heard, _read_segment(segment, lang, today))
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
        return corrected(before, replace(after, bare_is_day=bool(after.bare) and leads))
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
        heard = by_month(items, lang)
    elif relmonth := next((i for i in items if i.sort == "relmonth"), None):
        heard = by_relative_month(items, relmonth)
    else:
        heard = by_numbers([i for i in items if i.sort in ("number", "or")])
    if heard.year is None and relative_year is not None:
        day = heard.day if heard.day is not None else None
        heard = replace(heard, day=day, year=relative_year, bare="")
    elif heard.year is None and (season := next((i for i in items if i.sort == "season"), None)):
        return by_season(heard, season.value, turn, today)
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

"""The pieces of a sentence that speak of dates: a number, a month, how far from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from assistant.answers.date_words import (
    CONNECTORS,
    CORRECTIONS,
    DECADE,
    FEASTS,
    FUTURE_LEADS,
    LABELS,
    LAST,
    MORE_OR_LESS,
    NEARLY,
    NEXT,
    NOT,
    NOT_A_PART,
    OR,
    OR_SO,
    PAST_LEADS,
    RELATIVE,
    SEASONS,
    SOFT,
    THIS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    WHOLE_DAYS,
    Unit,
    month_named,
)
from assistant.answers.kind import Lang
from assistant.answers.numbers import Number, read_numbers
from assistant.answers.tokens import Token, length_at, texts, tokens_of

Sort: TypeAlias = Literal[
    "number", "month", "whole", "offset", "relmonth", "year", "last", "next", "season",
    "fix", "not", "soft", "or", "vague", "age", "le", "en", "label", "word",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from today: `count` units, into the past when negative; `half`: and a half.

    `named`: "la semaine dernière", which is any of its days.
    """

    count: int
    unit: Unit
    half: bool = False
    named: bool = False

    def from_day(self, today: date) -> date | None:
        """The day so far from `today`; None beyond the calendar."""
        try:
            if self.unit in ("day", "week"):
                return today + timedelta(days=self.count * (7 if self.unit == "week" else 1))
            months = self.count * (12 if self.unit == "year" else 1)
            if self.half and self.unit == "year":
                months += 6 if self.count > 0 else -6
            return add_months(today, months)
        except (ValueError, OverflowError):
            return None


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of its month when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            if not 1 <= year <= 9999:
                raise
    raise ValueError(months)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the sentence that matters. `loose`: other words stand before it."""

    sort: Sort
    number: Number | None = None
    value: int = 0
    day: int = 0
    whole: date | None = None
    offset: Offset | None = None
    loose: bool = False
    comma: bool = False
    lead: str = ""

    @property
    def digits(self) -> str:
        return self.number.digits if self.number else ""


def items_of(said: str, lang: Lang, today: date) -> list[Item]:
    """The pieces of a sentence that speak of dates, in order."""
    tokens = tokens_of(said)
    words = texts(tokens)
    numbers = {n.first: n for n in read_numbers(tokens, lang, in_a_date=True)}
    found: list[Item] = []
    at = 0
    loose = comma = False
    lead = ""
    while at < len(tokens):
        comma = comma or (at > 0 and any(c in tokens[at].gap for c in ",;"))
        item, length = _item_at(tokens, words, at, numbers, lang, today)
        if item is None:
            lead = words[at]
        elif item.sort == "word":
            loose, lead = True, words[at]
        else:
            found.append(replace(item, loose=loose, comma=comma, lead=lead))
            if item.sort not in ("le", "en", "label", "soft"):
                loose, comma = item.sort in ("vague", "age"), False
            lead = words[at + length - 1]
        at += length
    return found


def _item_at(
    tokens: Sequence[Token],
    words: Sequence[str],
    at: int,
    numbers: dict[int, Number],
    lang: Lang,
    today: date,
) -> tuple[Item | None, int]:
    """The piece that begins at a token (None: a connector) and how many tokens it takes."""
    for days, offset in WHOLE_DAYS[lang].items():
        if tuple(words[at : at + len(days)]) == days:
            return Item("whole", whole=today + timedelta(days=offset)), len(days)
    for feast, (day, month) in FEASTS[lang].items():
        if tuple(words[at : at + len(feast)]) == feast:
            return Item("month", value=month, day=day), len(feast)
    if found := _relative_at(words, at, lang, today):
        return found
    if (
        words[at] in DECADE[lang]
        and (number := numbers.get(at + 1))
        and (lang == "fr" or _is_decade(words, number))
    ):
        return Item("vague"), 1 + number.last - number.first
    if number := numbers.get(at):
        return _number_item(words, number, lang)
    if length := length_at(words, at, VAGUE[lang]):
        return Item("vague"), length
    if length := length_at(words, at, NOT[lang]):
        return Item("not"), length
    if length := length_at(words, at, CORRECTIONS[lang]):
        return Item("fix"), length
    if length := length_at(words, at, OR_SO[lang]):
        return None, length
    if length := length_at(words, at, OR[lang]):
        return Item("or"), length
    if length := length_at(words, at, SOFT[lang]):
        return Item("soft"), length
    word = words[at]
    if month := month_named(word, lang):
        return Item("month", value=month), 1
    if word in ("le", "the"):
        return Item("le"), 1
    if word in ("en", "in"):
        return Item("en"), 1
    if word in LABELS[lang]:
        return Item("label"), 1
    if word in LAST[lang]:
        return Item("last"), 1
    if word in NEXT[lang]:
        return Item("next"), 1
    if word in SEASONS[lang]:
        return Item("season", value=SEASONS[lang][word]), 1
    if word in CONNECTORS[lang] or word in WEEKDAYS[lang]:
        return None, 1
    return Item("word"), 1


def _is_decade(words: Sequence[str], number: Number) -> bool:
    """Whether "the nineteen eighties", "the 80s" is meant."""
    after = words[number.last] if number.last < len(words) else ""
    return after in ("s", "eighties", "seventies", "sixties", "fifties", "nineties", "forties")


def _relative_at(words: Sequence[str], at: int, lang: Lang, today: date) -> tuple[Item, int] | None:
    """Read "l'an dernier", "cette année", "le mois prochain", "lundi dernier"."""
    here = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    noun, qualifier, length = (here, after, 2) if lang == "fr" else (after, here, 2)
    if lang == "fr" and here in THIS["fr"] and after:
        noun, qualifier = after, here
    turn = _turn(qualifier, lang)
    if turn is None:
        return None
    if noun in WEEKDAYS[lang]:
        if turn == 0:
            return None
        return Item("whole", whole=_weekday(today, WEEKDAYS[lang].index(noun), turn)), length
    for pattern, unit in RELATIVE[lang]:
        if not pattern.fullmatch(noun):
            continue
        if unit == "year":
            return Item("year", value=today.year + turn), length
        if unit == "month":
            return Item("relmonth", whole=add_months(today.replace(day=1), turn)), length
        return Item("offset", offset=Offset(turn, "week", named=True)), length
    return None


def _turn(word: str, lang: Lang) -> int | None:
    if word in LAST[lang]:
        return -1
    if word in NEXT[lang]:
        return 1
    return 0 if word in THIS[lang] else None


def _weekday(today: date, weekday: int, turn: int) -> date:
    """The nearest such day before today or after it, today left out."""
    if turn < 0:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _number_item(words: Sequence[str], number: Number, lang: Lang) -> tuple[Item, int]:
    """A number, or the distance or the age that it counts."""
    length = number.last - number.first
    after = words[number.last] if number.last < len(words) else ""
    unit = UNITS[lang].get(after)
    if unit is None:
        if after in NOT_A_PART[lang] and not number.ordinal:
            return Item("word"), length
        return Item("number", number=number), length
    rest = words[number.last + 1 : number.last + 4]
    half = tuple(rest[:2]) in (("et", "demi"), ("et", "demie")) or tuple(rest[:3]) == (
        "and",
        "a",
        "half",
    )
    length += 1 + (0 if not half else 2 if lang == "fr" else 3)
    sign, unsure = _direction(words, number.first, number.first + length, lang)
    if unsure:
        return Item("vague"), length
    if not sign or number.value > 2000:
        return Item("age"), length
    count = number.value
    if lang == "fr" and unit == "day" and count in (8, 15):  # "huit jours" is a week in French
        count -= 1
    return Item("offset", offset=Offset(sign * count, unit, half)), length


def _direction(words: Sequence[str], first: int, last: int, lang: Lang) -> tuple[int, bool]:
    """-1 into the past, 1 into the future, 0 neither; and whether it is only more or less so."""
    ago = tuple(words[last : last + 1]) == ("ago",)
    unsure = False
    at = first
    while True:
        for leads, sign in ((PAST_LEADS, -1), (FUTURE_LEADS, 1)):
            for lead in leads[lang]:
                if at >= len(lead) and tuple(words[at - len(lead) : at]) == lead:
                    return -1 if ago else sign, unsure
        if at == 0 or words[at - 1] not in NEARLY[lang] | MORE_OR_LESS[lang]:
            return -1 if ago else 0, unsure and ago
        at -= 1
        unsure = unsure or words[at] in MORE_OR_LESS[lang]

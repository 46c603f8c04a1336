"""The parts of a date that a sentence holds: day, month, year, or how far it is from today.

Nothing is filled in: what was not said stays None, and the kinds of answers decide what that
means. dateparser is not used: it takes "mai 1942" for today's day of May 1942, "12/05/42" for
2042, and does not read dates in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.answers.numbers import Number, joined_year, read_numbers
from assistant.answers.tokens import Token, length_at, phrases, texts, tokens_of, word_set

Unit: TypeAlias = Literal["day", "week", "month", "year"]

MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
_MONTH_WORDS: dict[Lang, dict[str, int]] = {
    "fr": {
        "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3,
        "avril": 4, "avr": 4, "mai": 5, "mais": 0, "mei": 5, "juin": 6, "jui": 0, "juillet": 7,
        "juil": 7, "juillets": 7, "aout": 8, "out": 8, "aou": 8, "septembre": 9, "octobre": 10,
        "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
    },
    "en": {
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4,
        "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
        "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
}  # fmt: skip
NEARLY_A_MONTH = 5  # letters from which a month may be misspelt; shorter ones are other words

_WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
_UNITS: dict[Lang, dict[str, Unit]] = {
    "fr": {
        "an": "year", "ans": "year", "annee": "year", "annees": "year", "mois": "month",
        "semaine": "week", "semaines": "week", "jour": "day", "jours": "day",
    },
    "en": {
        "year": "year", "years": "year", "month": "month", "months": "month", "week": "week",
        "weeks": "week", "day": "day", "days": "day",
    },
}  # fmt: skip
_NOT_A_PART: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "heure heures h minutes enfant enfants fille filles fils kilos kg euros fois frere freres"
        " soeur soeurs petits siecle eme rue avenue boulevard"
    ),
    "en": word_set("hours children kids daughters sons times century street o clock"),
}
_PAST_LEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("il y a|y a|ya|ca fait|cela fait|depuis|voila|il y avait|fait|il y aura"),
    "en": phrases("for|it s been|it has been|since"),
}
_FUTURE_LEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("dans|d ici|sous|apres"),
    "en": phrases("in|within|after"),
}
_NEARLY: dict[Lang, frozenset[str]] = {
    "fr": word_set("environ a peu pres bien deja maintenant quasiment tout juste ca euh les"),
    "en": word_set("about around roughly now just already the past last"),
}
_MORE_OR_LESS: dict[Lang, frozenset[str]] = {
    "fr": word_set("plus moins presque etre"),
    "en": word_set("more less almost over under nearly maybe perhaps"),
}

Sort: TypeAlias = Literal[
    "number", "month", "whole", "offset", "relmonth", "year", "last", "next", "season",
    "fix", "not", "soft", "or", "vague", "age", "le", "en", "label", "word",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from today: `count` units, into the past when negative; `half`: and a half."""

    count: int
    unit: Unit
    half: bool = False

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
class SaidDate:
    """What a sentence says of a date.

    `short_year`: two digits, whose century is not known yet. `bare`: the only number of the
    sentence, which may be a day or a year. `turn`: -1 for "12 mai dernier", 1 for "prochain".
    `several`: more than one date; `odd`: numbers that make no date; `vague`: a time of life or a
    decade; `unsure`: before, after or about; `loose`: several words stood between the parts.
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


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of the sentence that matters. `loose`: other words stand before it."""

    sort: Sort
    number: Number | None = None
    value: int = 0
    whole: date | None = None
    offset: Offset | None = None
    loose: bool = False
    comma: bool = False
    slash: bool = False
    lead: str = ""

    @property
    def digits(self) -> str:
        return self.number.digits if self.number else ""


_WHOLE_DAYS: dict[Lang, dict[tuple[str, ...], int]] = {
    "fr": {
        ("avant", "hier"): -2, ("hier",): -1, ("aujourd", "hui"): 0, ("aujourdhui",): 0,
        ("ce", "jour"): 0, ("ce", "matin"): 0, ("demain",): 1, ("apres", "demain"): 2,
    },
    "en": {
        ("the", "day", "before", "yesterday"): -2, ("yesterday",): -1, ("today",): 0,
        ("this", "morning"): 0, ("tomorrow",): 1, ("the", "day", "after", "tomorrow"): 2,
    },
}  # fmt: skip
_RELATIVE: dict[Lang, tuple[tuple[re.Pattern[str], Unit], ...]] = {
    "fr": (
        (re.compile(r"an(nee)?"), "year"),
        (re.compile(r"mois"), "month"),
        (re.compile(r"semaine"), "week"),
    ),
    "en": ((re.compile("year"), "year"), (re.compile("month"), "month"), (re.compile("week"), "week")),
}
_LAST: dict[Lang, frozenset[str]] = {
    "fr": word_set("dernier derniere passe passee precedent precedente ecoule ecoulee"),
    "en": word_set("last past previous"),
}
_NEXT: dict[Lang, frozenset[str]] = {
    "fr": word_set("prochain prochaine suivant suivante"),
    "en": word_set("next coming"),
}
_THIS: dict[Lang, frozenset[str]] = {
    "fr": word_set("cette ce cet courant"),
    "en": word_set("this"),
}
_SEASONS: dict[Lang, dict[str, int]] = {
    "fr": {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12},
    "en": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
}
_CORRECTIONS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "non|pardon|enfin|je me trompe|je me suis trompe|je me suis trompee|oups|zut|plutot|euh non"
        "|excusez moi|je veux dire|c est pas ca|ce n est pas ca|correction|je me corrige|mince"
        "|je dis une betise|ah non|je reprends|je recommence"
    ),
    "en": phrases("no|sorry|i mean|rather|correction|oops|actually|i was wrong|my mistake"),
}
_SOFT: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("c est|c etait|mais"),
    "en": phrases("it s|it was|it is|but"),
}
_NOT: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("non pas|et pas|mais pas|pas|ce n est pas|c est pas"),
    "en": phrases("not|and not|but not"),
}
_VAGUE: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "toujours|enfance|l enfance|petit|petite|jeune|jeunesse|naissance|longtemps|longue date"
        "|dizaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|douzaine|centaine"
        "|quinzaine|quelques|quelque|plusieurs|recemment|autrefois|jadis|guerre|la guerre|liberation"
        "|des annees|bail|lurette|gamin|gamine|ado|adolescence|ecole|l ecole|service militaire"
        "|retraite|mariage|toute ma vie|depuis que|pas mal de temps|peu de temps|l age de|l age"
        "|un moment|une eternite|vieux|vieille|siecle|l autre jour|un certain temps|temps"
        "|y a pas longtemps|il n y a pas longtemps"
    ),
    "en": phrases(
        "always|childhood|child|a child|young|birth|long|long time|few|several|recently|ages|war"
        "|the war|decade|decades|forever|little|a kid|school|teens|my life|years|couple|dozen"
        "|century|a while|while"
    ),
}
_DECADE: dict[Lang, frozenset[str]] = {"fr": word_set("annees"), "en": word_set("the")}
_OR: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("ou|ou bien|ou alors|entre|avant|apres|jusqu"),
    "en": phrases("or|between|before|after|until"),
}
_CONNECTORS: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "de du des d l au mois annee an jour jours date les c est etait suis ne nee naissance euh"
        " heu alors donc hum ben bah et puis bon oui voila dis je ma mon il elle debut fin courant"
        " milieu vers dans a la ce fut j ai cest soit exactement precisement environ peu pres moi"
        " mille-neuf noel paques toussaint a"
    ),
    "en": word_set(
        "of the on s it was is day month year date born i am my uh um er well so and then yes a"
        " early late mid around about exactly she he"
    ),
}
_LABELS: dict[Lang, frozenset[str]] = {
    "fr": word_set("jour mois annee"),
    "en": word_set("day month year"),
}
_YEAR_LEADS: dict[Lang, frozenset[str]] = {
    "fr": word_set("en depuis annee an vers ete hiver printemps automne debut fin milieu noel fut"),
    "en": word_set("in since year around early late summer winter spring autumn fall"),
}
_FIRST_YEAR, _LAST_YEAR = 1500, 2499  # outside of these four digits are not meant as a year


@lru_cache(maxsize=2048)
def _month(word: str, lang: Lang) -> int:
    """The month that a word is, misspelt too; 0 when it is none or could be two."""
    known = _MONTH_WORDS[lang]
    if word in known:
        return known[word]
    if len(word) < NEARLY_A_MONTH or len(word) > 12:
        return 0
    from rapidfuzz.distance import OSA

    near = {
        month
        for name, month in known.items()
        if len(name) >= NEARLY_A_MONTH
        and OSA.distance(word, name) <= (1 if len(name) < 7 else 2)
        and (word[0] == name[0] or word[1:] == name[1:])
    }
    return near.pop() if len(near) == 1 else 0


def _items(said: str, lang: Lang, today: date) -> list[_Item]:
    """The pieces of a sentence that speak of dates, in order."""
    tokens = tokens_of(said)
    words = texts(tokens)
    numbers = {n.first: n for n in read_numbers(tokens, lang, in_a_date=True)}
    found: list[_Item] = []
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
            slash = "/" in tokens[at].gap
            found.append(replace(item, loose=loose, comma=comma, slash=slash, lead=lead))
            loose = comma = False
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
) -> tuple[_Item | None, int]:
    """The piece that begins at a token (None: a connector) and how many tokens it takes."""
    for days, offset in _WHOLE_DAYS[lang].items():
        if tuple(words[at : at + len(days)]) == days:
            return _Item("whole", whole=today + timedelta(days=offset)), len(days)
    if found := _relative_at(words, at, lang, today):
        return found
    if words[at] in _DECADE[lang] and (number := numbers.get(at + 1)) and (
        lang == "fr" or _is_decade(words, number)
    ):
        return _Item("vague"), 1 + number.last - number.first
    if number := numbers.get(at):
        return _number_item(words, number, lang)
    if length := length_at(words, at, _VAGUE[lang]):
        return _Item("vague"), length
    if length := length_at(words, at, _NOT[lang]):
        return _Item("not"), length
    if length := length_at(words, at, _CORRECTIONS[lang]):
        return _Item("fix"), length
    if length := length_at(words, at, _OR[lang]):
        return _Item("or"), length
    if length := length_at(words, at, _SOFT[lang]):
        return _Item("soft"), length
    word = words[at]
    if month := _month(word, lang):
        return _Item("month", value=month), 1
    if word == "sept" or (word == "may" and lang == "fr"):  # pragma: no cover, read as 7 above
        return _Item("word"), 1
    if word in ("le", "the"):
        return _Item("le"), 1
    if word in ("en", "in"):
        return _Item("en"), 1
    if word in _LABELS[lang]:
        return _Item("label"), 1
    if word in _LAST[lang]:
        return _Item("last"), 1
    if word in _NEXT[lang]:
        return _Item("next"), 1
    if word in _SEASONS[lang]:
        return _Item("season", value=_SEASONS[lang][word]), 1
    if word in _CONNECTORS[lang] or word in _WEEKDAYS[lang]:
        return None, 1
    return _Item("word"), 1


def _is_decade(words: Sequence[str], number: Number) -> bool:
    """Whether "the nineteen eighties", "the 80s" is meant."""
    after = words[number.last] if number.last < len(words) else ""
    return after in ("s", "eighties", "seventies", "sixties", "fifties", "nineties", "forties")


def _relative_at(
    words: Sequence[str], at: int, lang: Lang, today: date
) -> tuple[_Item, int] | None:
    """ "l'an dernier", "cette année", "le mois prochain", "lundi dernier"."""
    here = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    noun, qualifier, length = (here, after, 2) if lang == "fr" else (after, here, 2)
    if lang == "fr" and here in _THIS["fr"] and after:
        noun, qualifier = after, here
    turn = _turn(qualifier, lang)
    if turn is None:
        return None
    if noun in _WEEKDAYS[lang]:
        if turn == 0:
            return None
        return _Item("whole", whole=_weekday(today, _WEEKDAYS[lang].index(noun), turn)), length
    for pattern, unit in _RELATIVE[lang]:
        if not pattern.fullmatch(noun):
            continue
        if unit == "year":
            return _Item("year", value=today.year + turn), length
        if unit == "month":
            return _Item("relmonth", whole=add_months(today.replace(day=1), turn)), length
        return _Item("offset", offset=Offset(turn, "week")), length
    return None


def _turn(word: str, lang: Lang) -> int | None:
    if word in _LAST[lang]:
        return -1
    if word in _NEXT[lang]:
        return 1
    return 0 if word in _THIS[lang] else None


def _weekday(today: date, weekday: int, turn: int) -> date:
    """The nearest such day before today or after it, today left out."""
    if turn < 0:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _number_item(words: Sequence[str], number: Number, lang: Lang) -> tuple[_Item, int]:
    """A number, or the distance or the age that it counts."""
    length = number.last - number.first
    after = words[number.last] if number.last < len(words) else ""
    unit = _UNITS[lang].get(after)
    if unit is None:
        if after in _NOT_A_PART[lang] and not number.ordinal:
            return _Item("word"), length
        return _Item("number", number=number), length
    rest = words[number.last + 1 : number.last + 4]
    half = tuple(rest[:2]) in (("et", "demi"), ("et", "demie")) or tuple(rest[:3]) == ("and", "a", "half")
    length += 1 + (0 if not half else 2 if lang == "fr" else 3)
    sign, unsure = _direction(words, number.first, number.first + length, lang)
    if unsure:
        return _Item("vague"), length
    if not sign or number.value > 2000:
        return _Item("age"), length
    count = number.value
    if lang == "fr" and unit == "day" and count in (8, 15):  # "huit jours" is a week in French
        count -= 1
    return _Item("offset", offset=Offset(sign * count, unit, half)), length


def _direction(words: Sequence[str], first: int, last: int, lang: Lang) -> tuple[int, bool]:
    """-1 into the past, 1 into the future, 0 neither; and whether it is only more or less so."""
    if words[last : last + 1] == ("ago",):
        return -1, first > 0 and words[first - 1] in _MORE_OR_LESS[lang]
    at = first
    unsure = False
    while at > 0 and words[at - 1] in _NEARLY[lang] | _MORE_OR_LESS[lang] | {"de", "than", "peut"}:
        at -= 1
        unsure = unsure or words[at] in _MORE_OR_LESS[lang]
    if words[last : last + 2] == ("a", "peu") or (words[last : last + 1] == ("environ",)):
        unsure = False
    for leads, sign in ((_PAST_LEADS, -1), (_FUTURE_LEADS, 1)):
        for lead in leads[lang]:
            if at >= len(lead) and tuple(words[at - len(lead) : at]) == lead:
                return sign, unsure
    return 0, False


def read_date(said: str, lang: Lang, today: date) -> SaidDate:
    """What `said` tells of a date, corrections in mid sentence followed."""
    if _sept_is_unclear(said, lang):
        said = re.sub(r"(?i)(\d\s+)sept(\s+\d)", r"\1;\2", said)
    elif lang == "fr":
        said = re.sub(r"(?i)\bsept\.", "septembre", said)
    items = _without_negated(_items(said, lang, today))
    heard = SaidDate()
    segment: list[_Item] = []
    for item in [*items, _Item("fix")]:
        if item.sort != "fix":
            segment.append(item)
            continue
        heard = _corrected(heard, _read_segment(segment, lang, today))
        segment = []
    return heard


def _sept_is_unclear(said: str, lang: Lang) -> bool:
    """Whether "12 sept 1942" was typed: September for some, the seventh month for others."""
    return lang == "fr" and re.search(r"(?i)\d\s+sept\s+\d", said) is not None


def _without_negated(items: Sequence[_Item]) -> list[_Item]:
    """The items without those said not to be it: "pas le 12, le 13 mai", "juin, pas mai"."""
    kept: list[_Item] = []
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
        kept.append(_Item("fix"))
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
    if len(after.bare) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return replace(before, year=value, short_year=False)
    if len(after.bare) == 2 and (value > 31 or after.bare_is_year):
        return replace(before, year=value, short_year=True)
    if after.bare_is_day and 1 <= value <= 31:
        return replace(before, day=value)
    if before.year is not None and not before.short_year and 13 <= value <= 31:
        return replace(before, day=value)
    return replace(before, several=True)


_PARTS: frozenset[Sort] = frozenset({"number", "month", "year", "relmonth", "offset", "whole"})


def _read_segment(items: Sequence[_Item], lang: Lang, today: date) -> SaidDate:
    """What items without a correction in them say."""
    vague = any(item.sort in ("vague", "age") for item in items)
    unsure = any(item.sort == "or" for item in items)
    parts = _joined([i for i in items if i.sort in _PARTS | {"last", "next", "season", "or", "soft"}])
    lexed = _read_parts([i for i in parts if i.sort != "soft"], lang, today)
    if lexed.several and (again := _read_with_afterthought(parts, lang, today)):
        lexed = again
    leads = {item.sort for item in items if item.sort in ("le", "en", "label")}
    by_lead = any(i.sort == "number" and i.lead in _YEAR_LEADS[lang] for i in items)
    return replace(
        lexed,
        vague=vague,
        unsure=unsure,
        bare_is_year=bool(lexed.bare) and by_lead,
        bare_is_day=bool(lexed.bare) and "le" in leads and not by_lead,
    )


def _read_with_afterthought(
    parts: Sequence[_Item], lang: Lang, today: date
) -> SaidDate | None:
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


def _joined(items: Sequence[_Item]) -> list[_Item]:
    """Items with "zéro cinq" as 05, and a date said digit by digit as one number."""
    joined: list[_Item] = []
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


def _read_parts(items: Sequence[_Item], lang: Lang, today: date) -> SaidDate:
    turn = next((-1 if i.sort == "last" else 1 for i in items if i.sort in ("last", "next")), 0)
    relative_year = next((i.value for i in items if i.sort == "year"), None)
    dated = [i for i in items if i.sort in ("number", "month")]
    offset = next((i.offset for i in items if i.sort == "offset"), None)
    if offset and offset.unit == "year" and offset.count and any(i.sort == "month" for i in dated):
        relative_year, offset = today.year + offset.count, None
    if whole := [i.whole for i in items if i.sort == "whole"]:
        return SaidDate(whole=whole[0], several=len(set(whole)) > 1) if not dated else _mixed(
            items, lang, today
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
    return replace(heard, turn=turn if heard.year is None else 0)


def _mixed(items: Sequence[_Item], lang: Lang, today: date) -> SaidDate:
    """A day such as "lundi dernier" beside a date in figures: they must be the same."""
    heard = _read_parts([i for i in items if i.sort != "whole"], lang, today)
    named = next(i.whole for i in items if i.sort == "whole")
    if heard.month is None and heard.day is None and heard.year is None:
        return replace(heard, several=True)
    alike = named is not None and heard.day in (None, named.day) and heard.month in (None, named.month)
    return SaidDate(whole=named) if alike else replace(heard, several=True)


def _by_season(heard: SaidDate, starts: int, turn: int, today: date) -> SaidDate:
    """ "l'été dernier": its year once it is over, and nothing when it could be two."""
    if heard.bare or turn >= 0:
        return heard
    if starts in (3, 6) and today.month >= starts + 3:
        return replace(heard, year=today.year)
    if starts in (3, 6) and today.month < starts:
        return replace(heard, year=today.year - 1)
    return replace(heard, vague=True, odd=True)


def _year_at(items: Sequence[_Item], at: int) -> tuple[int, bool, int] | None:
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
    if len(here.digits) == 2:
        return int(here.digits), True, 1
    return None


def _by_month(items: Sequence[_Item], lang: Lang) -> SaidDate:
    """Day and year beside the name of a month; every name of a month must say the same."""
    readings: set[tuple[int | None, int, int | None, bool]] = set()
    several = odd = False
    used: set[int] = set()
    for at, item in enumerate(items):
        if item.sort != "month":
            continue
        used.add(at)
        day: int | None = None
        before = items[at - 1] if at else None
        if before and before.sort == "number" and not item.loose and len(before.digits) <= 2:
            day = int(before.digits)
            used.add(at - 1)
            further = items[at - 2] if at > 1 else None
            if further and further.sort in ("number", "or") and not before.loose:
                several = several or further.sort == "or" or len(further.digits) <= 2
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
    left = {year for year in left if _FIRST_YEAR <= year <= _LAST_YEAR}
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


def _day_follows(items: Sequence[_Item], at: int, lang: Lang) -> bool:
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
        ordinal or (year is not None and (lang == "en" or not year[1]))
    )


def _by_relative_month(items: Sequence[_Item], relmonth: _Item) -> SaidDate:
    """ "le 12 du mois dernier"."""
    assert relmonth.whole is not None  # noqa: S101, made so
    days = {int(i.digits) for i in items if i.sort == "number" and len(i.digits) <= 2}
    return SaidDate(
        day=next(iter(days), None),
        month=relmonth.whole.month,
        year=relmonth.whole.year,
        several=len(days) > 1,
    )


def _runs(items: Iterable[_Item]) -> list[list[_Item]]:
    runs: list[list[_Item]] = []
    for item in items:
        if item.sort == "number" and runs and runs[-1] and not item.loose:
            runs[-1].append(item)
        elif item.sort == "number":
            runs.append([item])
        else:
            runs.append([])
    return [run for run in runs if run]


def _by_numbers(items: Sequence[_Item]) -> SaidDate:
    """A date in figures, day first: "12/05/1942", "douze cinq quarante-deux", "19420512"."""
    runs = _runs(items)
    read = [heard for run in runs if (heard := _run(run)) is not None]
    dates = {heard for heard in read if heard.day is not None and heard.year is not None}
    if len(dates) > 1:
        return replace(next(iter(dates)), several=True)
    if dates:
        return dates.pop()
    if len(runs) > 1 and all(len(run) == 1 for run in runs):
        years = [run[0] for run in runs if len(run[0].digits) == 4]
        if len(years) == 1 and not any(i.sort == "or" for i in items):
            return SaidDate(year=int(years[0].digits))
    if len(runs) != 1:
        return SaidDate(several=len(runs) > 1)
    return read[0] if read else SaidDate(odd=True)


def _run(run: Sequence[_Item]) -> SaidDate | None:
    """What numbers said in a row are together."""
    digits = [item.digits for item in run]
    if len(run) == 1:
        return _one_number(digits[0])
    if len(digits[0]) == 4 and len(run) == 3:  # ISO 8601, year first
        if max(len(digits[1]), len(digits[2])) > 2:
            return None
        return SaidDate(day=int(digits[2]), month=int(digits[1]), year=int(digits[0]))
    year = _year_at(run, 2) if len(run) > 2 else None
    if year and 2 + year[2] == len(run) and max(len(digits[0]), len(digits[1])) <= 2:
        return SaidDate(
            day=int(digits[0]), month=int(digits[1]), year=year[0], short_year=year[1]
        )
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
    if len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        return SaidDate(year=int(digits))
    return SaidDate(bare=digits) if len(digits) <= 2 else None

"""The words of a sentence that speak of dates: numbers, months, "hier", "il y a deux ans".

dateparser is not used: it takes "mai 1942" for today's day of May 1942, "12/05/42" for 2042, and
does not read dates in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.answers.numbers import Number, read_numbers
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
    "fr": phrases("dans|d ici|sous"),
    "en": phrases("in|within"),
}
_NEARLY: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "environ a peu pres bien deja maintenant quasiment tout juste ca euh les de d exactement"
        " pile"
    ),
    "en": word_set("about around roughly now just already the past last than exactly"),
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
    "en": (
        (re.compile("year"), "year"),
        (re.compile("month"), "month"),
        (re.compile("week"), "week"),
    ),
}
_LAST: dict[Lang, frozenset[str]] = {
    "fr": word_set("dernier derniere passe passee"),
    "en": word_set("last"),
}
_NEXT: dict[Lang, frozenset[str]] = {
    "fr": word_set("prochain prochaine"),
    "en": word_set("next"),
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
        "non|pardon|enfin|je me trompe|je me suis trompe|je me suis trompee|oups|zut|plutot"
        "|euh non|excusez moi|je veux dire|c est pas ca|ce n est pas ca|correction|je me corrige"
        "|mince|je dis une betise|ah non|je reprends|je recommence"
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
        "|quinzaine|quelques|quelque|plusieurs|recemment|autrefois|jadis|guerre|la guerre"
        "|liberation|des annees|bail|lurette|gamin|gamine|ado|adolescence|ecole|l ecole"
        "|service militaire|retraite|mariage|toute ma vie|depuis que|pas mal de temps"
        "|peu de temps|l age de|l age|un moment|une eternite|vieux|vieille|siecle|l autre jour"
        "|un certain temps|temps|y a pas longtemps|il n y a pas longtemps"
    ),
    "en": phrases(
        "always|childhood|child|a child|young|birth|long|long time|few|several|recently|ages|war"
        "|the war|decade|decades|forever|little|a kid|school|teens|my life|years|couple|dozen"
        "|century|a while|while|eighties|seventies|sixties|fifties|forties|nineties|thirties"
        "|twenties"
    ),
}
_DECADE: dict[Lang, frozenset[str]] = {"fr": word_set("annees"), "en": word_set("the")}
_OR: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("ou|ou bien|ou alors|entre|avant|apres|jusqu"),
    "en": phrases("or|between|before|after|until"),
}
_OR_SO: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("ou par la|ou a peu pres|ou environ|ou quelque chose comme ca"),
    "en": phrases("or so|or thereabouts|or about|or something"),
}
_FEASTS: dict[Lang, dict[tuple[str, ...], tuple[int, int]]] = {
    "fr": {
        ("jour", "de", "noel"): (25, 12), ("noel",): (25, 12), ("jour", "de", "l", "an"): (1, 1),
        ("premier", "de", "l", "an"): (1, 1), ("saint", "sylvestre"): (31, 12),
        ("toussaint",): (1, 11), ("veille", "de", "noel"): (24, 12),
    },
    "en": {
        ("christmas", "day"): (25, 12), ("christmas", "eve"): (24, 12), ("christmas",): (25, 12),
        ("new", "year", "s", "day"): (1, 1), ("new", "year", "s", "eve"): (31, 12),
    },
}  # fmt: skip
_CONNECTORS: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "de du des d l au mois annee an jour jours date les c est etait suis ne nee naissance euh"
        " heu alors donc hum ben bah et puis bon oui voila dis je ma mon il elle debut fin"
        " courant milieu vers dans a la ce fut j ai cest soit exactement precisement environ peu"
        " pres moi noel paques toussaint"
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
YEAR_LEADS: dict[Lang, frozenset[str]] = {
    "fr": word_set("en depuis annee an vers ete hiver printemps automne debut fin milieu noel fut"),
    "en": word_set("in since year around early late summer winter spring autumn fall"),
}
FIRST_YEAR, LAST_YEAR = 1500, 2499  # outside of these four digits are not meant as a year


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
    for days, offset in _WHOLE_DAYS[lang].items():
        if tuple(words[at : at + len(days)]) == days:
            return Item("whole", whole=today + timedelta(days=offset)), len(days)
    for feast, (day, month) in _FEASTS[lang].items():
        if tuple(words[at : at + len(feast)]) == feast:
            return Item("month", value=month, day=day), len(feast)
    if found := _relative_at(words, at, lang, today):
        return found
    if (
        words[at] in _DECADE[lang]
        and (number := numbers.get(at + 1))
        and (lang == "fr" or _is_decade(words, number))
    ):
        return Item("vague"), 1 + number.last - number.first
    if number := numbers.get(at):
        return _number_item(words, number, lang)
    if length := length_at(words, at, _VAGUE[lang]):
        return Item("vague"), length
    if length := length_at(words, at, _NOT[lang]):
        return Item("not"), length
    if length := length_at(words, at, _CORRECTIONS[lang]):
        return Item("fix"), length
    if length := length_at(words, at, _OR_SO[lang]):
        return None, length
    if length := length_at(words, at, _OR[lang]):
        return Item("or"), length
    if length := length_at(words, at, _SOFT[lang]):
        return Item("soft"), length
    word = words[at]
    if month := _month(word, lang):
        return Item("month", value=month), 1
    if word in ("le", "the"):
        return Item("le"), 1
    if word in ("en", "in"):
        return Item("en"), 1
    if word in _LABELS[lang]:
        return Item("label"), 1
    if word in _LAST[lang]:
        return Item("last"), 1
    if word in _NEXT[lang]:
        return Item("next"), 1
    if word in _SEASONS[lang]:
        return Item("season", value=_SEASONS[lang][word]), 1
    if word in _CONNECTORS[lang] or word in _WEEKDAYS[lang]:
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
    if lang == "fr" and here in _THIS["fr"] and after:
        noun, qualifier = after, here
    turn = _turn(qualifier, lang)
    if turn is None:
        return None
    if noun in _WEEKDAYS[lang]:
        if turn == 0:
            return None
        return Item("whole", whole=_weekday(today, _WEEKDAYS[lang].index(noun), turn)), length
    for pattern, unit in _RELATIVE[lang]:
        if not pattern.fullmatch(noun):
            continue
        if unit == "year":
            return Item("year", value=today.year + turn), length
        if unit == "month":
            return Item("relmonth", whole=add_months(today.replace(day=1), turn)), length
        return Item("offset", offset=Offset(turn, "week", named=True)), length
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


def _number_item(words: Sequence[str], number: Number, lang: Lang) -> tuple[Item, int]:
    """A number, or the distance or the age that it counts."""
    length = number.last - number.first
    after = words[number.last] if number.last < len(words) else ""
    unit = _UNITS[lang].get(after)
    if unit is None:
        if after in _NOT_A_PART[lang] and not number.ordinal:
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
        for leads, sign in ((_PAST_LEADS, -1), (_FUTURE_LEADS, 1)):
            for lead in leads[lang]:
                if at >= len(lead) and tuple(words[at - len(lead) : at]) == lead:
                    return -1 if ago else sign, unsure
        if at == 0 or words[at - 1] not in _NEARLY[lang] | _MORE_OR_LESS[lang]:
            return -1 if ago else 0, unsure and ago
        at -= 1
        unsure = unsure or words[at] in _MORE_OR_LESS[lang]

"""The words of dates, in French and English: months, weekdays, feasts, near and far."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang
from assistant.answers.tokens import phrases, word_set

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

WEEKDAYS: dict[Lang, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
UNITS: dict[Lang, dict[str, Unit]] = {
    "fr": {
        "an": "year", "ans": "year", "annee": "year", "annees": "year", "mois": "month",
        "semaine": "week", "semaines": "week", "jour": "day", "jours": "day",
    },
    "en": {
        "year": "year", "years": "year", "month": "month", "months": "month", "week": "week",
        "weeks": "week", "day": "day", "days": "day",
    },
}  # fmt: skip
NOT_A_PART: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "heure heures h minutes enfant enfants fille filles fils kilos kg euros fois frere freres"
        " soeur soeurs petits siecle eme rue avenue boulevard"
    ),
    "en": word_set("hours children kids daughters sons times century street o clock"),
}
PAST_LEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("il y a|y a|ya|ca fait|cela fait|depuis|voila|il y avait|fait|il y aura"),
    "en": phrases("for|it s been|it has been|since"),
}
FUTURE_LEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("dans|d ici|sous"),
    "en": phrases("in|within"),
}
NEARLY: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "environ a peu pres bien deja maintenant quasiment tout juste ca euh les de d exactement"
        " pile"
    ),
    "en": word_set("about around roughly now just already the past last than exactly"),
}
MORE_OR_LESS: dict[Lang, frozenset[str]] = {
    "fr": word_set("plus moins presque etre"),
    "en": word_set("more less almost over under nearly maybe perhaps"),
}

WHOLE_DAYS: dict[Lang, dict[tuple[str, ...], int]] = {
    "fr": {
        ("avant", "hier"): -2, ("hier",): -1, ("aujourd", "hui"): 0, ("aujourdhui",): 0,
        ("ce", "jour"): 0, ("ce", "matin"): 0, ("demain",): 1, ("apres", "demain"): 2,
    },
    "en": {
        ("the", "day", "before", "yesterday"): -2, ("yesterday",): -1, ("today",): 0,
        ("this", "morning"): 0, ("tomorrow",): 1, ("the", "day", "after", "tomorrow"): 2,
    },
}  # fmt: skip
RELATIVE: dict[Lang, tuple[tuple[re.Pattern[str], Unit], ...]] = {
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
LAST: dict[Lang, frozenset[str]] = {
    "fr": word_set("dernier derniere passe passee"),
    "en": word_set("last"),
}
NEXT: dict[Lang, frozenset[str]] = {
    "fr": word_set("prochain prochaine"),
    "en": word_set("next"),
}
THIS: dict[Lang, frozenset[str]] = {
    "fr": word_set("cette ce cet courant"),
    "en": word_set("this"),
}
SEASONS: dict[Lang, dict[str, int]] = {
    "fr": {"printemps": 3, "ete": 6, "automne": 9, "hiver": 12},
    "en": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
}
CORRECTIONS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "non|pardon|enfin|je me trompe|je me suis trompe|je me suis trompee|oups|zut|plutot"
        "|euh non|excusez moi|je veux dire|c est pas ca|ce n est pas ca|correction|je me corrige"
        "|mince|je dis une betise|ah non|je reprends|je recommence"
    ),
    "en": phrases("no|sorry|i mean|rather|correction|oops|actually|i was wrong|my mistake"),
}
SOFT: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("c est|c etait|mais"),
    "en": phrases("it s|it was|it is|but"),
}
NOT: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("non pas|et pas|mais pas|pas|ce n est pas|c est pas"),
    "en": phrases("not|and not|but not"),
}
VAGUE: dict[Lang, tuple[tuple[str, ...], ...]] = {
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
DECADE: dict[Lang, frozenset[str]] = {"fr": word_set("annees"), "en": word_set("the")}
OR: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("ou|ou bien|ou alors|entre|avant|apres|jusqu"),
    "en": phrases("or|between|before|after|until"),
}
OR_SO: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("ou par la|ou a peu pres|ou environ|ou quelque chose comme ca"),
    "en": phrases("or so|or thereabouts|or about|or something"),
}
FEASTS: dict[Lang, dict[tuple[str, ...], tuple[int, int]]] = {
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
CONNECTORS: dict[Lang, frozenset[str]] = {
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
LABELS: dict[Lang, frozenset[str]] = {
    "fr": word_set("jour mois annee"),
    "en": word_set("day month year"),
}
YEAR_LEADS: dict[Lang, frozenset[str]] = {
    "fr": word_set("en depuis annee an vers ete hiver printemps automne debut fin milieu noel fut"),
    "en": word_set("in since year around early late summer winter spring autumn fall"),
}
FIRST_YEAR, LAST_YEAR = 1500, 2499  # outside of these four digits are not meant as a year


@lru_cache(maxsize=2048)
def month_named(word: str, lang: Lang) -> int:
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

"""A name inside a whole sentence: before a clause, after a title."""

from __future__ import annotations

import re

from assistant.answers.name_capitals import SMALL_PARTICLES, printed
from assistant.answers.name_meant import without_carriers
from assistant.answers.name_phrases import CLAUSE, DENIED, RELATIVE, TITLED
from assistant.answers.name_shape import MOST_WORDS, could_be_a_name
from assistant.answers.name_words import (
    FUNCTION,
    INDEFINITE,
    NO_NAMES,
    NOISE,
    NOT_IN_A_NAME,
    SENTENCE,
)
from assistant.answers.spoken import flat

_PARTS = re.compile(r",|(?=\b(?:elle|il|qui) s['’]appelle\b)", re.IGNORECASE)
_LOWER_INNER = SMALL_PARTICLES | frozenset(
    ["la", "le", "les", "van", "von", "der", "den", "da", "dos", "el", "al", "ben"]
)
"""Written small inside a name, where they do not begin one."""


def before_a_clause(said: str, *, described: bool) -> str | None:
    """The name before "qui m'accompagne" or "je crois", in a sentence that denies nothing.

    When the sentence begins with who it is, the name may come after that.
    """
    if DENIED.search(flat(said)):
        return None
    found = [_clean(part) for part in _PARTS.split(said)]
    names = [name for name in found if name]
    if not names:
        return None
    longer = [name for name in names[1:] if flat(name).startswith(flat(names[0]) + " ")]
    if longer or found[0]:
        return longer[0] if longer else names[0]
    return names[0] if len(names) == 1 and described else None


def _clean(part: str) -> str | None:
    clause = CLAUSE.search(flat(part))
    words = without_carriers(part[: clause.start()] if clause else part).split()
    plain = {flat(w) for w in words}
    if (
        not 1 <= len(words) <= 4
        or flat(words[0]) in INDEFINITE
        or plain & (SENTENCE | FUNCTION | NOISE | NO_NAMES)
    ):
        return None
    return printed(" ".join(words)) if could_be_a_name(words) else None


def after_a_title(said: str) -> str | None:
    """The name after "madame" in a whole sentence that denies nothing, if it is the only one."""
    marks = list(TITLED.finditer(flat(said)))
    if len(marks) != 1 or DENIED.search(flat(said)) or len(said.split()) > MOST_WORDS + 4:
        return None
    for start, end in runs_of_name_words(said):
        words = said[max(start, marks[0].end()) : end].split()
        if start <= marks[0].end() < end and could_be_a_name(words):
            return printed(" ".join(words))
    return None


def runs_of_name_words(said: str) -> list[tuple[int, int]]:
    """The places of unbroken words that a name may have, commas and common words breaking them."""
    runs: list[tuple[int, int]] = []
    for found in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", said):
        word = flat(found.group())
        inside = bool(runs) and re.fullmatch(r"\s*", said[runs[-1][1] : found.start()]) is not None
        if word in NOT_IN_A_NAME or re.match(r"(?:c|j|qu|n|s|m|t)'[aeiouyh]", word):
            continue
        if word in _LOWER_INNER and not inside and word not in ("de", "du", "le", "la", "des"):
            continue
        if re.fullmatch(RELATIVE, word) and found.group()[:1].islower():
            continue
        if inside:
            runs[-1] = (runs[-1][0], found.end())
        else:
            runs.append((found.start(), found.end()))
    return [(s, e) for s, e in runs if flat(said[s:e]) not in _LOWER_INNER]

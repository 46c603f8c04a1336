"""The number check: a French social security number (NIR) said aloud, in memory only.

Nothing here keeps, logs or prints a digit of it. Structure (Insee; service-public.fr F33078):
sex 1, year 2, month 2, place 5 (department and commune, or 99 and a country, or 97x and 98x and
a commune of two digits), order 3, key 2. The key alone does not find a month 13 or a place 00,
so each group is looked at first; and 19 and 2A, 18 and 2B share their keys, so that the key
never tells Corrèze from Corse-du-Sud.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from stdnum.fr import nir as stdnum_nir

from assistant.answers.kind import Lang
from assistant.answers.spoken import Word, flat, numbers_at, words_of

WITH_KEY = 15
WITHOUT_KEY = 13
MOST_READINGS = 1500  # ways to part the words into numbers that are tried; about 2 ms
LONGEST_SENTENCE = 600  # characters of a number check; one longer is not a number


class Verdict(Enum):
    """What the check found."""

    VALID = "valid"
    TOO_FEW_DIGITS = "too_few_digits"
    TOO_MANY_DIGITS = "too_many_digits"
    WRONG_KEY = "wrong_key"
    DOUBTFUL_GROUP = "doubtful_group"
    NOT_COHERENT = "not_coherent"
    NOTHING_HEARD = "nothing_heard"


class Group(Enum):
    """A group of the number, as it is printed on the carte Vitale."""

    SEX = "sex"
    YEAR = "year"
    MONTH = "month"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    ORDER = "order"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class NirCheck:
    """What can be told of the number without telling it.

    `group` is the doubtful one. With WRONG_KEY it is the one that does not agree with the
    person's sex or birth date, if there is just one such, else None: "un chiffre ne va pas".
    """

    verdict: Verdict
    group: Group | None = None
    digits_heard: int = 0
    with_key: bool = False


Sex = Literal["female", "male"]

_SEXES = {"1": "male", "2": "female", "3": "male", "4": "female", "7": "male", "8": "female"}
"""3 and 4 while a foreign civil status is awaited, 7 and 8 provisional; 0, 5, 6, 9: never."""

_IGNORED = re.compile(
    r"\b(?:un (?:instant|moment|peu|numero|petit)|une (?:minute|seconde)|deux (?:minutes"
    r"|secondes|instants)|one (?:moment|second|minute)|the one)\b"
)
_AGAIN = frozenset({"non", "pardon", "no", "sorry"})


def _doubtful(number: str) -> Group | None:
    """The first group that no number may have."""
    if number[0] not in _SEXES:
        return Group.SEX
    if not number[1:3].isdecimal():
        return Group.YEAR
    if not _is_month(number[3:5]):
        return Group.MONTH
    department = number[5:7]
    if department in ("97", "98"):
        if not "01" <= number[8:10] <= "99":
            return Group.COMMUNE
    elif department in ("2A", "2B") or (department.isdecimal() and department not in ("00",)):
        if number[7:10] == "000":
            return Group.COMMUNE
    else:
        return Group.DEPARTMENT
    if number[10:13] == "000":
        return Group.ORDER
    if len(number) == WITH_KEY and not "01" <= number[13:15] <= "97":
        return Group.KEY
    return None


def _is_month(month: str) -> bool:
    """01 to 12; 20 to 42 and 50 on where the civil status was incomplete."""
    return month.isdecimal() and (
        1 <= int(month) <= 12 or 20 <= int(month) <= 42 or int(month) >= 50
    )


def _incoherent(number: str, sex: Sex | None, birth_date: str | None) -> list[Group]:
    """The groups that do not agree with what is known of the person."""
    groups: list[Group] = []
    if sex and _SEXES.get(number[0], sex) != sex:
        groups.append(Group.SEX)
    if birth_date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", birth_date):
        if number[1:3] != birth_date[2:4]:
            groups.append(Group.YEAR)
        month = number[3:5]
        if month.isdecimal() and int(month) <= 12 and month != birth_date[5:7]:
            groups.append(Group.MONTH)
        if number[5:7] == "20" and birth_date >= "1976":
            groups.append(Group.DEPARTMENT)  # Corsica is 2A and 2B since 1 January 1976
    return groups


def _key_fits(number: str) -> bool:
    return bool(stdnum_nir.is_valid(number))


def _first_reading(words: Sequence[Word], lang: Lang) -> str:
    """The digits as the longest numbers heard, without the words between them."""
    said: list[str] = []
    at = 0
    while at < len(words):
        if words[at].flat in _AGAIN and said:
            said.pop()
            at += 1
        elif _is_corsican(words, at, "".join(said)):
            said.append(words[at].flat[0].upper())
            at += 1
        elif reads := numbers_at(words, at, lang):
            said.append(reads[0][0])
            at = reads[0][1]
        else:
            at += 1
    return "".join(said)


def _is_corsican(words: Sequence[Word], at: int, before: str) -> bool:
    return words[at].flat in ("a", "b", "be", "bee") and len(before) == 6 and before[5] == "2"


def _readings(words: Sequence[Word], lang: Lang) -> Iterator[str]:
    """The numbers of 15 or 13 digits that `words` may be, likelier ones first.

    "deux cent cinq cent douze" may be 205 112 or 200 512: only the key tells.
    """
    left = MOST_READINGS
    todo: list[tuple[int, str]] = [(0, "")]
    while todo and left:
        left -= 1
        at, said = todo.pop()
        if len(said) > WITH_KEY:
            continue
        if at >= len(words):
            if len(said) in (WITH_KEY, WITHOUT_KEY):
                yield said
            continue
        reads = numbers_at(words, at, lang)
        if _is_corsican(words, at, said):
            todo.append((at + 1, said + words[at].flat[0].upper()))
        elif reads:
            todo += [(end, said + digits) for digits, end in reversed(reads)]
        else:
            todo.append((at + 1, said))


def _heard(said: str, lang: Lang) -> str:
    """The number heard: the first reading, unless another one alone fits in every way."""
    words = _number_parts(said)
    first = _first_reading(words, lang)
    fits = len(first) == WITHOUT_KEY or _key_fits(first)
    if fits and len(first) in (WITH_KEY, WITHOUT_KEY) and not _doubtful(first):
        return first
    readings = [r for r in _readings(words, lang) if not _doubtful(r)]
    for reading in readings:
        if len(reading) == WITH_KEY and _key_fits(reading):
            return reading
    if len(first) not in (WITH_KEY, WITHOUT_KEY):
        without_key = {r for r in readings if len(r) == WITHOUT_KEY}
        if len(without_key) == 1:
            return without_key.pop()
    return first


def _number_parts(said: str) -> list[Word]:
    """The words of `said`, "2A" parted into two."""
    kept = _IGNORED.sub(lambda m: " " * len(m.group()), flat(said))
    return words_of(kept)


def check_nir(said: str, lang: Lang, sex: Sex | None, birth_date: str | None) -> NirCheck:
    """What is right or doubtful in the number said, with or without its key.

    `birth_date` is YYYY-MM-DD. Coherence is looked at last: it says nothing of a number whose
    own structure is wrong. Nothing of `said` is kept.
    """
    if len(said) > LONGEST_SENTENCE:
        return NirCheck(Verdict.NOTHING_HEARD)
    number = _heard(said, lang)
    count = len(number)
    if not count:
        return NirCheck(Verdict.NOTHING_HEARD)
    with_key = count == WITH_KEY
    if count not in (WITH_KEY, WITHOUT_KEY):
        too_many = count > WITH_KEY
        verdict = Verdict.TOO_MANY_DIGITS if too_many else Verdict.TOO_FEW_DIGITS
        return NirCheck(verdict, None, count)
    if group := _doubtful(number):
        return NirCheck(Verdict.DOUBTFUL_GROUP, group, count, with_key)
    disagreeing = _incoherent(number, sex, birth_date)
    if with_key and not _key_fits(number):
        group = disagreeing[0] if len(disagreeing) == 1 else None
        return NirCheck(Verdict.WRONG_KEY, group, count, with_key)
    if disagreeing:
        return NirCheck(Verdict.NOT_COHERENT, disagreeing[0], count, with_key)
    return NirCheck(Verdict.VALID, None, count, with_key)


WITHHELD = "[numéro non conservé]"

_BETWEEN = frozenset(
    [
        "euh", "heu", "hum", "um", "uh", "et", "puis", "ensuite", "alors", "donc", "apres", "la",
        "le", "cle", "key", "clef", "c", "est", "avec", "de", "the", "and", "then", "is", "espace",
        "tiret", "voila", "a", "b", "be", "bee", "oui", "double", "triple", "non", "pardon",
    ]
)  # fmt: skip
MOST_DIGITS = 150  # in one run; a longer one is withheld whole, unread
_MOST_BETWEEN = 4  # words of no weight between two groups: "et la clé c'est"


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers said one after the other, their digits and their place in the sentence."""

    digits: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def _runs(said: str, lang: Lang) -> Iterator[_Run]:
    words = words_of(_IGNORED.sub(lambda m: " " * len(m.group()), flat(said)))
    digits: list[str] = []
    places: list[tuple[int, int]] = []
    at, between = 0, 0
    while at < len(words):
        reads = numbers_at(words, at, lang)
        if reads:
            digits.append(reads[0][0])
            places.append((words[at].start, words[reads[0][1] - 1].end))
            at, between = reads[0][1], 0
            continue
        if digits and _is_corsican(words, at, "".join(digits[-6:])[-6:]):
            digits.append(words[at].flat[0].upper())
            places.append((words[at].start, words[at].end))
            between = 0
        elif digits and words[at].flat in _BETWEEN and between < _MOST_BETWEEN:
            between += 1
        elif digits:
            yield _Run(tuple(digits), tuple(places))
            digits, places, between = [], [], 0
        at += 1
    if digits:
        yield _Run(tuple(digits), tuple(places))


def _spans(said: str) -> list[tuple[int, int]]:
    """The places of what may be a social security number, spoken or typed."""
    found: list[tuple[int, int]] = []
    for lang in ("fr", "en"):
        for run in _runs(said, lang):
            found += _nirs_in(run, said, lang)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _nirs_in(run: _Run, said: str, lang: Lang) -> Iterator[tuple[int, int]]:
    whole = "".join(run.digits)
    if len(whole) < WITHOUT_KEY - 2:
        return
    span = (run.places[0][0], run.places[-1][1])
    if _may_be_nir(whole) or len(whole) > MOST_DIGITS:
        yield span
        return
    starts = [0, *itertools.accumulate(map(len, run.digits))][:-1]
    for i, start in enumerate(starts):
        for length in (WITH_KEY, WITHOUT_KEY):
            part = whole[start : start + length]
            if len(part) < length or part[0] not in _SEXES or _doubtful(part):
                continue
            exact = length == WITH_KEY and _key_fits(part)
            after_a_phone = start + length == len(whole) and _is_phone(whole[:start])
            before_a_phone = i == 0 and _is_phone(whole[length:])
            if exact or after_a_phone or before_a_phone:
                last = max(j for j, s in enumerate(starts) if s < start + length)
                yield run.places[i][0], run.places[last][1]
                return
    if len(said) <= LONGEST_SENTENCE and len(whole) <= WITH_KEY + 4:
        words = _number_parts(said[span[0] : span[1]])
        for reading in _readings(words, lang):
            if len(reading) == WITH_KEY and not _doubtful(reading) and _key_fits(reading):
                yield span
                return


def _is_phone(digits: str) -> bool:
    return len(digits) == 10 and digits[0] == "0" != digits[1]


def _may_be_nir(digits: str) -> bool:
    """A NIR, or one with a digit wrong or missing: rather too much is withheld than too little."""
    if digits[0] not in _SEXES:
        return False
    if len(digits) in (WITHOUT_KEY, WITH_KEY):
        return digits[0] in "12" or not _doubtful(digits)
    if len(digits) in (WITHOUT_KEY - 1, WITH_KEY - 1, WITH_KEY + 1):
        return digits[0] in "12" and "01" <= digits[3:5] <= "12" and not _is_phone(digits[-10:])
    return False


def looks_like_nir(said: str) -> bool:
    """Whether a number like a social security number stands anywhere in `said`.

    Spoken or typed, with or without key, and with one digit missing, wrong or too many: it is
    for what must not be stored, so that it rather sees one too many.
    """
    return bool(_spans(said))


def without_nir(said: str) -> str:
    """`said` with each such number replaced by "[numéro non conservé]"."""
    for start, end in reversed(_spans(said)):
        said = f"{said[:start]}{WITHHELD}{said[end:]}"
    return said

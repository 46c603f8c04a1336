"""Social security numbers taken out of what is kept: rather one too many than one too few."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.answers.nir_heard import LONGEST_SENTENCE, is_corsican, number_words, readings_of
from assistant.answers.nir_structure import SEXES, WITH_KEY, WITHOUT_KEY, doubtful_group, key_fits
from assistant.answers.spoken import numbers_at

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
    words = number_words(said)
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
        if digits and is_corsican(words, at, "".join(digits[-6:])[-6:]):
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
            if len(part) < length or part[0] not in SEXES or doubtful_group(part):
                continue
            exact = length == WITH_KEY and key_fits(part)
            after_a_phone = start + length == len(whole) and _is_phone(whole[:start])
            before_a_phone = i == 0 and _is_phone(whole[length:])
            if exact or after_a_phone or before_a_phone:
                last = max(j for j, s in enumerate(starts) if s < start + length)
                yield run.places[i][0], run.places[last][1]
                return
    if len(said) <= LONGEST_SENTENCE and len(whole) <= WITH_KEY + 4:
        words = number_words(said[span[0] : span[1]])
        for reading in readings_of(words, lang):
            if len(reading) == WITH_KEY and not doubtful_group(reading) and key_fits(reading):
                yield span
                return


def _is_phone(digits: str) -> bool:
    return len(digits) == 10 and digits[0] == "0" != digits[1]


def _may_be_nir(digits: str) -> bool:
    """A NIR, or one with a digit wrong or missing: rather too much is withheld than too little."""
    if digits[0] not in SEXES:
        return False
    if len(digits) in (WITHOUT_KEY, WITH_KEY):
        return digits[0] in "12" or not doubtful_group(digits)
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

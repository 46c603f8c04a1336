"""Speech made comparable: letters without accents, words with their places, numbers in words.

Only what names, addresses, e-mails, practitioners and the social security number share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.answers.kind import Lang, Refusal

_T = TypeVar("_T")

_WORD = re.compile(r"\d+|[^\W\d_]+")
_TYPOGRAPHY = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}


def flat(said: str) -> str:
    """`said` in small letters without accents, each character at the same place as before."""
    return "".join(_flat_letter(letter) for letter in said)


def _flat_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    plain = _TYPOGRAPHY.get(letter) or unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def tidy(said: str) -> str:
    """`said` on one line: control characters are spaces, spaces are single, accents composed."""
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in said)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def settled(
    value: _T | Refusal, read: Callable[[str], _T | Refusal], say_back: Callable[[_T], str]
) -> _T | None:
    """`value` said back and read again until it stays itself; None if it never does.

    It is what makes `say_back` the inverse of `understand` for every sentence, odd ones included.
    """
    for _ in range(4):
        if isinstance(value, Refusal):
            return None
        again = read(say_back(value))
        if again == value:
            return value
        value = again
    return None


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a typed number, as said and flat, with its place in the sentence."""

    text: str
    flat: str
    start: int
    end: int


def words_of(said: str) -> list[Word]:
    """The words of `said`; hyphens and apostrophes part them ("soixante-quinze" is two)."""
    return [Word(m.group(), flat(m.group()), m.start(), m.end()) for m in _WORD.finditer(said)]


# Numbers in words. Belgian and Swiss tens are heard as well.
_FR_UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9,
}  # fmt: skip
_FR_TEENS = {
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_FR_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_EN_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_EN_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_ZERO = {"fr": {"zero", "zeros"}, "en": {"zero", "zeros", "oh", "nought"}}
_HUNDRED = {"fr": {"cent", "cents"}, "en": {"hundred"}}
_THOUSAND = {"fr": {"mille"}, "en": {"thousand"}}
_TIMES = {
    "fr": {"double": 2, "triple": 3, "quadruple": 4},
    "en": {"double": 2, "triple": 3},
}
_SIMPLE: dict[Lang, Mapping[str, int]] = {
    "fr": {**_FR_UNITS, **_FR_TEENS, **_FR_TENS},
    "en": {**_EN_UNITS, **_EN_TEENS, **_EN_TENS},
}
NUMBER_WORDS: dict[Lang, frozenset[str]] = {
    lang: frozenset({*_SIMPLE[lang], *_ZERO[lang], *_HUNDRED[lang], *_THOUSAND[lang]})
    for lang in ("fr", "en")
}


def is_number_word(word: Word, lang: Lang) -> bool:
    """Whether `word` is typed digits or a number's own word ("et" and "double" are not)."""
    return word.flat.isdecimal() or word.flat in NUMBER_WORDS[lang]


Read = tuple[str, int]
"""Digits, and the index of the word after them."""


def numbers_at(words: Sequence[Word], at: int, lang: Lang) -> list[Read]:
    """Every number that may begin at the word `at`, the longest in words first."""
    if at >= len(words):
        return []
    here = words[at].flat
    found: list[Read] = []
    if (times := _TIMES[lang].get(here)) and at + 1 < len(words):
        found += [(d * times, end) for d, end in _small(words, at + 1, lang) if len(d) == 1]
    if here in _ZERO[lang]:
        found.append(("0", at + 1))
        found += [
            ("0" + d, end) for d, end in _thousands(words, at + 1, lang) if len(d) == 4
        ]  # "zéro six mille": 06000
    elif here.isdecimal():
        found += _thousands(words, at, lang)
        found.append((_ascii_digits(here), at + 1))
    else:
        found += _thousands(words, at, lang) + _below_thousand(words, at, lang)
    if lang == "fr" and at + 1 < len(words) and words[at + 1].flat == "zeros":
        found += [("0" * int(d), at + 2) for d, _ in _small(words, at, lang) if d in "234"]
    return sorted(dict.fromkeys(found), key=lambda read: -read[1])


def _ascii_digits(digits: str) -> str:
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)


def _small(words: Sequence[Word], at: int, lang: Lang) -> list[Read]:
    """A number under 100 in words."""
    if at >= len(words):
        return []
    here = words[at].flat
    if here in _ZERO[lang]:
        return [("0", at + 1)]
    if here not in _SIMPLE[lang]:
        return []
    value = _SIMPLE[lang][here]
    found: list[Read] = [(str(value), at + 1)]
    if lang == "en":
        if value >= 20 and (unit := _value(words, at + 1, _EN_UNITS)):
            found.append((str(value + unit), at + 2))
        return found
    if here == "dix" and (unit := _value(words, at + 1, _FR_UNITS)) and unit >= 7:
        found.append((str(10 + unit), at + 2))
    elif here == "quatre" and at + 1 < len(words) and words[at + 1].flat in ("vingt", "vingts"):
        found.append(("80", at + 2))
        found += _added(words, at + 2, 80, to_nineteen=True)
    elif value >= 20:
        found += _added(words, at + 1, value, to_nineteen=value == 60)
    return found


def _added(words: Sequence[Word], at: int, tens: int, *, to_nineteen: bool) -> list[Read]:
    """What may follow a ten: "et un", "trois", and after 60 or 80 "et onze", "dix-sept"."""
    if at < len(words) and words[at].flat == "et":
        at += 1
        if not (at < len(words) and words[at].flat in ("un", "une", "onze")):
            return []
    found: list[Read] = []
    if unit := _value(words, at, _FR_UNITS):
        found.append((str(tens + unit), at + 1))
    if to_nineteen and (teen := _value(words, at, _FR_TEENS)):
        found.append((str(tens + teen), at + 1))
        if teen == 10 and (unit := _value(words, at + 1, _FR_UNITS)) and unit >= 7:
            found.append((str(tens + 10 + unit), at + 2))
    return found


def _value(words: Sequence[Word], at: int, table: Mapping[str, int]) -> int:
    return table.get(words[at].flat, 0) if at < len(words) else 0


def _below_thousand(words: Sequence[Word], at: int, lang: Lang) -> list[Read]:
    """A number under 1,000 in words, and "dix-neuf cent quarante-deux" (1942)."""
    found = _small(words, at, lang)
    heads: list[tuple[int, int]] = []
    if lang == "fr" and at < len(words) and words[at].flat in _HUNDRED[lang]:
        heads.append((1, at + 1))
    heads += [
        (int(digits), end + 1)
        for digits, end in found
        if int(digits) in range(1 if lang == "en" else 2, 20)
        and int(digits) != 10
        and end < len(words)
        and words[end].flat in _HUNDRED[lang]
    ]
    for hundreds, end in heads:
        found.append((str(hundreds * 100), end))
        if lang == "en" and end < len(words) and words[end].flat == "and":
            end += 1
        found += [
            (str(hundreds * 100 + int(digits)), after)
            for digits, after in _small(words, end, lang)
            if digits != "0"
        ]
    return found


def _thousands(words: Sequence[Word], at: int, lang: Lang) -> list[Read]:
    """A number of thousands: "soixante-quinze mille vingt", "75 mille 20", "mille neuf cents"."""
    if at >= len(words):
        return []
    heads: list[tuple[int, int]] = []
    if lang == "fr" and words[at].flat in _THOUSAND[lang]:
        heads.append((1, at + 1))
    before = (
        [(words[at].flat, at + 1)]
        if words[at].flat.isdecimal() and len(words[at].flat) <= 3
        else _below_thousand(words, at, lang)
    )
    heads += [
        (int(digits), end + 1)
        for digits, end in before
        if end < len(words) and words[end].flat in _THOUSAND[lang] and 0 < int(digits) < 1000
    ]
    found: list[Read] = []
    for thousands, end in heads:
        found.append((str(thousands * 1000), end))
        rest = (
            [(words[end].flat, end + 1)]
            if end < len(words) and words[end].flat.isdecimal() and len(words[end].flat) <= 3
            else _below_thousand(words, end, lang)
        )
        found += [
            (str(thousands * 1000 + int(digits)), after)
            for digits, after in rest
            if 0 < int(digits) < 1000
        ]
    return found


def number_at(words: Sequence[Word], at: int, lang: Lang) -> Read | None:
    """The longest number that begins at the word `at`."""
    found = numbers_at(words, at, lang)
    return found[0] if found else None

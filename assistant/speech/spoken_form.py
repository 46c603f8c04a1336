"""What is written, as it is said: numbers and dates in words, no sign read aloud.

The inverse of what the answer kinds understand: a telephone number written, said by this and
heard again is the same number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answers.date_words import MONTHS
from assistant.answers.email import say_aloud
from assistant.answers.kind import Lang

READINGS = Path(__file__).parent / "readings"
LONGEST_NUMBER = 4  # digits said as one number; more are said by pairs, as French people do
POSTCODE = 5  # digits; said in one breath
SHORT_NUMBERS = re.compile(r"3\d{3}|1[01]\d")  # 3114, 3422, 112: services (Arcep's short numbers)
FIRST_YEAR, LAST_YEAR = 1100, 2099  # an English year is said by halves ("nineteen forty-three")

_SPACES = re.compile(r"[\u00a0\u202f\u2009\t]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GROUPS = re.compile(r"\b\d{2,4}(?: \d{2,4}){2,}\b|\+\d{1,4}(?: \d{1,4})+\b")
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2}) ?h(?: ?([0-5]\d))?\b(?!/)")
_OF_EVERY = re.compile(r"\b(\d{1,3}) ?([hj]) ?/ ?(\d{1,3})\b")
_DECIMAL = re.compile(r"\b(\d+)([.,])(\d+)\b")
_ORDINAL = re.compile(r"\b(\d{1,4})(er|re|ère|e|è|ème|eme|nd|nde|st|rd|th)\b")
_WITH_UNIT = re.compile(
    r"\b(\d+(?:[.,]\d+)?) ?(mg|µg|kg|mL|ml|cl|mm|cm|km|min|°C|[glLmsjx%€°×])(?!\w)"
)
_NUMBER = re.compile(r"\d+")
_CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{2,}\b")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
_QUIET = re.compile(r"[^\w\s.,;:?!'’-]|_")
_LEFT_ALONE = re.compile(r"(?<!\w)[-'’](?!\w)|(?<!\w)[-](?=\w)|(?<=\w)-(?!\w)")


@dataclass(frozen=True, slots=True)
class _Readings:
    """One language's, as its file has them."""

    spelled: frozenset[str]
    respelled: dict[str, str]
    to_respell: re.Pattern[str]
    units: dict[str, tuple[str, str]]
    hours: tuple[str, str]
    signs: dict[str, str]
    per: str
    either: str
    by: str
    other_language: re.Pattern[str]


@cache
def _readings(lang: Lang) -> _Readings:
    read: dict[str, Any] = yaml.load(
        (READINGS / f"{lang}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    respelled: dict[str, str] = read["abbreviations"] | read["foreign"]
    longest_first = sorted(respelled, key=len, reverse=True)
    return _Readings(
        spelled=frozenset(read["spelled"]),
        respelled=respelled,
        to_respell=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"),
        units={unit: (one, several) for unit, (one, several) in read["units"].items()},
        hours=tuple(read["hours"]),
        signs=read["signs"],
        per=read["per"],
        either=read["either"],
        by=read["by"],
        other_language=re.compile("(" + "|".join(map(re.escape, read["other_language"])) + ")"),
    )


def by_language(written: str, lang: Lang) -> Iterator[tuple[str, Lang]]:
    """`written` in its parts, each with the language whose voice says it.

    Who came by the wrong language must understand the sentence that leads to their own.
    """
    other: Lang = "en" if lang == "fr" else "fr"
    for at, part in enumerate(_readings(lang).other_language.split(written)):
        if part.strip():
            yield part, other if at % 2 else lang


def spoken(written: str, lang: Lang) -> str:
    """`written` in words, with the punctuation that a voice breathes at, and no other sign."""
    read = _readings(lang)
    text = _SPACES.sub(" ", written).replace("…", ".").replace("\n", " \n")
    text = _EMAIL.sub(lambda m: say_aloud(m[0].lower(), lang), text)
    text = read.to_respell.sub(lambda m: read.respelled[m[0]], text)
    text = _GROUPS.sub(lambda m: _groups(m[0], lang), text)
    text = _DATE.sub(lambda m: _date(m, lang), text)
    text = _OF_EVERY.sub(
        lambda m: f"{m[1]} {read.units[m[2]][1] if m[2] in read.units else ''} {read.per} {m[3]}",
        text,
    )
    if lang == "fr":
        text = _CLOCK.sub(lambda m: _clock(m, read), text)
    text = _WITH_UNIT.sub(lambda m: _measure(m, read), text)
    text = re.sub(r"(?<=\w)/j\b", f" {read.by} jour", text) if lang == "fr" else text
    text = re.sub(r"(?<=\d) ?/ ?(?=\d)", f" {read.per} ", text)
    text = _DECIMAL.sub(lambda m: _decimal(m, lang), text)
    text = _ORDINAL.sub(lambda m: _ordinal(m, lang), text)
    text = _NUMBER.sub(lambda m: f" {_number(m[0], lang)} ", text)
    text = _CAPITALS.sub(lambda m: _capitals(m[0], read), text)
    text = _BETWEEN_WORDS.sub(f" {read.either} ", text)
    return _without_signs(text, read)


def _groups(said: str, lang: Lang) -> str:
    """Group by group, as "06 12 34" is, with a breath between them."""
    sign = "plus " if said.startswith("+") else ""
    return sign + ", ".join(_group(group, lang) for group in said.removeprefix("+").split())


def _group(digits: str, lang: Lang) -> str:
    """With its zeros ("zéro six"); more than three digits by pairs; in English one by one."""
    if lang == "en":
        return " ".join(_cardinal(int(digit), lang) for digit in digits)
    if len(digits) > 3:
        return ", ".join(_group(pair, lang) for pair in _pairs(digits))
    zeros = len(digits) - len(digits.lstrip("0"))
    words = [_cardinal(0, lang)] * zeros
    if digits[zeros:]:
        words.append(_cardinal(int(digits), lang))
    return " ".join(words)


def _pairs(digits: str) -> list[str]:
    """Two by two; an odd number of digits ends with three ("112" is one number)."""
    odd = len(digits) % 2 and len(digits) >= 3
    whole = digits[:-3] if odd else digits
    pairs = [whole[i : i + 2] for i in range(0, len(whole), 2)]
    return [*pairs, digits[-3:]] if odd else pairs


def _date(m: re.Match[str], lang: Lang) -> str:
    day, month = int(m[1]), int(m[2])
    if not 1 <= month <= 12:
        return m[0]
    first = "1er" if lang == "fr" and day == 1 else str(day)
    return f"{first} {MONTHS[lang][month - 1]} {m[3]}"


def _clock(m: re.Match[str], read: _Readings) -> str:
    hour, minutes = int(m[1]), m[2]
    said = _feminine(hour)
    unit = read.hours[0] if hour < 2 else read.hours[1]
    after = f" {int(minutes)}" if minutes and int(minutes) else ""
    return f"{said} {unit}{after}"


def _feminine(number: int) -> str:
    """As hours are counted: "une heure", "vingt et une heures"."""
    said = _cardinal(number, "fr")
    return f"{said}e" if said == "un" or said.endswith(" un") else said


def _measure(m: re.Match[str], read: _Readings) -> str:
    one, several = read.units.get(m[2], (m[2], m[2]))
    return f"{m[1]} {one if m[1] in ('0', '1') else several}"


def _decimal(m: re.Match[str], lang: Lang) -> str:
    whole, digits = int(m[1]), m[3]
    point = "virgule" if lang == "fr" else "point"
    after = (
        _group(digits, lang) if lang == "fr" else " ".join(_cardinal(int(d), lang) for d in digits)
    )
    return f"{_cardinal(whole, lang)} {point} {after}"


def _ordinal(m: re.Match[str], lang: Lang) -> str:
    number = int(m[1])
    if lang == "fr" and number == 1:
        return "premier" if m[2] == "er" else "première" if m[2] in ("re", "ère") else m[1]
    return _in_words(number, lang, to="ordinal")


def _number(digits: str, lang: Lang) -> str:
    if len(digits) > LONGEST_NUMBER or digits.startswith("0"):
        return _group(digits, lang) if len(digits) <= LONGEST_NUMBER else _by_pairs(digits, lang)
    if SHORT_NUMBERS.fullmatch(digits):
        return " ".join(_group(pair, lang) for pair in _pairs(digits))
    if lang == "en" and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return _in_words(int(digits), lang, to="year")
    return _cardinal(int(digits), lang)


def _by_pairs(digits: str, lang: Lang) -> str:
    if lang == "fr" and len(digits) == POSTCODE and digits.endswith("000"):
        return f"{_group(digits[:2], lang)} mille"  # 44000, as its people say it
    between = " " if len(digits) == POSTCODE else ", "
    return between.join(_group(pair, lang) for pair in _pairs(digits))


def _cardinal(number: int, lang: Lang) -> str:
    return _in_words(number, lang, to="cardinal")


def _in_words(number: int, lang: Lang, to: str) -> str:
    from num2words import num2words

    return str(num2words(number, lang=lang, to=to))


def _capitals(word: str, read: _Readings) -> str:
    return " ".join(word) if word in read.spelled else word.capitalize()


def _without_signs(text: str, read: _Readings) -> str:
    text = re.sub(r"\s[–—]\s|[«»“”\"()\[\]{}|•→]", ",", text)
    for sign, said in read.signs.items():
        text = text.replace(sign, f" {said} ")
    text = _QUIET.sub(" ", text)
    text = _LEFT_ALONE.sub(" ", text)
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r"(?:\s*,)+(?=\s*[.,;:?!]|\s*$)", "", text)  # a comma before another stop
    text = re.sub(r"(?<=[.,;:?!])\s*,", "", text)
    text = re.sub(r"\s+([.,])", r"\1", text)
    text = re.sub(r",(?=\w)", ", ", text)
    return re.sub(r"^[\s.,;:]+", "", text).strip()


_BREATH = re.compile(r"(?<=[.?!;])\s+|\n+")
LONGEST_BREATH = 25  # words said in one breath; longer sentences are cut at a comma


def breaths(said: str) -> list[str]:
    """What is said in one breath each: sentences, the long ones cut at a comma."""
    cut: list[str] = []
    for sentence in _BREATH.split(said):
        cut += _shorter(sentence.strip())
    return [breath for breath in cut if any(c.isalpha() for c in breath)]


def _shorter(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONGEST_BREATH or ", " not in sentence:
        return [sentence]
    parts, middle = sentence.split(", "), len(sentence) // 2
    ends = [sum(len(p) + 2 for p in parts[: i + 1]) for i in range(len(parts) - 1)]
    at = min(ends, key=lambda end: abs(end - middle))
    return [*_shorter(sentence[:at].strip()), *_shorter(sentence[at:].strip())]

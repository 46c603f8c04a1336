"""Numbers as they are said: in words, in digits or both, French (Belgian and Swiss too) or English.

text2num reads a number that is cut out for it. Ours is the cutting, and what it misses: "zero"
without its accent, "vingt un", "oh six", ordinals, common misspellings, and "cinq mille neuf
cent …" in a date, where the thousand belongs to the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.kind import Lang
from assistant.answers.tokens import Token, tokens_of, word_set

LATEST_YEAR = 2199  # a larger number with "mille" inside is a day or a month before a year
LONGEST_IN_WORDS = 9  # "mille neuf cent quatre vingt dix neuf" is 7; "soixante et onze" within it

_JOINED = re.compile(r"[\s\-\u2010\u2011]*")

_ZERO: dict[Lang, frozenset[str]] = {
    "fr": word_set("zero zeros"),
    "en": word_set("zero zeros zeroes oh o nought naught"),
}
_WORDS: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
        " seize vingt vingts trente quarante cinquante soixante septante huitante octante nonante"
        " cent cents mille mil"
    ),
    "en": word_set(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
        " ninety hundred thousand"
    ),
}
_MISSPELT: dict[Lang, dict[str, str]] = {
    "fr": {
        "catorze": "quatorze", "cinquente": "cinquante", "quarente": "quarante",
        "soissante": "soixante", "vint": "vingt", "trante": "trente", "setante": "septante",
        "quatres": "quatre", "milles": "mille", "ouit": "huit", "disept": "dix sept",
        "dixsept": "dix sept", "dixhuit": "dix huit", "dixneuf": "dix neuf",
        "quatrevingt": "quatre vingt", "quatrevingts": "quatre vingt",
    },
    "en": {"fourty": "forty", "fourtheen": "fourteen", "ninty": "ninety", "ninteen": "nineteen"},
}  # fmt: skip
_AND: dict[Lang, str] = {"fr": "et", "en": "and"}
_TENS_WITH_ET = word_set(
    "vingt trente quarante cinquante soixante septante huitante octante nonante"
)
_ORDINAL_ENDINGS = word_set("er ere eme ieme e nd nde st rd th d")
_WAITED = word_set("seconde secondes minute minutes instant second seconds moment")
_HOW_LONG = word_set("un une deux petite petit a one two cinq five")
_FR_ORDINALS = {"premier": "un", "premiere": "un", "second": "deux", "seconde": "deux"}
_EN_ORDINALS = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight",
    "ninth": "nine", "twelfth": "twelve", "twelth": "twelve", "fourth": "four",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the tokens it takes, `first` up to but not including `last`.

    `digits` keeps the zeros that were said before it; `ordinal`: "deuxième", "1er", "2nd".
    """

    digits: str
    first: int
    last: int
    ordinal: bool = False
    spoken: bool = True

    @property
    def value(self) -> int:
        """As a quantity; only the last 18 digits of a longer one, which nobody says."""
        return int(self.digits[-18:])


def read_numbers(tokens: Sequence[Token], lang: Lang, *, in_a_date: bool = False) -> list[Number]:
    """Every number of a sentence, in order.

    `in_a_date`: "douze cinq mille neuf cent quarante-deux" is 12, 5 and 1942.
    """
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _number_at(tokens, at, lang, in_a_date)
        if number is None:
            at += 1
        else:
            found.append(number)
            at = number.last
    return found


def _number_at(tokens: Sequence[Token], at: int, lang: Lang, in_a_date: bool) -> Number | None:
    token = tokens[at]
    if _is_a_wait(tokens, at):
        return None
    if token.is_digits:
        ends = tokens[at + 1] if at + 1 < len(tokens) else None
        ordinal = ends is not None and not ends.gap and ends.text in _ORDINAL_ENDINGS
        return Number(token.text, at, at + 1 + ordinal, ordinal, spoken=False)
    if token.text in _ZERO[lang]:
        if token.text == "o" and not _beside_a_number(tokens, at, lang):
            return None
        return Number("0", at, at + 1)
    run, ordinal = _run_at(tokens, at, lang)
    for length in range(len(run), 0, -1):
        value = _value(tuple(run[:length]), lang)
        if value is None:
            continue
        if in_a_date and value > LATEST_YEAR and (cut := _before_thousand(run[:length])):
            return _cut_number(run, cut, at, lang)
        return Number(str(value), at, at + length, ordinal and length == len(run))
    return None


def _is_a_wait(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word belongs to "une seconde", "deux minutes": no number, only a pause."""
    here = tokens[at].text
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = tokens[at - 1].text if at else ""
    return (after in _WAITED and here in _HOW_LONG) or (here in _WAITED and before in _HOW_LONG)


def _cut_number(run: Sequence[str], cut: int, at: int, lang: Lang) -> Number | None:
    """The longest number in the words before the thousand of a year."""
    for length in range(cut, 0, -1):
        value = _value(tuple(run[:length]), lang)
        if value is not None:
            return Number(str(value), at, at + length)
    return None


def _before_thousand(words: Sequence[str]) -> int:
    return next((i for i, w in enumerate(words) if w in ("mille", "mil", "thousand")), 0)


def _beside_a_number(tokens: Sequence[Token], at: int, lang: Lang) -> bool:
    """Whether the letter "o" stands before a number or after one: "o six", "twenty o five"."""
    return any(
        0 <= near < len(tokens)
        and (tokens[near].is_digits or tokens[near].text in _WORDS[lang] | _ZERO[lang])
        for near in (at - 1, at + 1)
    )


def _run_at(tokens: Sequence[Token], at: int, lang: Lang) -> tuple[list[str], bool]:
    """The number words from `at` with nothing between them, and whether the last is an ordinal."""
    run: list[str] = []
    for i in range(at, min(at + LONGEST_IN_WORDS, len(tokens))):
        text = tokens[i].text
        if i > at and not _JOINED.fullmatch(tokens[i].gap):
            break
        text = _MISSPELT[lang].get(text, text)
        if text.split()[0] in _WORDS[lang] or (run and text == _AND[lang]):
            run.append(text)
        elif cardinal := _cardinal_of(text, lang):
            return [*run, cardinal], True
        else:
            break
    return run, False


def _cardinal_of(word: str, lang: Lang) -> str:
    """The number word inside an ordinal ("cinquième": cinq); empty when it is none."""
    if lang == "fr":
        if word in _FR_ORDINALS:
            return _FR_ORDINALS[word]
        ends = re.fullmatch(r"(.+?)(?:ieme|iemme)s?", word)
        stem = ends.group(1) if ends else ""
        stem = {"cinqu": "cinq", "neuv": "neuf"}.get(stem, stem)
        return next((w for w in (stem, f"{stem}e") if w in _WORDS["fr"]), "")
    if word in _EN_ORDINALS:
        return _EN_ORDINALS[word]
    ends = re.fullmatch(r"(.+?)(ieth|th)", word)
    if not ends:
        return ""
    stem = ends.group(1) + ("y" if ends.group(2) == "ieth" else "")
    return stem if stem in _WORDS["en"] else ""


@lru_cache(maxsize=4096)
def _value(words: tuple[str, ...], lang: Lang) -> int | None:
    """The number that the words are, all of them, or None."""
    from text_to_num import text2num

    words = tuple(" ".join(words).split())
    if words[-1] == _AND[lang] or not _and_joins(words, lang):
        return None
    for attempt in _attempts(words, lang):
        try:
            return int(text2num(" ".join(attempt), lang))
        except ValueError:
            continue
    return None


def _and_joins(words: tuple[str, ...], lang: Lang) -> bool:
    """Whether every "et" is that of "vingt et un" or "soixante et onze", not of two numbers."""
    if lang == "en":
        return all(
            words[i - 1] in ("hundred", "thousand") for i, w in enumerate(words) if w == "and" and i
        )
    return all(
        words[i - 1] in _TENS_WITH_ET | {"vingts"} and words[i + 1] in ("un", "une", "onze", "dix")
        for i, w in enumerate(words)
        if w == "et"
    )


def _attempts(words: tuple[str, ...], lang: Lang) -> list[tuple[str, ...]]:
    attempts = [words]
    if lang == "fr" and len(words) > 1 and words[-1] in ("un", "une"):
        quatre_vingt_un = len(words) > 2 and words[-3] == "quatre" and words[-2] == "vingt"
        if words[-2] in _TENS_WITH_ET and not quatre_vingt_un:
            attempts.append((*words[:-1], "et", words[-1]))
    return attempts


def in_digits(said: str, lang: Lang) -> str:
    """`said` with its numbers in digits: "douze rue" is "12 rue", "le deuxième" is "le 2"."""
    tokens = tokens_of(said)
    pieces: list[str] = []
    end = 0
    for number in read_numbers(tokens, lang):
        pieces += [said[end : tokens[number.first].start], number.digits]
        end = tokens[number.last - 1].end
    return "".join([*pieces, said[end:]])


def _only(said: str, lang: Lang, fits: Callable[[Number], bool]) -> int | None:
    values = {n.value for n in read_numbers(tokens_of(said), lang) if fits(n)}
    return values.pop() if len(values) == 1 else None


def ordinal_in(said: str, lang: Lang) -> int | None:
    """The rank in a sentence: "la deuxième", "le 2e", "numéro trois". None when none or several."""
    ranks = _only(said, lang, lambda number: number.ordinal)
    if ranks is not None:
        return ranks
    tokens = tokens_of(said)
    return _only(
        said,
        lang,
        lambda n: n.first > 0 and tokens[n.first - 1].text in ("numero", "no", "n", "number"),
    )


def count_in(said: str, lang: Lang) -> int | None:
    """The only quantity in a sentence: "j'en ai trois" is 3. None when there is none or several."""
    return _only(said, lang, lambda number: not number.ordinal)


def joined_year(first: Number, second: Number) -> int | None:
    """1942 for "nineteen" and "forty-two" said one after the other, else None."""
    beside = first.last == second.first and first.spoken and second.spoken
    if beside and first.digits in ("18", "19", "20") and len(second.digits) == 2:
        return int(first.digits + second.digits)
    return None

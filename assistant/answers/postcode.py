"""The postcode said or typed in a sentence: "quarante-quatre mille", "75 020"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.kind import Lang
from assistant.answers.spoken import Word, is_number_word, number_at, numbers_at, words_of


def _is_postcode(digits: str) -> bool:
    """01 to 98, five digits; no list of postcodes is kept here."""
    return len(digits) == 5 and "01" <= digits[:2] <= "98"


Place = tuple[str, int, int]
"""The digits, and where the words that say them begin and end."""


def postcode_in(said: str, lang: Lang) -> Place | None:
    """The postcode said or typed, with its place: the last numbers that make one."""
    found: Place | None = None
    words = words_of(said)
    at = 0
    while at < len(words):
        if not is_number_word(words[at], lang) and words[at].flat not in ("triple", "double"):
            at += 1
            continue
        end = _end_of_numbers(words, at, said, lang)
        found = _among(words, at, end, lang) or found
        at = max(end, at + 1)
    return found


def _end_of_numbers(words: Sequence[Word], at: int, said: str, lang: Lang) -> int:
    """The end of numbers that follow each other without a comma."""
    while at < len(words) and (read := number_at(words, at, lang)):
        at = read[1]
        if at < len(words) and re.search(r"[,;]", said[words[at - 1].end : words[at].start]):
            break
    return at


def _among(words: Sequence[Word], start: int, end: int, lang: Lang) -> Place | None:
    """The last postcode that the numbers from `start` to `end` make."""
    reads: list[tuple[str, int, int]] = []
    at = start
    while at < end and (read := number_at(words, at, lang)):
        reads.append((read[0], at, read[1]))
        at = read[1]
    for last in range(len(reads), 0, -1):
        digits = ""
        for first in range(last - 1, -1, -1):
            digits = reads[first][0] + digits
            if _is_postcode(digits):
                return digits, words[reads[first][1]].start, words[reads[last - 1][2] - 1].end
            if len(digits) > 5:
                break
    if reads and words[end - 1].flat == "mille" and len(reads[-1][0]) == 4:
        return "0" + reads[-1][0], words[reads[-1][1]].start, words[end - 1].end  # "six mille Nice"
    for first in range(start, end):
        if digits := _exactly_five(words, first, end, lang):
            return digits, words[first].start, words[end - 1].end
    return None


def _exactly_five(words: Sequence[Word], start: int, end: int, lang: Lang) -> str:
    """Five digits that the words from `start` to `end` can be: "soixante dix cent vingt"."""
    todo, left = [(start, "")], 300
    while todo and left:
        left -= 1
        at, digits = todo.pop()
        if at == end and _is_postcode(digits):
            return digits
        if at < end and len(digits) < 5:
            todo += [
                (after, digits + read)
                for read, after in reversed(numbers_at(words, at, lang))
                if after <= end
            ]
    return ""

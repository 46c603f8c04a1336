"""The social security number that was said, in whatever numbers: in memory only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers.kind import Lang
from assistant.answers.nir_structure import WITH_KEY, WITHOUT_KEY, doubtful_group, key_fits
from assistant.answers.spoken import Word, flat, numbers_at, words_of

MOST_READINGS = 1500  # ways to part the words into numbers that are tried; about 2 ms
LONGEST_SENTENCE = 600  # characters of a number check; one longer is not a number

_IGNORED = re.compile(
    r"\b(?:un (?:instant|moment|peu|numero|petit)|une (?:minute|seconde)|deux (?:minutes"
    r"|secondes|instants)|one (?:moment|second|minute)|the one)\b"
)
_AGAIN = frozenset({"non", "pardon", "no", "sorry"})


def _first_reading(words: Sequence[Word], lang: Lang) -> str:
    """The digits as the longest numbers heard, without the words between them."""
    said: list[str] = []
    at = 0
    while at < len(words):
        if words[at].flat in _AGAIN and said:
            said.pop()
            at += 1
        elif is_corsican(words, at, "".join(said)):
            said.append(words[at].flat[0].upper())
            at += 1
        elif reads := numbers_at(words, at, lang):
            said.append(reads[0][0])
            at = reads[0][1]
        else:
            at += 1
    return "".join(said)


def is_corsican(words: Sequence[Word], at: int, before: str) -> bool:
    return words[at].flat in ("a", "b", "be", "bee") and len(before) == 6 and before[5] == "2"


def readings_of(words: Sequence[Word], lang: Lang) -> Iterator[str]:
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
        if is_corsican(words, at, said):
            todo.append((at + 1, said + words[at].flat[0].upper()))
        elif reads:
            todo += [(end, said + digits) for digits, end in reversed(reads)]
        else:
            todo.append((at + 1, said))


def nir_heard(said: str, lang: Lang) -> str:
    """The number heard: the first reading, unless another one alone fits in every way."""
    words = number_words(said)
    first = _first_reading(words, lang)
    fits = len(first) == WITHOUT_KEY or key_fits(first)
    if fits and len(first) in (WITH_KEY, WITHOUT_KEY) and not doubtful_group(first):
        return first
    readings = [r for r in readings_of(words, lang) if not doubtful_group(r)]
    for reading in readings:
        if len(reading) == WITH_KEY and key_fits(reading):
            return reading
    if len(first) not in (WITH_KEY, WITHOUT_KEY):
        without_key = {r for r in readings if len(r) == WITHOUT_KEY}
        if len(without_key) == 1:
            return without_key.pop()
    return first


def number_words(said: str) -> list[Word]:
    """The words of `said`, "2A" parted into two."""
    kept = _IGNORED.sub(lambda m: " " * len(m.group()), flat(said))
    return words_of(kept)

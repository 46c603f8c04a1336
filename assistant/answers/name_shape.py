"""Whether words could be somebody's name."""

from __future__ import annotations

import re

from assistant.answers.letter_changes import change_at
from assistant.answers.name_phrases import ANYBODY, MINE, MY_EN
from assistant.answers.name_words import FUNCTION, INDEFINITE, NOBODY, SAME, SENTENCE
from assistant.answers.spoken import NUMBER_WORDS, flat

MOST_WORDS = 8  # four first names and a long family name
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")


def could_be_a_name(words: list[str]) -> bool:
    """Whether they are neither a sentence, nor numbers, nor somebody who is not named."""
    if len(words) > MOST_WORDS or not all(_NAME_WORD.fullmatch(w) for w in words):
        return False
    plain = [flat(w).replace("’", "'") for w in words]
    if re.fullmatch(rf"{MINE}|{MY_EN}|{ANYBODY}", " ".join(plain)) or (
        plain[0] in INDEFINITE and plain[1:]
    ):
        return False
    if SAME & set(plain) or (len(plain) == 1 and plain[0] in NOBODY):
        return False
    if change_at(" ".join(plain), " ".join(plain), 0) and len(words) > 1:
        return False
    numbers = NUMBER_WORDS["fr"] | NUMBER_WORDS["en"]
    if all(w in numbers for w in plain) and len(plain) > 1:
        return False
    if len(plain) == 1:
        return plain[0] not in SENTENCE
    if any(
        w in SENTENCE
        or (w.split("'")[0] in ("j", "qu", "n", "s", "t") and w[1:2] == "'" and not _african(w))
        for w in plain
    ):
        return False
    return sum(w in FUNCTION for w in plain) < (2 if len(plain) < 4 else 1)


def _african(word: str) -> bool:
    """Whether it begins as N'Diaye does, and is no elided "ne"."""
    return bool(re.match(r"n'[bcdfgjkmprtz]", word))

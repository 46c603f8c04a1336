"""A sentence cut into words: small letters, no accents, each with its place in what was said.

Accents typed as separate marks, "œ" and digits of other scripts are read as well, so that a place
in the sentence stays a place in the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+")
_OPENED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a typed number. `gap` is what stands between it and the one before."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def is_digits(self) -> bool:
        """Whether it was typed in digits."""
        return self.text.isdecimal()


def plain(text: str) -> str:
    """`text` in small letters without accents; its digits as 0 to 9."""
    if text.isascii():
        return text.lower()
    opened = unicodedata.normalize("NFKD", text.translate(_OPENED).casefold())
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c
        for c in opened
        if not unicodedata.combining(c)
    )


def tokens_of(said: str) -> list[Token]:
    """The words and typed numbers of `said`; hyphens and apostrophes part them."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(said):
        found.append(
            Token(plain(match.group()), match.start(), match.end(), said[end : match.start()])
        )
        end = match.end()
    return found


def texts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words alone."""
    return tuple(token.text for token in tokens)


def word_set(listed: str) -> frozenset[str]:
    """Words written with spaces between them."""
    return frozenset(listed.split())


def phrases(*listed: str) -> tuple[tuple[str, ...], ...]:
    """Phrases written with `|` between them, cut into plain words, the longest first."""
    cut = (texts(tokens_of(phrase)) for line in listed for phrase in line.split("|"))
    return tuple(sorted({words for words in cut if words}, key=lambda words: (-len(words), words)))


def length_at(words: Sequence[str], at: int, sought: Sequence[tuple[str, ...]]) -> int:
    """How many words the first of the `sought` phrases that begins at `at` takes; 0 when none."""
    for phrase in sought:
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0

"""Sentences made comparable: no accents, no punctuation, no politeness around a command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"[^a-z0-9@+#*]+")


def plain(sentence: str) -> str:
    """Lower case, without accents or punctuation, one space between words."""
    opened = unicodedata.normalize("NFKD", sentence.lower().replace("œ", "oe"))
    letters = "".join(c for c in opened if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", letters).strip()


def without_edges(sentence: str, edges: Iterable[str]) -> str:
    """A plain sentence without the fillers and polite words at either end, as often as they come.

    A sentence of nothing but fillers is given back whole.
    """
    phrases = sorted(edges, key=len, reverse=True)
    left = sentence
    trimmed = True
    while trimmed and left:
        trimmed = False
        for phrase in phrases:
            if left.startswith(f"{phrase} "):
                left, trimmed = left[len(phrase) + 1 :], True
            elif left.endswith(f" {phrase}"):
                left, trimmed = left[: -len(phrase) - 1], True
    return left


def begins_with(sentence: str, phrases: Iterable[str]) -> bool:
    """Whether a plain sentence begins with one of the phrases, whole words only."""
    return any(f"{sentence} ".startswith(f"{phrase} ") for phrase in phrases)


def contains(sentence: str, phrase: str) -> bool:
    """Whether a plain sentence holds a plain phrase, whole words only."""
    return f" {phrase} " in f" {sentence} "

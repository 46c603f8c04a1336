"""A name told in passing, in a sentence about something else."""

from __future__ import annotations

import re

from assistant.answers.kind import Asked, Understood
from assistant.answers.name import LONGEST_SENTENCE, NAME
from assistant.answers.name_in_sentence import runs_of_name_words
from assistant.answers.name_phrases import BEFORE_A_NAME
from assistant.answers.spoken import flat


def spot_name(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """A person's name within a longer sentence, and its place; None unless it is clear.

    Clear is: after "c'est" or "s'appelle" or a title, at least two words with capitals, or
    nothing but two or three unknown words left.
    """
    if len(said) > LONGEST_SENTENCE:
        return None
    low = flat(said)
    runs = runs_of_name_words(said)
    for mark in BEFORE_A_NAME.finditer(low):
        for start, end in runs:
            if start <= mark.end() < end:
                return _named(said, mark.end(), end, asked)
    for start, end in runs:
        words = said[start:end].split()
        capitals = [w for w in words if w[:1].isupper()]
        if len(capitals) >= 2 and capitals[0] == words[0]:
            return _named(said, start, end, asked)
    if len(runs) == 1:
        start, end = runs[0]
        if len(said[start:end].split()) in (2, 3) and len(_words_beside(said, start, end)) <= 4:
            return _named(said, start, end, asked)
    return None


def _words_beside(said: str, start: int, end: int) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", said[:start] + " " + said[end:])


def _named(said: str, start: int, end: int, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    answer = NAME.understand(said[start:end], asked)
    if not isinstance(answer, Understood) or not isinstance(answer.value, str):
        return None
    return answer.value, (start, end)

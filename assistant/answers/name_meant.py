"""The part of a sentence that is the name meant: trimmed, its corrections followed."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from assistant.answers.letter_changes import change_at
from assistant.answers.name_letters import ALIKE
from assistant.answers.name_phrases import (
    AGAIN,
    AND_NOT,
    CARRIERS,
    NEXT_ONE,
    NOT_THAT,
    RATHER_NOT,
    SPELL_MARK,
    TITLED_AFTER,
    TRAILERS,
)
from assistant.answers.spelling import spelled_at, tokens_of
from assistant.answers.spoken import flat

_ELIDED = re.compile(r"(?<![^\s,])([dlDL])\s+(?=[aeiouyhAEIOUYHàâéèêëîïôöùûÉÈÊ][^\W\d_]{2})")
_IRISH = re.compile(r"(?<![^\s,])([oOnNmM])\s+(?=[bcdfgkmnrBCDFGKMNR][^\W\d_]{2})")
_EXPLAINED = re.compile(
    r"(?i)\b([àâäçéèêëîïôöùûüÿñ]) ?: [a-z] (?:accent \w+|tréma|cédille|grave|acute|circumflex"
    r"|diaeresis|cedilla)"
)
_LIGATURE = re.compile(r"(?i)(?:\bo[ ,]*)?(?:\be|œ) (?::? ?(?:o )?e )?dans l['’ ]?o\b")
_CHAINED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[-./·][^\W\d_])+(?![^\W\d_])")


def without_carriers(said: str) -> str:
    """`said` without what leads to a name and what follows it; never less than one word."""
    low = flat(said)
    start, end = 0, len(said)
    while found := CARRIERS.match(low, start):
        if not found.end() > start or not says_something(low[found.end() : end]):
            break
        start = found.end()
    for _ in range(6):
        after = TRAILERS.search(low, max(start, end - 80), end)
        if not after or not says_something(low[start : after.start()]):
            break
        end = after.start()
    return said[start:end]


def says_something(rest: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return bool(re.search(r"[^\W_]", rest))


def as_corrected(said: str) -> str:
    """What was meant after "Dupon, non, Dupont": only the corrected word changes."""
    low = flat(said)
    if wrong := RATHER_NOT.match(low):
        return said[wrong.end() :] or said
    while True:
        marks = [m for m in AGAIN.finditer(low) if says_something(low[: m.start()])]
        if not marks:
            break
        left, right = said[: marks[0].start()], said[marks[0].end() :]
        if not says_something(right):
            said = left
            break
        said = _corrected(without_carriers(left), without_carriers(right))
        low = flat(said)
    if (not_so := AND_NOT.search(low)) and says_something(low[: not_so.start()]):
        said = said[: not_so.start()]
    return said


def _corrected(left: str, right: str) -> str:
    """`left` with `right` in place of what it corrects: letters, one word alike, or all of it."""
    tokens = tokens_of(right)
    if tokens and change_at(flat(right), right, tokens[0].start):
        return f"{left} {right}"
    spelled = spelled_at(tokens, 0) if tokens else None
    if spelled and spelled.units >= 3:
        before = tokens_of(left)
        again = spelled_at(before, 0) if before else None
        return right if again and again.units >= 3 else f"{left} {right}"
    head = left.split()
    if len(right.split()) == 1 and len(head) > 1 and not re.search(r"\d", left):
        score, at = max((fuzz.ratio(flat(w), flat(right)), i) for i, w in enumerate(head))
        at = at if score >= ALIKE else len(head) - 1
        return " ".join([*head[:at], right, *head[at + 1 :]])
    return right


def made_plain(said: str) -> str:
    """`said` with its letters written plainly, and a comma where a name or a spelling begins."""
    said = re.sub(r"(?i)\bet (?:puis|pis)(?: aussi)?\b", ",", said)
    said = _EXPLAINED.sub(r"\1", said)
    said = _LIGATURE.sub("œ", said)
    said = _CHAINED.sub(lambda m: re.sub(r"[-./·]", " ", m.group()), said)
    said = _without(NEXT_ONE, said, ",")
    said = _without(NOT_THAT, said, "")
    if (described := TITLED_AFTER.match(flat(said))) and said[: described.end()].islower():
        said = said[described.end() :]
    low = flat(said)
    for mark in reversed(list(SPELL_MARK.finditer(low))):
        said = said[: mark.start()] + " , " + said[mark.end() :]
    return said


def _without(pattern: re.Pattern[str], said: str, instead: str) -> str:
    for found in reversed(list(pattern.finditer(flat(said)))):
        said = said[: found.start()] + instead + said[found.end() :]
    return said


def with_apostrophes(said: str) -> str:
    """`said` with the apostrophes that speech recognition drops: "d arc", "o brien".

    A letter after a letter, or before "deux" or "comme", is one of a spelling.
    """

    def join(found: re.Match[str]) -> str:
        spelling = re.search(r"(?:^|[\s,])\w[\s,]+$", said[: found.start()])
        told = re.match(r"(?i)(?:deux|double|comme)\b", said[found.end() :])
        return found.group() if spelling or told else f"{found.group(1)}'"

    said = _ELIDED.sub(join, said)
    return _IRISH.sub(join, said)

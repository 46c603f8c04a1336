"""The number of a practitioner in the register of the health professions (RPPS)."""

from __future__ import annotations

import re

from stdnum import luhn

from assistant.answers.kind import Lang
from assistant.answers.spoken import flat, number_at, words_of

RPPS_DIGITS = 11  # esante.gouv.fr, Annuaire Santé; checked with Luhn's key like ISO 7812
_RPPS_WORD = re.compile(
    r"(?<!\w)(?:(?:son |le |numero |n° ?|no )*(?:rpps|r p p s)(?: (?:c'est|est|le|is|numero"
    r"|number))*)\s*:?"
)
_NEAR_RPPS = range(8, 15)  # digits of something that was meant as an RPPS number


def rpps_in(said: str, lang: Lang) -> tuple[str, str | None, int]:
    """`said` without its RPPS number, the number if its key fits, the count of digits heard."""
    low = flat(said)
    named = _RPPS_WORD.search(low)
    words = words_of(said)
    at = 0
    while at < len(words):
        start, digits = at, ""
        while at < len(words) and (read := number_at(words, at, lang)):
            digits += read[0]
            at = read[1]
        if at == start:
            at += 1
            continue
        phone = len(digits) == 10 and digits[0] == "0"
        if (named or len(digits) in _NEAR_RPPS) and not phone:
            rest = said[: words[start].start] + ", " + said[words[at - 1].end :]
            rest = rest.replace(said[named.start() : named.end()], " ") if named else rest
            good = len(digits) == RPPS_DIGITS and luhn.is_valid(digits)
            return rest, digits if good else None, len(digits)
        if phone:
            said = said[: words[start].start] + ", " + said[words[at - 1].end :]
            return rpps_in(said, lang) if named else (said, None, 0)
    return (said[: named.start()] + said[named.end() :] if named else said), None, 0

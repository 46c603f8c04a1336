"""An address as it is written: without what leads to it, its number first, its town last."""

from __future__ import annotations

import re

from assistant.answers.address_phrases import (
    CARRIER,
    LEADS_TO_IT,
    NUMBER_LAST,
    ONLY_SMALL,
    TOWN_FIRST,
    TRAILER,
)
from assistant.answers.address_words import HOUSE_SUFFIX, KINDS, STREET, is_street
from assistant.answers.kind import Lang
from assistant.answers.spoken import flat, number_at, words_of


def without_carriers(said: str) -> str:
    """`said` without "j'habite au" and "voilà, merci"; never less than one word."""
    low = flat(said)
    start, end = 0, len(said)
    while (found := CARRIER.match(low, start)) and found.end() > start:
        if not re.search(r"\w", low[found.end() :]):
            break
        start = found.end()
    while (after := TRAILER.search(low, start, end)) and after.group():
        if not re.search(r"\w", low[start : after.start()]):
            break
        end = after.start()
    return said[start:end]


def number_first(said: str, lang: Lang) -> str:
    """`said` with the number before its street, also when it came last."""
    found = NUMBER_LAST.search(flat(said))
    if not found:
        return said
    words = words_of(said[found.end() :])
    read = number_at(words, 0, lang)
    if not read or read[1] != len(words) or not STREET.match(flat(said)):
        return said
    return f"{read[0]} {said[: found.start()]}"


def from_the_house(said: str, lang: Lang) -> str:
    """`said` from the house's number on, when what stands before it only leads to it.

    "J'habite toujours au 12 rue …" leads; "résidence Les Tilleuls, 12 rue …" belongs to it.
    """
    words = words_of(said)
    for at, word in enumerate(words):
        read = number_at(words, at, lang)
        if not read:
            continue
        street = next((w.flat for w in words[read[1] :] if w.flat not in HOUSE_SUFFIX), "")
        if street not in KINDS:
            continue
        before = flat(said[: word.start]).strip(" ,;:.-")
        leads = LEADS_TO_IT.search(before) or ONLY_SMALL.fullmatch(before)
        town_first = TOWN_FIRST.fullmatch(before + ", .", 0, len(before) + 2)
        belongs = STREET.search(before) or re.search(r"\d", before)
        return said[word.start :] if leads and not belongs and not town_first else said
    return said


def town_last(said: str) -> str:
    """`said` with its town after its street: "à Nancy, 11 rue Stanislas, 54000"."""
    found = TOWN_FIRST.match(flat(said))
    rest = said[found.end() :] if found else ""
    if not found or STREET.search(found["town"]) or not is_street(rest):
        return said
    return f"{rest.rstrip(' ,;:.')} {said[: found.end()].rstrip(' ,')}"

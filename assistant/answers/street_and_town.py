"""A sentence parted into its street, its postcode and its town."""

from __future__ import annotations

import re

from assistant.answers.address_phrases import POSTCODE_WORD, SECOND_STREET, TOWN_WAY
from assistant.answers.address_words import PART_OF_TOWN, STREET
from assistant.answers.kind import Lang
from assistant.answers.postcode import postcode_in
from assistant.answers.spoken import flat
from assistant.answers.towns import DISTRICT, TOWN_AT_END, WITH_DISTRICT, district_number


def street_and_town(said: str, lang: Lang) -> tuple[str, str, str]:
    """The street, the postcode ("" when not said) and the town, as said."""
    low = flat(said)
    postcode = postcode_in(said, lang)
    if postcode:
        digits, start, end = postcode
        before = re.sub(r"[\s,;:.-]+$", "", said[:start])
        if label := list(POSTCODE_WORD.finditer(flat(before) + " ")):
            before = before[: label[-1].start()]
        after = said[end:]
        town = TOWN_WAY.sub("", " " + flat(after), count=0)
        if not re.search(r"\w", before) and (second := SECOND_STREET.search(flat(after))):
            return after[second.start() :], digits, _after_way(after[: second.start()])
        if re.search(r"\w", town):
            return before, digits, _after_way(after)
        street, town = _town_at_end(before)
        return street, digits, town
    said = said[: m.start()] if (m := POSTCODE_WORD.search(low)) else said
    street, town = _town_at_end(said)
    return street, "", town


def _after_way(said: str) -> str:
    """`said` without "à" and the like before a town: "au Havre" is "Le Havre"."""
    said = said.strip(" ,;:.-")
    low = flat(said)
    found = TOWN_WAY.match(low)
    if not found:
        return said
    rest = said[found.end() :]
    way = found.group().strip()
    if way == "au" and not flat(rest).startswith(("le ", "la ")):
        return f"le {rest}"
    return f"les {rest}" if way == "aux" else rest


def _without_way(street: str) -> str:
    return re.sub(r"(?i)[\s,]+(?:à|a|au|in)$", "", street.rstrip())


def _town_at_end(said: str) -> tuple[str, str]:
    """The street and the town of an address without postcode, or with it at the end."""
    said = said.rstrip(" ,;:.-")
    low = flat(said)
    ways = [
        m
        for m in TOWN_WAY.finditer(low)
        if (m.start() > 0 or not STREET.search(low)) and not is_verb(said, m.start())
    ]
    known = TOWN_AT_END.search(low)
    for city in WITH_DISTRICT.finditer(low):
        if district_number(low[city.end() :]) and city.start():
            return _without_way(said[: city.start()]), said[city.start() :]
    if known and ways and ways[-1].end() < known.start():
        between = low[ways[-1].end() : known.start()].split()
        if not PART_OF_TOWN & set(between):  # "rue du moulin à vent, Toulouse"
            return _without_way(said[: known.start()]), said[known.start() :]
    if ways and not STREET.search(low, ways[-1].end()):
        at = ways[-1]
        town = said[at.start() :]
        if not re.search(r"\d", town) or DISTRICT.search(flat(town)):
            return said[: at.start()], _after_way(town)
    head, comma, last = said.rpartition(",")
    last_low = flat(last).strip()
    if comma and last_low and not STREET.search(last_low) and not re.match(r"\d", last_low):
        return head, last.strip()
    if known:
        before = low[: known.start()].split()
        if not before or before[-1] not in (
            "de",
            "du",
            "d",
            "la",
            "rue",
            "avenue",
            "route",
            "place",
            "boulevard",
        ):
            return said[: known.start()], said[known.start() :]
    if TOWN_AT_END.match(f" {low}", 1):
        return "", said
    return said, ""


def is_verb(said: str, at: int) -> bool:
    """Whether the "a" at that place is "avoir": written without accent where others have theirs."""
    return said[at : at + 2] in ("a ", "A ") and not said.isascii()

"""A postal address on one line: "12 rue des Lilas, 75020 Paris"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.address_in_order import (
    from_the_house,
    number_first,
    town_last,
    without_carriers,
)
from assistant.answers.address_phrases import AGAIN, HAMLET, NOISE, NOT_A_POSTCODE, SENTENCE
from assistant.answers.address_printed import street_printed, town_printed
from assistant.answers.address_words import STREET, STREETS
from assistant.answers.kind import (
    Answer,
    Asked,
    Lang,
    NotByKeys,
    NothingHeard,
    Refusal,
    Understood,
    Value,
)
from assistant.answers.spoken import flat, number_at, settled, tidy, words_of
from assistant.answers.street_and_town import street_and_town

LONGEST_SENTENCE = 400  # characters; La Poste's six lines of 38 and the words around them


@dataclass(frozen=True, slots=True)
class TownMissing(Refusal):
    """A street was heard, without its town."""

    street: str


@dataclass(frozen=True, slots=True)
class StreetMissing(Refusal):
    """A town was heard, without a street or a place in it."""

    town: str


@dataclass(frozen=True, slots=True)
class PostcodeWrong(Refusal):
    """A number stands where the postcode does, and has not its five digits."""

    heard: str


@dataclass(frozen=True, slots=True)
class NotAnAddress(Refusal):
    """Neither a street nor a town can be told apart in the sentence."""


_OF_A_STREET = re.compile(r"\s+(?:de la|de l'|du)\s*(?=(?:" + "|".join(STREETS) + r")\b)")
_TOWN_SHAPE = re.compile(
    r"[^\W\d_]+(?:['’ -][^\W\d_]+){0,7}(?: (?:Cedex(?: \d{1,2})?|\d{1,2}er?))?"
)


def _restarted(said: str, lang: Lang) -> str | None:
    """What was meant by "au 5, non au 7 rue Pasteur"; None when it cannot be told."""
    parts = AGAIN.split(flat(said))
    if len(parts) == 1:
        return said
    right = said[len(said) - len(parts[-1]) :]
    left = said[: len(parts[0])]
    read = _read(right, lang)
    if isinstance(read, str):
        return right
    changed = words_of(without_carriers(right))
    number = number_at(changed, 0, lang) if changed else None
    house = words_of(without_carriers(left))
    old = number_at(house, 0, lang) if house else None
    if len(parts) == 2 and number and number[1] == len(changed) and old and old[1] < len(house):
        rest = without_carriers(left)[house[old[1] - 1].end :]
        return f"{number[0]}{rest}"
    return None


def _number_of_a_street(said: str, lang: Lang) -> str:
    """`said` without the "de la" of "au huit de la rue Pasteur"."""
    words = words_of(said)
    number = number_at(words, 0, lang) if words else None
    if number is None or number[1] >= len(words):
        return said
    end = words[number[1] - 1].end
    of = _OF_A_STREET.match(flat(said), end)
    return f"{said[:end]} {said[of.end() :]}" if of else said


def _read(said: str, lang: Lang) -> str | Refusal:
    said = tidy(said)
    if not re.search(r"[^\W_]", said) or NOISE.fullmatch(flat(said)):
        return NothingHeard()
    if len(said) > LONGEST_SENTENCE or said.endswith("?"):
        return NotAnAddress()
    meant = _restarted(without_carriers(said), lang)
    if meant is None:
        return NotAnAddress()
    said = town_last(from_the_house(without_carriers(meant), lang))
    said = number_first(_number_of_a_street(said, lang), lang)
    street, postcode, town = street_and_town(said, lang)
    if re.search(r"\w", street):
        street = without_carriers(street_printed(without_carriers(street), lang))
    else:
        street = ""
    town = town_printed(town) if re.search(r"\w", town) else ""
    if town and not _TOWN_SHAPE.fullmatch(town):
        return TownMissing(street) if street else NotAnAddress()
    if SENTENCE.search(flat(f"{street} {town}")):
        return NotAnAddress()
    is_street = bool(STREET.search(flat(street)) or re.match(r"\d", street))
    if street and not town:
        few_words = len(street.split()) <= 3 and not re.search(r"\d", street)
        if not is_street and not postcode and few_words:
            return StreetMissing(town_printed(street))
        return TownMissing(street) if is_street or postcode else NotAnAddress()
    if not street:
        return StreetMissing(f"{postcode} {town}".strip()) if town or postcode else NotAnAddress()
    if not postcode and (wrong := NOT_A_POSTCODE.search(flat(street))):
        return PostcodeWrong(wrong["digits"])
    if not postcode and not is_street and not HAMLET.match(flat(street)):
        return StreetMissing(town)
    if re.fullmatch(r"(?:chez [^,\d]+)", flat(street)) and not STREET.search(flat(street), 5):
        return StreetMissing(f"{postcode} {town}".strip())
    return f"{street}, {postcode} {town}" if postcode else f"{street}, {town}"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in France on one line."""

    name: str = "address"
    refusals: tuple[type[Refusal], ...] = (
        NothingHeard,
        TownMissing,
        StreetMissing,
        PostcodeWrong,
        NotAnAddress,
        NotByKeys,
    )

    def understand(self, said: str, asked: Asked) -> Answer:
        """The address said in `said`; a postcode that was not said is not added.

        Refuses with `NothingHeard`, `TownMissing(street)`, `StreetMissing(town)` ("chez ma fille
        à Nantes" has no street either), `PostcodeWrong(heard)` or `NotAnAddress`.
        """
        read = _read(said, asked.lang)
        if isinstance(read, Refusal):
            return read
        kept = settled(read, lambda text: _read(text, asked.lang), str)
        if kept is None or _letters(kept) != _letters(read):
            return NotAnAddress()
        return Understood(kept)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The address on its line."""
        return str(value)


def _letters(address: str) -> str:
    return re.sub(r"[\W_]", "", flat(address))


ADDRESS = Address()

"""A doctor or another practitioner: name, speciality, town, and RPPS number where it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.address_printed import town_printed
from assistant.answers.address_words import is_street
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
from assistant.answers.name import name_in
from assistant.answers.practitioner_phrases import (
    CARRIER,
    CLAUSE,
    NO_NAME_AT_ALL,
    NO_PERSON,
    NO_TOWN,
    NOISE,
    OF_A_TOWN,
    QUESTION,
    TITLE,
    TITLED_PART,
    TOWN,
    WHO_IT_IS,
)
from assistant.answers.rpps import rpps_in
from assistant.answers.said_twice import said_once
from assistant.answers.specialities import speciality_in
from assistant.answers.spoken import flat, settled, tidy
from assistant.answers.street_and_town import is_verb
from assistant.answers.text import towards
from assistant.answers.towns import is_known_town

KEYS = ("name", "speciality", "town", "rpps")
LONGEST_SENTENCE = 300  # characters


@dataclass(frozen=True, slots=True)
class PractitionerNameMissing(Refusal):
    """A speciality or a town was heard, without a name."""


@dataclass(frozen=True, slots=True)
class RppsWrong(Refusal):
    """The RPPS number has not 11 digits, or its key does not fit."""

    heard: int
    """The number of digits heard."""


@dataclass(frozen=True, slots=True)
class NotAPractitioner(Refusal):
    """A question or a whole sentence."""


_Read = tuple[str, str | None, str | None, str | None]


def _read(said: str, lang: Lang) -> _Read | Refusal:
    said = tidy(said)
    if not re.search(r"[^\W_]", said) or NOISE.fullmatch(flat(said)):
        return NothingHeard()
    if len(said) > LONGEST_SENTENCE or said.endswith("?") or QUESTION.match(flat(said)):
        return NotAPractitioner()
    said = _before_a_clause(said)
    title = TITLE.search(flat(said))
    said, rpps, digits = rpps_in(said, lang)
    if digits and rpps is None:
        return RppsWrong(digits)
    said, speciality = speciality_in(said)
    said = _named_with_a_title(said)
    said, town = _town(said)
    if town is None:
        said, town = _last_part(said, speciality)
    said = _blanked(_blanked(said, CARRIER), TITLE)
    said = re.sub(r"[\s,;:.]*[,;:][\s,;:.]*", ", ", said).strip(" ,;:.-")
    said = re.sub(
        r"(?i)(?:^|\s)(?:le|la|de|du|un|une|mon|ma|et|à|qui|the|my|and)$", "", said
    ).strip(" ,;:.")
    heard = speciality or town or rpps
    if not re.search(r"[^\W\d_]", said):
        return PractitionerNameMissing() if heard or title else NothingHeard()
    name = _person(said)
    if name and not town and title:
        name, town = _of_town(name)
    if name and NO_NAME_AT_ALL.search(flat(name)):
        return NotAPractitioner()
    if name is None or NO_PERSON.search(flat(name)):
        return PractitionerNameMissing() if heard else NotAPractitioner()
    return name, speciality, town, rpps


def _before_a_clause(said: str) -> str:
    """`said` up to what is told besides of a doctor who was named: "il part à la retraite"."""
    clause = CLAUSE.search(flat(said))
    named = clause and TITLE.search(flat(said[: clause.start()]))
    return said[: clause.start()] if clause and named else said


def _blanked(said: str, pattern: re.Pattern[str]) -> str:
    """`said` without the words of `pattern`; a comma stays where they stood between others."""
    made, end = [], 0
    for found in pattern.finditer(flat(said)):
        made.append(said[end : found.start()])
        end = found.end()
    return " ".join("".join([*(part + " " for part in made), said[end:]]).split())


def _named_with_a_title(said: str) -> str:
    """`said` without what stands before "le docteur", when that only says who it is."""
    parts = said.split(",")
    for i, part in enumerate(parts[1:], 1):
        before = flat(",".join(parts[:i])).strip()
        if TITLED_PART.match(flat(part).strip()) and WHO_IT_IS.match(before):
            return ",".join(parts[i:])
    return said


def _town(said: str) -> tuple[str, str | None]:
    """`said` without its town, and the town as it is printed."""
    every = [m for m in TOWN.finditer(flat(said)) if not is_verb(said, m.start("way"))]
    if not every:
        return said, None
    found = every[-1]
    end = found.end("town")
    if other := NO_TOWN.search(flat(said), found.start("town") + 1, end):
        end = other.start()
    way, town = found["way"], said[found.start("town") : end].strip()
    if way == "au" and re.match(r"\w+", flat(town)):
        town = towards(f"au {town}")
    printed = town_printed(town)
    return f"{said[: found.start()]}, {said[end:]}", printed or None


def _last_part(said: str, speciality: str | None) -> tuple[str, str | None]:
    """The town said last, without "à": a large one, or what stands after the speciality."""
    parts = [part.strip() for part in said.split(",") if re.search(r"[^\W\d_]", part)]
    if len(parts) < 2 or TITLE.search(flat(parts[-1])):
        return said, None
    after_name = bool(TITLE.search(flat(parts[0]))) or len(parts[0].split()) >= 2
    if is_known_town(parts[-1]) or (
        speciality and after_name and not CARRIER.search(flat(parts[-1]))
    ):
        return ", ".join(parts[:-1]), town_printed(_without_of(parts[-1]))
    return said, None


def _without_of(town: str) -> str:
    of = OF_A_TOWN.match(flat(town))
    return town[of.end() :] if of else town


def _of_town(name: str) -> tuple[str, str | None]:
    """Doctor "Martin de Nantes" parted into his name and his town, when it is a large one."""
    head, of, last = name.rpartition(" de ")
    return (head, town_printed(last)) if of and is_known_town(last) else (name, None)


def _person(said: str) -> str | None:
    parts = [part.strip() for part in said.split(",") if re.search(r"[^\W\d_]", part)]
    parts = [part for part in parts if not is_street(part)] or parts
    once = said_once(", ".join(parts), str).replace(",", "")
    for candidate in (once, *parts):
        name = name_in(candidate)
        if isinstance(name, str):
            return name
    return None


def _line(read: _Read, lang: Lang) -> str:
    name, speciality, town, rpps = read
    line = f"{name}, {speciality}" if speciality else name
    if town:
        line += f" {'à' if lang == 'fr' else 'in'} {town}"
    return f"{line}, RPPS {rpps}" if rpps else line


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A practitioner: `{"name", "speciality", "town", "rpps"}`, None for what was not said."""

    name: str = "practitioner"
    refusals: tuple[type[Refusal], ...] = (
        NothingHeard,
        PractitionerNameMissing,
        RppsWrong,
        NotAPractitioner,
        NotByKeys,
    )

    def understand(self, said: str, asked: Asked) -> Answer:
        """The practitioner said in `said`; the speciality is its French printed name.

        Refuses with `NothingHeard`, `PractitionerNameMissing`, `RppsWrong(heard)` or
        `NotAPractitioner`.
        """
        read = _read(said, asked.lang)
        if isinstance(read, Refusal):
            return read
        lang = asked.lang
        kept = settled(read, lambda line: _read(line, lang), lambda value: _line(value, lang))
        if kept is None or isinstance(kept, Refusal):
            return NotAPractitioner()
        return Understood(dict(zip(KEYS, kept, strict=True)))

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """As in "Bernard Petit, cardiologue à Nantes"."""
        if not isinstance(value, dict):
            return str(value)
        name, speciality, town, rpps = (value.get(key) for key in KEYS)
        return _line((name or "", speciality, town, rpps), asked.lang)


PRACTITIONER = Practitioner()

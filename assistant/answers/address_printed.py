"""A street and a town as they are printed.

Capitals follow French usage: the kind of street and the small words are small, the rest takes a
capital; the words of a town are joined by hyphens but for a leading article (Insee, code
officiel géographique): "Saint-Jean-d'Angély", "La Roche-sur-Yon". Dates in street names are
printed in digits, as in the Base adresse nationale: "rue du 8 Mai 1945".
"""

from __future__ import annotations

import re

from assistant.answers.address_words import (
    ALSO_NAMES,
    FULL,
    KINDS,
    MONTHS,
    NUMBERED,
    PROPER_KINDS,
    SMALL,
    STREETS,
)
from assistant.answers.kind import Lang
from assistant.answers.spoken import flat, number_at, words_of
from assistant.answers.towns import WITH_DISTRICT, district_number


def _numbers_of_street(street: str, lang: Lang) -> str:
    """Digits for the house's number, a flat's number and the dates: "rue du 8 Mai 1945"."""
    words = words_of(street)
    made, end, at = "", 0, 0
    while at < len(words):
        read = number_at(words, at, lang)
        word = words[at]
        before = words[at - 1].flat if at else ""
        after = words[read[1]].flat if read and read[1] < len(words) else ""
        first = at == 0 or street[: word.start].rstrip().endswith(",")
        house = first and (after in KINDS or after in ("bis", "ter", "quater", "le", "la"))
        wanted = (
            house
            or before in NUMBERED
            or after in MONTHS
            or (before in MONTHS and at >= 1)
            or after in KINDS - {"point", "villa", "cours", "maison", "tour"}
        )
        if read and word.flat.isdecimal():
            at += 1
            continue
        if word.flat == "premier" and at + 1 < len(words) and words[at + 1].flat in MONTHS:
            made, end = made + street[end : word.start] + "1er", word.end
        elif read and wanted:
            made, end = made + street[end : word.start] + read[0], words[read[1] - 1].end
            at = read[1]
            continue
        at += 1
    return made + street[end:]


_OF_THE = re.compile(
    rf"(\d+(?: bis| ter)?),? (?:de la|de l'|du|des) ?(?=(?:{'|'.join(STREETS)})\b)"
)
_ELIDED = re.compile(r"(?i)(?<![^\s,-])([dl])\s+(?=[aeiouyhàâéèêëîïôöùûü]\w)")


def street_printed(street: str, lang: Lang) -> str:
    street = re.sub(r"(?i)\blieu[ -]dit\b", "lieu-dit", street.strip(" ,;:.-"))
    street = re.sub(r"(?i)\b(?:au |le )?(?:numéro|numero|n°|nº)\s+(?=\S)", "", street, count=1)
    street = re.sub(r"(?i)(?<![^\s,])st[. ]\s*(?=\w)", "Saint ", street)
    street = re.sub(r"(?i)(?<![^\s,])ste[. ]\s*(?=\w)", "Sainte ", street)
    street = _ELIDED.sub(r"\1'", _numbers_of_street(street, lang))
    street = re.sub(r"(?i)(\d)\s*,\s*(?=[^\W\d])", r"\1 ", street)
    street = re.sub(r"\s*,[\s,]*", ", ", street)
    if of := _OF_THE.match(flat(street)):
        street = f"{street[: of.end(1)]} {street[of.end() :]}"
    typed = any(w[:1].isupper() and not w.isupper() for w in street.split()[1:])
    made = []
    words = street.split(" ")
    for i, word in enumerate(words):
        opening = i == 0 or words[i - 1].endswith(",")
        made.append(
            _street_word(word, opening=opening, typed=typed, before=words[i - 1] if i else "")
        )
    return " ".join(made)


def _street_word(word: str, *, opening: bool, typed: bool, before: str) -> str:
    bare = word.strip(",.")
    low = flat(bare)
    if low in PROPER_KINDS:
        return word.upper()
    in_a_name = low in ALSO_NAMES and not opening and not re.match(r"\d|bis|ter", flat(before))
    if low in KINDS and not in_a_name and flat(before) not in SMALL - {"bis", "ter", "quater"}:
        kind = FULL.get(low, bare.lower())
        return word.replace(bare, kind) if bare else word
    if low in SMALL and not (opening and low in ("le", "la", "les")):
        named = flat(before.strip(",")) in (
            "residence",
            "lotissement",
            "villa",
            "clos",
            "ehpad",
            "domaine",
            "lieu-dit",
            "hameau",
        )
        if named and low in ("le", "la", "les"):
            return word.capitalize()
        return word if typed and word[:1].isupper() and low in ("le", "la", "les") else word.lower()
    if re.fullmatch(r"\d+(?:bis|ter|er|e|eme)?", low):
        return word.lower()
    return _proper(word)


def _proper(word: str, *, in_town: bool = False) -> str:
    """`word` with a capital to each part but the small ones: "Jean-d'Angély"."""
    parts = re.split(r"(['’-])", word)
    made = []
    for i, part in enumerate(parts):
        before = parts[i - 1] if i else ""
        sign = parts[i + 1] if i + 1 < len(parts) else ""
        low = flat(part)
        if part in ("'", "’"):
            made.append("'")
        elif (
            sign in ("'", "’") and low in ("d", "l") and (i > 0 or not in_town or low == "d")
        ) or (before == "-" and (sign in ("-", "'", "’")) and low in SMALL):
            made.append(part.lower())
        elif part.islower() or (part.isupper() and len(part) > 1):
            made.append(part[:1].upper() + part[1:].lower() if len(part[:1].upper()) == 1 else part)
        else:
            made.append(part)
    return "".join(made)


def town_printed(town: str) -> str:
    """The town with its capitals and hyphens, its district and "Cedex" after it."""
    town = re.sub(
        r"(?i)[\s,]+(?:dans (?:le|la|l'|les)\s.*|en \w+ (?:aussi|donc))$", "", town.strip(" ,;:.-")
    )
    town = town.split(",")[0].strip()
    rest = ""
    if cedex := re.search(r"(?i)\s+cedex(?:\s+(.*))?$", town):
        number = _cedex_number(cedex.group(1) or "")
        town, rest = town[: cedex.start()], f" Cedex{' ' + number if number else ''}"
    elif city := WITH_DISTRICT.match(town):
        nth = district_number(flat(town[city.end() :]))
        if nth:
            town, rest = city.group().strip(), f" {nth}{'er' if nth == 1 else 'e'}"
    town = _ELIDED.sub(r"\1'", town)
    town = re.sub(r"(?i)(?<![^\s-])st[. -]+(?=\w)", "saint-", town)
    town = re.sub(r"(?i)(?<![^\s-])ste[. -]+(?=\w)", "sainte-", town)
    article = re.match(r"(?i)(?:l[ea]s?)\s+(?=\w)", town)
    head = town[: article.end()].strip().capitalize() + " " if article else ""
    body = re.sub(r"\s+", "-", town[article.end() :] if article else town)
    return f"{head}{_proper(body, in_town=True)}{rest}"


def _cedex_number(said: str) -> str:
    words = words_of(said)
    read = number_at(words, 0, "fr")
    return read[0] if read else ""

"""A postal address on one line: "12 rue des Lilas, 75020 Paris".

Capitals follow French usage: the kind of street and the small words are small, the rest takes a
capital; the words of a town are joined by hyphens but for a leading article (Insee, code
officiel géographique): "Saint-Jean-d'Angély", "La Roche-sur-Yon". Dates in street names are
printed in digits, as in the Base adresse nationale: "rue du 8 Mai 1945".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
from assistant.answers.spoken import (
    Word,
    flat,
    is_number_word,
    number_at,
    numbers_at,
    settled,
    tidy,
    words_of,
)

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


_STREETS = [
    "rue", "avenue", "boulevard", "place", "chemin", "impasse", "allee", "allees", "route", "quai",
    "cours", "square", "passage", "sentier", "ruelle", "venelle", "faubourg", "villa", "esplanade",
    "promenade", "rond-point", "montee", "cite", "traverse", "voie", "lotissement", "clos", "sente",
    "mail", "parvis", "chaussee", "hameau", "domaine", "residence", "lieu-dit", "lieudit",
    "quartier", "batiment", "immeuble", "appartement", "escalier", "etage", "porte", "tour", "bloc",
    "ehpad", "maison", "foyer", "centre", "logement", "zone", "bp", "cs", "ferme", "mas", "moulin",
    "chateau", "bd", "bld", "bvd", "av", "ave", "imp", "ch", "rte", "all", "lot", "res", "bat",
    "apt", "appt", "chez", "street", "road", "lane",
]  # fmt: skip
_STREET = re.compile(
    rf"\b(?:{'|'.join(_STREETS)}|lieu dit|rond point|boite postale|maison de retraite)\b"
)
_SMALL = frozenset(
    [
        "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et", "sur", "sous",
        "lez", "chez", "ma", "mon", "mes", "sa", "son", "notre", "dit", "dite", "bis", "ter",
        "quater", "retraite", "fille", "fils", "mere", "pere", "soeur", "sœur", "frere", "niece",
        "neveu", "of", "the",
    ]
)  # fmt: skip
_KINDS = frozenset(_STREETS) | {"lieu", "dit", "rond", "point", "boite", "postale", "numero"}
_ALSO_NAMES = frozenset({"moulin", "mas", "ferme", "chateau", "clos", "domaine"})
"""Kinds that are as often a name: "rue Jean Moulin"."""
_PROPER_KINDS = frozenset({"ehpad", "bp", "cs"})
_FULL = {
    "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard", "av": "avenue", "ave": "avenue",
    "imp": "impasse", "rte": "route", "res": "résidence", "bat": "bâtiment", "apt": "appartement",
    "appt": "appartement", "residence": "résidence", "batiment": "bâtiment", "allee": "allée",
    "allees": "allées", "cite": "cité", "etage": "étage", "montee": "montée",
    "chaussee": "chaussée", "chateau": "château", "lieudit": "lieu-dit",
}  # fmt: skip
_MONTHS = frozenset(
    [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
        "octobre", "novembre", "decembre",
    ]
)  # fmt: skip
_NUMBERED = frozenset(
    [
        "batiment", "bat", "appartement", "apt", "appt", "escalier", "etage", "porte", "tour",
        "bloc", "lot", "logement", "bp", "cs", "postale", "nationale", "departementale", "numero",
        "chambre", "immeuble", "hall", "entree", "cedex",
    ]
)  # fmt: skip
_CARRIER = re.compile(
    r"(?:[\s,;:.!-]+"
    r"|(?:euh+|heu+|alors|donc|oui|ouais|bon|ben|bah|ah|oh|voila|attendez|eh bien|well|um|uh|yes"
    r"|so|moi|bonjour)(?=[\s,.])"
    r"|(?:mon|son|l'|notre|my|her|his|the)\s*(?:adresse|address)(?:\s+(?:postale|exacte"
    r"|complete))?(?:\s+(?:c'est|est|is))?(?=[\s,:])"
    r"|(?:(?:je|j'|j|on|elle|il|nous|i|she|he)\s*)?(?:habite|demeure|reside|vis|vit|loge|suis"
    r"|sommes|habitons|live|lives|am)(?:\s+(?:toujours|seule?|actuellement|maintenant))?(?=[\s,:])"
    r"|(?:c'est|cest|c est|it's|it is|that's)(?=[\s,:])"
    r"|(?:il|elle|on) est(?=\s(?:au?x?\s|a l|\d))"
    r"|(?:i'm|she's|he's|we're|they're|they live|we live|we are|she is|he is)(?=\s)"
    r"|(?:au |chez nous |a la maison )?(?:le )?(?:numero|number)(?=\s)|at(?=\s)"
    r"|(?:domiciliee?|situee?)(?=\s)"
    r"|(?:au|a la|a l'|dans (?:la|le|l'|un|une)|dans)(?=\s*(?:\d|@"
    r"|rue|avenue|boulevard|place|chemin|impasse|allee|route|quai|cours|square|residence|hameau"
    r"|lieu|maison|ehpad))"
    r")"
)
_TRAILER = re.compile(
    r"(?:[\s,;:.!-]+|(?:\ben |,\s*)france|\b(?:voila|merci|s'il vous plait|c'est tout|hein"
    r"|please|thank you|c'est ca|euh+))$"
)
_POSTCODE_WORD = re.compile(
    r"(?:(?:le |mon |et |avec )*(?:code postal|code postale|le code|cp|postcode"
    r"|zip code)(?:\s+(?:c'est|est|de|le|is))*)(?=[\s,:]|$)"
)
_TOWN_WAY = re.compile(
    r"(?:^|(?<=[\s,]))(?:a|au|aux|dans la ville de|sur la commune de|commune de|la commune de"
    r"|ville de|la ville c'est|et c'est a|c'est a|in)\s+(?=\S)"
)
_DISTRICT = re.compile(
    r"(?P<n>\d{1,2})\s*(?:e|eme|er|ieme)?(?:\s+arrondissement)?$|(?P<w>premier|deuxieme"
    r"|troisieme|quatrieme|cinquieme|sixieme|"
    r"septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|seizieme|"
    r"dix[- ]septieme|dix[- ]huitieme|dix[- ]neuvieme|vingtieme)(?:\s+arrondissement)?$"
)
_TOWNS = [
    "paris", "marseille", "lyon", "toulouse", "nice", "nantes", "montpellier", "strasbourg",
    "bordeaux", "lille", "rennes", "toulon", "reims", "saint-etienne", "le-havre", "grenoble",
    "dijon", "angers", "villeurbanne", "nimes", "clermont-ferrand", "aix-en-provence", "le-mans",
    "brest", "tours", "amiens", "annecy", "limoges", "metz", "boulogne-billancourt", "perpignan",
    "besancon", "orleans", "rouen", "saint-denis", "montreuil", "argenteuil", "mulhouse", "caen",
    "nancy", "tourcoing", "roubaix", "nanterre", "vitry-sur-seine", "creteil", "avignon",
    "poitiers", "aubervilliers", "dunkerque", "aulnay-sous-bois", "colombes", "asnieres-sur-seine",
    "versailles", "saint-pierre", "courbevoie", "cherbourg-en-cotentin", "le-tampon",
    "rueil-malmaison", "champigny-sur-marne", "beziers", "pau", "la-rochelle", "cannes", "antibes",
    "calais", "saint-nazaire", "merignac", "colmar", "ajaccio", "bourges", "issy-les-moulineaux",
    "levallois-perret", "quimper", "valence", "noisy-le-grand", "villeneuve-d'ascq", "troyes",
    "antony", "neuilly-sur-seine", "la-seyne-sur-mer", "lorient", "niort", "chambery", "sarcelles",
    "pessac", "vannes", "saint-quentin", "saint-malo", "cayenne", "fort-de-france", "beauvais",
    "cholet", "hyeres", "montauban", "bayonne", "ajaccio", "bastia", "arles", "laval", "albi",
    "belfort", "evreux", "saint-brieuc", "auxerre", "chartres", "nevers", "charleville-mezieres",
    "angouleme", "perigueux", "tarbes", "rodez", "aurillac", "carcassonne", "agen", "chateauroux",
    "blois", "macon", "gap", "digne-les-bains", "privas", "mende", "cahors", "auch", "foix",
    "tulle", "gueret", "moulins", "epinal", "chaumont", "vesoul", "lons-le-saunier",
    "bourg-en-bresse", "le-puy-en-velay", "la-roche-sur-yon", "alencon", "saint-lo", "melun",
    "evry", "bobigny", "pontoise", "dinan", "morlaix", "concarneau", "douarneux", "pornic", "royan",
    "vichy", "roanne", "thonon-les-bains", "biarritz", "dax", "mont-de-marsan", "narbonne", "sete",
    "ales", "frejus", "draguignan",
]  # fmt: skip
_TOWN_AT_END = re.compile(
    r"(?<=[\s,])(?:"
    + "|".join(town.replace("-", "[ -]").replace("'", "[ ']") for town in _TOWNS)
    + ")$"
)
_WITH_DISTRICT = re.compile(r"(?i)(?:paris|lyon|marseille)\s+(?=\S)")
_PART_OF_TOWN = frozenset(
    [
        "saint", "sainte", "st", "ste", "sur", "sous", "de", "du", "des", "le", "la", "les", "en",
        "lès",
    ]
)  # fmt: skip
_ORDINALS = [
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme",
    "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme",
    "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme", "vingtieme",
]  # fmt: skip


def _without_carriers(said: str) -> str:
    low = flat(said)
    start, end = 0, len(said)
    while (found := _CARRIER.match(low, start)) and found.end() > start:
        if not re.search(r"\w", low[found.end() :]):
            break
        start = found.end()
    while (after := _TRAILER.search(low, start, end)) and after.group():
        if not re.search(r"\w", low[start : after.start()]):
            break
        end = after.start()
    return said[start:end]


def _is_postcode(digits: str) -> bool:
    """01 to 98, five digits; no list of postcodes is kept here."""
    return len(digits) == 5 and "01" <= digits[:2] <= "98"


_Place = tuple[str, int, int]


def _postcode(said: str, lang: Lang) -> _Place | None:
    """The postcode said or typed, with its place: the last numbers that make one."""
    found: _Place | None = None
    words = words_of(said)
    at = 0
    while at < len(words):
        if not is_number_word(words[at], lang) and words[at].flat not in ("triple", "double"):
            at += 1
            continue
        end = _end_of_numbers(words, at, said, lang)
        found = _postcode_in(words, at, end, lang) or found
        at = max(end, at + 1)
    return found


def _end_of_numbers(words: Sequence[Word], at: int, said: str, lang: Lang) -> int:
    """The end of numbers that follow each other without a comma."""
    while at < len(words) and (read := number_at(words, at, lang)):
        at = read[1]
        if at < len(words) and re.search(r"[,;]", said[words[at - 1].end : words[at].start]):
            break
    return at


def _postcode_in(words: Sequence[Word], start: int, end: int, lang: Lang) -> _Place | None:
    reads: list[tuple[str, int, int]] = []
    at = start
    while at < end and (read := number_at(words, at, lang)):
        reads.append((read[0], at, read[1]))
        at = read[1]
    for last in range(len(reads), 0, -1):
        digits = ""
        for first in range(last - 1, -1, -1):
            digits = reads[first][0] + digits
            if _is_postcode(digits):
                return digits, words[reads[first][1]].start, words[reads[last - 1][2] - 1].end
            if len(digits) > 5:
                break
    if reads and words[end - 1].flat == "mille" and len(reads[-1][0]) == 4:
        return "0" + reads[-1][0], words[reads[-1][1]].start, words[end - 1].end  # "six mille Nice"
    for first in range(start, end):
        if digits := _exactly_five(words, first, end, lang):
            return digits, words[first].start, words[end - 1].end
    return None


def _exactly_five(words: Sequence[Word], start: int, end: int, lang: Lang) -> str:
    """Five digits that the words from `start` to `end` can be: "soixante dix cent vingt"."""
    todo, left = [(start, "")], 300
    while todo and left:
        left -= 1
        at, digits = todo.pop()
        if at == end and _is_postcode(digits):
            return digits
        if at < end and len(digits) < 5:
            todo += [
                (after, digits + read)
                for read, after in reversed(numbers_at(words, at, lang))
                if after <= end
            ]
    return ""


_SECOND_STREET = re.compile(rf"(?<=\w)[\s,]+(?:(?:au )?(?:\d|{'|'.join(_STREETS)}\b))")


def _split(said: str, lang: Lang) -> tuple[str, str, str]:
    """The street, the postcode ("" when not said) and the town, as said."""
    low = flat(said)
    postcode = _postcode(said, lang)
    if postcode:
        digits, start, end = postcode
        before = re.sub(r"[\s,;:.-]+$", "", said[:start])
        if label := list(_POSTCODE_WORD.finditer(flat(before) + " ")):
            before = before[: label[-1].start()]
        after = said[end:]
        town = _TOWN_WAY.sub("", " " + flat(after), count=0)
        if not re.search(r"\w", before) and (second := _SECOND_STREET.search(flat(after))):
            return after[second.start() :], digits, _after_way(after[: second.start()])
        if re.search(r"\w", town):
            return before, digits, _after_way(after)
        street, town = _town_at_end(before)
        return street, digits, town
    said = said[: m.start()] if (m := _POSTCODE_WORD.search(low)) else said
    street, town = _town_at_end(said)
    return street, "", town


def _after_way(said: str) -> str:
    """`said` without "à" and the like before a town: "au Havre" is "Le Havre"."""
    said = said.strip(" ,;:.-")
    low = flat(said)
    found = _TOWN_WAY.match(low)
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
        for m in _TOWN_WAY.finditer(low)
        if (m.start() > 0 or not _STREET.search(low)) and not is_verb(said, m.start())
    ]
    known = _TOWN_AT_END.search(low)
    for city in _WITH_DISTRICT.finditer(low):
        if _district_number(low[city.end() :]) and city.start():
            return _without_way(said[: city.start()]), said[city.start() :]
    if known and ways and ways[-1].end() < known.start():
        between = low[ways[-1].end() : known.start()].split()
        if not _PART_OF_TOWN & set(between):  # "rue du moulin à vent, Toulouse"
            return _without_way(said[: known.start()]), said[known.start() :]
    if ways and not _STREET.search(low, ways[-1].end()):
        at = ways[-1]
        town = said[at.start() :]
        if not re.search(r"\d", town) or _DISTRICT.search(flat(town)):
            return said[: at.start()], _after_way(town)
    head, comma, last = said.rpartition(",")
    last_low = flat(last).strip()
    if comma and last_low and not _STREET.search(last_low) and not re.match(r"\d", last_low):
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
    if _TOWN_AT_END.match(f" {low}", 1):
        return "", said
    return said, ""


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
        house = first and (after in _KINDS or after in ("bis", "ter", "quater", "le", "la"))
        wanted = (
            house
            or before in _NUMBERED
            or after in _MONTHS
            or (before in _MONTHS and at >= 1)
            or after in _KINDS - {"point", "villa", "cours", "maison", "tour"}
        )
        if read and word.flat.isdecimal():
            at += 1
            continue
        if word.flat == "premier" and at + 1 < len(words) and words[at + 1].flat in _MONTHS:
            made, end = made + street[end : word.start] + "1er", word.end
        elif read and wanted:
            made, end = made + street[end : word.start] + read[0], words[read[1] - 1].end
            at = read[1]
            continue
        at += 1
    return made + street[end:]


_OF_THE = re.compile(
    rf"(\d+(?: bis| ter)?),? (?:de la|de l'|du|des) ?(?=(?:{'|'.join(_STREETS)})\b)"
)
_ELIDED = re.compile(r"(?i)(?<![^\s,-])([dl])\s+(?=[aeiouyhàâéèêëîïôöùûü]\w)")


def _street_printed(street: str, lang: Lang) -> str:
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
    if low in _PROPER_KINDS:
        return word.upper()
    in_a_name = low in _ALSO_NAMES and not opening and not re.match(r"\d|bis|ter", flat(before))
    if low in _KINDS and not in_a_name and flat(before) not in _SMALL - {"bis", "ter", "quater"}:
        kind = _FULL.get(low, bare.lower())
        return word.replace(bare, kind) if bare else word
    if low in _SMALL and not (opening and low in ("le", "la", "les")):
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
        ) or (before == "-" and (sign in ("-", "'", "’")) and low in _SMALL):
            made.append(part.lower())
        elif part.islower() or (part.isupper() and len(part) > 1):
            made.append(part[:1].upper() + part[1:].lower() if len(part[:1].upper()) == 1 else part)
        else:
            made.append(part)
    return "".join(made)


def is_verb(said: str, at: int) -> bool:
    """Whether the "a" at that place is "avoir": written without accent where others have theirs."""
    return said[at : at + 2] in ("a ", "A ") and not said.isascii()


def is_street(said: str) -> bool:
    """Whether `said` begins like a street."""
    return bool(re.match(rf"(?:\d+(?: bis| ter)?,? )?(?:{'|'.join(_STREETS)})\b", flat(said)))


def is_known_town(said: str) -> bool:
    """Whether `said` is one of the large towns that are known by name."""
    return bool(_TOWN_AT_END.match(f" {flat(said)}", 1))


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
    elif city := _WITH_DISTRICT.match(town):
        nth = _district_number(flat(town[city.end() :]))
        if nth:
            town, rest = city.group().strip(), f" {nth}{'er' if nth == 1 else 'e'}"
    town = _ELIDED.sub(r"\1'", town)
    town = re.sub(r"(?i)(?<![^\s-])st[. -]+(?=\w)", "saint-", town)
    town = re.sub(r"(?i)(?<![^\s-])ste[. -]+(?=\w)", "sainte-", town)
    article = re.match(r"(?i)(?:l[ea]s?)\s+(?=\w)", town)
    head = town[: article.end()].strip().capitalize() + " " if article else ""
    body = re.sub(r"\s+", "-", town[article.end() :] if article else town)
    return f"{head}{_proper(body, in_town=True)}{rest}"


def _district_number(said: str) -> int:
    """15 of "quinzième" or "15e arrondissement", else 0."""
    found = _DISTRICT.fullmatch(said)
    if not found:
        return 0
    if found["n"]:
        return int(found["n"])
    return _ORDINALS.index(found["w"].replace(" ", "-")) + 1


def _cedex_number(said: str) -> str:
    words = words_of(said)
    read = number_at(words, 0, "fr")
    return read[0] if read else ""


_TOWN_SHAPE = re.compile(
    r"[^\W\d_]+(?:['’ -][^\W\d_]+){0,7}(?: (?:Cedex(?: \d{1,2})?|\d{1,2}er?))?"
)
_SENTENCE = re.compile(
    r"\b(?:meme|pareil|adresse|toujours|quelque part|je|j'ai|vous|ne|pas|que|qui|quoi|pourquoi"
    r"|comment|sais|veux|voudrais|est-ce|parce"
    r"|n'ai|no|not|know|want|c'est quoi)\b"
)
_NOISE = re.compile(r"(?:euh+|heu+|ben|bah|bon|alors|oui|non|voila|merci|c'est|[\s,.!])+")


_NOT_A_POSTCODE = re.compile(
    "".join(f"(?<!{word} )" for word in ("bp", "cs", *sorted(_MONTHS))) + r"\b(?P<digits>\d{3,8})$"
)
_HAMLET = re.compile(r"le (?:bourg|village|hameau)\b|ker\w+|route|hameau")
_AGAIN = re.compile(
    r"[\s,]+(?:euh[\s,]+)?(?:(?:non|pardon|je me trompe|plutot|excusez[ -]moi|no|sorry)[\s,]+)+"
)


def _restarted(said: str, lang: Lang) -> str | None:
    """What was meant by "au 5, non au 7 rue Pasteur"; None when it cannot be told."""
    parts = _AGAIN.split(flat(said))
    if len(parts) == 1:
        return said
    right = said[len(said) - len(parts[-1]) :]
    left = said[: len(parts[0])]
    read = _read(right, lang)
    if isinstance(read, str):
        return right
    changed = words_of(_without_carriers(right))
    number = number_at(changed, 0, lang) if changed else None
    house = words_of(_without_carriers(left))
    old = number_at(house, 0, lang) if house else None
    if len(parts) == 2 and number and number[1] == len(changed) and old and old[1] < len(house):
        rest = _without_carriers(left)[house[old[1] - 1].end :]
        return f"{number[0]}{rest}"
    return None


_NUMBER_LAST = re.compile(r"[\s,]+(?:c'est |et )*(?:au |le |du )?numero ")


def _number_first(said: str, lang: Lang) -> str:
    """`said` with the number before its street, also when it came last."""
    found = _NUMBER_LAST.search(flat(said))
    if not found:
        return said
    words = words_of(said[found.end() :])
    read = number_at(words, 0, lang)
    if not read or read[1] != len(words) or not _STREET.match(flat(said)):
        return said
    return f"{read[0]} {said[: found.start()]}"


_LEADS_TO_IT = re.compile(
    r"\b(?:habit\w+|demeur\w+|resid\w+|vis|vit|vivons|log\w+|suis|est|sommes|c'est|adresse|toujours|depuis|change\w*|live[sd]?|living|address|is|am|are"
    r"|still|at|i'm|we're|they're)\b"
)
_ONLY_SMALL = re.compile(r"(?:(?:au|le|la|les|a|l'|the|at|numero)\b[\s,]*)*")
_TOWN_FIRST = re.compile(r"(?:a|au|aux|in) (?P<town>[^,\d]{2,40}), *(?=\S)")
_HOUSE_SUFFIX = frozenset({"bis", "ter", "quater", "de", "la", "du", "des"})


def _from_the_house(said: str, lang: Lang) -> str:
    """`said` from the house's number on, when what stands before it only leads to it.

    "J'habite toujours au 12 rue …" leads; "résidence Les Tilleuls, 12 rue …" belongs to it.
    """
    words = words_of(said)
    for at, word in enumerate(words):
        read = number_at(words, at, lang)
        if not read:
            continue
        street = next((w.flat for w in words[read[1] :] if w.flat not in _HOUSE_SUFFIX), "")
        if street not in _KINDS:
            continue
        before = flat(said[: word.start]).strip(" ,;:.-")
        leads = _LEADS_TO_IT.search(before) or _ONLY_SMALL.fullmatch(before)
        town_first = _TOWN_FIRST.fullmatch(before + ", .", 0, len(before) + 2)
        belongs = _STREET.search(before) or re.search(r"\d", before)
        return said[word.start :] if leads and not belongs and not town_first else said
    return said


def _town_last(said: str) -> str:
    """`said` with its town after its street: "à Nancy, 11 rue Stanislas, 54000"."""
    found = _TOWN_FIRST.match(flat(said))
    rest = said[found.end() :] if found else ""
    if not found or _STREET.search(found["town"]) or not is_street(rest):
        return said
    return f"{rest.rstrip(' ,;:.')} {said[: found.end()].rstrip(' ,')}"


def _read(said: str, lang: Lang) -> str | Refusal:
    said = tidy(said)
    if not re.search(r"[^\W_]", said) or _NOISE.fullmatch(flat(said)):
        return NothingHeard()
    if len(said) > LONGEST_SENTENCE or said.endswith("?"):
        return NotAnAddress()
    meant = _restarted(_without_carriers(said), lang)
    if meant is None:
        return NotAnAddress()
    said = _town_last(_from_the_house(_without_carriers(meant), lang))
    said = _number_first(said, lang)
    street, postcode, town = _split(said, lang)
    if re.search(r"\w", street):
        street = _without_carriers(_street_printed(_without_carriers(street), lang))
    else:
        street = ""
    town = town_printed(town) if re.search(r"\w", town) else ""
    if town and not _TOWN_SHAPE.fullmatch(town):
        return TownMissing(street) if street else NotAnAddress()
    if _SENTENCE.search(flat(f"{street} {town}")):
        return NotAnAddress()
    is_street = bool(_STREET.search(flat(street)) or re.match(r"\d", street))
    if street and not town:
        few_words = len(street.split()) <= 3 and not re.search(r"\d", street)
        if not is_street and not postcode and few_words:
            return StreetMissing(town_printed(street))
        return TownMissing(street) if is_street or postcode else NotAnAddress()
    if not street:
        return StreetMissing(f"{postcode} {town}".strip()) if town or postcode else NotAnAddress()
    if not postcode and (wrong := _NOT_A_POSTCODE.search(flat(street))):
        return PostcodeWrong(wrong["digits"])
    if not postcode and not is_street and not _HAMLET.match(flat(street)):
        return StreetMissing(town)
    if re.fullmatch(r"(?:chez [^,\d]+)", flat(street)) and not _STREET.search(flat(street), 5):
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

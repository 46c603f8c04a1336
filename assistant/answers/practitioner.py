"""A doctor or another practitioner: name, speciality, town, and RPPS number where it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum import luhn

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
from assistant.answers.said_twice import said_once
from assistant.answers.spoken import flat, number_at, settled, tidy, words_of
from assistant.answers.street_and_town import is_verb
from assistant.answers.text import towards
from assistant.answers.towns import is_known_town

KEYS = ("name", "speciality", "town", "rpps")
LONGEST_SENTENCE = 300  # characters
RPPS_DIGITS = 11  # esante.gouv.fr, Annuaire Santé; checked with Luhn's key like ISO 7812


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


# The printed name, and how people say it in French and in English (without accents).
_SPECIALITIES: tuple[tuple[str, str], ...] = (
    ("chirurgien orthopédiste", r"chirurgien(?:ne)?s? orthopedi(?:ste|que)s?|orthopedi(?:ste"
        r"|c surgeon)|orthopaedic surgeon"),
    ("chirurgien cardiaque", r"chirurgien(?:ne)? cardi(?:aque|o-?vasculaire)|(?:heart"
        r"|cardiac) surgeon"),
    ("chirurgien vasculaire", r"chirurgien(?:ne)? vasculaire|vascular surgeon"),
    ("chirurgien viscéral", r"chirurgien(?:ne)? (?:visceral|digestif|visceraux)e?"),
    ("chirurgien-dentiste", r"chirurgien(?:ne)?[ -]dentiste|dental surgeon"),
    ("neurochirurgien", r"neuro[ -]?chirurgien(?:ne)?|neurosurgeon|brain surgeon"),
    ("chirurgien", r"chirurgien(?:ne)?|surgeon"),
    ("médecin généraliste", r"(?:medecin )?generaliste|medecin de famille|docteur de famille"
        r"|omnipraticien(?:ne)?|general practitioner|family (?:doctor|physician)|\bg\.?p\b"),
    ("cardiologue", r"(?:medecin )?cardiologue|medecin du c(?:oe|œ)ur|(?:docteur"
        r"|specialiste) (?:du|pour le) c(?:oe|œ)ur|cardiologist|heart (?:doctor|specialist)"
        r"|cardio(?=\s|$)"),
    ("rythmologue", r"rythmologue|electrophysiologist"),
    ("dermatologue", r"dermatologue|dermato(?=\s|$|,)|dermatologist|skin doctor"),
    ("diabétologue", r"diabetologue|diabetologist"),
    ("endocrinologue", r"endocrinologue|endocrino(?=\s|$|,)|endocrinologist"),
    ("gastro-entérologue", r"gastro[ -]?enterologue|gastrologue|gastro(?=\s|$|,)"
        r"|gastroenterologist"),
    ("gériatre", r"geriatre|gerontologue|geriatrician"),
    ("gynécologue", r"gynecologue|gyneco(?=\s|$|,)|gyna?ecologist"),
    ("hématologue", r"hematologue|ha?ematologist"),
    ("hépatologue", r"hepatologue|hepatologist"),
    ("infectiologue", r"infectiologue"),
    ("interniste", r"interniste|internist"),
    ("néphrologue", r"nephrologue|nephro(?=\s|$|,)|nephrologist|kidney (?:doctor|specialist)"),
    ("neurologue", r"neurologue|neuro(?=\s|$|,)|neurologist"),
    ("oncologue", r"oncologue|cancerologue|oncologist|cancer (?:doctor|specialist)"),
    ("ophtalmologue", r"ophtalmologue|ophtalmologiste|ophtalmo(?=\s|$|,)|oculiste|(?:docteur"
        r"|medecin|specialiste) des yeux|ophthalmologist|eye (?:doctor|specialist)"),
    ("ORL", r"\boto[ -]?rhino(?:[ -]?laryngologiste)?\b|\bo[ .]?r[ .]?l\b|\bent (?:doctor"
        r"|specialist)|ear nose and throat (?:doctor|specialist)"),
    ("pneumologue", r"pneumologue|pneumo(?=\s|$|,)|pulmonologist|lung (?:doctor|specialist)"
        r"|chest physician"),
    ("psychiatre", r"psychiatre|psychiatrist"),
    ("psychologue", r"psychologue|psychologist"),
    ("radiologue", r"radiologue|radiologist"),
    ("radiothérapeute", r"radiotherapeute|radiotherapist"),
    ("rhumatologue", r"rhumatologue|rhumato(?=\s|$|,)|rheumatologist"),
    ("urologue", r"urologue|urologist"),
    ("allergologue", r"allergologue|allergist"),
    ("angiologue", r"angiologue|phlebologue|angiologist"),
    ("anesthésiste", r"(?:medecin )?anesthesiste(?:[ -]reanimateur)?|anesthesiologist"
        r"|anaesthetist"),
    ("algologue", r"algologue|medecin de la douleur|pain specialist"),
    ("addictologue", r"addictologue"),
    ("nutritionniste", r"(?:medecin )?nutritionniste|nutritionist"),
    ("diététicien", r"dieteticien(?:ne)?|dietitian|dietician"),
    ("médecin rééducateur", r"(?:medecin )?reeducateur|medecin de reeducation"),
    ("pédiatre", r"pediatre|pa?ediatrician"),
    ("dentiste", r"dentiste|dentist"),
    ("pharmacien", r"pharmacien(?:ne)?|pharmacist"),
    ("infirmier", r"infirmier|infirmiere(?: liberale)?|nurse"),
    ("kinésithérapeute", r"(?:masseu[rs]e?[ -])?kinesitherapeute|kine(?=\s|$|,)|physiotherapist"
        r"|physical therapist|physio(?=\s|$|,)"),
    ("orthophoniste", r"orthophoniste|speech therapist"),
    ("orthoptiste", r"orthoptiste|orthoptist"),
    ("opticien", r"opticien(?:ne)?|optician"),
    ("audioprothésiste", r"audioprothesiste|audiologist"),
    ("ostéopathe", r"osteopathe|osteopath"),
    ("ergothérapeute", r"ergotherapeute|occupational therapist"),
    ("podologue", r"(?:pedicure[ -])?podologue|podiatrist|chiropodist"),
    ("sage-femme", r"sage[ -]femme|midwife"),
    ("médecin coordonnateur", r"medecin coordon(?:n?ateur|nateur)"),
    ("urgentiste", r"(?:medecin )?urgentiste"),
)  # fmt: skip
_ANY_SPECIALITY = re.compile(
    "|".join(
        f"(?P<s{i}>(?<![\\w-])(?:{said})(?![\\w-]))" for i, (_, said) in enumerate(_SPECIALITIES)
    )
)
_TITLE = re.compile(
    r"(?<![\w'-])(?:(?:le|la|du|au|un|une|the) )?(?:docteure?|doctoresse|doctor|professeur"
    r"|professeure|professor|prof|dr|pr|medecin|"
    r"madame|monsieur|mademoiselle|mme|mlle|mr|mrs|miss|ms|maitre)(?: (?:le )?(?:docteur"
    r"|professeur))?\b\.?(?!['-])"
)
_CARRIER = re.compile(
    r"(?<![\w'-])(?:"
    r"euh+|heu+|alors|donc|oui|bon|ben|bah|ah|voila|merci|s'il vous plait|well|um|uh|yes|moi|"
    r"(?:c'est|cest|c est|ce serait|c'etait|it's|it is|that's)(?: toujours| surtout)?|"
    r"(?:il|elle|qui|he|she|on l'|je l')?\s*(?:s'appelle|s appelle|appelle|se nomme|is called"
    r"|is named)|"
    r"(?:mon|ma|mes|son|sa|notre|my|our|un|une|le|la|a|an|the) (?:propre |ancien |ancienne "
    r"|bon )?(?:medecin(?: traitant| referent| habituel)?|docteur(?: traitant)?|traitant|doctor"
    r"|specialiste|praticien)(?: (?:c'est|est|is|s'appelle))?|"
    r"je vais (?:chez|au cabinet de)|(?:i see|i go to)|"
    r"celui|celle|the one|"
    r"qui (?:me|nous|m') ?(?:suit|soigne|traite|suivait|a opere[er]?|opere)|depuis [^,]{1,30}|"
    r"medecin traitant|traitante?|je (?:vois|vais voir|suis suivie? par|consulte)|suivie? par|j'ai|"
    r"(?:he|she|who)'s(?: an?)?|'s|(?:il|elle|qui|he|she) (?:a|has) (?:son|her|his) "
    r"(?:cabinet|surgery|practice|office)|"
    r"(?:il|elle|he|she|qui) (?:est|exerce|travaille|consulte|is|works)|qui est|est|is|"
    r"son nom(?: c'est| est)?|le nom(?: c'est| est)?|his name is|her name is|as|named|called|"
    r"je (?:veux|voudrais) (?:bloquer|empecher)|bloque[rz]?|pas"
    r")(?=[\s,:.]|$)"
)
_MY = re.compile(
    r"(?<![\w'-])(?:mon|ma|mes|son|sa|notre|my|our|un|une|le|la|l'|the|a|an|comme|en|de)\s*"
    r"(?:(?:ancien(?:ne)?|nouveau|nouvelle|vieux|vieille|former|old|new)\s+)?$"
)
_WORKPLACE = (
    r"(?:(?:l'|la |le |un |une |the )?(?:hopital|clinique|chu|chr"
    r"|centre hospitalier(?: universitaire)?|cabinet(?: medical)?|maison de sante"
    r"|centre de sante|hospital|clinic)"
    r"(?: [\w' -]{0,40}?)?\s+(?:de |d'|du |des |a |in |of ))"
)
_TOWN = re.compile(
    rf"(?:^|(?<=[\s,]))(?P<way>a|au|aux|sur|in|at|from|dans)\s+(?:(?:la ville de )"
    rf"|{_WORKPLACE})?(?P<town>[^\W\d_][^,;:.]{{0,60}})"
)
_NO_TOWN = re.compile(
    r"(?<=\s)(?:madame|monsieur|mademoiselle|mme|mlle|mr|mrs|ms|docteur|dr|professeur|pr"
    r"|le docteur|"
    r"le professeur|il|elle|qui|c'est|rue|doctor|professor|he|she)(?=[\s.])"
)
_NO_PERSON = re.compile(
    r" et |\b(?:tous|toutes|all|cabinet"
    r"|hopital|clinique|chu|maison|centre|pharmacie|hospital|clinic|surgery"
    r"|service)\b"
)
_NO_NAME_AT_ALL = re.compile(
    r"\b(?:parti[es]?|partie|retraite|mort|morte|decede|decedee|retired|died|has|haven't"
    r"|hasn't|mine|en ai)\b"
)
_TITLED_PART = re.compile(
    r"^(?:(?:le|la) )?(?:docteure?|doctoresse|doctor|professeure?|professor|dr|madame|monsieur"
    r"|mme|mr|mrs)\b"
)
_WHO_IT_IS = re.compile(
    r"(?:(?:c'est|it's)[\s,]+)?(?:mon|ma|mes|notre|my|our|de l'|du|de la)\b|of the\b"
)
_OF_A_TOWN = re.compile(r"^\s*(?:de|d'|from|of)\s*(?=[^\W\d_])")
_RPPS_WORD = re.compile(
    r"(?<!\w)(?:(?:son |le |numero |n° ?|no )*(?:rpps|r p p s)(?: (?:c'est|est|le|is|numero"
    r"|number))*)\s*:?"
)
_QUESTION = re.compile(r"^(?:qui|quoi|comment|pourquoi|quand|est-ce|c'est quoi|what|who|why|how)\b")
_NOISE = re.compile(r"(?:euh+|heu+|ben|bah|bon|alors|oui|non|voila|merci|c'est|[\s,.!])+")
_Read = tuple[str, str | None, str | None, str | None]
_NEAR_RPPS = range(8, 15)  # digits of something that was meant as an RPPS number


def _rpps(said: str, lang: Lang) -> tuple[str, str | None, int]:
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
            return _rpps(said, lang) if named else (said, None, 0)
    return (said[: named.start()] + said[named.end() :] if named else said), None, 0


def _read(said: str, lang: Lang) -> _Read | Refusal:
    said = tidy(said)
    if not re.search(r"[^\W_]", said) or _NOISE.fullmatch(flat(said)):
        return NothingHeard()
    if len(said) > LONGEST_SENTENCE or said.endswith("?") or _QUESTION.match(flat(said)):
        return NotAPractitioner()
    title = _TITLE.search(flat(said))
    said, rpps, digits = _rpps(said, lang)
    if digits and rpps is None:
        return RppsWrong(digits)
    said, speciality = _speciality(said)
    said = _named_with_a_title(said)
    said, town = _town(said)
    if town is None:
        said, town = _last_part(said, speciality)
    said = _blanked(_blanked(said, _CARRIER), _TITLE)
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
    if name and _NO_NAME_AT_ALL.search(flat(name)):
        return NotAPractitioner()
    if name is None or _NO_PERSON.search(flat(name)):
        return PractitionerNameMissing() if heard else NotAPractitioner()
    return name, speciality, town, rpps


def _blanked(said: str, pattern: re.Pattern[str]) -> str:
    """`said` without the words of `pattern`; a comma stays where they stood between others."""
    made, end = [], 0
    for found in pattern.finditer(flat(said)):
        made.append(said[end : found.start()])
        end = found.end()
    return " ".join("".join([*(part + " " for part in made), said[end:]]).split())


def _speciality(said: str) -> tuple[str, str | None]:
    """`said` without the first speciality named in it, and that one's printed name."""
    low = flat(said)
    found = _ANY_SPECIALITY.search(low)
    if not found or not found.lastgroup:
        return said, None
    before = said[: len(_MY.sub("", low[: found.start()]))]
    printed = _SPECIALITIES[int(found.lastgroup[1:])][0]
    after = said[found.end() :].lstrip()
    place, comma, others = after.partition(",")
    if comma and (of := _OF_A_TOWN.match(flat(place))) and not before.strip():
        after = f"{others} à {place[of.end() :]}"  # "un cardiologue de Pau, le docteur Lemoine"
    return f"{before.rstrip()} , {after.lstrip()}", printed


def _named_with_a_title(said: str) -> str:
    """`said` without what stands before "le docteur", when that only says who it is."""
    parts = said.split(",")
    for i, part in enumerate(parts[1:], 1):
        before = flat(",".join(parts[:i])).strip()
        if _TITLED_PART.match(flat(part).strip()) and _WHO_IT_IS.match(before):
            return ",".join(parts[i:])
    return said


def _town(said: str) -> tuple[str, str | None]:
    """`said` without its town, and the town as it is printed."""
    every = [m for m in _TOWN.finditer(flat(said)) if not is_verb(said, m.start("way"))]
    if not every:
        return said, None
    found = every[-1]
    end = found.end("town")
    if other := _NO_TOWN.search(flat(said), found.start("town") + 1, end):
        end = other.start()
    way, town = found["way"], said[found.start("town") : end].strip()
    if way == "au" and re.match(r"\w+", flat(town)):
        town = towards(f"au {town}")
    printed = town_printed(town)
    return f"{said[: found.start()]}, {said[end:]}", printed or None


def _last_part(said: str, speciality: str | None) -> tuple[str, str | None]:
    """The town said last, without "à": a large one, or what stands after the speciality."""
    parts = [part.strip() for part in said.split(",") if re.search(r"[^\W\d_]", part)]
    if len(parts) < 2 or _TITLE.search(flat(parts[-1])):
        return said, None
    after_name = bool(_TITLE.search(flat(parts[0]))) or len(parts[0].split()) >= 2
    if is_known_town(parts[-1]) or (
        speciality and after_name and not _CARRIER.search(flat(parts[-1]))
    ):
        return ", ".join(parts[:-1]), town_printed(parts[-1])
    return said, None


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

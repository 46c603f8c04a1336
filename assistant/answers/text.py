"""The person's own words: kept as they are, or trimmed to the thing they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
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
from assistant.answers.spoken import flat, settled, tidy

LONGEST_TEXT = 4000  # characters: about five minutes of speech, two printed pages


@dataclass(frozen=True, slots=True)
class TooLong(Refusal):
    """More was said than can be kept."""

    limit: int
    """The number of characters that can be kept."""


def own_words(said: str) -> str:
    """`said` without outer white space and without control characters, line breaks kept."""
    lines = said.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    ).strip()


@dataclass(frozen=True, slots=True)
class Text:
    """Long words of the person's own, untouched: a wish is printed as it was said."""

    name: str = "text"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, TooLong, NotByKeys)

    def understand(self, said: str, asked: Asked) -> Answer:
        """All of `said`. Refuses with `NothingHeard` or `TooLong(limit)`."""
        kept = own_words(said)
        if not any(c.isalnum() for c in kept):
            return NothingHeard()
        return TooLong(LONGEST_TEXT) if len(kept) > LONGEST_TEXT else Understood(kept)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The words themselves."""
        return str(value)


_FILLER = (
    r"(?:euh+|heu+|hum+|um+|uh+|er|alors|donc|ben|bah|bon|eh bien|et bien|ah|oh|oui|ouais|voyons|"
    r"voila|attendez|disons|en fait|well|so|yes)(?=[\s,.…]|$)"
)
_HERE = r"(?=[\s:,])"
_A = (
    r"(?:aux?\b|a (?:la\b|l'|l (?=[aeiouyh])|les\b)?|a\b|des\b|du\b|de (?:la\b|l')|de\b|d'"
    r"|par (?:la\b|le\b|les\b|l')?|to\b)"
)
_LEADING = re.compile(
    r"(?:"
    r"[\s,;:.…!]+"
    rf"|{_FILLER}"
    rf"|(?:moi[\s,]+)?(?:je|j')\s*(?:suis|fais|etais)\s+(?:aussi\s+|tres\s+"
    rf"|une\s+)?(?:allergique|allergie|intolerante?|sensible)\s+{_A}"
    rf"|(?:moi[\s,]+)?(?:j'ai|j ai)\s+(?:fait\s+)?une\s+(?:grosse\s+|forte\s+)?(?:allergie"
    rf"|intolerance)\s+{_A}"
    rf"|(?:une\s+)?(?:allergie|allergique|intolerance)\s+{_A}(?=[\s'])"
    r"|(?:i'm|i am)\s+(?:very\s+)?allergic\s+to(?=\s)"
    rf"|(?:moi[\s,]*)?(?:c'est|cest|ce serait|ce sont|c'etait|ca serait|ca s'appelle|it's|it is"
    rf"|that's){_HERE}"
    r"(?:\s+(?:surtout|plutot|le plus souvent|simplement|juste|just)(?=\s))?"
    rf"|(?:je|j')\s*(?:prends|prenais|porte|me fais|me suis fait|dirais|pense que c'est"
    rf"|crois que c'est){_HERE}"
    r"|(?:j'ai|j ai)(?: eu)?(?=\s(?:une?|des|deux|trois|les?|la|du|de la|de l')(?:\s|(?<=')))"
    r"|je fais(?=\s(?:du|de la|de l')(?:\s|(?<=')))"
    r"|(?:il )?y a(?=\s(?:une?|des|deux|trois)\s)"
    r"|je (?:souffre|suis atteinte?)\sd(?:e\s(?!l[a' ])|')"
    r"|(?:they|he|she|the doctors?) (?:gave me|put in|put me in|fitted me with)(?=\s)"
    rf"|(?:on m'a|ils m'ont|i have|i take)(?:\s+(?:mis|pose|enleve|retire|ote|change|remplace"
    rf"|trouve|decouvert|diagnostique|fait))?(?=\s)"
    r")"
)
_BIRTH = re.compile(
    r"(?:(?:je|j')\s*(?:suis\s+)?(?:nee?|ne|vu le jour|etais nee?)|nee?|i was born"
    r"|born)\s+(?=(?:a|aux?|en|dans|in)\b)"
)
_PLACE = re.compile(
    r"(?:au|aux|a la|a les|a l'|a|in|at)(?:(?<=')|\s+)"
    r"(?!(?:cote|proximite|cause|force|peine|moitie|jeun|vie|suite)\b)"
)
_OPERATED_OF = re.compile(
    r"(?:(?:on m'a|ils m'ont)\s+opere[er]?|j'ai ete operee?|(?:je )?me suis fait(?:e)? operer"
    r"|operee?)\s+(?P<of>de la |de l'|du |des |d'une? |de )"
)
_THE_THING = {
    "de la ": "la ",
    "de l'": "l'",
    "du ": "le ",
    "des ": "les ",
    "d'un ": "un ",
    "d'une ": "une ",
    "de ": "",
}
_TRAILING = re.compile(
    r"(?:[\s,;:.…!]+|(?<![^\s,.])(?:je crois(?: bien)?|je pense|i think|i believe|quoi|voila"
    r"|merci|s'il vous plait|c'est tout|hein|euh+|heu+|please|"
    r"thank you))$"
)
_WITH_LE = frozenset(
    [
        "havre", "mans", "puy", "creusot", "cannet", "kremlin", "touquet", "bourget", "lamentin",
        "perreux", "raincy", "vesinet", "pecq", "chesnay", "lude", "crotoy", "treport", "port",
        "tampon", "marin", "moule", "robert", "francois", "diamant", "bouscat", "teil", "cateau",
        "quesnoy", "pontet", "pouliguen", "croisic", "palais", "vigan", "conquet", "neubourg",
        "relecq", "faou", "folgoet",
    ]
)  # fmt: skip
_WITH_LA = frozenset(
    [
        "rochelle", "baule", "ciotat", "roche", "fleche", "teste", "seyne", "ferte", "garenne",
        "courneuve", "reole", "souterraine", "grande", "motte", "madeleine", "valette", "londe",
        "possession", "trinite", "chapelle", "charite", "bresse", "clusaz", "mure", "tour",
        "tremblade", "bourboule", "verriere", "celle", "queue", "turballe", "guerche", "reunion",
    ]
)  # fmt: skip
_WITH_LES = frozenset(
    [
        "sables",
        "abymes",
        "mureaux",
        "ulis",
        "lilas",
        "pavillons",
        "herbiers",
        "andelys",
        "arcs",
        "rousses",
        "saintes",
    ]
)


def towards(said: str) -> str:
    """`said` after "à", "au", "à la": the thing, or the town with its own article (Le Havre)."""
    low = flat(said)
    found = _PLACE.match(low)
    if not found or not re.search(r"\w", low[found.end() :]):
        return said
    rest = said[found.end() :]
    following = re.match(r"\w+", flat(rest))
    town = following.group() if following else ""
    way = found.group().strip()
    for said_as, towns, article in (
        ("au", _WITH_LE, "Le"),
        ("a la", _WITH_LA, "La"),
        ("aux", _WITH_LES, "Les"),
    ):
        if way == said_as and town in towns:
            return f"{article if rest[:1].isupper() else article.lower()} {rest}"
    return rest


_NOT_A_THING = re.compile(rf"(?:{_FILLER}|[\s,.…;:!]|c'est(?=\s|$)|merci|hein)+")


def _operated(said: str) -> str:
    """What was operated on: "on m'a opéré de la cataracte" is "la cataracte"."""
    found = _OPERATED_OF.match(flat(said))
    return _THE_THING[found["of"]] + said[found.end() :] if found else said


_ENGLISH_ARTICLE = re.compile(r"an?\s")


def thing_said(said: str, lang: Lang = "fr") -> str | Refusal:
    """What `said` names, without "c'est" or "je suis allergique à la"; never less than a word.

    A town keeps its article: "au Havre" is "Le Havre" (the usual ones only). Refuses with
    `NothingHeard`.
    """
    said = tidy(said)
    if not any(c.isalnum() for c in said) or _NOT_A_THING.fullmatch(flat(said)):
        return NothingHeard()
    while True:
        said = _operated(said)
        low = flat(said)
        born = _BIRTH.match(low)
        found = born or _LEADING.match(low)
        if not found or not found.end() or not re.search(r"\w", low[found.end() :]):
            break
        said = said[found.end() :].lstrip()
        if born and flat(said).startswith("en ") and said[3:].strip():
            said = said[3:].lstrip()
    said = said.lstrip(" ,;:.…!")
    if lang == "fr" or not _ENGLISH_ARTICLE.match(flat(said)):
        said = towards(said)
    while True:
        after = _TRAILING.search(flat(said))
        if not after or not after.group() or not re.search(r"\w", said[: after.start()]):
            return said
        said = said[: after.start()]


@dataclass(frozen=True, slots=True)
class ShortText:
    """A short value in the person's words: a substance, a place, a treatment.

    `named` takes what names it out of a sentence.
    """

    named: Callable[[str, Lang], str | Refusal] = thing_said
    name: str = "text"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, TooLong, NotByKeys)

    def understand(self, said: str, asked: Asked) -> Answer:
        """What `named` finds in `said`, its first letter as said; found in itself, it is the same.

        Refuses with `NothingHeard` or `TooLong(limit)`.
        """
        if len(said) > LONGEST_TEXT:
            return TooLong(LONGEST_TEXT)
        found = settled(
            self.named(said, asked.lang), lambda text: self.named(text, asked.lang), str
        )
        return Understood(found) if found else NothingHeard()

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The words themselves."""
        return str(value)


TEXT = Text()
SHORT_TEXT = ShortText()

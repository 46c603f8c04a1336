"""An e-mail address, typed or said aloud: "jeanne point petit arobase orange point fr"."""

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
from assistant.answers.spelling import Token, is_letter, spelled_at, tokens_of
from assistant.answers.spoken import NUMBER_WORDS, flat, number_at, settled, tidy, words_of

LONGEST_SENTENCE = 500  # characters; an address spelled letter by letter with words stays below
LONGEST_ADDRESS = 254  # characters; RFC 5321, 4.5.3.1.3
LONGEST_LOCAL = 64  # characters before the @; RFC 5321, 4.5.3.1.1


@dataclass(frozen=True, slots=True)
class AtSignMissing(Refusal):
    """Something like an address was heard, without "arobase"."""


@dataclass(frozen=True, slots=True)
class NotAnEmail(Refusal):
    """What stands before or after the @ is not that of an address."""


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"[a-z0-9_][a-z0-9_+-]*(?:\.[a-z0-9_+-]+)*@(?:{_LABEL}\.)+[a-z]{{2,24}}")
_TYPED = re.compile(r"[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+")
_CARRIER = re.compile(
    r"(?:[\s,;:.!]+"
    r"|(?:euh+|heu+|alors|donc|oui|bon|ben|bah|ah|oh|voila|attendez|well|um|uh|yes|so|moi)(?=[\s,])"
    r"|(?:mon|ma|l'|son|sa|notre|my|the|her|his)\s*(?:adresse|mail|e[ -]?mail|courriel|boite"
    r"|address)"
    r"(?:\s+(?:mail|e[ -]?mail|internet|electronique|courriel|address"
    r"|de messagerie))*(?:\s+(?:c'est|est|is))?(?=[\s,:])"
    r"|(?:c'est|cest|c est|ce serait|it's|it is|that's|vous pouvez (?:m')?ecrire a"
    r"|ecrivez[ -]moi a)(?=[\s,:])"
    r")"
)
_TRAILER = re.compile(
    r"(?:[\s,;:.!?]+|\b(?:voila|merci|s'il vous plait|c'est tout|hein|please|thank you|thanks))$"
)
_RESTART = re.compile(r"[\s,]+(?:non(?: non)?|pardon|je me trompe|ou plutot|no|sorry)[\s,]+")

# Signs as people say them, the longest first. The French call @ "a commercial", "a" in a circle.
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"\b(?:en )?(?:tout attache|un seul mot|minuscules?|majuscules?|tout en minuscules?"
        r"|lettres? minuscules?|sans accents?|sans espaces?|attaches?|colles?|all one word"
        r"|one word|lower ?case|upper ?case|all in lower ?case|no spaces?)\b(?:,)?", " "),
    (r"\b(?:with|avec) (?:the |an? |le |un |une )(?:hyphen|dash|tiret|trait d'union|dot"
        r"|point)\b", " "),
    (r"\b(?:tout|toute)(?=\s+(?:en|attache|minuscule))", " "),
    (r"\b(?:ar+o*ba[sz]\w{0,3}|a ro base|arrow base|a ?robase|a commercial"
        r"|a comercial|a entoure|a avec un rond|a rond|at sign)\b", "@"),
    (r"\b(?:tiret (?:du|de la touche) (?:six|6|huit|8)|tiret (?:d'?en |en |du )?bas"
        r"|tiret souligne|under ?scores?|underscor|souligne|blanc souligne|sous[ -]?tiret)\b", "_"),
    (r"\b(?:tiret (?:du|de la touche) (?:milieu|haut)|tiret (?:normal|simple|haut|court)"
        r"|trait d'union|tirets?|petit trait|dash|hyphen|moins|minus)\b", "-"),
    (r"\b(?:points?|dot|full stop|period)\b", "."),
    (r"\b(?:signe plus|plus sign)\b", "+"),
)  # fmt: skip
_SIGN_PATTERNS = tuple((re.compile(pattern), sign) for pattern, sign in _SIGNS)
_AT_WORD = {
    "fr": re.compile(r"(?<=\s)(?:at|ate|chez)(?=\s)"),
    "en": re.compile(r"(?<=\s)at(?=\s)"),
}

# Providers whose name speech recognition parts, and the letters of the last label.
_MENDED: tuple[tuple[str, str], ...] = (
    (r"\b(?:g|j|ge|je|ji|jai|gee)[ -]?(?:mail|mel|mels|mai)\b", "gmail"),
    (r"\bhot[ -]?mail\b|\botmail\b|\bote mail\b", "hotmail"),
    (r"\bout[ -]?look\b|\baout ?louk\b", "outlook"),
    (r"\bya ?hou\b|\bya ou\b|\byaou\b|\bya ?hoo\b", "yahoo"),
    (r"\bwana ?dou\b|\bwana ?doo\b|\bouanadou\b|\bwanadou\b", "wanadoo"),
    (r"\bla poste\b", "laposte"),
    (r"\bi cloud\b|\bail? cloud\b|\baille cloud\b", "icloud"),
    (r"\bb ?box\b|\bbe ?box\b", "bbox"),
    (r"\bs f r\b|\besse effe erre\b", "sfr"),
    (r"\bnumer?icable\b", "numericable"),
    (r"\bproton mail\b", "protonmail"),
    (r"\bclub internet\b", "club-internet"),
    (r"\blibre? ?surf\b|\bliberty surf\b", "libertysurf"),
    (r"\b(?:effe? erre?|ef er|f r|effer|f air|efferre)\b", "fr"),
    (r"\bcomme\b(?=[\s.,]*$)|\bkom\b|\bc o m\b", "com"),
    (r"\bnette\b|\bn e t\b", "net"),
)  # fmt: skip
_MENDED_PATTERNS = tuple((re.compile(pattern), name) for pattern, name in _MENDED)
_PROVIDERS = frozenset(
    [
        "gmail", "hotmail", "outlook", "yahoo", "wanadoo", "laposte", "icloud", "bbox", "sfr",
        "orange", "free", "numericable", "live", "msn", "aol", "protonmail", "neuf",
        "club-internet", "libertysurf", "aliceadsl", "voila", "nordnet", "gmx", "cegetel",
    ]
)  # fmt: skip
_BEFORE = re.compile(r"^.*\b(?:c'est|cest|it's|it is|that's)\s")  # "je crois que c'est …"
_LAST = re.compile(r"\.\s*(?:fr|com|net|org|eu|be|ch|re|info|bzh|co\s*\.\s*uk)\b(?!\s*[.-])")
_LAST_LABELS = (
    "fr",
    "com",
    "net",
    "org",
    "eu",
    "be",
    "ch",
    "re",
    "uk",
    "de",
    "es",
    "it",
    "info",
    "bzh",
)


def _without_carriers(said: str) -> str:
    low = flat(said)
    start, end = 0, len(said)
    while (found := _CARRIER.match(low, start)) and found.end() > start:
        if not re.search(r"\w", low[found.end() :]):
            break
        start = found.end()
    while (after := _TRAILER.search(low, start, end)) and after.start() > start:
        if after.group() == "":
            break
        end = after.start()
    return said[start:end]


def _restarted(low: str) -> str:
    parts = _RESTART.split(low)
    whole = [part for part in parts if "@" in part]
    return whole[-1] if len(parts) > 1 and whole else low


def _signs(low: str, lang: Lang) -> str:
    for pattern, sign in _SIGN_PATTERNS:
        low = pattern.sub(f" {sign} ", low)
    if "@" not in low:
        low = (
            _AT_WORD[lang].sub("@", low, count=1) if lang == "fr" else _AT_WORD["en"].sub("@", low)
        )
    return low


def _written(part: str, lang: Lang, *, domain: bool) -> str:
    """One side of the @, without spaces: words joined, numbers in digits, letters doubled."""
    tokens = tokens_of(part)
    made: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in ".-_+":
            made.append(token.text)
            at += 1
            continue
        spelled = spelled_at(tokens, at, lambda i: tokens[i].text in ".-_+")
        if spelled and spelled.letters and not _is_digit_word(token.flat, tokens, at):
            letters = spelled.letters.replace(" ", "")
            if spelled.units >= 2 or is_letter(token.text) or len(letters) == 2:
                made.append(flat(letters))
                at = spelled.end
                continue
        words = words_of(" ".join(t.text for t in tokens[at:]))
        provider = domain and token.flat == "neuf"  # neuf.fr
        is_word = bool(words) and words[0].text == token.text[: len(words[0].text)]
        read = number_at(words, 0, lang) if is_word and not provider else None
        if read and not token.flat.isdecimal():
            made.append(read[0])
            at += read[1]
            continue
        if re.match(r"\w", token.text) and token.flat not in _BETWEEN:
            made.append(re.sub(r"['’]", "", token.flat))
        at += 1
    return "".join(made)


_BETWEEN = frozenset({"then", "puis", "ensuite", "euh", "heu", "um", "uh", "virgule", "comma"})


def _is_digit_word(word: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "deux" stands before a number or a word, not before a letter to double."""
    if word not in NUMBER_WORDS["fr"] and not word.isdecimal():
        return False
    return not (at + 1 < len(tokens) and is_letter(tokens[at + 1].text))


def _read(said: str, lang: Lang) -> str | Refusal:
    said = tidy(said)
    if len(said) > LONGEST_SENTENCE:
        return NotAnEmail()
    if not re.search(r"[^\W_]", said):
        return NothingHeard()
    if (typed := _TYPED.findall(said)) and said.count("@") == len(typed):
        return _checked(flat(typed[-1]))
    low = flat(_without_carriers(said))
    if not re.search(r"[^\W_]", low) or low in ("euh", "heu", "oui", "non", "ben", "bah"):
        return NothingHeard()
    for pattern, name in _MENDED_PATTERNS:
        low = pattern.sub(name, low)
    low = _restarted(_signs(low, lang))
    local, at_sign, rest = low.rpartition("@")
    local = _BEFORE.sub("", local)
    if not at_sign:
        words = low.split()
        near = "." in low or any(word in _PROVIDERS for word in words) or len(words) <= 2
        return AtSignMissing() if near else NotAnEmail()
    if "@" in local:
        return NotAnEmail()
    if last := _LAST.search(rest):
        rest = rest[: last.end()]  # what follows ".fr" explains it
    domain = _written(rest, lang, domain=True)
    if "." not in domain:
        words = rest.split()
        if len(words) > 1 and words[-1] in _LAST_LABELS:
            domain = f"{domain[: -len(words[-1])]}.{words[-1]}"
    return _checked(f"{_written(local, lang, domain=False)}@{domain}")


def _checked(address: str) -> str | Refusal:
    local = address.partition("@")[0]
    good = (
        _ADDRESS.fullmatch(address)
        and len(address) <= LONGEST_ADDRESS
        and len(local) <= LONGEST_LOCAL
    )
    return address if good else NotAnEmail()


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address in small letters, without accents."""

    name: str = "email"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, AtSignMissing, NotAnEmail, NotByKeys)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The address typed or said in `said`; nothing is added that was not said.

        Refuses with `NothingHeard`, `AtSignMissing` or `NotAnEmail` ("gmail" alone after the @
        has no ".com": it is not invented).
        """
        read = _read(said, asked.lang)
        if isinstance(read, Refusal):
            return read
        kept = settled(read, lambda text: _read(text, asked.lang), str)
        return Understood(kept) if kept else NotAnEmail()

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The address itself; `say_aloud` is how it is heard."""
        return str(value)


EMAIL = Email()

_ALOUD: dict[Lang, dict[str, str]] = {
    "fr": {"@": "arobase", ".": "point", "-": "tiret", "_": "tiret du six", "+": "signe plus"},
    "en": {"@": "at", ".": "dot", "-": "hyphen", "_": "underscore", "+": "plus sign"},
}


def say_aloud(value: str, lang: Lang) -> str:
    """`value` as it is heard: signs by their names, digits one by one."""
    parts = re.findall(r"[a-z]+|[0-9]|.", value)
    return " ".join(_ALOUD[lang].get(part, part) for part in parts)

"""Letters that were said one by one: "L, E, deux F, E accent grave, V comme Victor"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.spoken import flat

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|[^\w\s]|_")
_LETTER = re.compile(r"[^\W\d_]")

_LETTER_NAMES = {
    "be": "b", "ce": "c", "de": "d", "effe": "f", "eff": "f", "ef": "f", "ge": "g", "hache": "h",
    "ache": "h", "ji": "j", "jy": "j", "gi": "j", "ka": "k", "elle": "l", "aile": "l",
    "emme": "m", "aime": "m", "enne": "n", "haine": "n", "pe": "p", "cu": "q", "ku": "q",
    "erre": "r", "air": "r", "esse": "s", "te": "t", "ve": "v", "ixe": "x", "zede": "z",
    "zed": "z", "zee": "z", "bee": "b", "dee": "d", "aitch": "h", "jay": "j", "kay": "k",
    "ell": "l", "em": "m", "en": "n", "pee": "p", "ar": "r", "ess": "s", "tee": "t", "vee": "v",
    "ex": "x",
}  # fmt: skip
_HEARD_ALIKE = ("bcdegptvz", "mn", "fs", "gj", "ij", "ckq", "kah", "iy", "uv")
_ACCENTS = {
    "grave": "\u0300", "aigu": "\u0301", "acute": "\u0301", "circonflexe": "\u0302",
    "circumflex": "\u0302", "trema": "\u0308", "diaeresis": "\u0308", "cedille": "\u0327",
    "cedilla": "\u0327",
}  # fmt: skip
_TWICE = ("deux", "double", "2", "two")
_BETWEEN = frozenset({",", ".", "-", ";", ":", "/", "puis", "ensuite", "et", "euh", "heu", "then"})
_CASE = frozenset({"majuscule", "minuscule", "capital"})
_SIGNS = {"tiret": "-", "hyphen": "-", "dash": "-", "apostrophe": "'", "espace": " ", "space": " "}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark of punctuation, with its place."""

    text: str
    flat: str
    start: int


def tokens_of(said: str) -> list[Token]:
    """The words and marks of `said`; "O'Brien" and "Jean-Pierre" are one word each."""
    return [Token(m.group(), flat(m.group()), m.start()) for m in _TOKEN.finditer(said)]


def is_letter(text: str) -> bool:
    """Whether `text` is one letter."""
    return len(text) == 1 and bool(_LETTER.match(text))


def with_accent(letter: str, accent: str) -> str | None:
    """`letter` with the accent of that flat French name, or None where there is no such letter."""
    joined = unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", letter)[0] + _ACCENTS[accent]
    )
    return joined if len(joined) == 1 and joined in "àâäçéèêëîïôöùûüÿ" else None


class _Unclear(Exception):
    """The letters contradict themselves ("k comme Bernard")."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Letters said one by one; `letters` is None when they contradict themselves."""

    letters: str | None
    end: int
    units: int


def spelled_at(
    tokens: Sequence[Token], at: int, stop: Callable[[int], bool] = lambda at: False
) -> Spelled | None:
    """The letters said one by one from the token `at`, up to a token where `stop` is true."""
    letters, units, named, end = "", 0, 0, at
    try:
        while at < len(tokens):
            if stop(at):
                break
            if units and (sign := _sign_at(tokens, at)):
                letters, at = letters + sign[0], sign[1]
                continue
            if units and tokens[at].flat in _BETWEEN:
                at += 1
                continue
            unit = _unit_at(tokens, at, letters)
            if unit is None:
                break
            named += not is_letter(tokens[at].text) and tokens[at].flat in _LETTER_NAMES
            letters, at = letters + unit[0], unit[1]
            units += 1
            end = at
    except _Unclear:
        return Spelled(None, at, units + 1)
    if not units or (named and units < 3):
        return None
    return Spelled(letters.rstrip(" -'"), end, units)


def _sign_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    here = tokens[at].flat
    after = tokens[at + 1].flat if at + 1 < len(tokens) else ""
    if (here, after) in (("plus", "loin"), ("autre", "mot"), ("nouveau", "mot")):
        return " ", at + 2
    if here == "trait" and at + 1 < len(tokens) and tokens[at + 1].flat == "d'union":
        return "-", at + 2
    return (_SIGNS[here], at + 1) if here in _SIGNS else None


def _unit_at(tokens: Sequence[Token], at: int, before: str) -> tuple[str, int] | None:
    """One letter with what is said of it: "b comme Bernard", "deux f", "e accent grave"."""
    if tokens[at].flat in _TWICE and at + 1 < len(tokens):
        following = tokens[at + 1].flat
        if tokens[at].flat == "double" and following in ("v", "ve", "u"):
            return _told("w", tokens, at + 2, before)
        twice = _plain_letter(tokens, at + 1)
        if twice is None:
            return None
        letter, at = _told(twice[0], tokens, twice[1], before)
        return letter * 2, at
    plain = _plain_letter(tokens, at)
    return _told(plain[0], tokens, plain[1], before) if plain else None


def _plain_letter(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    text, here = tokens[at].text, tokens[at].flat
    if is_letter(text):
        if here in "iy" and at + 1 < len(tokens) and tokens[at + 1].flat in ("grec", "greque"):
            return "y", at + 2
        return text.lower() if len(text.lower()) == 1 else text, at + 1
    return (_LETTER_NAMES[here], at + 1) if here in _LETTER_NAMES else None


def _told(letter: str, tokens: Sequence[Token], at: int, before: str) -> tuple[str, int]:
    """`letter` after "accent grave", "cédille", "comme Bernard", "majuscule"."""
    while at < len(tokens):
        here = tokens[at].flat
        after = tokens[at + 1].flat if at + 1 < len(tokens) else ""
        skip = 0
        if here == "accent" and after in _ACCENTS:
            skip = 2
        elif here in _ACCENTS:
            skip = 1
        if skip:
            accented = with_accent(letter, tokens[at + skip - 1].flat)
            if accented is None:
                raise _Unclear
            letter, at = accented, at + skip
        elif here in ("comme", "for", "like") and after:
            letter, at = _like(letter, tokens[at + 1].text, before), at + 2
        elif here == "as" and after == "in" and at + 2 < len(tokens):
            letter, at = _like(letter, tokens[at + 2].text, before), at + 3
        elif here in _CASE:
            at += 1
        else:
            break
    return letter, at


def _like(letter: str, word: str, before: str) -> str:
    """The letter meant by "b comme Bernard": the word's own initial when they sound alike."""
    said, initial = flat(letter), flat(word)[0]
    if said == initial or flat(word) == flat(before + letter):
        return letter
    if any(said in alike and initial in alike for alike in _HEARD_ALIKE):
        return initial
    raise _Unclear

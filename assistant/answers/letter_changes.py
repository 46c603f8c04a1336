"""What is said of the letters of a name just heard, done to it: "deux l", "avec un y"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answers.letter_phrases import (
    ACCENTED,
    AT_END,
    AT_START,
    DOUBLED,
    ENDING,
    HAVING,
    HYPHEN,
    NO_ACCENT,
    ONCE,
    ONE_WORD,
    SOME_ACCENT,
    TWICE_AT_END,
    TWO_WORDS,
    WITHOUT,
)
from assistant.answers.spelling import with_accent
from assistant.answers.spoken import flat

_PARTED = tuple("aeiou")
_VOWELS = "aeiouyhAEIOUYH"


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a name's letters: `apply` gives the name, or None when it cannot be so."""

    apply: Callable[[str], str | None]
    end: int


def change_at(flat_said: str, said: str, at: int) -> Change | None:
    """The change of letters said at the place `at` of the sentence."""
    for pattern, made in _CHANGES:
        if found := pattern.match(flat_said, at):
            return Change(made(found, said), found.end())
    return None


def _letter_of(found: re.Match[str], said: str, group: int = 1) -> str:
    """The letter of that group, with the accent it was typed with."""
    name = found.group(group)
    if name is None:
        return ""
    if len(name) == 1:
        return said[found.start(group)].lower()
    return "w" if name.startswith("double") else "y"


def _last_word(name: str) -> tuple[str, str]:
    head, space, last = name.rpartition(" ")
    return head + space, last


def _on_last_word(change: Callable[[str], str | None]) -> Callable[[str], str | None]:
    def apply(name: str) -> str | None:
        head, last = _last_word(name)
        changed = change(last) if last else None
        return None if changed is None else head + changed

    return apply


def _ends(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = _letter_of(found, said)
    instead = _letter_of(found, said, 2) if found.re is AT_END else ""

    def change(word: str) -> str:
        last = flat(word[-1])
        if word[-1] == letter:
            return word
        if last == flat(letter) or last == instead:
            return word[:-1] + letter
        silent_twins = ("dt", "xsz", "ckq", "iy")
        if any(last in twins and letter in twins for twins in silent_twins):
            return word[:-1] + letter
        return word + letter

    return _on_last_word(change)


def _ends_twice(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = _letter_of(found, said)

    def change(word: str) -> str:
        if len(word) > 1 and flat(word[-1]) == flat(letter) and flat(word[-2]) != flat(letter):
            return word + letter
        return word if flat(word).endswith(flat(letter) * 2) else word + letter * 2

    return _on_last_word(change)


def _starts(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = _letter_of(found, said)

    def change(word: str) -> str:
        first = flat(word[0])
        twins = ("ck", "fp", "gj", "sc", "iy", "vw")
        if first == flat(letter):
            return letter + word[1:]
        if any(first in pair and letter in pair for pair in twins):
            return letter + word[1:]
        return letter + word

    return _on_last_word(change)


def _lacks(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = flat(_letter_of(found, said))
    where = found.group(2)

    def change(word: str) -> str | None:
        places = [i for i, c in enumerate(flat(word)) if c == letter]
        if where and "fin" in where:
            places = [i for i in places if i == len(word) - 1]
        elif where:
            places = [i for i in places if i == 0]
        elif letter == "h":
            places = [i for i in places if i == 0 or flat(word)[i - 1] not in "cp"] or places
        elif len(places) > 1 and places[-1] == len(word) - 1:
            places = places[-1:]  # "sans e": the silent one, at the end
        if len(places) > 1:
            return None
        without = "".join(c for i, c in enumerate(word) if i not in places)
        return without or None

    return _on_last_word(change)


def _without_accents(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    return _on_last_word(
        lambda word: "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
    )


def _doubles(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = flat(_letter_of(found, said))

    def change(word: str) -> str | None:
        plain = flat(word)
        if letter * 2 in plain:
            return word
        places = [i for i, c in enumerate(plain) if c == letter]
        inner = [i for i in places if 0 < i < len(word) - 1]
        places = inner if len(inner) == 1 else places
        if len(places) != 1:
            return None
        return word[: places[0]] + word[places[0]] + word[places[0] :].lower()

    return _on_last_word(change)


def _has_one(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    letter = flat(_letter_of(found, said))
    return _on_last_word(lambda word: re.sub(f"({letter}){letter}", r"\1", word, flags=re.I))


def _accents(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    accent = found.group(2)
    letter = flat(_letter_of(found, said) or _letter_of(found, said, 4))
    letter = letter or ("c" if accent == "cedille" else "e")
    which = found.group(3)

    def change(word: str) -> str | None:
        made = with_accent(letter, accent)
        if made is None:
            return None
        places = [i for i, c in enumerate(flat(word)) if c == letter]
        if not places:
            return None
        if which or len(places) == 1:
            place = {"deuxieme": 1, "second": 1, "dernier": -1}.get(which or "", 0)
            if place >= len(places):
                return None
            at = places[place]
        elif made in word.lower():
            return word
        elif accent == "trema" and (
            parting := [i for i in places if flat(word[:i])[-1:] in _PARTED]
        ):
            at = parting[0]  # it parts two vowels: Noëlle
        elif letter == "e" and accent == "grave":
            inner = [i for i in places if i < len(word) - 1]  # a final e is silent: Lefèvre
            at = inner[-1]
        elif letter == "e" and accent == "aigu":
            at = places[0] if places[-1] < len(word) - 1 else places[-1]
        else:
            return None
        new = made.upper() if word[at].isupper() else made
        return word[:at] + new + word[at + 1 :]

    return _on_last_word(change)


def _has_some_accent(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    """Which accent was not said: it is there already, or it is unclear."""
    return _on_last_word(lambda word: None if word.isascii() else word)


def _hyphened(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    def apply(name: str) -> str | None:
        if "-" in name:
            return name
        return "-".join(name.rsplit(" ", 1)) if " " in name else None

    return apply


def _joined(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    def apply(name: str) -> str | None:
        words = name.split(" ")
        joining = ("le", "la", "les", "de", "du", "des", "mac", "mc")
        small = flat(words[-2]) in joining if words[1:] else False
        if small or len(words) == 2:
            return " ".join([*words[:-2], words[-2] + words[-1].lower()])
        return name

    return apply


def _parted(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    def apply(name: str) -> str | None:
        head, last = _last_word(name)
        if head:
            return name
        article = re.match(r"(le|la|les|du|de|des|mac|saint)(?=\w{3})", flat(last))
        return f"{last[: article.end()]} {last[article.end() :]}" if article else None

    return apply


def _has(found: re.Match[str], said: str) -> Callable[[str], str | None]:
    """As "avec un y": put where the sound has one place for it, else it is unclear."""
    letter = flat(_letter_of(found, said))
    instead = flat(_letter_of(found, said, 2))
    sounds = {"y": "i", "i": "y", "k": "c", "c": "k", "z": "s", "s": "z", "f": "ph", "w": "v",
              "v": "w", "j": "g", "g": "j", "q": "k"}  # fmt: skip

    def change(word: str) -> str | None:
        plain = flat(word)
        if letter in plain and not instead:
            return word
        twin = instead or sounds.get(letter, "")
        if twin and plain.count(twin) == 1:
            at = plain.index(twin)
            new = letter.upper() if word[at].isupper() else letter
            return word[:at] + new + word[at + len(twin) :]
        if letter in plain:
            return word
        if letter == "h":
            if plain[0] in _VOWELS:
                return "h" + word.lower()
            if plain.count("t") == 1 and plain[-1] != "t":
                at = plain.index("t") + 1
                return word[:at] + "h" + word[at:]
            return None
        return word + letter if letter in "tdsxe" else None

    return _on_last_word(change)


_CHANGES: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], str], Callable[[str], str | None]]], ...
] = (
    (TWICE_AT_END, _ends_twice),
    (AT_END, _ends),
    (ENDING, _ends),
    (AT_START, _starts),
    (NO_ACCENT, _without_accents),
    (WITHOUT, _lacks),
    (ONCE, _has_one),
    (DOUBLED, _doubles),
    (ACCENTED, _accents),
    (SOME_ACCENT, _has_some_accent),
    (HYPHEN, _hyphened),
    (ONE_WORD, _joined),
    (TWO_WORDS, _parted),
    (HAVING, _has),
)

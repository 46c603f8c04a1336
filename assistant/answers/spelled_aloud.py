"""A name letter by letter, as it is read back: "L, E, F comme François, È : e accent grave"."""

from __future__ import annotations

import unicodedata

from assistant.answers.kind import Lang

# Said beside a letter that the telephone confuses (b, d, p, t …). French first names, as people
# choose them; ICAO's words in English.
_FRENCH = {
    "b": "Bernard", "c": "Camille", "d": "Denise", "f": "François", "g": "Georges", "j": "Jean",
    "k": "Kilo", "m": "Marie", "n": "Nicolas", "p": "Pierre", "q": "Québec", "s": "Suzanne",
    "t": "Thérèse", "v": "Victor", "w": "William", "y": "Yvonne", "z": "Zoé",
}  # fmt: skip
_ENGLISH = {
    "b": "Bravo", "c": "Charlie", "d": "Delta", "e": "Echo", "f": "Foxtrot", "g": "Golf",
    "j": "Juliett", "k": "Kilo", "m": "Mike", "n": "November", "p": "Papa", "q": "Quebec",
    "s": "Sierra", "t": "Tango", "v": "Victor", "z": "Zulu",
}  # fmt: skip
_ACCENT_NAMES: dict[Lang, dict[str, str]] = {
    "fr": {"\u0300": "accent grave", "\u0301": "accent aigu", "\u0302": "accent circonflexe",
           "\u0308": "tréma", "\u0327": "cédille", "\u0303": "tilde"},
    "en": {"\u0300": "grave", "\u0301": "acute", "\u0302": "circumflex", "\u0308": "diaeresis",
           "\u0327": "cedilla", "\u0303": "tilde"},
}  # fmt: skip
_SIGN_NAMES: dict[Lang, dict[str, str]] = {
    "fr": {" ": "espace", "-": "tiret", "'": "apostrophe", ".": "point"},
    "en": {" ": "space", "-": "hyphen", "'": "apostrophe", ".": "dot"},
}


def spell(value: str, lang: Lang) -> str:
    """`value` letter by letter, as it is said: "L, E, F comme François, È : e accent grave …"."""
    return ", ".join(_letter_said(c, lang) for c in unicodedata.normalize("NFC", value))


def _letter_said(letter: str, lang: Lang) -> str:
    if letter in _SIGN_NAMES[lang]:
        return _SIGN_NAMES[lang][letter]
    if letter in "œŒ":
        return "Œ : e dans l'o" if lang == "fr" else "Œ: o and e joined"
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    if marks and marks[0] in _ACCENT_NAMES[lang]:
        colon = " : " if lang == "fr" else ": "
        return f"{letter.upper()}{colon}{base.lower()} {_ACCENT_NAMES[lang][marks[0]]}"
    like = (_FRENCH if lang == "fr" else _ENGLISH).get(letter.lower())
    return (
        f"{letter.upper()} {'comme' if lang == 'fr' else 'as in'} {like}"
        if like
        else letter.upper()
    )

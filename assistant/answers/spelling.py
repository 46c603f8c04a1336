"""Letters said one by one, and what is said of a name's letters ("deux l", "un t à la fin")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.kind import Lang
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


# What is said of the letters of the name just said.
_LET = r"(double ve?|double u|[iy] grec|[a-z]\b)"
_A = r"(?:un|une|le|la|les|l'|a|an)?\s*"
_WITH = (
    r"(?:(?:c'est|avec|et|mais|ca prend|prend|il y a|y a|plus|with|ca finit par|finit par"
    r"|finissant par|se termine par|ending in)\s+)"
)
_NOT = rf"(?:[\s,]+(?:et )?(?:pas|non pas|non|au lieu d'|au lieu de|not)\s+(?:d'|de )?{_A}{_LET})?"
_AT_END = re.compile(
    rf"{_WITH}*{_A}{_LET}(?: comme \w+)?(?: muet)?\s+(?:a la fin|au bout|finale?|en dernier"
    rf"|at the end)\b"
    rf"{_NOT}"
)
_TWICE_AT_END = re.compile(
    rf"{_WITH}*(?:deux|double|two)\s+{_LET}\s+(?:a la fin|au bout|at the end)\b"
)
_ENDING = re.compile(
    rf"(?:qui |ca |et |se )*(?:finit|finissant|termine|ending)\s+(?:par|in|with)\s+{_A}{_LET}"
)
_AT_START = re.compile(
    rf"{_WITH}*{_A}{_LET}(?: comme \w+)?\s+(?:au debut|devant|au commencement|at the start)\b"
)
_WITHOUT = re.compile(rf"(?:mais )?(?:sans|pas de|without)\s+{_A}{_LET}(\s+a la fin|\s+au debut)?")
_NO_ACCENT = re.compile(r"(?:mais )?(?:sans|pas d')\s*accents?\b")
_DOUBLED = re.compile(rf"{_WITH}?(?:les )?(?:deux|double|2|two)\s+{_LET}(?!\s+grec)")
_ONCE = re.compile(rf"{_WITH}?(?:un seul|une seule|only one|one)\s+{_LET}")
_ACCENTED = re.compile(
    rf"{_WITH}*{_A}(?:{_LET}\s+)?(?:accents?\s+)?(grave|aigu|circonflexe|trema|cedille)\b"
    rf"(?:\s+(?:sur|a)\s+(?:le|la|les|l')?\s*(premier|deuxieme|second|dernier)?\s*{_LET})?"
)
_SOME_ACCENT = re.compile(
    rf"{_WITH}(?:un|une|des|deux|les|an?)\s+accents?\b(?: sur (?:le |la |les "
    rf"|l')?(?:\w+ )?{_LET}s?)?"
)
_HYPHEN = re.compile(
    r"(?:c'est )?(?:avec|with)\s+(?:un|une|a)\s+(?:tiret|trait d'union|hyphen)(?: entre les deux"
    r"| au milieu)?"
)
_ONE_WORD = re.compile(
    r"(?:all |tout )?(?:en |in )(?:un|one)\b(?: seul)?(?: (?:mot|word)\b)?|tout attache\b"
    r"|attaches?\b"
)
_TWO_WORDS = re.compile(r"(?:en |in )(?:deux|two) (?:mots|words)\b")
_HAVING = re.compile(rf"(?:c'est |ca s'ecrit |mais )?(?:avec|with)\s+{_A}{_LET}{_NOT}")

_PARTED = tuple("aeiou")
_VOWELS = "aeiouyhAEIOUYH"


def ending_at(flat_said: str, at: int) -> bool:
    """Whether "t à la fin" is said at the place `at`: no letter of a spelling."""
    return bool(_AT_END.match(flat_said, at) or _TWICE_AT_END.match(flat_said, at))


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
    instead = _letter_of(found, said, 2) if found.re is _AT_END else ""

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
    (_TWICE_AT_END, _ends_twice),
    (_AT_END, _ends),
    (_ENDING, _ends),
    (_AT_START, _starts),
    (_NO_ACCENT, _without_accents),
    (_WITHOUT, _lacks),
    (_ONCE, _has_one),
    (_DOUBLED, _doubles),
    (_ACCENTED, _accents),
    (_SOME_ACCENT, _has_some_accent),
    (_HYPHEN, _hyphened),
    (_ONE_WORD, _joined),
    (_TWO_WORDS, _parted),
    (_HAVING, _has),
)

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

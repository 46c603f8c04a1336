"""How people say what is in a name: "deux l", "un t à la fin", "sans accent"."""

from __future__ import annotations

import re

_LET = r"(double ve?|double u|[iy] grec|[a-z]\b)"
_A = r"(?:un|une|le|la|les|l'|a|an)?\s*"
_WITH = (
    r"(?:(?:c'est|avec|et|mais|ca prend|prend|il y a|y a|plus|with|ca finit par|finit par"
    r"|finissant par|se termine par|ending in)\s+)"
)
_NOT = rf"(?:[\s,]+(?:et )?(?:pas|non pas|non|au lieu d'|au lieu de|not)\s+(?:d'|de )?{_A}{_LET})?"
AT_END = re.compile(
    rf"{_WITH}*{_A}{_LET}(?: comme \w+)?(?: muet)?\s+(?:a la fin|au bout|finale?|en dernier"
    rf"|at the end)\b"
    rf"{_NOT}"
)
TWICE_AT_END = re.compile(
    rf"{_WITH}*(?:deux|double|two)\s+{_LET}\s+(?:a la fin|au bout|at the end)\b"
)
ENDING = re.compile(
    rf"(?:qui |ca |et |se )*(?:finit|finissant|termine|ending)\s+(?:par|in|with)\s+{_A}{_LET}"
)
AT_START = re.compile(
    rf"{_WITH}*{_A}{_LET}(?: comme \w+)?\s+(?:au debut|devant|au commencement|at the start)\b"
)
WITHOUT = re.compile(rf"(?:mais )?(?:sans|pas de|without)\s+{_A}{_LET}(\s+a la fin|\s+au debut)?")
NO_ACCENT = re.compile(r"(?:mais )?(?:sans|pas d')\s*accents?\b")
DOUBLED = re.compile(rf"{_WITH}?(?:les )?(?:deux|double|2|two)\s+{_LET}(?!\s+grec)")
ONCE = re.compile(rf"{_WITH}?(?:un seul|une seule|only one|one)\s+{_LET}")
ACCENTED = re.compile(
    rf"{_WITH}*{_A}(?:{_LET}\s+)?(?:accents?\s+)?(grave|aigu|circonflexe|trema|cedille)\b"
    rf"(?:\s+(?:sur|a)\s+(?:le|la|les|l')?\s*(premier|deuxieme|second|dernier)?\s*{_LET})?"
)
SOME_ACCENT = re.compile(
    rf"{_WITH}(?:un|une|des|deux|les|an?)\s+accents?\b(?: sur (?:le |la |les "
    rf"|l')?(?:\w+ )?{_LET}s?)?"
)
HYPHEN = re.compile(
    r"(?:c'est )?(?:avec|with)\s+(?:un|une|a)\s+(?:tiret|trait d'union|hyphen)(?: entre les deux"
    r"| au milieu)?"
)
ONE_WORD = re.compile(
    r"(?:all |tout )?(?:en |in )(?:un|one)\b(?: seul)?(?: (?:mot|word)\b)?|tout attache\b"
    r"|attaches?\b"
)
TWO_WORDS = re.compile(r"(?:en |in )(?:deux|two) (?:mots|words)\b")
HAVING = re.compile(rf"(?:c'est |ca s'ecrit |mais )?(?:avec|with)\s+{_A}{_LET}{_NOT}")


def ending_at(flat_said: str, at: int) -> bool:
    """Whether "t à la fin" is said at the place `at`: no letter of a spelling."""
    return bool(AT_END.match(flat_said, at) or TWICE_AT_END.match(flat_said, at))

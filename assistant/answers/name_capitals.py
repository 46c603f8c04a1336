"""The capitals of a name, after French usage.

Source: Lexique des règles typographiques, Imprimerie nationale. The particle "de", "d'", "du",
"des" is small, the article after it is not: "de La Tour", "Joachim du Bellay", "Jeanne d'Arc",
"Le Goff". Particles of other languages ("van der", "da") keep the case in which they were typed;
said aloud, the first takes a capital: "Van der Meer".
"""

from __future__ import annotations

import re

from assistant.answers.spoken import flat

SMALL_PARTICLES = frozenset({"de", "du", "des", "d"})
_FOREIGN = frozenset(["von", "zu", "der", "den", "ten", "ter", "het", "of", "y"])
_JOINING = frozenset(
    ["et", "nee", "ne", "epouse", "epoux", "veuve", "veuf", "dit", "dite", "alias"]
)
_INNER = frozenset(["de", "du", "des", "d", "la", "le", "les", "sur", "sous", "en", "et", "aux"])


def _cased(word: str, *, first: bool, last: bool, after_particle: bool) -> str:
    low = flat(word)
    if not last and low in SMALL_PARTICLES:
        return word.lower()
    if not first and not last and (low in _FOREIGN or low in _JOINING):
        return word.lower()
    if not first and not last and word.islower() and low in ("van", "da", "dos", "di", "del"):
        return word if after_particle else word.capitalize()
    parts = re.split(r"(['’-])", word)
    made = []
    for i, part in enumerate(parts):
        sign = parts[i + 1] if i + 1 < len(parts) else ""
        before = parts[i - 1] if i else ""
        if sign in ("'", "’") and flat(part) == "d":
            made.append("d")
        elif before == "-" and sign and flat(part) in _INNER:
            made.append(part.lower())
        elif part in ("'", "’"):
            made.append("'")
        else:
            made.append(_capital(part))
    return "".join(made)


def _capital(part: str) -> str:
    typed_so = not part.isupper() and not part.islower()
    if typed_so and part[:1].isupper():
        return part  # McDonald, DeVries
    initials = part.isupper() and len(part) == 2 and not re.search("[AEIOUYÉÈ]", part)
    if initials:
        return part
    low = part.lower()
    if low.startswith("mc") and len(low) > 4:
        return "Mc" + low[2:].capitalize()
    return low[:1].upper() + low[1:] if len(low[:1].upper()) == 1 else part


def printed(name: str) -> str:
    """The words of a name with their French capitals, as the module says."""
    words = name.split()
    typed_small = any(w[:1].isupper() and not w.isupper() for w in words)
    made: list[str] = []
    for i, word in enumerate(words):
        made.append(
            _cased(
                word,
                first=i == 0,
                last=i == len(words) - 1,
                after_particle=typed_small,
            )
        )
    return " ".join(made)

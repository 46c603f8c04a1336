"""French sounds as the English phones that a decoder may take them for."""

from __future__ import annotations

import subprocess

ENGLISH_PHONES = tuple(
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W "  # noqa: SIM905
    "Y Z ZH".split()
)

# The first is the nearest; the others are what an English ear may hear. "" is nothing.
_HEARD_AS: dict[str, tuple[str, ...]] = {
    "i": ("IY",),
    "y": ("UW", "IY", "Y UW", "UH"),
    "u": ("UW", "UH"),
    "e": ("EY", "IH", "EH", "IY"),
    "ɛ": ("EH", "EY", "AE"),
    "a": ("AA", "AE", "AH", "AY"),
    "ɑ": ("AA", "AE", "AH"),
    "ɔ": ("AO", "AH", "AA", "OW"),
    "o": ("OW", "AO", "UW"),
    "ø": ("ER", "UH", "AH", "UW"),
    "œ": ("AH", "ER", "UH"),
    "ə": ("AH", "UH", "ER", ""),
    "ɛ̃": ("AE N", "AE", "AE NG", "AA N", "AH N", "AA"),
    "ɑ̃": ("AA N", "AO N", "AA", "AO", "AA NG", "AH N", "OW N"),
    "ɔ̃": ("OW N", "AO N", "OW", "AO", "OW NG", "UH N"),
    "œ̃": ("AH N", "AE N", "AE", "AH", "AA N", "AE NG", "EH N", "ER N"),
    "ʁ": ("R", "HH", "", "G", "W", "AH", "L"),
    "ʒ": ("ZH", "JH", "Z"),
    "ʃ": ("SH",),
    "ɥ": ("W", "Y", "UW", ""),
    "w": ("W", "UW"),
    "j": ("Y", "IY"),
    "p": ("P", "B"),
    "t": ("T", "D", "CH"),
    "k": ("K", "G"),
    "b": ("B", "M", ""),
    "d": ("D", "T"),
    "ɡ": ("G", "K"),
    "f": ("F", "TH"),
    "v": ("V", "F", "B"),
    "s": ("S",),
    "z": ("Z", "S"),
    "m": ("M",),
    "n": ("N",),
    "l": ("L",),
    "ɲ": ("N Y",),
    "ŋ": ("NG",),
}
_STRESS_AND_LENGTH = "ˈˌː-_ \u200d"
NASAL = "\u0303"


def sounds_of(phrase: str) -> list[str]:
    """The sounds of a French phrase, by espeak-ng. Raises `KeyError` on one that is not French."""
    command = ["espeak-ng", "-q", "--ipa", "-v", "fr", phrase]
    ipa = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603
    sounds: list[str] = []
    for letter in ipa.replace("\n", " "):
        if letter == NASAL:
            sounds[-1] += letter
        elif letter not in _STRESS_AND_LENGTH:
            sounds.append({"r": "ʁ", "g": "ɡ"}.get(letter, letter))
    for sound in sounds:
        heard_as(sound)
    return sounds


def heard_as(sound: str) -> tuple[str, ...]:
    """The English phones that `sound` may be taken for, the nearest first."""
    return _HEARD_AS[sound]


def nearest(sounds: list[str]) -> str:
    """The plain pronunciation, sound by sound."""
    return " ".join(filter(None, (heard_as(sound)[0] for sound in sounds)))

"""How many lines a text takes on a panel of the card: reckoned wide, so that nothing is cut off."""

from __future__ import annotations

LINE = 32.0  # common letters of the card's 13-point type in the 77 mm of a panel
WIDE, CAPITAL, COMMON = 1.85, 1.3, 1.0
"""The widths of letters of Atkinson Hyperlegible, in common letters, rounded up."""
WIDEST = frozenset("WMmw@%œæŒÆ—…")


def lines_of(text: str) -> list[str]:
    """The text in lines that each fit, broken between words where it can be."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > LINE:
            lines.append(line)
            longer = word
        *whole, line = _broken(longer)
        lines += whole
    return [*lines, line] if line else lines


def width(text: str) -> float:
    """In common letters."""
    return sum(
        WIDE if sign in WIDEST else CAPITAL if sign.isupper() or sign.isdigit() else COMMON
        for sign in text
    )


def _broken(word: str) -> list[str]:
    """A word too long for a line, in pieces that fit."""
    pieces = [""]
    for sign in word:
        if width(pieces[-1] + sign) > LINE:
            pieces.append("")
        pieces[-1] += sign
    return pieces

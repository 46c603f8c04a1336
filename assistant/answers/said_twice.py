"""A name said twice: "nicole, nicole vasseur" is one person, and so is "Noël, noël comme la fête".

People of every age say a name again, longer or louder, when they are not sure to be heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answers.spoken import flat

FEWEST_WITHOUT_PAUSE = 3  # words: "Martin Martin" is somebody; "nicole nicole vasseur" is not


def said_once(said: str, bare: Callable[[str], str]) -> str:
    """`said` without the parts, between commas, that another part says as well.

    `bare` takes off the words that lead to a name. The longer of both stays, at the place of the
    first: what is spelled between the two belongs to it.
    """
    parts = [part.strip() for part in said.split(",")]
    kept: list[str] = []
    for part in parts:
        names = _words(bare(part))
        for i, before in enumerate(kept):
            if _holds(_words(bare(before)), names):
                break
            if _holds(names, _words(bare(before))):
                kept[i] = part
                break
        else:
            kept.append(part)
    return said if len(kept) == len(parts) else ", ".join(kept)


def without_echo(words: list[str]) -> list[str]:
    """`words` without their beginning, where it is said again at once."""
    low = [flat(word) for word in words]
    if len(low) < FEWEST_WITHOUT_PAUSE:
        return words
    for size in range(len(low) // 2, 0, -1):
        if low[:size] == low[size : 2 * size]:
            return words[size:]
    return words


def _words(part: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", flat(part))


def _holds(longer: list[str], shorter: list[str]) -> bool:
    """Whether the one is said within the other; "B comme Bernard" is spelling, not a name."""
    size = len(shorter)
    if not size or len(shorter[0]) == 1:
        return False
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))

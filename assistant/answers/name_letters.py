"""The words, the spelled letters and the changes of letters of one name, put together."""

from __future__ import annotations

import itertools
import re

from rapidfuzz import fuzz

from assistant.answers.letter_changes import change_at
from assistant.answers.letter_phrases import ending_at
from assistant.answers.spelling import Spelled, Token, spelled_at, tokens_of
from assistant.answers.spoken import flat

ALMOST = 85  # of 100; from which letters are those of two words said together ("Le Goff")
ALIKE = 60  # of 100; rapidfuzz's ratio from which a spelling corrects a word just said
BEGINNING_ONLY = 3  # letters left out, from which a spelling was broken off; fewer: a correction


def _put_letters(name: list[str], letters: str) -> list[str]:
    """`name` with the spelled `letters` in place of the words that they correct, or after them."""
    whole = flat(letters.replace(" ", ""))
    for i in range(len(name)):
        for j in range(len(name), i + 1, -1):
            if fuzz.ratio(flat("".join(name[i:j])), whole) < ALMOST:
                continue
            head = [] if " " in letters else name[i : j - 1]
            if whole.startswith(flat("".join(head))):
                ends = [len("".join(head[:k])) for k in range(len(head) + 1)]
                parts = [letters[a:b] for a, b in itertools.pairwise(ends)]
                return [*name[:i], *parts, letters[ends[-1] :], *name[j:]]
    if any(_begins(flat(word), whole) for word in name):
        return name
    if _goes_on(name, letters):
        return [*name[:-1], name[-1].rstrip(name[-1][-1]) + letters]
    alike = [(fuzz.ratio(flat(word), whole), i) for i, word in enumerate(name)]
    score, at = max(alike, default=(0, 0), key=lambda pair: (pair[0], pair[1]))
    if score >= ALIKE:
        return [*name[:at], letters, *name[at + 1 :]]
    return [*name, letters]


def _begins(word: str, letters: str) -> bool:
    """Whether only the beginning of `word` is spelled: "Vasseur, V A deux S"."""
    return word.startswith(letters) and 2 <= len(letters) <= len(word) - BEGINNING_ONLY


def _goes_on(name: list[str], letters: str) -> bool:
    """Whether `letters` are the end of the word just said: "Daniel, deux l e"."""
    doubled = letters[:1] * 2 == letters[:2] and len(letters) in (3, 4)
    return doubled and bool(name) and flat(name[-1]).endswith(flat(letters[0]))


def assembled(said: str) -> str | None:
    """The words, spelled letters and changes of letters of `said` put together; None if unclear."""
    low = flat(said)
    tokens = tokens_of(said)
    name: list[str] = []
    at, just_spelled = 0, ""

    def stop(index: int) -> bool:
        return ending_at(low, tokens[index].start)

    while at < len(tokens):
        token = tokens[at]
        spelled = None if stop(at) else spelled_at(tokens, at, stop)
        if spelled and _is_spelling(tokens, at, spelled, name):
            if spelled.letters is None:
                return None
            name = _put_letters(name, spelled.letters)
            just_spelled = flat(spelled.letters)
            at = spelled.end
            continue
        if name and (change := change_at(low, said, token.start)):
            changed = change.apply(" ".join(name))
            if changed is None:
                return None
            name = changed.split(" ")
            while at < len(tokens) and tokens[at].start < change.end:
                at += 1
            continue
        if token.flat == "trait" and at + 1 < len(tokens) and tokens[at + 1].flat == "d'union":
            name.append("-")
            at += 2
            continue
        if token.flat in ("tiret", "hyphen"):
            name.append("-")
        elif token.flat == "apostrophe":
            name.append("'")
        elif re.match(r"[^\W_]", token.text) and token.flat != just_spelled:
            name.append(token.text)
        at += 1
    name = _once(name)
    joined = re.sub(r"\s*([-'])\s*", r"\1", " ".join(name))
    return joined.strip(" -'’")


def _once(name: list[str]) -> list[str]:
    """`name` without the words that only say its end again: "Le Du, le du en deux mots"."""
    plain = [flat(word) for word in name]
    for size in range(len(name) // 2, 1, -1):
        if plain[-size:] == plain[-2 * size : -size]:
            return name[:-size]
    return name


def _is_spelling(tokens: list[Token], at: int, spelled: Spelled, name: list[str]) -> bool:
    """Whether letters were meant: two alone may be words, such as "a" and "y"."""
    if spelled.letters is None:
        return True
    if spelled.units >= 3:
        return True
    if spelled.units < 2:
        return False
    if name:
        alike = any(fuzz.ratio(flat(word), flat(spelled.letters)) >= ALIKE for word in name)
        return alike or _goes_on(name, spelled.letters)
    return spelled.end == len(tokens)

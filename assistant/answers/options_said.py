"""The options whose phrases are in a sentence, and which of them is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.choice_words import (
    ANSWERS,
    CLAUSE_ENDS,
    CORRECTS,
    MAKES_ANOTHER,
    NOT,
    NOT_AFTER,
    PLAIN_ANSWERS,
    STOPS,
    UNSURE,
    WILLS,
)
from assistant.answers.kind import Asked, Lang, Option, Refusal
from assistant.answers.tokens import Token, length_at, texts, tokens_of


@dataclass(frozen=True, slots=True)
class SeveralChoices(Refusal):
    """Two options were heard in one sentence."""


REACH_OF_A_NOT = 4  # words after "pas" in which an option is still what it is not


def stem(word: str) -> str:
    """A word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


_Words = tuple[str, ...]


@lru_cache(maxsize=512)
def _phrases_of(option: Option) -> tuple[_Words, ...]:
    """The ways an option is said, as plain words without their plurals."""
    cut = (texts(tokens_of(phrase)) for phrase in (option.say, *option.heard))
    return tuple(dict.fromkeys(tuple(map(stem, words)) for words in cut if words))


@lru_cache(maxsize=128)
def _index(options: tuple[tuple[str, Option], ...]) -> tuple[Mapping[_Words, frozenset[str]], int]:
    """Each phrase with the options it may mean, and the number of words of the longest."""
    index: dict[_Words, frozenset[str]] = {}
    for name, option in options:
        for phrase in _phrases_of(option):
            index[phrase] = index.get(phrase, frozenset()) | {name}
    return index, max((len(phrase) for phrase in index), default=0)


@dataclass(frozen=True, slots=True)
class Match:
    """An option's phrase in the sentence: tokens `first` up to but not including `last`."""

    options: frozenset[str]
    first: int
    last: int


def _matches(words: Sequence[str], asked: Asked) -> list[Match]:
    """The phrases in a sentence, the longest first where they overlap, in the order said."""
    index, longest = _index(tuple(asked.options.items()))
    stems = tuple(map(stem, words))
    taken: list[frozenset[str] | None] = [None] * len(stems)
    found: list[Match] = []
    for length in range(min(longest, len(stems)), 0, -1):
        for first in range(len(stems) - length + 1):
            options = index.get(stems[first : first + length])
            inside = taken[first : first + length]
            fits = all(other in (None, options) for other in inside) and None in inside
            if options and fits:
                taken[first : first + length] = [options] * length
                found.append(Match(options, first, first + length))
    return sorted(found, key=lambda match: match.first)


def is_another(tokens: Sequence[Token], match: Match, lang: Lang) -> bool:
    """Whether a word beside the phrase makes someone else of it: "belle-" before "fille"."""
    before = tokens[match.first - 1].text if match.first else ""
    makes = MAKES_ANOTHER[lang].get(before)
    if makes and ("*" in makes or stem(tokens[match.first].text) in makes):
        return True
    return lang == "en" and texts(tokens[match.last : match.last + 2]) == ("in", "law")


def is_negated(tokens: Sequence[Token], match: Match, taken: Mapping[int, int], lang: Lang) -> bool:
    """Whether the sentence says that it is not this option.

    `taken`: the tokens of every phrase heard, each with the number of words of its phrase.
    """
    for back in range(1, REACH_OF_A_NOT + 1):
        at = match.first - back
        if at < 0 or tokens[at].text in CLAUSE_ENDS[lang] or _pauses(tokens[at + 1]):
            break
        denies = tokens[at].text in NOT[lang]
        if at in taken and not (denies and taken[at] == 1):
            break
        if denies:
            return True
    if match.last >= len(tokens) or match.last in taken or _pauses(tokens[match.last]):
        return False
    said = tokens[match.last - 1].text
    return tokens[match.last].text in NOT_AFTER[lang] and said not in ANSWERS


def _pauses(token: Token) -> bool:
    """Whether there is a pause before a word."""
    return any(mark in token.gap for mark in ",;.!?…")


def _is_turned_over(tokens: Sequence[Token], found: Sequence[Match], lang: Lang) -> bool:
    """Whether a yes, a no or a will is about stopping, so that it may mean its contrary.

    "Je ne veux pas mourir" is no refusal of care, nor is "je ne veux pas qu'on me débranche",
    though each begins like one. What cannot be told for sure is asked again.
    """
    words = texts(tokens)
    willed = [m for m in found if any(w in WILLS[lang] for w in words[m.first : m.last])]
    if not willed:
        return False
    covered = {i for match in found for i in range(match.first, match.last)}
    if any(w.startswith(STOPS[lang]) for i, w in enumerate(words) if i not in covered):
        return True
    begun = {m.first: m for m in found}
    return any(
        match.last in begun
        and words[match.last - 1] in NOT[lang]
        and words[match.last] in ("qu", "que", "to")
        and not tokens[match.last].gap.strip("'’ ")
        for match in willed
    )


def _is_unsure(tokens: Sequence[Token], found: Sequence[Match], lang: Lang) -> bool:
    """Whether "je ne sais pas" is said, where it is no option itself: "je sais plus lequel"."""
    words = texts(tokens)
    covered = {i for match in found for i in range(match.first, match.last)}
    return bool(found) and any(
        i not in covered and length_at(words, i, UNSURE[lang]) for i in range(len(words))
    )


def meant_options(tokens: Sequence[Token], asked: Asked) -> tuple[list[Match], bool]:
    """The options affirmed in a sentence, and whether one was only denied."""
    found = _matches(texts(tokens), asked)
    if _is_turned_over(tokens, found, asked.lang) or _is_unsure(tokens, found, asked.lang):
        return [], True
    taken = {i: m.last - m.first for m in found for i in range(m.first, m.last)}
    kept = [
        match
        for match in found
        if not is_another(tokens, match, asked.lang)
        and not is_negated(tokens, match, taken, asked.lang)
    ]
    return _after_correction(tokens, kept, asked.lang), len(kept) < len(found)


def _after_correction(tokens: Sequence[Token], matches: list[Match], lang: Lang) -> list[Match]:
    """Only what was said after the last "pardon" or "je me trompe", if an option was."""
    words = texts(tokens)
    if any(w in PLAIN_ANSWERS for m in matches for w in words[m.first : m.last]):
        return matches  # "oui, enfin non" is a doubt, not a correction
    at = cut = 0
    covered = {i for match in matches for i in range(match.first, match.last)}
    while at < len(words):
        length = length_at(words, at, CORRECTS[lang])
        if length and at not in covered:
            cut = at + length
        at += length or 1
    return [match for match in matches if match.first >= cut] or matches


def one_of(matches: Sequence[Match]) -> str | Refusal | None:
    """The option that every phrase heard may mean; None when no phrase was heard."""
    if not matches:
        return None
    common = frozenset.intersection(*(match.options for match in matches))
    return next(iter(common)) if len(common) == 1 else SeveralChoices()

"""An option with a word misheard or misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.answers.choice_words import UNLIKE
from assistant.answers.kind import Asked, Option, Refusal
from assistant.answers.option_by_number import NoSuchChoice
from assistant.answers.options_said import (
    Match,
    _index,
    _Words,
    is_another,
    is_negated,
    one_of,
    stem,
)
from assistant.answers.tokens import Token, texts

NEARLY_SAID = 5  # letters from which a word of an option may be heard with a letter wrong
WORDS_OF_A_NEAR_MISS = 8  # in longer sentences a word that nearly fits is another word


def _nearly(said: str, word: str) -> bool:
    """Whether `said` is `word` with a letter or two wrong, and not its contrary."""
    if said == word:
        return True
    if min(len(said), len(word)) < NEARLY_SAID or said[0] != word[0]:
        return False
    longer, shorter = sorted((said, word), key=len, reverse=True)
    if any(longer == beginning + shorter for beginning in UNLIKE):
        return False
    if longer == shorter + "r" and shorter.endswith("e"):  # to be done, not done: "activer"
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if min(len(said), len(word)) < 8 else 2
    return OSA.distance(said, word, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=128)
def _by_first_letter(
    options: tuple[tuple[str, Option], ...],
) -> Mapping[str, list[tuple[_Words, frozenset[str]]]]:
    """The phrases with a word long enough to be misheard, by their first letter."""
    found: dict[str, list[tuple[_Words, frozenset[str]]]] = {}
    for phrase, names in _index(options)[0].items():
        if max(map(len, phrase)) >= NEARLY_SAID:
            found.setdefault(phrase[0][0], []).append((phrase, names))
    return found


def _near_misses(words: Sequence[str], asked: Asked) -> Iterator[Match]:
    stems = tuple(map(stem, words))
    by_letter = _by_first_letter(tuple(asked.options.items()))
    for first, word in enumerate(stems):
        for phrase, options in by_letter.get(word[0], ()):
            heard = stems[first : first + len(phrase)]
            if len(heard) == len(phrase) and all(map(_nearly, heard, phrase)):
                yield Match(options, first, first + len(phrase))


def option_nearly_said(tokens: Sequence[Token], asked: Asked) -> str | Refusal | None:
    """The only option that a short sentence nearly says."""
    if len(tokens) > WORDS_OF_A_NEAR_MISS:
        return None
    found = sorted(_near_misses(texts(tokens), asked), key=lambda m: m.first - m.last)
    if not found:
        return None
    longest = [m for m in found if m.last - m.first == found[0].last - found[0].first]
    for match in longest:
        if is_negated(tokens, match, {}, asked.lang) or is_another(tokens, match, asked.lang):
            return NoSuchChoice()
    return one_of(longest)

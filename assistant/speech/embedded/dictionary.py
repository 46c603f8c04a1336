"""How a phrase is written in the dictionary of pronunciations: as one word in French."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.speech.grammar import token

FRENCH = Path(__file__).parent / "pronunciations" / "fr.dict"
ENGLISH = "cmudict-en-us.dict"  # of pocketsphinx's own models


def words_of(phrase: str, lang: Lang, knows: Callable[[str], bool]) -> list[str]:
    """A phrase as the dictionary has it: as one word in French, but for numbers."""
    if lang == "en":
        return _in_english(phrase)
    whole = token(phrase)
    return [whole] if knows(whole) else [token(word) for word in phrase.split()]


def as_written(decoded: str, phrases: Iterable[str]) -> str:
    """The phrase among these that the dictionary's words stand for."""
    for phrase in phrases:
        words = " ".join(token(word) for word in phrase.split())
        if decoded in (token(phrase), words, " ".join(_in_english(phrase))):
            return phrase
    return decoded.replace("_", " ")


def _in_english(phrase: str) -> list[str]:
    """Its words as cmudict writes them, apostrophes kept."""
    return phrase.lower().replace("-", " ").replace(",", "").split()

"""Where a value may be more, or less, than what was meant: it is read back before it is kept.

A critical value is read back always. The others only when a sentence is left in them ("parce que
j'ai …" for an illness), or when words were left out of an address: that is one question more, and
a wrong value kept in silence is worse.
"""

from __future__ import annotations

from assistant.answers.kind import Value
from assistant.answers.numbers import in_digits
from assistant.answers.place import PLACE
from assistant.steps.step import Question
from assistant.understanding.phrases import plain
from assistant.words.words import Words

SHORT_WORD = 4  # letters; shorter ones left out of an address are "au", "le", "on"
LONG_PLACE = 5  # words of a place, from which it is told where in it
LONG_NAME = 4  # words of a practitioner's name, from which something else may be in it


def is_in_doubt(question: Question, value: Value, said: str, words: Words) -> bool:
    """Whether `value`, understood from `said`, should be read back although it is not critical."""
    kind = question.kind.name
    if question.will or kind not in ("name", "text", "address", "practitioner"):
        return False
    kept = str(value.get("name")) if isinstance(value, dict) else str(value)
    bare = plain(kept).split()
    if kind == "address":
        return bool(_left_out(said, kept, words))
    if kind == "practitioner":
        goes_on = set(plain(said).split()) & set(words.lexicon["goes_on"])
        return len(bare) >= LONG_NAME or bool(goes_on)
    if question.kind is PLACE and (
        len(bare) >= LONG_PLACE or set(bare) & set(words.lexicon["in_a_sentence"])
    ):
        return True
    if kind == "name" and set(bare) & set(words.lexicon["no_part_of_a_name"]):
        return True
    return kept != said.strip() and bool(set(bare) & set(words.lexicon["in_a_sentence"]))


def _left_out(said: str, kept: str, words: Words) -> set[str]:
    """The words of weight that are not in the address; numbers are checked as it is built."""
    around = set(words.lexicon["around_an_address"])
    heard = {w for w in plain(in_digits(said, words.lang)).split() if len(w) >= SHORT_WORD}
    return {w for w in heard if not w.isdecimal()} - set(plain(kept).split()) - around

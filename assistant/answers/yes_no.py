"""Yes and no as people say them; doubt stays doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.choice import CHOICE
from assistant.answers.kind import Answer, Asked, Lang, NothingHeard, Refusal, Understood, Value
from assistant.answers.tokens import Token, length_at, texts, tokens_of
from assistant.answers.yes_no_marks import (
    Mark,
    closing_yes_no,
    is_conditional,
    later_marks,
    leading_marks,
    verdict_of,
)
from assistant.answers.yes_no_phrases import COURTESY, LEADS


@dataclass(frozen=True, slots=True)
class Doubtful(Refusal):
    """Neither a yes nor a no: "peut-être", "oui et non", a yes taken back by a no."""


LONGEST_ANSWER = 60  # words; a yes or no is looked for in the first ones of a longer speech


def leading_yes_no(said: str, lang: Lang) -> tuple[bool, str] | None:
    """The yes or no that a sentence opens with, and the rest of the sentence.

    None when it opens with neither, or when it doubts or takes the answer back further on.
    """
    tokens = tokens_of(said)[:LONGEST_ANSWER]
    leading = leading_marks(tokens, lang)
    if not leading or _is_doubted(said, tokens, leading, lang):
        return None
    verdict = verdict_of(leading)
    if verdict is None:
        return None
    return verdict, _rest(said, tokens_of(said), leading[-1].last, lang)


def _rest(said: str, tokens: Sequence[Token], at: int, lang: Lang) -> str:
    """What follows the answer; nothing when it is only politeness."""
    start = tokens[at - 1].end
    words = texts(tokens[:LONGEST_ANSWER])
    while at < len(tokens):
        length = length_at(words, at, COURTESY[lang]) or length_at(words, at, LEADS[lang])
        if not length:
            return said[start:].strip(" \t\n\r\u00a0\u202f,.;:!?…-–—")
        at += length
    return ""


def _is_doubted(said: str, tokens: Sequence[Token], leading: Sequence[Mark], lang: Lang) -> bool:
    """Whether what follows the first answer doubts or contradicts it, or asks it back."""
    later = later_marks(tokens, leading[-1].last, lang)
    if said.rstrip().endswith("?") and leading[0].first and leading[-1].last == len(tokens):
        return True  # "c'est bien, non ?"
    if any(mark.sort == "doubt" for mark in (*leading, *later)):
        return True
    first = leading[0].sort
    if first == "no":
        # "non, ce n'est pas la peine" agrees; "non, oui, c'est ça" does not
        return any(mark.sort == "yes" for mark in (*leading, *later))
    tagged = said.rstrip().endswith("?") and bool(later)
    return tagged or any(mark.sort == "no" for mark in (*leading, *later))


def _in_their_own_way(said: str, asked: Asked) -> Answer:
    """A yes or no without either word: "ma fille est à côté", as the question's words tell it."""
    if not asked.options or said.rstrip().endswith("?"):
        return NothingHeard()
    chosen = CHOICE.understand(said, asked)
    if isinstance(chosen, Understood):
        return Understood(chosen.value == "yes")
    return NothingHeard()


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes is true, no is false."""

    name: str = "yes_no"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, Doubtful)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The yes or no that opens or ends what was said, whatever follows it.

        Refuses with `Doubtful` when it is said with doubt, or taken back ("oui, enfin non").
        """
        tokens = tokens_of(said)[:LONGEST_ANSWER]
        leading = leading_marks(tokens, asked.lang)
        if leading:
            verdict = verdict_of(leading)
            if verdict is None or _is_doubted(said, tokens, leading, asked.lang):
                return Doubtful()
            return Understood(verdict)
        if any(mark.sort == "doubt" for mark in later_marks(tokens, 0, asked.lang)):
            return Doubtful()
        closing = closing_yes_no(tokens, asked.lang)
        if closing is None:
            return _in_their_own_way(said, asked)
        if said.rstrip().endswith("?") or is_conditional(tokens, asked.lang):
            return Doubtful()
        return Understood(closing)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """1 is yes, 2 is no."""
        return Understood(keys == "1") if keys in ("1", "2") else NothingHeard()

    def say_back(self, value: Value, asked: Asked) -> str:
        """As "oui" or "non"; "yes" or "no"."""
        words = {"fr": ("oui", "non"), "en": ("yes", "no")}[asked.lang]
        return words[0] if value is True else words[1]


YES_NO = YesNo()

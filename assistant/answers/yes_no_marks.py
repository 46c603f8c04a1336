"""Where a yes or a no is said in a sentence: at its beginning, later, at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.answers.tokens import Token, length_at, texts
from assistant.answers.yes_no_phrases import (
    AGAIN,
    CONDITIONS,
    DOUBT,
    IS_SI,
    LEADS,
    NO,
    NOT_A_NO,
    PLAIN,
    TURNS,
    UNDONE,
    WITH_MORE,
    YES,
    Phrases,
    Sort,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A yes, a no or a doubt: tokens `first` up to but not including `last`."""

    sort: Sort
    first: int
    last: int


def _mark_at(words: Sequence[str], at: int, lang: Lang) -> Mark | None:
    """The longest yes, no or doubt that begins at a word."""
    best: Mark | None = None
    tables: tuple[tuple[Sort, Phrases], ...] = (
        ("doubt", DOUBT[lang]),
        ("no", NO[lang]),
        ("yes", YES[lang]),
    )
    for sort, table in tables:
        length = length_at(words, at, table)
        if length and (best is None or length > best.last - best.first):
            best = Mark(sort, at, at + length)
    return best


def _is_alone(tokens: Sequence[Token], mark: Mark, lang: Lang) -> bool:
    """Whether a mark of one word is not the start of another expression ("non loin", "na")."""
    after = tokens[mark.last].text if mark.last < len(tokens) else ""
    close = mark.last < len(tokens) and not tokens[mark.last].gap.strip(" \u00a0\u202f")
    if mark.last - mark.first > 1 or not close:
        return True
    return not (mark.sort == "no" and after in NOT_A_NO[lang])


def leading_marks(tokens: Sequence[Token], lang: Lang) -> list[Mark]:
    """The yes, no and doubt that open the sentence, one after the other, fillers between them."""
    words = texts(tokens)
    marks: list[Mark] = []
    at = 0
    while at < len(words):
        mark = _mark_at(words, at, lang)
        length = length_at(words, at, LEADS[lang])
        if mark and length > mark.last - mark.first and mark.sort != "doubt":
            mark = None
        if mark and _is_alone(tokens, mark, lang) and _goes_on_well(tokens, mark, lang):
            marks.append(mark)
            at = mark.last
            continue
        if words[at] == IS_SI[lang] and _si_is_a_yes(tokens, at):
            marks.append(Mark("yes", at, at + 1))
            length = 1
        if not length:
            break
        at += length
    return marks


def _si_is_a_yes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "si" is an answer, not the start of a condition ("si je peux")."""
    return at + 1 == len(tokens) or bool(tokens[at + 1].gap.strip())


def _goes_on_well(tokens: Sequence[Token], mark: Mark, lang: Lang) -> bool:
    """Whether what follows leaves the mark what it is: not "ça me va pas", "I have two sons"."""
    if mark.last == len(tokens):
        return True
    after, said = tokens[mark.last], texts(tokens[mark.first : mark.last])
    if any(c in after.gap for c in ",;.!?…"):
        return True
    if said in WITH_MORE or (said[-1], after.text) in TURNS[lang]:
        return False
    undone = mark.sort == "yes" and len(said) > 1 and said != ("d", "accord")
    return not (undone and after.text in UNDONE[lang])


def later_marks(tokens: Sequence[Token], start: int, lang: Lang) -> list[Mark]:
    """The marks in the rest of the sentence that answer again: after a pause, or at its end."""
    words = texts(tokens)
    marks: list[Mark] = []
    at = start
    while at < len(words):
        mark = _mark_at(words, at, lang)
        if mark is None or not _is_alone(tokens, mark, lang):
            at += 1
            continue
        if _answers_again(tokens, mark, start, lang):
            marks.append(mark)
        at = mark.last
    return marks


def _answers_again(tokens: Sequence[Token], mark: Mark, start: int, lang: Lang) -> bool:
    """Whether a later yes, no or doubt is an answer of its own.

    A doubt or a refusal in several words always is; a bare "oui" or "non" when it is at the end
    of the sentence or follows a pause or a word such as "enfin".
    """
    before = tokens[mark.first - 1].text if mark.first else ""
    paused = any(c in tokens[mark.first].gap for c in ",;.!?…") or before in AGAIN[lang]
    if mark.sort == "doubt":
        return paused or mark.last - mark.first > 1 or mark.first == start
    if mark.last - mark.first > 1:
        return mark.sort == "no"
    plain = tokens[mark.first].text in PLAIN[mark.sort]
    return plain and (paused or mark.last == len(tokens))


def verdict_of(marks: Sequence[Mark]) -> bool | None:
    """True or False when every mark says so; None when one doubts or two disagree."""
    sorts = {mark.sort for mark in marks}
    return (sorts == {"yes"}) if len(sorts) == 1 and "doubt" not in sorts else None


def closing_yes_no(tokens: Sequence[Token], lang: Lang) -> bool | None:
    """The yes or no that ends a sentence: "elle est au courant, oui", "… , bien sûr"."""
    words = texts(tokens)
    pauses = [i for i, token in enumerate(tokens) if i and any(c in token.gap for c in ",;.!…")]
    if pauses:
        clause = tokens[pauses[-1] :]
        marks = leading_marks(clause, lang)
        if marks and marks[-1].last == len(clause):
            return verdict_of(marks)
    if not words or words[-1] not in PLAIN["yes"] | PLAIN["no"]:
        return None
    said_so = len(words) > 1 and words[-2] in ("que", "dis", "dirais", "say")
    if said_so or len(words) <= SHORT_SENTENCE:
        return words[-1] in PLAIN["yes"]
    return None


def is_conditional(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether the answer hangs on something: "si mon fils est d'accord, alors oui"."""
    return any(word in CONDITIONS[lang] for word in texts(tokens))


SHORT_SENTENCE = 8  # words, in which an "oui" at the end without a pause is the answer

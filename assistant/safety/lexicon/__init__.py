"""The phrases that tell of a danger, and what cancels them, read from one file a language.

A phrase is written as it is said and made comparable as the sentence is (`Listener.plainly`), so
that accents, elisions, "ne", intensity and hesitations never matter. In a phrase:

- `a|b` either word, `word?` perhaps, `word*` a beginning, `...` up to four words in between,
  never a negation: "j'ai mal" does not reach over "pas"
- `{name}` any phrase of the list `name` under `words`
- `^` and `$` the first and last word of the clause

Kept apart from the code because a nurse must be able to correct it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answers.kind import Lang
from assistant.understanding.phrases import contains, plain
from assistant.words.words import read_file

FOLDER = Path(__file__).parent
LEFT_OUT = "_"  # stands for words that mean something else; no phrase reaches over it
WORDS_BEFORE_A_HIT = 5  # how far a negation reaches: "je n'ai jamais eu de douleur"

_ENDS = re.compile(r"[.!?…\n]+")
_PAUSES = re.compile(r"[,;:()—–]+")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_STUTTER = re.compile(r"\b([a-z]+(?: [a-z]+){0,2})(?: \1\b)+")
_NEVER = re.compile(r"(?!)")


def _folded(words: str) -> str:
    """Doubled consonants once: nobody hears them, and few people write them all."""
    return _DOUBLED.sub(r"\1", words)


@dataclass(frozen=True, slots=True)
class Listener:
    """How a sentence of one language is made comparable."""

    respelled: Mapping[str, str]
    ignored: re.Pattern[str]
    joiners: re.Pattern[str]

    def plainly(self, said: str) -> str:
        """Plain, elisions written out, doubled consonants and stutters once, fillers left out."""
        words = (self.respelled.get(word, word) for word in _folded(plain(said)).split())
        spelled = " ".join(word for word in words if word)
        return _STUTTER.sub(r"\1", " ".join(self.ignored.sub(" ", f" {spelled} ").split()))


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells of one danger, by how it is said, because each is cancelled by other things."""

    now: re.Pattern[str]  # in the present: only a condition, a habit or a question cancels it
    recent: re.Pattern[str]  # as an event, but only a danger when it is said to be happening
    event: re.Pattern[str]  # it has happened: a date or another time cancels it too
    bare: re.Pattern[str]  # without a verb: a negation or a past tense before it cancels it too
    unless: re.Pattern[str]  # the same words meaning something else: left out before looking
    elsewhere: re.Pattern[str]  # what makes the whole clause about something else


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The signs of every danger in one language, and the contexts that cancel them."""

    listener: Listener
    signs: Mapping[str, Signs]
    supposed: re.Pattern[str]  # before a sign: a condition, a habit, a fear, a question
    past: re.Pattern[str]  # in its clause: another time, or somebody else's history
    past_tense: re.Pattern[str]  # within a sign: told as over, if it is said to be long ago
    long_ago: re.Pattern[str]  # in its clause: another day altogether
    denied: re.Pattern[str]  # shortly before it: a negation, a past tense
    opening: re.Pattern[str]  # a clause that only sets the scene of the next one
    reactions: tuple[str, ...]  # beginnings of plain words: what an allergy does
    happening: tuple[str, ...]  # plain phrases: what is told is going on now

    def clauses(self, said: str) -> tuple[str, ...]:
        """The clauses of what was said, and each sentence whole: "j'ai mal là, au cœur".

        A scene ("en 2012, …") stays with the clause that it is the scene of.
        """
        return tuple(
            f"{clause} " for sentence in _ENDS.split(said) for clause in self._clauses(sentence)
        )

    def _clauses(self, sentence: str) -> list[str]:
        found: list[str] = []
        for part in _PAUSES.split(sentence):
            first, *others = self.listener.joiners.split(f" {self.listener.plainly(part)} ")
            if found and self.opening.search(f"{found[-1]} "):
                found[-1] = f"{found[-1]} {first.strip()}"
            else:
                found.append(first.strip())
            found += (other.strip() for other in others)
        whole = self.listener.plainly(_PAUSES.sub(" ", sentence))
        return [clause for clause in dict.fromkeys((*found, whole)) if clause]

    def is_happening(self, said: str) -> bool:
        """Whether the sentence says that what it tells is going on now."""
        bare = plain(said)
        return any(contains(bare, phrase) for phrase in self.happening)

    def is_a_reaction(self, said: str) -> bool:
        """Whether the sentence holds a word of what an allergy does."""
        return any(word.startswith(self.reactions) for word in plain(said).split())

    def tells(self, danger: str, clause: str, *, happening: bool = False) -> bool:
        """Whether the clause holds a sign of the danger that nothing in it cancels."""
        signs = self.signs[danger]
        if signs.elsewhere.search(clause):
            return False
        clause = signs.unless.sub(f"{LEFT_OUT} ", clause)
        if hit := self._now(signs, clause):
            return not self.supposed.search(clause[: hit.start()])
        if happening and signs.recent.search(clause):
            return not self.past.search(clause)
        if hit := signs.event.search(clause):
            supposed = self.supposed.search(clause[: hit.start()])
            return not (supposed or self.past.search(clause))
        hit = signs.bare.search(clause)
        return hit is not None and not self._bare_cancelled(clause, hit.start())

    def _now(self, signs: Signs, clause: str) -> re.Match[str] | None:
        """The first sign of the present: "a fait une attaque" is none when that was years ago."""
        over = self.long_ago.search(clause) is not None
        hits = signs.now.finditer(clause)
        return next((hit for hit in hits if not (over and self.past_tense.search(hit[0]))), None)

    def is_cancelled(self, danger: str, clause: str) -> bool:
        """Whether a context in the clause speaks against the danger, wherever the sign may be."""
        signs = self.signs[danger]
        others = (self.supposed, self.past, signs.unless, signs.elsewhere)
        return any(pattern.search(clause) for pattern in others)

    def _bare_cancelled(self, clause: str, start: int) -> bool:
        near = " ".join(clause[:start].split()[-WORDS_BEFORE_A_HIT:])
        return bool(
            self.denied.search(f"{near} ")
            or self.supposed.search(clause[:start])
            or self.past.search(clause)
        )


def _any_of(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(parts))})"


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Turns the phrases of one file into patterns on sentences made comparable."""

    listener: Listener
    words: Mapping[str, Any]
    gap: str

    def pattern(self, phrases: Iterable[str]) -> re.Pattern[str]:
        """One pattern for all the phrases; of none, one that is never found."""
        written = [self._phrase(phrase) for phrase in phrases]
        return re.compile(rf"(?<![^ ]){_any_of(written)}") if written else _NEVER

    def _phrase(self, phrase: str) -> str:
        return "".join(self._token(token) for token in phrase.split())

    def _token(self, token: str) -> str:
        if token in ("...", "^", "$"):
            return {"...": self.gap, "^": r"(?<![^ ])(?<! )", "$": r"(?!.)"}[token]
        core, perhaps = token.removesuffix("?"), "?" if token.endswith("?") else ""
        ways = [way for part in core.split("|") for way in self._ways(part)]
        found = {self._alternative(way) for way in ways} - {""}
        return f"{_any_of(found)}{perhaps}" if found else ""

    def _ways(self, part: str) -> list[str]:
        return list(self.words[part.strip("{}")]) if part.startswith("{") else [part]

    def _alternative(self, way: str) -> str:
        kept = self.listener.plainly(way.replace("*", ""))
        return f"{kept}[a-z0-9]* " if kept and way.endswith("*") else kept and f"{kept} "


def _listener(file: Mapping[str, Any]) -> Listener:
    fold = {_folded(word): _folded(right) for word, right in file["respelled"].items()}
    bare = Listener(fold, _NEVER, _NEVER)
    ignored = "|".join(sorted((bare.plainly(p) for p in file["ignored"]), key=len, reverse=True))
    joiners = "|".join(bare.plainly(p) for p in file["joiners"])
    return Listener(
        fold,
        re.compile(rf"(?<= )(?:{ignored})(?= )"),
        re.compile(rf"(?<= )(?:{joiners}) "),
    )


@cache
def lexicon_in(lang: Lang) -> Lexicon:
    """The lexicon of `lang`, read once."""
    file = read_file(FOLDER / f"{lang}.yml")
    listener = _listener(file)
    never_over = "|".join([LEFT_OUT, *file["never_over"]])
    gap = rf"(?:(?!(?:{never_over}) )[^ ]+ ){{0,4}}?"
    compiler = _Compiler(listener, file["words"], gap)
    return Lexicon(
        listener=listener,
        signs={
            danger: Signs(*(compiler.pattern(found.get(kind, ())) for kind in Signs.__slots__))
            for danger, found in file["signs"].items()
        },
        reactions=tuple(file["reactions"]),
        happening=tuple(file["happening"]),
        **{name: compiler.pattern(phrases) for name, phrases in file["cancels"].items()},
    )

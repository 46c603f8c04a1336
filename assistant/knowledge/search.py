"""Which answer of the knowledge base is meant by a question, and how sure that is.

A question is compared with the ways of asking each answer and with the answer itself: by its
words, the letters within them, and what it is about (`concepts/`), which sees that "le toubib" and
"mon docteur" are one. An answer that is not sure is proposed, never told: a wrong answer on the
law is worse than to ask once more (docs/explanation/understanding.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answers.kind import Lang
from assistant.knowledge.knowledge import Entry, entries
from assistant.understanding.phrases import plain
from assistant.words.words import read_file

FOLDER = Path(__file__).parent / "concepts"

# Cosines, set by looking at questions that are no wording of any answer.
NEAR_ENOUGH = 0.72  # to one wording, by letters: the question is as good as that wording
NEAR_THE_WHOLE = 0.60  # to all that is known of an answer
AHEAD_BY = 0.10  # of any other answer
WORTH_PROPOSING = 0.33  # to all that is known of an answer


@dataclass(frozen=True, slots=True)
class Near:
    """An answer that may be meant; `sure` when it is told without asking first."""

    entry: Entry
    sure: bool


def near(question: str, lang: Lang) -> tuple[Near, ...]:
    """The answers that may be meant, best first: one that is sure, or some to propose, or none."""
    return _index(lang).near(question)


def nearest(question: str, lang: Lang) -> Entry | None:
    """The answer that is likeliest meant, or None when nothing known is near."""
    found = near(question, lang)
    return found[0].entry if found else None


def _concepts(lang: Lang) -> Callable[[str], list[str]]:
    """What a sentence is about, as words of its own, alone and by two."""
    patterns = {
        name: re.compile("|".join(map(_pattern, phrases)))
        for name, phrases in read_file(FOLDER / f"{lang}.yml").items()
    }

    def found(sentence: str) -> list[str]:
        bare = plain(sentence)
        names = [name for name, pattern in patterns.items() if pattern.search(bare)]
        both = [f"{a}+{b}" for at, a in enumerate(names) for b in names[at + 1 :]]
        return names + both

    return found


def _pattern(phrase: str) -> str:
    end = "" if phrase.endswith("*") else "(?![a-z0-9])"
    return f"(?<![a-z0-9]){re.escape(phrase.removesuffix('*'))}{end}"


class _Index:
    """Everything known of each answer, as vectors."""

    def __init__(self, known: dict[str, Entry], concepts: Callable[[str], list[str]]) -> None:
        import numpy as np
        from scipy import sparse
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union
        from sklearn.preprocessing import normalize

        self._known = list(known.values())
        asked = [(at, said) for at, entry in enumerate(self._known) for said in entry.asked]
        self._owners = np.array([at for at, _ in asked])
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), preprocessor=plain, sublinear_tf=True
        )
        self._wordings = self._letters.fit_transform(said for _, said in asked)
        self._all = make_union(
            TfidfVectorizer(
                ngram_range=(1, 2),
                preprocessor=plain,
                sublinear_tf=True,
                token_pattern=r"\S+",  # noqa: S106
            ),
            TfidfVectorizer(
                analyzer="char_wb", ngram_range=(3, 5), preprocessor=plain, sublinear_tf=True
            ),
            TfidfVectorizer(analyzer=concepts),
        )
        self._normalize: Callable[[Any], Any] = normalize
        texts = [said for _, said in asked] + [entry.say for entry in self._known]
        owners = np.concatenate([self._owners, np.arange(len(self._known))])
        rows = normalize(self._all.fit_transform(texts))
        of_each = sparse.csr_matrix((np.ones(len(owners)), (owners, np.arange(len(owners)))))
        self._centres = normalize(of_each @ rows)

    def near(self, question: str) -> tuple[Near, ...]:
        """See `near`."""
        asked = self._normalize(self._all.transform([question]))
        scores = (self._centres @ asked.T).toarray().ravel()
        first, second = (int(at) for at in scores.argsort()[::-1][:2])
        ahead = scores[first] - scores[second] >= AHEAD_BY
        sure = first if scores[first] >= NEAR_THE_WHOLE and ahead else self._sure(question)
        if sure is not None:
            return (Near(self._known[sure], sure=True),)
        return tuple(
            Near(self._known[at], sure=False)
            for at in (first, second)
            if scores[at] >= WORTH_PROPOSING
        )

    def _sure(self, question: str) -> int | None:
        scores = (self._wordings @ self._letters.transform([question]).T).toarray().ravel()
        at = int(scores.argmax())
        others = scores[self._owners != self._owners[at]]
        ahead = float(scores[at] - others.max(initial=0.0))
        return int(self._owners[at]) if scores[at] >= NEAR_ENOUGH and ahead >= AHEAD_BY else None


@cache
def _index(lang: Lang) -> _Index:
    return _Index(entries(lang), _concepts(lang))

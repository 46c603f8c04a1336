"""The knowledge base, and the entry nearest to a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answers.kind import Lang
from assistant.understanding.phrases import plain
from assistant.words.words import LANGUAGES, read_file

FOLDER = Path(__file__).parent / "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer in one language: at most three sentences as said, and what more there is."""

    key: str
    asked: tuple[str, ...]
    say: str
    more: str
    source: str
    rules: tuple[str, ...]
    checked_on: date


def _entry(key: str, lang: Lang, kept: dict[str, Any]) -> Entry:
    said = kept[lang]
    return Entry(
        key=key,
        asked=tuple(said["asked"]),
        say=said["say"],
        more=said.get("more") or "",
        source=kept["source"],
        rules=tuple(kept.get("rules") or ()),
        checked_on=date.fromisoformat(kept["checked_on"]),
    )


@cache
def entries(lang: Lang) -> dict[str, Entry]:
    """Every entry in one language, by its key. Raises `KeyError` on an incomplete one."""
    return {
        key: _entry(key, lang, kept)
        for file in sorted(FOLDER.glob("*.yml"))
        for key, kept in read_file(file).items()
        if lang in LANGUAGES and lang in kept
    }


# Measured by leaving each wording out: below these the nearest answer is wrong too often, and a
# wrong answer on the law is worse than to say that it is not known.
NEAR_ENOUGH = 0.72  # cosine
AHEAD_BY = 0.10  # of the best wording of any other answer


class _Index:
    """The ways of asking, as character n-grams, which typing and hearing mistakes hardly change."""

    def __init__(self, known: dict[str, Entry]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        pairs = [(key, said) for key, entry in known.items() for said in entry.asked]
        self.keys = [key for key, _ in pairs]
        self.vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), preprocessor=plain, sublinear_tf=True
        )
        self.rows = self.vectorizer.fit_transform(said for _, said in pairs)

    def nearest(self, question: str) -> tuple[str, float, float]:
        """The key whose wording is nearest, how near it is, and by how much more than others."""
        scores = (self.rows @ self.vectorizer.transform([question]).T).toarray().ravel()
        best = int(scores.argmax())
        others = [
            score for key, score in zip(self.keys, scores, strict=True) if key != self.keys[best]
        ]
        return self.keys[best], float(scores[best]), float(scores[best] - max(others, default=0.0))


@cache
def _index(lang: Lang) -> _Index:
    return _Index(entries(lang))


def nearest(question: str, lang: Lang) -> Entry | None:
    """The entry that answers `question`, or None when nothing known is near enough."""
    key, score, ahead = _index(lang).nearest(question)
    return entries(lang)[key] if score >= NEAR_ENOUGH and ahead >= AHEAD_BY else None

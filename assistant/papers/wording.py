"""The words of the papers, beside those of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.answers.kind import Lang
from assistant.words.words import FOLDER, read_file


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of `papers.yml`, or of `forms.yml`, in one language."""

    sentences: Mapping[str, str]

    def say(self, key: str, **blanks: object) -> str:
        """The sentence called `key`, its blanks filled."""
        return self.sentences[key].format(**blanks)

    def all_of(self, prefix: str) -> tuple[str, ...]:
        """The sentences called `prefix` and a number, in the order of the file."""
        return tuple(
            said
            for key, said in self.sentences.items()
            if key.startswith(f"{prefix}_") and key.removeprefix(f"{prefix}_").isdigit()
        )


@cache
def wording_in(lang: Lang) -> Wording:
    """The words of the papers that the person reads."""
    return Wording(read_file(FOLDER / lang / "papers.yml"))


@cache
def glossary_in(lang: Lang) -> Mapping[str, str]:
    """Hard words, in lower case, with the sentence that explains each."""
    return read_file(FOLDER / lang / "glossary.yml")


@cache
def forms_wording() -> Wording:
    """The words of what doctors, pharmacists and rescuers read in France: French only."""
    return Wording(read_file(FOLDER / "fr" / "forms.yml"))

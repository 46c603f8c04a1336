"""The words of one language, read from their files and typed."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

from assistant.answers.kind import Lang, Option, Refusal
from assistant.steps import STEPS

FOLDER = Path(__file__).parent
LANGUAGES: tuple[Lang, ...] = ("fr", "en")
SENTENCE_FILES = ("sentences", "wishes", "reminders", "telegram", "spoken", "page")
"""The files of sentences that belong to no question; a key is in one of them only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """What is said about one field. An empty string is a sentence that this field does not have."""

    ask: str
    again: str
    help: str
    why: str
    example: str
    label: str
    aloud: str = ""
    """The label among those of its step, as it is said; the label itself where it is empty."""
    called: tuple[str, ...] = ()
    read_back: str = ""
    noted: str = ""
    none: str = ""
    keys: str = ""
    keys_first: str = ""
    """Those of the choices that most people make, where all of them are more than one remembers."""
    more: str = ""
    item: str = ""
    items: str = ""
    item_noted: str = ""
    consequence: str = ""
    options: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What is said when a step opens and closes, and how it is called in between."""

    title: str
    opening: str
    closing: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that the assistant says and listens for in one language."""

    lang: Lang
    steps: Mapping[str, StepWords]
    fields: Mapping[str, FieldWords]
    sentences: Mapping[str, str]
    refusals: Mapping[str, str]
    commands: Mapping[str, tuple[str, ...]]
    lexicon: Mapping[str, tuple[str, ...]]

    def say(self, key: str, **blanks: object) -> str:
        """The sentence called `key`, its blanks filled."""
        return self.sentences[key].format(**blanks)

    def phrase(self, command: str) -> str:
        """A sentence that is the command and nothing else: at a name a bare "aide" is a name."""
        names = self.lexicon["could_be_a_name"]
        return next(phrase for phrase in self.commands[command] if phrase not in names)

    def refuse(self, refusal: Refusal) -> str:
        """The sentence that tells the person why an answer was not kept."""
        blanks = {name: getattr(refusal, name) for name in refusal.__dataclass_fields__}
        return self.refusals[type(refusal).__name__].format(**blanks)


def blanks_of(sentence: str) -> set[str]:
    """The names of the blanks in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


class _PlainLoader(yaml.CSafeLoader):  # type: ignore[misc]
    """Every scalar is a word: a bare `no`, `on` or `2` is what is written, never a boolean."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def read_file(path: Path) -> dict[str, Any]:
    """One words file: a mapping of words, with lists and mappings of words below it."""
    with path.open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=_PlainLoader) or {})  # noqa: S506, safe: no tags


def _field_words(said: Mapping[str, Any]) -> FieldWords:
    options = {
        name: Option(option["say"], tuple(str(heard) for heard in option.get("heard") or ()))
        for name, option in (said.get("options") or {}).items()
    }
    plain = {k: v for k, v in said.items() if k not in ("options", "called")}
    return FieldWords(**plain, called=tuple(said.get("called") or ()), options=options)


def _step_words(said: Mapping[str, str]) -> StepWords:
    known = ("title", "opening", "closing")
    return StepWords(
        **{name: said[name] for name in known},
        extra={name: sentence for name, sentence in said.items() if name not in known},
    )


def _phrases(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(p) for p in phrases) for name, phrases in said.items()}


@cache
def words_in(lang: Lang) -> Words:
    """The words of `lang`. Raises `KeyError` or `TypeError` on a file that `faults` would name."""
    folder = FOLDER / lang
    steps: dict[str, StepWords] = {}
    fields: dict[str, FieldWords] = {}
    for step in STEPS:
        said = read_file(folder / f"{step.name}.yml")
        steps[step.name] = _step_words(said.pop("step"))
        fields |= {name: _field_words(parts) for name, parts in said.items()}
    return Words(
        lang=lang,
        steps=steps,
        fields=fields,
        sentences={
            key: sentence
            for name in SENTENCE_FILES
            for key, sentence in read_file(folder / f"{name}.yml").items()
        },
        refusals=read_file(folder / "refusals.yml"),
        commands=_phrases(read_file(folder / "commands.yml")),
        lexicon=_phrases(read_file(folder / "lexicon.yml")),
    )

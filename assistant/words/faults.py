"""What is missing or misspelt in the words: `python -m assistant.words.faults`, 1 when any is.

A refusal's class name is the key of its sentence and its fields are the blanks; every field of
every step has its questions; both languages say the same things.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.answers.kind import Lang, Refusal
from assistant.dialogue.steering import COMMANDS
from assistant.knowledge.knowledge import entries
from assistant.safety.danger import Danger
from assistant.steps import QUESTIONS, STEPS
from assistant.steps.step import Question
from assistant.words.words import FOLDER, LANGUAGES, SENTENCE_FILES, blanks_of, read_file

ALWAYS = ("ask", "again", "help", "why", "example", "label", "called")
OF_A_LIST = ("more", "item", "items")
COMMON_FILES = (*SENTENCE_FILES, "refusals", "commands", "lexicon")
OTHER_FILES = ("papers", "aloud")
"""Files of words that the conversation itself does not read."""
LOOSE_SIGN = re.compile(r"\S [?!;:»]|« ")


def faults() -> Iterator[str]:
    """Every fault, one line each: which file, which key, and what is wrong."""
    for lang in LANGUAGES:
        yield from _of_language(lang)
    for name in (*COMMON_FILES, *OTHER_FILES, *(step.name for step in STEPS)):
        yield from _unlike(name)
        yield from _loose_signs(name)
    yield from _knowledge()


def _of_language(lang: Lang) -> Iterator[str]:
    folder = FOLDER / lang
    missing = [
        name
        for name in (*COMMON_FILES, *(step.name for step in STEPS))
        if not (folder / f"{name}.yml").is_file()
    ]
    yield from (f"words/{lang}/{name}.yml: missing" for name in missing)
    if missing:
        return
    for step in STEPS:
        said = read_file(folder / f"{step.name}.yml")
        for question in step.every_question():
            where = f"words/{lang}/{step.name}.yml: {question.id}"
            yield from (f"{where}: {f}" for f in _of_field(question, said.get(question.id) or {}))
    sentences = read_file(folder / "sentences.yml")
    yield from (
        f"words/{lang}/sentences.yml: no sentence for {danger.value}"
        for danger in Danger
        if danger.value not in sentences
    )
    yield from _of_refusals(lang, read_file(folder / "refusals.yml"))
    yield from (
        f"words/{lang}/commands.yml: {command} is no command"
        for command in read_file(folder / "commands.yml")
        if command not in {*COMMANDS, *_NOT_STEERING}
    )


_NOT_STEERING = ("skip", "dont_know", "refuse_to_answer", "tell_more")


def _of_field(question: Question, said: Mapping[str, Any]) -> Iterator[str]:
    wanted = ALWAYS + (OF_A_LIST if question.is_list else ())
    wanted += ("read_back",) if question.critical else ()
    wanted += ("options",) if question.kind.name == "choice" else ()
    yield from (f"no {part}" for part in wanted if not said.get(part))
    for part in ("read_back", "noted", "item_noted"):
        unknown = blanks_of(str(said.get(part, ""))) - {"value"}
        yield from (f"{part}: no blank {{{name}}}" for name in sorted(unknown))


def _of_refusals(lang: Lang, said: Mapping[str, str]) -> Iterator[str]:
    where = f"words/{lang}/refusals.yml"
    kinds = {question.kind for question in QUESTIONS.values()}
    for refusal in sorted({r for kind in kinds for r in kind.refusals}, key=lambda r: r.__name__):
        sentence = said.get(refusal.__name__)
        if sentence is None:
            yield f"{where}: no sentence for {refusal.__name__}"
            continue
        unknown = blanks_of(sentence) - _blanks(refusal)
        yield from (f"{where}: {refusal.__name__} has no {{{name}}}" for name in sorted(unknown))


def _blanks(refusal: type[Refusal]) -> set[str]:
    return {field.name for field in dataclasses.fields(refusal)}


def _unlike(name: str) -> Iterator[str]:
    """What one language has and the other has not: keys, options and blanks."""
    files = [FOLDER / lang / f"{name}.yml" for lang in LANGUAGES]
    if not all(file.is_file() for file in files):
        return
    french, english = (_shape(read_file(file)) for file in files)
    for key in sorted(french.keys() ^ english.keys()):
        lacking = "en" if key in french else "fr"
        yield f"words/{lacking}/{name}.yml: no {key}"
    for key in sorted(french.keys() & english.keys()):
        if french[key] != english[key]:
            yield f"words/en/{name}.yml: {key}: its blanks are not those of the French"


def _shape(said: Mapping[str, Any], above: str = "") -> dict[str, set[str]]:
    shape: dict[str, set[str]] = {}
    for key, value in said.items():
        path = f"{above}{key}"
        if isinstance(value, Mapping):
            shape |= _shape(value, f"{path}.")
        else:
            shape[path] = blanks_of(value) if isinstance(value, str) else set()
    return shape


def _loose_signs(name: str) -> Iterator[str]:
    """French signs that may begin a line, for want of the space that does not break."""
    file = FOLDER / "fr" / f"{name}.yml"
    for key, value in _strings(read_file(file) if file.is_file() else {}):
        if LOOSE_SIGN.search(value):
            yield f"words/fr/{name}.yml: {key}: a breaking space beside a sign"


def _strings(said: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if isinstance(value, Mapping):
            yield from _strings(value, f"{above}{key}.")
        elif isinstance(value, str):
            yield f"{above}{key}", value


def _knowledge() -> Iterator[str]:
    french, english = entries("fr"), entries("en")
    for key in sorted(french.keys() ^ english.keys()):
        yield f"knowledge: {key} is in one language only"


def main() -> int:
    """Print every fault; 1 when there is one."""
    found = list(faults())
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Rasa's files made from the step declarations: `python -m assistant.rasa_files [--check]`.

`domain.yml`, `data/rules/dossier.yml` and `data/nlu/<lang>/faq.yml` are boilerplate times eighty
questions: made here, committed, byte-stable, and checked for drift first thing in CI.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from assistant.knowledge.knowledge import entries
from assistant.steps import QUESTIONS, STEPS
from assistant.steps.step import Step
from assistant.words.words import LANGUAGES

PROJECT = Path(__file__).parents[1]
NLU = PROJECT / "data" / "nlu"
VERSION = "3.1"
HEADER = (
    "# Made by assistant/rasa_files.py from assistant/steps, assistant/knowledge and data/nlu.\n"
    "# Do not edit: change those, then run `python -m assistant.rasa_files`.\n"
)


def intents() -> list[str]:
    """Every intent that has training examples, and the one that the knowledge base makes."""
    written = {
        entry["intent"]
        for file in NLU.rglob("*.yml")
        for entry in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)["nlu"]
        if "intent" in entry
    }
    return sorted(written | {"faq"})


def domain() -> dict[str, Any]:
    """The domain: a slot names each question, a form holds each step; values are not here."""
    asked = {q.slot: {"type": "any", "influence_conversation": False} for q in QUESTIONS.values()}
    slots = {"talk_step": {"type": "any", "influence_conversation": False}, **asked}
    return {
        "version": VERSION,
        "intents": intents(),
        "slots": {name: {**slot, "mappings": [{"type": "custom"}]} for name, slot in slots.items()},
        "forms": {
            step.form: {"required_slots": [q.slot for q in step.every_question()]} for step in STEPS
        },
        "actions": [
            "action_reply",
            "action_next_step",
            *(f"validate_{step.form}" for step in STEPS),
            *(f"action_ask_{question.slot}" for question in QUESTIONS.values()),
        ],
        "session_config": {"session_expiration_time": 0, "carry_over_slots_to_new_session": True},
    }


def _leaving(step: Step) -> dict[str, Any]:
    return {
        "rule": f"{step.name}: the form is left, complete or not",
        "condition": [{"active_loop": step.form}],
        "steps": [
            {"action": step.form},
            {"active_loop": None},
            {"slot_was_set": [{"requested_slot": None}]},
            {"action": "action_next_step"},
        ],
    }


def rules() -> dict[str, Any]:
    """A rule to leave each form, and one for each intent when no form is open."""
    at_rest = [
        {"rule": f"at rest: {intent}", "steps": [{"intent": intent}, {"action": "action_reply"}]}
        for intent in intents()
    ]
    return {"version": VERSION, "rules": [*(_leaving(step) for step in STEPS), *at_rest]}


def faq(lang: str) -> str:
    """The ways of asking that the knowledge base knows, as examples of one intent."""
    asked = sorted({said for entry in entries(lang).values() for said in entry.asked})
    examples = "".join(f"    - {said}\n" for said in asked)
    return f'{HEADER}version: "{VERSION}"\nnlu:\n- intent: faq\n  examples: |\n{examples}'


def _dump(content: dict[str, Any]) -> str:
    dumped: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return HEADER + dumped


def made() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content."""
    for lang in LANGUAGES:
        if (NLU / lang).is_dir():
            yield NLU / lang / "faq.yml", faq(lang)
    yield PROJECT / "domain.yml", _dump(domain())
    yield PROJECT / "data" / "rules" / "dossier.yml", _dump(rules())


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which are not up to date. 1 when one is not."""
    stale = [(p, text) for p, text in made() if not p.is_file() or p.read_text("utf-8") != text]
    for path, text in stale:
        if "--check" in arguments:
            sys.stderr.write(
                f"{path.relative_to(PROJECT)} is not up to date with assistant/steps. "
                "Run: python -m assistant.rasa_files\n"
            )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

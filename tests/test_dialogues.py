"""The dialogues of tests/dialogues: only what is said, what is replied, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation import Conversation
from assistant.steps import STEPS
from assistant.store.store import Store
from tests.people import JEANNE
from tests.talking import Person

FOLDER = Path(__file__).parent / "dialogues"


def _dialogues() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*/*.yml")):
        for dialogue in yaml.safe_load(file.read_text("utf-8")):
            name = f"{file.parent.name}/{file.stem}: {dialogue['dialogue']}"
            yield pytest.param(dialogue, id=name)


@pytest.mark.parametrize("dialogue", _dialogues())
def test_dialogue(dialogue: dict[str, Any], conversation: Conversation, store: Store) -> None:
    person = Person(conversation)
    person.says("/start")
    if "until" in dialogue:
        person.answers({**JEANNE, **dialogue.get("person", {})}, until=dialogue["until"])
    for number, turn in enumerate(dialogue["turns"], 1):
        if "keys" in turn:
            replied, said = person.presses(str(turn["keys"])), f"touches {turn['keys']}"
        else:
            replied, said = person.says(turn["moi"]), f"« {turn['moi']} »"
        where = f"turn {number}, after {said}: {person.heard()!r}"
        for expected in _each(turn.get("assistant")):
            assert expected.replace("\u00a0", " ") in person.heard().replace("\u00a0", " "), where
        for unexpected in _each(turn.get("pas")):
            assert unexpected not in person.heard(), where
        if "asking" in turn:
            assert replied.asking == turn["asking"], where
        if "confirming" in turn:
            assert replied.confirming is turn["confirming"], where
        if "dossier" in turn:
            assert replied.dossier is not None, where
            _holds(store, replied.dossier, turn["dossier"], where)


def _each(expected: str | list[str] | None) -> list[str]:
    return [expected] if isinstance(expected, str) else expected or []


def _holds(store: Store, dossier_id: str, expected: dict[str, Any], where: str) -> None:
    kept = store.dossier(dossier_id)
    for name, value in expected.items():
        field, _, item = name.partition("#")
        answer = kept.answer(field, int(item) if item else None)
        if value is None:
            assert answer is None, f"{where}: {name} is kept: {answer}"
            continue
        assert answer is not None, f"{where}: {name} is not kept"
        if isinstance(value, dict) and set(value) == {"state"}:
            assert answer.state.value == value["state"], f"{where}: {name}"
        else:
            assert answer.value == value, f"{where}: {name}"


@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_every_step_has_a_dialogue(step: str) -> None:
    assert (FOLDER / "fr" / f"{step}.yml").is_file(), f"tests/dialogues/fr/{step}.yml: missing"

"""Rasa without TensorFlow: it starts, it says what is left out, and others are not fooled."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.left_out import LEFT_OUT_COMPONENTS
from tests.people import JEANNE
from tests.talking import Person

PROJECT = Path(__file__).parents[1]


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


INSTALL = "from assistant.engine import left_out; left_out.install()\n"


def test_rasa_is_imported_without_tensorflow() -> None:
    ran = _python(INSTALL + "import rasa.core.agent, sys; assert 'tensorflow' not in sys.modules")
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("name", ["tensorflow", "boto3", "pymongo", "structlog_sentry", "aiormq"])
def test_what_is_left_out_keeps_failing_honestly_for_everybody_else(name: str) -> None:
    ran = _python(INSTALL + f"import {name}")
    assert ran.returncode != 0
    assert "ModuleNotFoundError" in ran.stderr


def test_calling_it_again_does_nothing() -> None:
    ran = _python(INSTALL + INSTALL)
    assert ran.returncode == 0, ran.stderr


def test_rasa_imported_first_is_told_so() -> None:
    ran = _python("import sys, types; sys.modules['rasa.core'] = types.ModuleType('x')\n" + INSTALL)
    assert "Rasa was imported before" in ran.stderr


@pytest.mark.parametrize("component", ["DIETClassifier", "TEDPolicy"])
def test_a_configured_component_that_needs_tensorflow_gets_a_clear_error(
    component: str, tmp_path: Path
) -> None:
    assert component in LEFT_OUT_COMPONENTS
    part = "pipeline" if "Classifier" in component else "policies"
    other = "policies: [{name: RulePolicy}]" if part == "pipeline" else "pipeline: []"
    config = tmp_path / "config.yml"
    config.write_text(
        "recipe: default.v1\nassistant_id: x\nlanguage: fr\n"
        f"{part}:\n- name: {component}\n{other}\n"
    )
    ran = _python(
        INSTALL + "from rasa.model_training import train\n"
        f"train('domain.yml', {str(config)!r}, ['data/rules', 'data/nlu/fr/social.yml'],"
        f" output={str(tmp_path)!r})"
    )
    assert ran.returncode != 0
    assert component in ran.stderr


def test_the_cost_of_a_turn_does_not_grow_with_the_conversation(jeanne: Person) -> None:
    """What Rasa replays is counted, not timed: as many events at the 80th turn as at the 8th."""
    from rasa.shared.core.trackers import DialogueStateTracker

    replayed: list[list[int]] = []
    rebuild = DialogueStateTracker.from_events

    def counting(sender: str, events: list[object], *args: object, **kwargs: object) -> object:
        replayed[-1].append(len(events))
        return rebuild(sender, events, *args, **kwargs)

    DialogueStateTracker.from_events = staticmethod(counting)
    try:
        for _ in range(80):
            replayed.append([])
            jeanne.says("pourquoi")
    finally:
        DialogueStateTracker.from_events = rebuild
    assert replayed[-1] == replayed[8]


def test_a_sentence_is_ranked_by_the_classifier(engine: EmbeddedEngine) -> None:
    ranking = asyncio.run(engine.understand("je voudrais désigner ma personne de confiance"))
    assert ranking[0][0] == "do_trusted_person"


def test_two_people_never_hear_each_other(person: Person) -> None:
    other = Person(person.conversation, "other")
    person.says("/start")
    other.says("/start")
    person.answers(JEANNE, until="identity.birth_name")
    assert other.last is not None
    assert other.last.asking == "welcome.language"
    person.says("Lefèvre")
    other.says("français")
    assert "Lefèvre" not in other.heard()
    assert other.last.dossier is None

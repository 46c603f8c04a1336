"""Not one byte of what a person said stands unencrypted on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answers.kind import Understood
from assistant.steps import QUESTIONS
from tests.people import JEANNE, LISTS

PROJECT = Path(__file__).parents[1]

UNIQUE = {
    "identity.birth_name": "Zwyxkar",
    "identity.used_name": "Qwolmert",
    "identity.first_names": "Ulvanika",
    "identity.birth_place": "Brixouville-Zek",
    "identity.address": "7 rue Fraxomil 29200 Vlaxebourg",
    "identity.email": "kzorvik@plumzet.fr",
    "identity.phone": "06 73 91 58 24",
    "identity.doctor": "le docteur Yvro Plexnar, généraliste à Dromvek",
    "trusted_person.name": "Oxtavie Brelzum",
    "health.allergies.substance": "frombalizine",
    "health.allergies.reaction": "des zoupettes grizelles",
    "health.contraindications.reason": "des croubilles métalliques",
    "health.treatments.name": "vexitroprane",
    "directives.about_me": "je veux entendre la mer de Krozamel",
    "directives.other": "ma poupée Fizelda près de moi",
    "directives.kept_by": "sous le globe de tante Hurfuline",
    "emergency_contacts.name": "Nabrik Tolvex",
}
WORDS = (
    "zwyxkar", "qwolmert", "ulvanika", "brixouville", "fraxomil", "vlaxebourg", "kzorvik",
    "plumzet", "plexnar", "dromvek", "brelzum", "frombalizine", "zoupettes", "croubilles",
    "vexitroprane", "krozamel", "fizelda", "hurfuline", "tolvex", "673915824", "73 91 58",
)  # fmt: skip
NIR = "2 79 03 51 215 189 89"
NIR_DIGITS = ("279035121518989", "2 79 03 51", "2790351", "27903")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file that a whole conversation wrote, and the operator after it, with its logs."""
    folder = tmp_path_factory.mktemp("clear")
    home, temporary = folder / "home", folder / "tmp"
    temporary.mkdir()
    environment = {
        **os.environ,
        "VIVEVOIX_HOME": str(home), "PYTHONPATH": str(PROJECT), "TMPDIR": str(temporary),
        "HOME": str(folder / "user"), "XDG_DATA_HOME": str(folder / "xdg"),
    }  # fmt: skip
    with (folder / "stderr.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "talk", "--jsonl"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            text=True, env=environment, cwd=folder,
        )  # fmt: skip
        try:
            _converse(process)
            # killed, so that nothing tidies up: the write-ahead log is looked at as well
        finally:
            process.kill()
            process.wait(30)
    killed = _files_in(folder)
    operator = [sys.executable, "-m", "assistant.cli", "dossier"]
    listed = subprocess.check_output([*operator, "list"], text=True, env=environment)
    for reading in ("show", "history"):
        shown = subprocess.check_output(
            [*operator, reading, listed.split()[0]], text=True, env=environment
        )
        assert UNIQUE["identity.birth_name"] in shown
    return killed | {f"read: {name}": content for name, content in _files_in(folder).items()}


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _converse(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    answers = {**JEANNE, **UNIQUE}
    given: set[str] = set()
    said, number_said = "/start", False
    for _ in range(220):
        process.stdin.write(json.dumps({"text": said}) + "\n")
        process.stdin.flush()
        replied = json.loads(process.stdout.readline())
        asking = replied["asking"]
        if asking == "identity.sex" and not number_said:
            said, number_said = f"mon numéro de sécu c'est {NIR}", True
        elif asking is None:
            return
        elif replied["confirming"]:
            said = "oui"
        elif asking in LISTS and asking in given:
            said = "non"
        else:
            given.add(asking)
            said = answers[asking]
    raise AssertionError(f"still asking {asking}")


def test_something_was_written(written: dict[str, bytes]) -> None:
    names = {Path(name).name for name in written}
    assert {"vivevoix.sqlite", "master.key", "audit.head"} <= names
    assert any(b"history" in content for name, content in written.items() if "sqlite" in name)
    assert sum(len(content) for content in written.values()) > 50_000


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_was_said_is_in_no_file(written: dict[str, bytes], word: str) -> None:
    holding = [name for name, content in written.items() if word.encode() in content.lower()]
    assert holding == []


@pytest.mark.parametrize("digits", NIR_DIGITS)
def test_the_social_security_number_is_in_no_file(written: dict[str, bytes], digits: str) -> None:
    assert [name for name, content in written.items() if digits.encode() in content] == []


def test_the_words_used_here_are_understood_as_values() -> None:
    """Otherwise the search above would look for what was never kept."""
    from datetime import date

    from assistant.understanding.meaning import asked
    from assistant.words.words import words_in

    for field, said in UNIQUE.items():
        question = QUESTIONS[field]
        context = asked(question, words_in("fr"), date(2026, 11, 24))
        assert isinstance(question.kind.understand(said, context), Understood), field

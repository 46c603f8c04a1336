"""The store fails in the middle of a conversation: a sentence to the person, and nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.store.store import Store
from tests.conftest import MASTER_KEY
from tests.talking import Person


def test_a_locked_database_asks_for_the_answer_again_and_keeps_nothing_half(
    jeanne: Person, home: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(home / "vivevoix.sqlite")
    other.execute("BEGIN IMMEDIATE")
    jeanne.says("Lefèvre")
    assert "Rien de ce qui était gardé n'est perdu" in jeanne.heard()
    other.rollback()
    other.close()
    replied = jeanne.says("Lefèvre")
    assert (replied.asking, replied.confirming) == ("identity.birth_name", True)


def test_a_fault_of_ours_undoes_the_turn_and_says_so(
    jeanne: Person, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("assistant.dialogue.answering.answer", None)
        jeanne.says("Lefèvre")
        assert "mal passé chez moi" in jeanne.heard()
    replied = jeanne.says("Lefèvre")
    assert (replied.asking, replied.confirming) == ("identity.birth_name", True)


def _run(home: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    environment = {"VIVEVOIX_HOME": str(home), **settings}
    ran = CliRunner().invoke(main, list(arguments), env=environment)
    return ran.exit_code, ran.output


def test_a_wrong_master_key_is_one_line_to_the_operator(home: Path) -> None:
    Store.open("", home, MASTER_KEY).close()
    wrong = "A" * 43 + "="
    code, told = _run(home, "dossier", "list", VIVEVOIX_MASTER_KEY=wrong)
    assert code == 1
    assert told.count("\n") == 1
    assert "master key" in told


def test_a_newer_database_is_one_line_to_the_operator(home: Path) -> None:
    assert _run(home, "dossier", "list")[0] == 0
    with sqlite3.connect(home / "vivevoix.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    code, told = _run(home, "dossier", "list")
    assert code == 1
    assert told.count("\n") == 1
    assert "newer" in told


def test_a_file_that_is_no_database_is_one_line_to_the_operator(home: Path) -> None:
    assert _run(home, "dossier", "list")[0] == 0
    for file in home.glob("vivevoix.sqlite*"):
        file.write_bytes(b"this is no database at all" * 400)
    code, told = _run(home, "dossier", "list")
    assert code == 1
    assert told.count("\n") == 1
    assert "damaged" in told


def test_a_dossier_is_listed_shown_exported_and_forgotten_for_good(
    jeanne: Person, home: Path, tmp_path: Path
) -> None:
    import base64

    jeanne.says("Lefèvre")
    replied = jeanne.says("oui")
    assert replied.dossier is not None
    key = {"VIVEVOIX_MASTER_KEY": base64.b64encode(MASTER_KEY).decode()}
    assert replied.dossier in _run(home, "dossier", "list", **key)[1]
    assert "Lefèvre" in _run(home, "dossier", "show", replied.dossier, **key)[1]
    assert "identity.birth_name" in _run(home, "dossier", "history", replied.dossier, **key)[1]
    code, path = _run(home, "dossier", "export", replied.dossier, "--output", str(tmp_path), **key)
    assert code == 0
    assert Path(path.strip()).stat().st_mode & 0o077 == 0
    environment = {"VIVEVOIX_HOME": str(home), **key}
    once = CliRunner().invoke(
        main, ["dossier", "forget", replied.dossier], env=environment, input="y\n123\n"
    )
    assert once.exit_code == 1
    twice = CliRunner().invoke(
        main,
        ["dossier", "forget", replied.dossier],
        env=environment,
        input=f"y\n{replied.dossier}\n",
    )
    assert twice.exit_code == 0, twice.output
    assert _run(home, "dossier", "show", replied.dossier, **key)[0] == 1
    assert jeanne.says("répéter").asking == "welcome.language"

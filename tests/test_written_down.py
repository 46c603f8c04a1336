"""Whoever reads a dossier by a command is written down before anything of it is given out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from assistant.cli import main
from assistant.dossier.access import Done
from assistant.dossier.dossier import RecordedAnswer
from assistant.papers.every import NAMES, papers
from assistant.papers.subject import Subject
from assistant.security.keys import Keys
from assistant.store.audit import Audit
from assistant.store.errors import StoreUnavailable
from assistant.store.store import Store
from tests.conftest import MASTER_KEY, NOW
from tests.papers.dossiers import EVERYTHING
from tests.store.small_disk import fill, small_disk

Run = Callable[..., Result]
NAME = "Zwyxkar"
READS = {"show", "export", "print", "card", "history", "documents", "care", "import"}
"""The commands that open a dossier today: the walk below must have met them."""

MORE: dict[str, list[str]] = {"import": ["--dossier", "ID", "FILE"]}
"""What a command is given, where it is not the number alone."""


def _about_a_dossier() -> dict[str, list[str]]:
    """Every command that takes a dossier's number, with what it is given."""
    group = main.commands["dossier"]
    assert isinstance(group, click.Group)
    found = {f"dossier {name}": command for name, command in group.commands.items()} | {
        name: command for name, command in main.commands.items() if name != "dossier"
    }
    return {
        words: MORE.get(words, ["ID"])
        for words, command in found.items()
        if any(parameter.name == "dossier_id" for parameter in command.params)
    }


COMMANDS = _about_a_dossier()


@pytest.fixture
def number(store: Store) -> str:
    with store.turn("jeanne") as work:
        dossier = work.begin_dossier()
        work.record(
            RecordedAnswer(
                field="identity.birth_name", value=NAME, said=NAME, channel="phone", at=NOW
            )
        )
    return dossier.id


@pytest.fixture
def run(home: Path, tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, about Jeanne's dossier."""
    folder = tmp_path / "here"
    folder.mkdir()
    letter = tmp_path / "letter.fhir.json"
    letter.write_text('{"resourceType": "Bundle", "type": "document", "entry": []}')
    monkeypatch.chdir(folder)
    environment = {
        "VIVEVOIX_HOME": str(home),
        "VIVEVOIX_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
    }

    def ran(words: str, *given: str, typed: str | None = None) -> Result:
        named = [{"ID": number, "FILE": str(letter)}.get(word, word) for word in given]
        return CliRunner().invoke(main, [*words.split(), *named], env=environment, input=typed)

    return ran


def lines_about(store: Store, number: str) -> list[tuple[Done, str]]:
    return [(one.what, one.detail) for one in store.audit.lines() if one.dossier == number]


@pytest.fixture
def keys_used(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dossiers whose key was taken out of its wrapping."""
    used: list[str] = []
    unwrap = Keys.dossier

    def noted(self: Keys, dossier: str, wrapped: bytes) -> bytes:
        used.append(dossier)
        return unwrap(self, dossier, wrapped)

    monkeypatch.setattr(Keys, "dossier", noted)
    return used


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_that_opens_a_dossier_leaves_a_line(
    words: str, run: Run, store: Store, number: str, keys_used: list[str]
) -> None:
    ran = run(words, *COMMANDS[words])
    assert ran.exit_code != 2, f"say in MORE what {words} is given: {ran.output}"
    if words.split()[-1] in READS:
        assert keys_used
    if keys_used:
        assert lines_about(store, number), f"{words} opens a dossier, and does not write it down"


@pytest.mark.parametrize("words", COMMANDS)
def test_what_cannot_be_written_down_is_not_given_out(
    words: str, run: Run, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable("full", "/home")

    monkeypatch.setattr(Audit, "add", full)
    ran = run(words, *COMMANDS[words], typed=f"y\n{number}\n")
    assert NAME not in ran.output
    assert list(Path().iterdir()) == []
    if words != "dossier opened":
        assert ran.exit_code == 1
        assert "no room left" in ran.output


def test_each_command_is_told_by_what_it_does(
    run: Run, store: Store, number: str, home: Path
) -> None:
    for words, given in (
        ("dossier show", ["ID"]),
        ("dossier export", ["ID", "--format", "text"]),
        ("dossier print", ["ID", "--paper", "frigo"]),
        ("dossier print", ["ID", "--paper", "Zwyxkar"]),
        ("dossier documents", ["ID"]),
    ):
        run(words, *given)
    assert lines_about(store, number) == [
        (Done.SHOWN, "summary"),
        (Done.EXPORTED, "text"),
        (Done.PRINTED, "frigo"),
        (Done.PRINTED, "papers"),
        (Done.SHOWN, "documents"),
    ]


def test_the_papers_have_the_names_that_are_written_down() -> None:
    assert {paper.name for paper in papers(Subject(EVERYTHING, "fr", NOW.date()))} == NAMES


def test_on_a_full_disk_nothing_is_shown(tmp_path: Path) -> None:
    home = tmp_path / "small"
    with small_disk(home):
        store = Store.open("", home, MASTER_KEY)
        with store.turn("jeanne") as work:
            number = work.begin_dossier().id
            work.record(
                RecordedAnswer(
                    field="identity.birth_name", value=NAME, said="", channel="phone", at=NOW
                )
            )
        fill(home / "filler")
        environment = {
            "VIVEVOIX_HOME": str(home),
            "VIVEVOIX_MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
        }
        shown = CliRunner()
        for _ in range(3):
            ran = shown.invoke(main, ["dossier", "show", number], env=environment)
            assert (ran.exit_code, NAME in ran.output) == (1, False)
            assert "no room left" in ran.output
        (home / "filler").unlink()
        assert NAME in shown.invoke(main, ["dossier", "show", number], env=environment).output
        assert lines_about(store, number) == [(Done.SHOWN, "summary")]
        store.close()


# --- how it is told


def test_opened_lists_who_did_what_with_one_dossier_and_when(run: Run, store: Store) -> None:
    with store.turn("marcel") as work:
        other = work.begin_dossier().id
    store.write_down(other, Done.EXPORTED, "cda")
    run("dossier show", "ID")
    [line] = run("dossier opened", "ID").output.splitlines()
    assert line.endswith("shown, summary")
    assert run("dossier opened", "1234567897").exit_code == 1


def test_the_lines_of_a_forgotten_dossier_are_still_told(run: Run, number: str) -> None:
    run("dossier show", "ID")
    assert run("dossier forget", "ID", typed=f"y\n{number}\n").exit_code == 0
    told = run("dossier opened", "ID").output.splitlines()
    assert [line.rsplit("  ", 1)[1] for line in told] == ["shown, summary", "forgotten"]


def test_a_dossier_whose_key_is_lost_can_be_forgotten(run: Run, number: str, home: Path) -> None:
    """It is what the fault itself says to do."""
    (home / "keys" / number).unlink()
    assert f"dossier forget {number}" in run("dossier show", "ID").output
    assert run("dossier forget", "ID", typed=f"y\n{number}\n").exit_code == 0


def test_audit_lists_every_line_and_says_that_all_is_well(run: Run, number: str) -> None:
    run("dossier show", "ID")
    ran = run("audit")
    first, last = ran.output.splitlines()
    assert first.startswith(f"1  {number}  ")
    assert last == "1 lines, as they were written."
    assert ran.exit_code == 0


@pytest.fixture
def cut(run: Run, store: Store) -> None:
    """Two lines were written, and the last one was dropped."""
    for _ in range(2):
        run("dossier show", "ID")
    with store._database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_refuses_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE number = 2")


@pytest.mark.usefixtures("cut")
def test_a_dropped_line_is_told_by_audit_opened_and_doctor_with_the_cure(run: Run) -> None:
    for words, given in (("audit", []), ("dossier opened", ["ID"]), ("doctor", [])):
        ran = run(words, *given)
        assert ran.exit_code == 1
        assert "line 2 was written, and is gone" in ran.output
        assert "./vivevoix audit --restored" in ran.output


@pytest.mark.usefixtures("cut")
def test_after_a_copy_was_put_back_the_operator_says_so_and_doctor_is_content(run: Run) -> None:
    assert run("audit", "--restored").exit_code == 0
    assert "restored, line 2 was known" in run("audit").output
    assert "audit log: 2 lines, as they were written, the last of " in run("doctor").output


def test_doctor_tells_of_when_the_last_line_is_for_an_older_copy_is_whole_too(
    run: Run, store: Store
) -> None:
    run("dossier show", "ID")
    [line] = store.audit.lines()
    assert f"the last of {line.at.astimezone():%Y-%m-%d %H:%M}." in run("doctor").output


@pytest.fixture(autouse=True)
def _closed(store: Store) -> Iterator[None]:
    yield
    store.close()

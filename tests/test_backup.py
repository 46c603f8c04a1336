"""`backup` and `restore` as they are typed: one command in cron, one on a new machine."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli import main
from assistant.doctor import Finding, findings
from assistant.store.store import Store
from tests.conftest import MASTER_KEY
from tests.store.backups import PEOPLE, everybody

SAFE_COPY = base64.b64encode(MASTER_KEY)


class Machine:
    """A machine with a home of its own, the master key in it, and a disk that is carried about."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.home.mkdir(parents=True)
        self.key = home / "master.key"
        self.put_key()

    def put_key(self) -> None:
        self.key.write_bytes(SAFE_COPY)
        self.key.chmod(0o600)

    def types(self, *words: str | Path, typed: str | None = None) -> Result:
        environment = {"VIVEVOIX_HOME": str(self.home)}
        return CliRunner().invoke(main, [*map(str, words)], env=environment, input=typed)

    def store(self) -> Store:
        return Store.open("", self.home, MASTER_KEY)


@pytest.fixture
def old(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "new")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def told(ran: Result) -> str:
    """What a command that failed said, in one line, without a traceback."""
    assert ran.exit_code == 1
    assert ran.output.count("\n") == 1
    return str(ran.output)


def test_what_was_said_on_one_machine_is_shown_on_another(
    old: Machine, new: Machine, disk: Path
) -> None:
    numbers = everybody(old.store())
    made = old.types("backup", disk / "vivevoix.backup")
    assert made.exit_code == 0
    assert f"{disk / 'vivevoix.backup'}  3 dossiers" in made.output
    assert str(disk / "vivevoix.keys") in made.output
    done = new.types("restore", disk / "vivevoix.backup")
    assert done.output == "3 dossiers are there again.\n"
    assert "Lefèvre" in new.types("dossier", "show", numbers[0]).output
    for printed in (made.output, done.output):
        assert not any(word in printed for word in ("Lefèvre", "Zwyxkar", *PEOPLE))


def test_the_store_is_well_after_a_restore(
    old: Machine, new: Machine, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody(old.store())
    old.types("backup", disk / "backup")
    monkeypatch.setenv("VIVEVOIX_HOME", str(old.home))
    before = found("backup").says
    new.types("restore", disk / "backup")
    monkeypatch.setenv("VIVEVOIX_HOME", str(new.home))
    assert found("store").is_well
    assert "3 dossiers" in found("store").says
    assert found("backup").is_well
    assert found("backup").says == before, "when what was restored had been backed up"


def found(what: str) -> Finding:
    """What `doctor` says of it."""
    return next(finding for finding in findings() if finding.what == what)


def test_doctor_tells_when_no_backup_was_made_of_late(
    old: Machine, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVEVOIX_HOME", str(old.home))
    everybody(old.store())
    assert "./vivevoix backup FILE" in found("backup").line()
    old.types("backup", disk / "backup")
    assert found("backup").line().startswith("ok ")
    assert str(disk) in found("backup").line()

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(days=3)

    monkeypatch.setattr("assistant.doctor.datetime", Later)
    assert found("backup").line().startswith("off ")


def test_without_a_master_key_none_is_made(old: Machine, new: Machine, disk: Path) -> None:
    everybody(old.store())
    old.types("backup", disk / "backup")
    new.key.unlink()
    assert "safe copy" in told(new.types("restore", disk / "backup"))
    assert list(new.home.iterdir()) == []
    new.put_key()
    assert new.types("restore", disk / "backup").exit_code == 0


def test_the_key_that_the_program_made_by_itself_is_told_to_be_the_wrong_one(
    old: Machine, new: Machine, disk: Path
) -> None:
    everybody(old.store())
    old.types("backup", disk / "backup")
    new.key.unlink()
    new.types("dossier", "list")  # makes a key and a database
    assert "master.key" in told(new.types("restore", disk / "backup"))
    new.put_key()
    assert new.types("restore", disk / "backup").exit_code == 0
    assert new.types("dossier", "list").output.count("\n") == 3


def test_a_fault_is_one_line_with_its_cure(old: Machine, new: Machine, disk: Path) -> None:
    everybody(old.store())
    assert "disk is there" in told(old.types("backup", disk / "unplugged" / "backup"))
    old.types("backup", disk / "backup")
    assert "already" in told(old.types("restore", disk / "backup"))
    whole = (disk / "backup").read_bytes()
    (disk / "backup").write_bytes(whole[:-1])
    assert "nothing was changed" in told(new.types("restore", disk / "backup"))
    (disk / "backup").write_bytes(whole)
    (disk / "vivevoix.keys").unlink()
    assert "--without" in told(new.types("restore", disk / "backup"))


def test_forget_tells_of_a_disk_that_is_not_there(old: Machine, disk: Path) -> None:
    numbers = everybody(old.store())
    old.types("backup", disk / "backup")
    there = old.types("dossier", "forget", numbers[0], typed=f"y\n{numbers[0]}\n")
    assert there.output.endswith(f"{numbers[0]} is erased.\n")
    disk.rename(disk.with_name("unplugged"))
    away = old.types("dossier", "forget", numbers[1], typed=f"y\n{numbers[1]}\n")
    assert str(disk / "vivevoix.keys") in away.output.splitlines()[-1]


def test_secrets_that_were_lost_are_put_back_and_the_newer_answers_stay(
    old: Machine, disk: Path
) -> None:
    store = old.store()
    kept, erased, _ = everybody(store)
    old.types("backup", disk / "backup")
    with store.turn(PEOPLE[0]) as work:
        work.save_state(b"after the backup")
    store.forget(erased)
    lost = old.home / "keys" / kept
    lost.unlink()
    assert "restore --keys" in told(old.types("dossier", "show", kept))
    put = old.types("restore", "--keys", disk / "backup")
    assert put.output == f"{kept}\n"
    with store.turn(PEOPLE[0]) as work:
        assert work.state == b"after the backup"
    assert [one.forgotten for one in store.dossiers()].count(True) == 1

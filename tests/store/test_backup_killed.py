"""kill -9 in the middle of a backup and of a restore: the former state, or the new one, whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.security import files
from assistant.security.key_copies import NAME, read
from assistant.store.errors import DossierForgotten
from tests.store.backups import all_of_it, begun, everybody, keys_of, restored_into
from tests.store.kept import Kept

BACKING_UP = """
import assistant.security.files, assistant.store.archive, assistant.store.backup
def wait(*_, **__):
    print("now", flush=True)
    time.sleep(60)
"""
BACKUP_MOMENTS = {
    "in the middle of the rows": """
add, added = assistant.store.archive.Writer.add, []
def slow(self, *row):
    added.append(row)
    wait() if len(added) == 5 else add(self, *row)
assistant.store.archive.Writer.add = slow
""",
    "before the last chunk": "assistant.store.archive.Writer.finish = wait",
    "before the secrets": "assistant.store.backup.KeyCopies.bring_up_to_date = wait",
    "before it takes its place": """
place = Path.replace
def replace(self, target):
    wait() if Path(target).name == "backup" else place(self, target)
Path.replace = replace
""",
}


def killed_at(moment: str, kept: Kept, code: str, *arguments: str) -> None:
    """Another process, killed where it said that it is."""
    child = kept.child(f"{moment}\n{code}", *arguments)
    assert child.stdout is not None
    assert child.stdout.readline() == "now\n"
    child.kill()
    child.wait()


@pytest.mark.parametrize("moment", BACKUP_MOMENTS)
def test_killed_in_a_backup_the_former_one_is_whole(sqlite: Kept, disk: Path, moment: str) -> None:
    store = sqlite.open()
    begun(store, "Jeanne")
    store.back_up(disk / "backup")
    before = (disk / "backup").read_bytes()
    number = begun(store, "Marcel")
    code = "store.back_up(Path(sys.argv[3]))"
    killed_at(BACKING_UP + BACKUP_MOMENTS[moment], sqlite, code, str(disk / "backup"))
    assert (disk / "backup").read_bytes() == before
    assert files.leftovers(disk / "backup")
    assert restored_into(Kept("", sqlite.home / "there"), disk / "backup").dossiers == 1
    assert store.back_up(disk / "backup").dossiers == 2
    assert {path.name for path in disk.iterdir()} == {"backup", NAME}
    assert read(disk / NAME, keys_of(sqlite))[number]


def test_killed_while_the_secrets_are_written_they_are_the_former_ones_or_the_new(
    sqlite: Kept, disk: Path
) -> None:
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    moment = """
place = Path.replace
def replace(self, target):
    wait() if Path(target).name == "vivevoix.keys" else place(self, target)
Path.replace = replace
"""
    killed_at(BACKING_UP + moment, sqlite, "store.forget(sys.argv[3])", numbers[0])
    assert read(disk / NAME, keys_of(sqlite)).keys() == set(numbers)
    with pytest.raises(DossierForgotten):
        store.dossier(numbers[0])
    store.back_up(disk / "backup")
    assert read(disk / NAME, keys_of(sqlite))[numbers[0]] is None
    assert {path.name for path in disk.iterdir()} == {"backup", NAME}


RESTORING = """
import assistant.store.restoring as restoring
def wait(*_, **__):
    print("now", flush=True)
    time.sleep(60)
"""
RESTORE = "restoring.restore(sys.argv[3], Path(sys.argv[4]), MASTER_KEY, Path(sys.argv[5]))\nwait()"
RESTORE_MOMENTS = {
    "in the middle of the secrets": """
put = restoring.KeyFolder.put_back
def half(self, secrets):
    put(self, dict(list(secrets.items())[:2]))
    wait()
restoring.KeyFolder.put_back = half
""",
    "before the tables are made": "restoring.make_anew = wait",
    "in the middle of the rows": """
rows = restoring.Reader.rows
def slow(self):
    seen = 0
    for row in rows(self):
        seen += row[0] == "answers"
        yield row
        if seen == 5 and slow.writing:
            wait()
slow.writing = False
fill = restoring.fill
def filling(*what):
    slow.writing = True
    fill(*what)
restoring.fill = filling
restoring.Reader.rows = slow
""",
    "before it is brought up to date": "restoring.bring_up_to_date = wait",
    "after all was written, before it is kept": """
bring = restoring.bring_up_to_date
def bring_then_wait(*what):
    bring(*what)
    wait()
restoring.bring_up_to_date = bring_then_wait
""",
}


@pytest.mark.parametrize("moment", RESTORE_MOMENTS)
def test_killed_in_a_restore_nothing_is_there_and_it_may_be_run_again(
    sqlite: Kept, elsewhere: Kept, disk: Path, moment: str
) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    killed_at(
        RESTORING + RESTORE_MOMENTS[moment], sqlite, RESTORE,
        elsewhere.url, str(elsewhere.home), str(disk / "backup"),
    )  # fmt: skip
    _wait_for_the_server(elsewhere)
    nothing = elsewhere.open()
    assert nothing.dossiers() == []
    nothing.close()
    assert restored_into(elsewhere, disk / "backup").dossiers == 3
    assert all_of_it(elsewhere.open()) == all_of_it(store)


def test_killed_after_a_restore_all_of_it_is_there(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    killed_at(RESTORING, sqlite, RESTORE, elsewhere.url, str(elsewhere.home), str(disk / "backup"))
    assert all_of_it(elsewhere.open()) == all_of_it(store)


def test_killed_at_any_moment_of_a_restore_it_is_all_or_nothing(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    for pause in (0.05, 0.2, 0.4):
        child = sqlite.child(
            RESTORING + "print('now', flush=True)\n" + RESTORE,
            elsewhere.url, str(elsewhere.home), str(disk / "backup"),
        )  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause)
        child.kill()
        child.wait()
        _wait_for_the_server(elsewhere)
        there = elsewhere.open()
        found = len(there.dossiers())
        assert found in (0, 3)
        if found:
            assert all_of_it(there) == all_of_it(store)
            break
        there.close()


def _wait_for_the_server(kept: Kept) -> None:
    """Until it has seen that its client is no more, and undone what was not kept."""
    while not kept.is_sqlite and kept.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()"
    ):
        time.sleep(0.05)

"""A backup: made while people talk, of one moment, unreadable, and in place of the former one."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.security import files
from assistant.security.key_copies import NAME, NotTheseKeys
from assistant.store import backup
from assistant.store.backup_errors import BackupNotWritten, BackupUnderWay, NotABackup
from assistant.store.store import Store
from tests.store.backups import SCAN, all_of_it, begun, contents, everybody, restored_into
from tests.store.kept import OTHER_KEY, Kept, answer, values
from tests.store.small_disk import fill, small_disk


def test_a_talk_goes_on_while_it_is_backed_up_and_the_backup_is_of_one_moment(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = begun(store, "Jeanne", "0")
    rows = backup._rows
    said = 0

    def rows_while_a_turn_is_said(*of: Any) -> Any:
        nonlocal said
        said += 1
        with store.turn("Jeanne") as work:
            work.record(answer(value=str(said)))
            work.keep_document(SCAN)
            work.save_state(str(said).encode())
        return rows(*of)

    monkeypatch.setattr(backup, "_rows", rows_while_a_turn_is_said)
    store.back_up(disk / "backup")
    assert len(store.history(number)) == said + 1
    assert said > 5
    restored_into(elsewhere, disk / "backup")
    there = elsewhere.open()
    with there.turn("Jeanne") as work:
        assert work.state is not None
        at = int(work.state.removeprefix(b"state of Jeanne") or b"0")
    assert values(there.history(number)) == [str(n) for n in range(at + 1)]
    assert len(there.documents(number)) == at + 1


def test_people_who_talk_in_another_process_do_not_disturb_it(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path
) -> None:
    begun(store)
    child = kept.child("""
n = 0
while True:
    n += 1
    with store.turn("Marcel") as work:
        if work.dossier is None:
            print(work.begin_dossier().id, flush=True)
        work.record(answer(value=str(n)))
        work.save_state(str(n).encode())
""")
    assert child.stdout is not None
    number = child.stdout.readline().strip()
    try:
        for _ in range(4):
            store.back_up(disk / "backup")
    finally:
        child.kill()
        child.wait()
    restored_into(elsewhere, disk / "backup")
    there = elsewhere.open()
    with there.turn("Marcel") as work:
        assert work.state is not None
        assert len(there.history(number)) == int(work.state)


def test_no_word_that_was_said_and_no_secret_stands_in_it(
    kept: Kept, store: Store, disk: Path
) -> None:
    numbers = everybody(store)
    store.back_up(disk / "backup")
    written = b"".join(content for content, _ in contents(disk).values())
    assert len(written) > len(SCAN.content) * 3
    for word in (b"lefebvre", b"zwyxkar", b"plexnar", b"chat jeanne", b"identity", b"state of"):
        assert word not in written.lower()
    assert SCAN.content[:64] not in written
    for number in numbers:
        assert (kept.home / "keys" / number).read_bytes() not in written


def test_with_the_master_key_alone_nothing_that_was_said_can_be_read_in_it(
    kept: Kept, store: Store, disk: Path
) -> None:
    """Whoever has not agreed yet has no secret that could be destroyed: they are not in it."""
    begun(store)
    with store.turn("has not agreed") as work:
        work.save_state(b"the first question")
    store.back_up(disk / "backup")
    there = Kept("", disk / "home")
    restored_into(there, disk / "backup")
    assert len(kept.execute("SELECT * FROM conversations")) == 2
    [(dossier, wrapped)] = there.execute("SELECT dossier_id, wrapped_key FROM conversations")
    assert dossier is not None
    assert wrapped is None


def test_it_is_for_the_owner_only(store: Store, disk: Path) -> None:
    begun(store)
    store.back_up(disk / "backup")
    assert {name: mode & 0o777 for name, (_, mode) in contents(disk).items()} == {
        "backup": 0o600,
        NAME: 0o600,
    }


def test_it_takes_the_place_of_the_former_one(store: Store, elsewhere: Kept, disk: Path) -> None:
    begun(store)
    store.back_up(disk / "backup")
    begun(store, "Marcel")
    made = store.back_up(disk / "backup")
    assert (made.dossiers, made.lost) == (2, [])
    assert restored_into(elsewhere, disk / "backup").dossiers == 2
    assert all_of_it(elsewhere.open()) == all_of_it(store)


@pytest.mark.parametrize("name", ["holiday.jpg", "vivevoix.sqlite", NAME])
def test_another_file_is_never_overwritten(sqlite: Kept, disk: Path, name: str) -> None:
    store = sqlite.open()
    begun(store)
    for folder in (disk, sqlite.home):
        file = folder / name
        if not file.exists():
            file.write_bytes(b"something else")
        before = file.read_bytes()
        with pytest.raises(NotABackup, match=name):
            store.back_up(file)
        assert file.read_bytes() == before


def test_the_keys_of_another_assistant_are_never_overwritten(sqlite: Kept, disk: Path) -> None:
    store, theirs = sqlite.open(), Kept("", disk / "theirs").open(OTHER_KEY)
    begun(store)
    begun(theirs)
    theirs.back_up(disk / "backup of theirs")
    before = contents(disk)
    with pytest.raises(NotTheseKeys, match=NAME):
        store.back_up(disk / "backup")
    assert contents(disk) == before


def test_two_assistants_with_one_master_key_share_a_disk(sqlite: Kept, disk: Path) -> None:
    stores = {name: Kept("", disk / name).open() for name in ("one", "other")}
    numbers = {name: begun(store) for name, store in stores.items()}
    for name, store in stores.items():
        store.back_up(disk / f"backup of {name}")
    stores["one"].forget(numbers["one"])
    restored_into(sqlite, disk / "backup of other")
    assert sqlite.open().history(numbers["other"])
    there = Kept("", disk / "there")
    assert restored_into(there, disk / "backup of one").erased == 1


def test_a_disk_that_is_not_there_is_said_and_nothing_is_made(store: Store, disk: Path) -> None:
    begun(store)
    with pytest.raises(BackupNotWritten, match="unplugged") as told:
        store.back_up(disk / "unplugged" / "backup")
    assert "\n" not in str(told.value)
    assert contents(disk) == {}
    assert store.backups() == {}


def test_a_full_disk_leaves_the_former_backup(sqlite: Kept, tmp_path: Path) -> None:
    store = sqlite.open()
    number = begun(store)
    with small_disk(tmp_path / "stick"):
        file = tmp_path / "stick" / "backup"
        store.back_up(file)
        fill(tmp_path / "stick" / "holiday.jpg")
        before = contents(file.parent)
        begun(store, "Marcel")
        with pytest.raises(BackupNotWritten, match="No space left"):
            store.back_up(file)
        assert contents(file.parent) == before
        there = Kept("", tmp_path / "there")
        assert restored_into(there, file).dossiers == 1
        assert there.open().history(number)


def test_a_file_that_grows_too_large_leaves_the_former_backup(sqlite: Kept, disk: Path) -> None:
    store = sqlite.open()
    begun(store)
    store.back_up(disk / "backup")
    before = contents(disk)
    begun(store, "Marcel")
    size = len(before["backup"][0]) + 1000
    child = sqlite.child(
        """
import resource, signal
from assistant.store.backup_errors import BackupNotWritten
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    store.back_up(Path(sys.argv[3]))
except BackupNotWritten as told:
    print(told.reason)
""",
        str(disk / "backup"), str(size),
    )  # fmt: skip
    assert child.communicate(timeout=60)[0].strip() == os.strerror(errno.EFBIG)
    assert contents(disk) == before


def test_one_backup_is_made_at_a_time(store: Store, kept: Kept, disk: Path) -> None:
    begun(store)
    with files.locked(kept.home / "keys" / ".backup.lock"), pytest.raises(BackupUnderWay):
        store.back_up(disk / "backup")
    store.back_up(disk / "backup")


def test_a_dossier_that_lost_its_secret_is_named(kept: Kept, store: Store, disk: Path) -> None:
    lost, safe, erased = begun(store, "Jeanne"), begun(store, "Marcel"), begun(store, "Odette")
    store.forget(erased)
    secret = kept.home / "keys" / lost
    secret.rename(disk / "elsewhere")
    made = store.back_up(disk / "backup")
    assert (made.dossiers, made.lost) == (1, [lost])
    (disk / "elsewhere").rename(secret)
    assert store.back_up(disk / "backup").lost == []
    secret.unlink()
    assert store.back_up(disk / "backup").lost == []  # the copy beside the backup still has it
    assert store.history(safe)


def test_where_backups_are_and_since_when_is_known(kept: Kept, store: Store, disk: Path) -> None:
    begun(store)
    store.back_up(disk / "backup")
    [(place, first)] = store.backups().items()
    assert place == disk
    assert first is not None
    store.back_up(disk / "backup")
    [again] = kept.open().backups().values()
    assert again is not None
    assert again > first


def test_memory_does_not_grow_with_what_is_backed_up_and_restored(sqlite: Kept, disk: Path) -> None:
    """60 MB of documents, in a process that may not have so much more than it begins with."""
    store = sqlite.open()
    for person in range(6):
        number = begun(store, f"person {person}")
        large = SCAN.content * 50
        store.keep_document(number, replace(SCAN, content=large))
    child = sqlite.child(
        """
import resource
from assistant.store.restoring import restore
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
file = Path(sys.argv[3])
store.back_up(file)
restore("", file.with_name("home"), MASTER_KEY, file)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
""",
        str(disk / "backup"),
    )
    grown = int(child.communicate(timeout=120)[0])
    assert (disk / "backup").stat().st_size > 60_000_000
    assert grown < 50_000  # KB: a row of 10 MB a few times over, and alembic


@pytest.mark.usefixtures("patience")
def test_it_waits_for_nobody_who_is_writing(kept: Kept, store: Store, disk: Path) -> None:
    begun(store)
    with store.turn("a long turn") as work:
        work.begin_dossier()
        assert kept.open().back_up(disk / "backup").dossiers == 1

"""An erased dossier never comes back, whichever backup is restored."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Thread

import pytest

from assistant.security import files
from assistant.security.key_copies import NAME, read
from assistant.security.key_folder import KeyFolder
from assistant.store.errors import DossierForgotten
from assistant.store.store import Store
from tests.store.backups import PEOPLE, begun, contents, everybody, keys_of, restored_into
from tests.store.kept import Kept


def test_erased_after_the_backup_it_does_not_come_back(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path
) -> None:
    numbers = everybody(store)
    store.back_up(disk / "backup")
    assert store.forget(numbers[0]) == []
    done = restored_into(elsewhere, disk / "backup")
    assert (done.dossiers, done.erased) == (2, 1)
    there = elsewhere.open()
    with pytest.raises(DossierForgotten, match=numbers[0]):
        there.dossier(numbers[0])
    assert {one.id: one.forgotten for one in there.dossiers()} == {
        number: number == numbers[0] for number in numbers
    }
    with there.turn(PEOPLE[0]) as work:
        assert (work.state, work.dossier) == (None, None)
    assert there.history(numbers[1])
    for table in ("answers", "documents", "secret_codes", "reach", "conversations"):
        query = f"SELECT count(*) FROM {table} WHERE dossier_id = :n"  # noqa: S608
        assert elsewhere.execute(query, n=numbers[0]) == [(0,)]


def test_its_secret_is_nowhere_on_the_disk_of_the_backups(sqlite: Kept, disk: Path) -> None:
    store = sqlite.open()
    numbers = everybody(store)
    for day in ("monday", "tuesday"):
        store.back_up(disk / day)
    secrets = read(disk / NAME, keys_of(sqlite))
    assert secrets.keys() == set(numbers)
    assert None not in secrets.values()
    store.forget(numbers[1])
    again = read(disk / NAME, keys_of(sqlite))
    assert again == secrets | {numbers[1]: None}


def test_the_former_secrets_are_overwritten_where_they_lay(sqlite: Kept, disk: Path) -> None:
    store = sqlite.open()
    number = begun(store)
    store.back_up(disk / "backup")
    (disk / "kept by its inode").hardlink_to(disk / NAME)
    store.forget(number)
    assert (disk / "kept by its inode").read_bytes() == b""


def test_on_a_disk_that_was_unplugged_the_next_backup_erases_it(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    away = disk.rename(disk.with_name("unplugged"))
    assert store.forget(numbers[0]) == [disk / NAME]
    assert not disk.exists()
    away.rename(disk)
    old = shutil.copy(disk / "backup", disk / "old backup")
    store.back_up(disk / "backup")
    assert restored_into(elsewhere, Path(old)).erased == 1
    with pytest.raises(DossierForgotten):
        elsewhere.open().dossier(numbers[0])


def test_an_empty_folder_where_a_disk_is_mounted_gets_nothing(sqlite: Kept, disk: Path) -> None:
    store = sqlite.open()
    number = begun(store)
    store.back_up(disk / "backup")
    disk.rename(disk.with_name("unplugged"))
    disk.mkdir()
    assert store.forget(number) == [disk / NAME]
    assert contents(disk) == {}


def test_what_a_killed_process_left_of_the_copy_is_overwritten_too(
    sqlite: Kept, disk: Path
) -> None:
    store = sqlite.open()
    number = begun(store)
    store.back_up(disk / "backup")
    left = disk / f".{NAME}.0123456789abcdef"
    shutil.copy(disk / NAME, left)
    (disk / "kept by its inode").hardlink_to(left)
    assert files.leftovers(disk / NAME) == [left]
    store.forget(number)
    assert not left.exists()
    assert (disk / "kept by its inode").read_bytes() == b""


def test_an_erased_secret_stays_erased_though_the_key_folder_was_lost(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    """The row still says that it was forgotten; those that were not stay in the copy."""
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    disk.rename(disk.with_name("unplugged"))
    store.forget(numbers[0])
    shutil.rmtree(sqlite.home / "keys")
    disk.with_name("unplugged").rename(disk)
    store.back_up(disk / "backup")
    assert restored_into(elsewhere, disk / "backup").dossiers == 2


def test_an_erasure_at_home_counts_when_an_old_backup_is_restored_with_an_old_copy(
    sqlite: Kept, disk: Path
) -> None:
    """The database is lost, `keys/` is not: what it says wins."""
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    disk.rename(disk.with_name("unplugged"))
    store.forget(numbers[0])
    store.close()
    for file in sqlite.home.glob("vivevoix.sqlite*"):
        file.unlink()
    done = restored_into(sqlite, disk.with_name("unplugged") / "backup")
    assert (done.dossiers, done.erased) == (2, 1)
    with pytest.raises(DossierForgotten):
        sqlite.open().dossier(numbers[0])


def test_after_a_restore_erasing_reaches_the_backup_that_it_came_from(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    restored_into(elsewhere, disk / "backup")
    assert elsewhere.open().forget(numbers[0]) == []
    third = Kept("", disk / "third")
    assert restored_into(third, disk / "backup").erased == 1


def test_erased_while_a_backup_is_made_it_is_not_in_its_secrets(
    sqlite: Kept, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The erasure comes after the backup has read the secrets, before it wrote them."""
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    every, erasing = KeyFolder.every, Thread(target=store.forget, args=[numbers[0]])

    def every_then_erased(folder: KeyFolder) -> dict[str, bytes | None]:
        secrets = every(folder)
        if not erasing.ident:
            erasing.start()
            erasing.join(1)  # it waits for the backup; if it did not, it would have ended
        return secrets

    monkeypatch.setattr(KeyFolder, "every", every_then_erased)
    store.back_up(disk / "backup")
    erasing.join()
    assert read(disk / NAME, keys_of(sqlite))[numbers[0]] is None

"""What `restore` refuses, with not a byte of the home touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.security.chunks import CHUNK_BYTES
from assistant.security.errors import StoreError
from assistant.security.key_copies import NAME, NotTheseKeys
from assistant.security.sealing import TAG_BYTES
from assistant.store.archive import CHECK_BYTES, KIND, SALT_BYTES, VERSION, Manifest, Writer
from assistant.store.backup_errors import (
    BackupDamaged,
    BackupNotRead,
    BackupOfAnotherKey,
    NewerBackup,
    NotABackup,
    NotEmpty,
    SecretsMissing,
)
from assistant.store.errors import NewerDatabase, StoreUnavailable
from assistant.store.store import Store
from tests.store.backups import all_of_it, begun, contents, everybody, keys_of, restored_into
from tests.store.kept import OTHER_KEY, Kept
from tests.store.small_disk import small_disk

HEADER_BYTES = len(KIND + VERSION) + SALT_BYTES + CHECK_BYTES
SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES


class Made(NamedTuple):
    """A backup of three dossiers, in several chunks, and an empty home to restore it into."""

    file: Path
    whole: bytes
    there: Kept


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    (folder / "disk").mkdir()
    kept = Kept("", folder / "home")
    store = kept.open()
    everybody(store)
    file = store.back_up(folder / "disk" / "backup").file
    whole = file.read_bytes()
    assert len(whole) > 4 * SEALED_CHUNK
    return Made(file, whole, Kept("", folder / "there"))


def refused(made: Made, content: bytes) -> StoreError:
    """What is told of a backup of `content`. Nothing is made where there was nothing."""
    made.file.write_bytes(content)
    with pytest.raises(StoreError) as told:
        restored_into(made.there, made.file)
    assert not made.there.home.exists()
    assert "\n" not in str(told.value)
    return told.value


@given(st.data())
def test_a_flipped_bit_anywhere(made: Made, data: st.DataObject) -> None:
    changed = bytearray(made.whole)
    place = data.draw(st.integers(0, len(changed) - 1) | st.integers(0, HEADER_BYTES + 40))
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    told = refused(made, bytes(changed))
    if place >= HEADER_BYTES:
        assert isinstance(told, BackupDamaged)
    elif place >= len(KIND + VERSION):
        assert isinstance(told, BackupOfAnotherKey)
    else:
        assert isinstance(told, NotABackup | NewerBackup)


@given(st.data())
def test_a_cut_anywhere(made: Made, data: st.DataObject) -> None:
    at_chunks = st.sampled_from(range(HEADER_BYTES, len(made.whole), SEALED_CHUNK))
    length = data.draw(st.integers(0, len(made.whole) - 1) | at_chunks)
    told = refused(made, made.whole[:length])
    assert isinstance(told, BackupDamaged | NotABackup | NewerBackup | BackupOfAnotherKey)
    assert isinstance(told, BackupDamaged) == (length >= HEADER_BYTES)


def test_two_chunks_exchanged_one_left_out_and_bytes_after_the_end(made: Made) -> None:
    header, chunks = made.whole[:HEADER_BYTES], made.whole[HEADER_BYTES:]
    first, second = chunks[:SEALED_CHUNK], chunks[SEALED_CHUNK : 2 * SEALED_CHUNK]
    rest = chunks[2 * SEALED_CHUNK :]
    for content in (second + first + rest, second + rest, first + rest, chunks + b"\0"):
        assert isinstance(refused(made, header + content), BackupDamaged)


def test_the_end_of_another_backup_of_the_same_dossiers(made: Made) -> None:
    again = Kept("", made.file.parents[1] / "home").open()
    other = again.back_up(made.file.with_name("other")).file.read_bytes()
    cut = HEADER_BYTES + SEALED_CHUNK
    assert isinstance(refused(made, made.whole[:cut] + other[cut:]), BackupDamaged)


def test_another_master_key(store: Store, elsewhere: Kept, disk: Path) -> None:
    everybody(store)
    store.back_up(disk / "backup")
    with pytest.raises(BackupOfAnotherKey, match=r"master\.key"):
        restored_into(elsewhere, disk / "backup", key=OTHER_KEY)
    assert not elsewhere.home.exists()


@pytest.mark.parametrize("content", [b"", b"something else, " * 9999])
def test_a_file_that_is_none(sqlite: Kept, disk: Path, content: bytes) -> None:
    (disk / "holiday.jpg").write_bytes(content)
    with pytest.raises(NotABackup):
        restored_into(sqlite, disk / "holiday.jpg")
    with pytest.raises(BackupNotRead):
        restored_into(sqlite, disk / "not there")
    assert not sqlite.home.exists()


def test_a_newer_backup(sqlite: Kept, elsewhere: Kept, disk: Path) -> None:
    sqlite.open()
    columns = {"dossiers": ["id", "wrapped_key", "created_at"]}
    with (disk / "backup").open("wb") as file:
        Writer(file, keys_of(sqlite), Manifest("9999_much_later", columns)).finish()
    with pytest.raises(NewerBackup, match="9999_much_later"):
        restored_into(elsewhere, disk / "backup")
    assert not elsewhere.home.exists()


def test_a_home_that_holds_a_dossier(store: Store, elsewhere: Kept, disk: Path) -> None:
    everybody(store)
    store.back_up(disk / "backup")
    there = elsewhere.open()
    begun(there)
    before, keys = all_of_it(there), contents(elsewhere.home / "keys")
    there.close()
    with pytest.raises(NotEmpty, match="VIVEVOIX_HOME"):
        restored_into(elsewhere, disk / "backup")
    assert all_of_it(elsewhere.open()) == before
    assert contents(elsewhere.home / "keys") == keys


def test_a_dossier_begun_while_the_backup_was_looked_at(
    sqlite: Kept, elsewhere: Kept, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    there = elsewhere.open()

    def one_begins(*_: object) -> None:
        begun(there)

    monkeypatch.setattr("assistant.store.restoring.make_room", one_begins)
    with pytest.raises(NotEmpty):
        restored_into(elsewhere, disk / "backup")
    [listed] = there.dossiers()
    assert {path.name for path in (elsewhere.home / "keys").glob("[0-9]*")} == {listed.id}


def test_a_database_of_a_newer_version(sqlite: Kept, elsewhere: Kept, disk: Path) -> None:
    sqlite.open().back_up(disk / "backup")
    elsewhere.open().close()
    elsewhere.execute("UPDATE alembic_version SET version_num = '9999'")
    before = elsewhere.backup()
    with pytest.raises(NewerDatabase, match="9999"):
        restored_into(elsewhere, disk / "backup")
    assert elsewhere.backup() == before


def _lose_the_file(copy: Path) -> None:
    copy.unlink()


def _lose_a_line(copy: Path) -> None:
    lines = copy.read_bytes().splitlines(keepends=True)
    copy.write_bytes(b"".join([lines[0], *lines[2:]]))


def _damage_a_line(copy: Path) -> None:
    lines = copy.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1][:40] + (b"B" if lines[1][40:41] != b"B" else b"C") + lines[1][41:]
    copy.write_bytes(b"".join(lines))


@pytest.mark.parametrize("lose", [_lose_the_file, _lose_a_line, _damage_a_line])
def test_secrets_that_were_lost_unless_they_are_given_up_one_by_one(
    sqlite: Kept, elsewhere: Kept, disk: Path, lose: Callable[[Path], None]
) -> None:
    """It is told apart from erased: nothing that was only mislaid is given up."""
    store = sqlite.open()
    numbers = sorted(everybody(store))
    store.back_up(disk / "backup")
    lose(disk / NAME)
    with pytest.raises(SecretsMissing, match=numbers[0]) as told:
        restored_into(elsewhere, disk / "backup")
    assert f"--without {numbers[0]}" in str(told.value)
    assert not elsewhere.home.exists()
    lost = told.value.dossiers
    assert len(lost) == (3 if lose is _lose_the_file else 1)
    done = restored_into(elsewhere, disk / "backup", *lost)
    assert done.erased == len(lost)
    assert [d.forgotten for d in elsewhere.open().dossiers()].count(True) == len(lost)


def test_secrets_sealed_with_another_master_key(sqlite: Kept, elsewhere: Kept, disk: Path) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    (disk / "other").mkdir()
    Kept("", disk / "their home").open(OTHER_KEY).back_up(disk / "other" / "backup")
    (disk / "other" / NAME).replace(disk / NAME)
    with pytest.raises(NotTheseKeys):
        restored_into(elsewhere, disk / "backup")
    assert not elsewhere.home.exists()


def test_a_full_disk(sqlite: Kept, disk: Path, tmp_path: Path) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    there = Kept("", tmp_path / "small" / "home")
    with small_disk(tmp_path / "small", "500k"):
        with pytest.raises(StoreUnavailable) as told:
            restored_into(there, disk / "backup")
        assert told.value.reason == "full"
        assert there.open().dossiers() == []


def test_a_database_that_is_locked(sqlite: Kept, disk: Path, patience: None) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    there = Kept("", disk / "there")
    there.open().close()
    other = sqlite3.connect(there.file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as told:
        restored_into(there, disk / "backup")
    other.close()
    assert told.value.reason == "locked"
    assert there.open().dossiers() == []
    assert list((there.home / "keys").glob("[0-9]*")) == []

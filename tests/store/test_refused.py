"""What the store refuses: wrong keys, changed rows, databases newer, damaged, locked or full."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from assistant.security.errors import StoreError
from assistant.security.key_folder import KeyMissing
from assistant.store.database import Database, make_sqlite_file
from assistant.store.errors import (
    CURES,
    NewerDatabase,
    RecordDamaged,
    StoreUnavailable,
    WrongMasterKey,
)
from assistant.store.models import Base
from assistant.store.schema import MIGRATIONS, VERSIONS
from assistant.store.store import Store
from tests.store.kept import OTHER_KEY, SENDER, Kept, answer
from tests.store.postgresql import Cluster
from tests.store.small_disk import fill, small_disk


def begun(store: Store, sender: str = SENDER, *given: str) -> str:
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        for value in given:
            work.record(answer(value=value))
        work.save_state(b"here")
        return number


def a_turn(store: Store, value: str = "more") -> None:
    with store.turn(SENDER) as work:
        work.record(answer(value=value))
        work.save_state(b"there")


def refused(doing: Callable[[], object]) -> str:
    """The reason why the store is unavailable."""
    with pytest.raises(StoreUnavailable) as caught:
        doing()
    assert "\n" not in str(caught.value)
    assert "lefèvre" not in str(caught.value.__cause__).lower()
    assert caught.value.key == f"StoreUnavailable.{caught.value.reason}"
    return caught.value.reason


def test_the_migrations_make_the_tables_of_the_models(kept: Kept, store: Store) -> None:
    with kept.behind() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_migration_is_known_to_the_program() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([s.revision for s in scripts.walk_revisions()])) == VERSIONS


def test_two_processes_may_open_a_new_database_at_once(kept: Kept) -> None:
    children = [kept.child("print(len(store.dossiers()))") for _ in range(3)]
    assert [child.communicate(timeout=60)[0] for child in children] == ["0\n"] * 3


def test_who_looked_before_another_made_the_tables_waits_for_none_of_its_turns(
    sqlite: Kept, patience: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that writes without a pause may never let SQLite's lock go to another."""
    looked: list[bool] = []
    is_ready = Store._is_ready

    def at_first_too_early(store: Store) -> bool:
        looked.append(is_ready(store))
        return len(looked) > 1 and looked[-1]

    first = sqlite.open()
    monkeypatch.setattr(Store, "_is_ready", at_first_too_early)
    with first.turn(SENDER):
        sqlite.open().close()
    assert len(looked) == 2


def test_who_comes_at_once_to_a_new_file_waits_for_the_others(tmp_path: Path) -> None:
    several = 6

    def made_by_one(file: Path, together: Barrier) -> None:
        database = Database(f"sqlite:///{file}")
        together.wait(timeout=60)
        with database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS made (number)")
        database.close()

    with ThreadPoolExecutor(several) as at_once:
        for file in (tmp_path / f"{number}.sqlite" for number in range(60)):
            make_sqlite_file(file)
            together = Barrier(several)
            for done in [at_once.submit(made_by_one, file, together) for _ in range(several)]:
                done.result(timeout=60)


def test_another_master_key_is_refused_at_opening(kept: Kept, store: Store) -> None:
    begun(store)
    with pytest.raises(WrongMasterKey, match=r"master\.key"):
        kept.open(OTHER_KEY)
    assert len(kept.open().dossiers()) == 1


def test_a_database_of_a_newer_version_is_refused_and_left_alone(kept: Kept, store: Store) -> None:
    begun(store)
    kept.execute("UPDATE alembic_version SET version_num = '9999'")
    before = kept.backup()
    with pytest.raises(NewerDatabase, match="9999"):
        kept.open()
    assert kept.backup() == before


def test_a_changed_byte_is_refused(kept: Kept, store: Store) -> None:
    number = begun(store, SENDER, "Lefèvre")
    [(row, record)] = kept.execute("SELECT id, record FROM answers")
    changed = record[:-1] + bytes([record[-1] ^ 1])
    kept.execute("UPDATE answers SET record = :r", r=changed)
    with pytest.raises(RecordDamaged, match=f"Row {row} "):
        store.dossier(number)
    with pytest.raises(RecordDamaged):
        a_turn(store)
    kept.execute("UPDATE answers SET record = :r", r=record)
    assert store.dossier(number).value("identity.birth_name") == "Lefèvre"


def test_an_answer_moved_to_another_dossier_is_refused(kept: Kept, store: Store) -> None:
    begun(store, SENDER, "Lefèvre")
    other = begun(store, "Marcel")
    kept.execute("UPDATE answers SET dossier_id = :other", other=other)
    with pytest.raises(RecordDamaged):
        store.dossier(other)


def test_an_answer_put_in_place_of_another_one_is_refused(kept: Kept, store: Store) -> None:
    number = begun(store, SENDER, "Lefèvre", "Lefebvre")
    [(old,), (new,)] = kept.execute("SELECT record FROM answers ORDER BY id")
    kept.execute("UPDATE answers SET record = :old WHERE record = :new", old=old, new=new)
    with pytest.raises(RecordDamaged):
        store.dossier(number)


def test_a_state_given_to_another_sender_is_refused(kept: Kept, store: Store) -> None:
    for sender in ("Jeanne", "Marcel"):
        with store.turn(sender) as work:
            work.save_state(sender.encode())
    one, two = kept.execute("SELECT id, wrapped_key, state FROM conversations")
    kept.execute("UPDATE conversations SET state = :s WHERE id = :i", s=one.state, i=two.id)
    kept.execute("UPDATE conversations SET wrapped_key = :k", k=one.wrapped_key)
    failed = 0
    for sender in ("Jeanne", "Marcel"):
        try:
            with store.turn(sender) as work:
                assert work.state == sender.encode()
        except RecordDamaged:
            failed += 1
    assert failed == 1


def test_a_conversation_pointed_at_another_dossier_is_refused(kept: Kept, store: Store) -> None:
    mine, theirs = begun(store), begun(store, "Marcel")
    kept.execute("UPDATE conversations SET dossier_id = :t", t=theirs)
    with pytest.raises(RecordDamaged), store.turn(SENDER):
        pass
    assert mine != theirs


def test_a_key_that_was_lost_is_named(kept: Kept, store: Store) -> None:
    number = begun(store, SENDER, "Lefèvre")
    path = kept.home / "keys" / number
    secret = path.read_bytes()
    path.unlink()
    with pytest.raises(KeyMissing, match=number):
        store.dossier(number)
    with pytest.raises(KeyMissing), store.turn(SENDER):
        pass
    path.write_bytes(secret[:7])
    with pytest.raises(KeyMissing):
        store.dossier(number)
    path.write_bytes(secret)
    assert store.dossier(number).value("identity.birth_name") == "Lefèvre"


@pytest.mark.usefixtures("patience")
def test_a_locked_database_undoes_the_turn(kept: Kept) -> None:
    store = kept.open()
    number = begun(store, SENDER, "Lefèvre")
    with kept.behind() as connection:
        if kept.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("LOCK TABLE conversations, answers")
        assert refused(lambda: a_turn(store)) == "locked"
    assert len(store.history(number)) == 1
    a_turn(store)
    assert len(store.history(number)) == 2


@pytest.mark.usefixtures("patience")
def test_a_conversation_held_by_another_process_is_waited_for_then_given_up(kept: Kept) -> None:
    store = kept.open()
    begun(store)
    child = kept.child("""
with store.turn(SENDER):
    print("now", flush=True)
    time.sleep(60)
""")
    assert child.stdout is not None
    child.stdout.readline()
    try:
        assert refused(lambda: a_turn(store)) == "locked"
    finally:
        child.kill()
        child.wait()
    a_turn(store)


def test_a_server_that_went_away_in_a_turn_undoes_it(postgresql: Kept, cluster: Cluster) -> None:
    store = postgresql.open()
    number = begun(store, SENDER, "Lefèvre")

    def cut() -> None:
        with store.turn(SENDER) as work:
            work.record(answer(value="half"))
            cluster.cut_off(postgresql.url)
            work.record(answer(value="half"))

    assert refused(cut) == "away"
    a_turn(store)  # a new connection is made, without a word
    assert len(store.history(number)) == 2


def test_a_server_that_goes_away_at_the_end_of_a_turn_undoes_it(
    postgresql: Kept, cluster: Cluster
) -> None:
    store = postgresql.open()
    number = begun(store, SENDER, "Lefèvre")

    def cut() -> None:
        with store.turn(SENDER) as work:
            work.record(answer(value="half"))
            cluster.cut_off(postgresql.url)

    assert refused(cut) == "away"
    assert len(store.history(number)) == 1


def test_a_server_that_is_not_there_is_said_without_its_password(sqlite: Kept) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Store.open("postgresql://me:geheim@127.0.0.1:9/dossiers", sqlite.home, OTHER_KEY)
    assert caught.value.reason == "away"
    assert "127.0.0.1:9/dossiers" in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("url", ["no url", "sqlite://", "sqlite:///:memory:", "oracle://x/y"])
def test_an_address_that_is_none_is_said(sqlite: Kept, url: str) -> None:
    assert refused(lambda: Store.open(url, sqlite.home, OTHER_KEY)) == "away"


def test_a_read_only_server_undoes_the_turn(postgresql: Kept, cluster: Cluster) -> None:
    store = postgresql.open()
    number = begun(store, SENDER, "Lefèvre")
    store.close()
    name = postgresql.url.rpartition("/")[2]
    cluster.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert refused(lambda: a_turn(store)) == "read_only"
    assert len(store.history(number)) == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(sqlite: Kept) -> None:
    sqlite.home.mkdir()
    sqlite.file.write_bytes(b"not a database at all, " * 1000)
    assert refused(sqlite.open) == "damaged"
    assert sqlite.file.read_bytes() == b"not a database at all, " * 1000


def test_a_damaged_page_undoes_the_turn(sqlite: Kept) -> None:
    store = sqlite.open()
    number = begun(store, SENDER, *map(str, range(50)))
    store.close()
    with sqlite3.connect(sqlite.file) as connection:
        [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers'")
        [[size]] = connection.execute("PRAGMA page_size")
    connection.close()
    whole = sqlite.file.read_bytes()
    start = (page - 1) * size
    sqlite.file.write_bytes(whole[:start] + os.urandom(size) + whole[start + size :])
    assert refused(lambda: a_turn(store)) == "damaged"
    assert refused(lambda: store.dossier(number)) == "damaged"
    store.close()
    sqlite.file.write_bytes(whole)
    assert len(store.history(number)) == 50
    store.close()
    sqlite.file.write_bytes(whole[: 2 * size] + os.urandom(len(whole) - 2 * size))
    assert refused(sqlite.open) == "damaged"


def test_a_full_disk_undoes_the_turn(sqlite: Kept) -> None:
    with small_disk(sqlite.home):
        store = sqlite.open()
        number = begun(store, SENDER, "Lefèvre")
        filler = sqlite.home / "filler"
        fill(filler)

        def long_turn() -> None:
            with store.turn(SENDER) as work:
                work.record(answer(value="more"))
                work.save_state(os.urandom(200_000))

        for _ in range(3):
            assert refused(long_turn) == "full"
        assert len(store.history(number)) == 1
        assert refused(lambda: begun(store, "Marcel")) == "full"
        assert len(store.dossiers()) == 1
        reopened = sqlite.open()
        assert len(reopened.history(number)) == 1
        filler.unlink()
        long_turn()
        assert len(store.history(number)) == 2
        store.close()
        reopened.close()


def test_a_limit_on_file_sizes_undoes_the_turn(sqlite: Kept) -> None:
    """The same for those who may not mount a disk."""
    store = sqlite.open()
    number = begun(store, SENDER, "Lefèvre")
    child = sqlite.child("""
import os, resource
from assistant.store.errors import StoreUnavailable
resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000))
try:
    with store.turn(SENDER) as work:
        work.record(answer(value="half"))
        work.save_state(os.urandom(300_000))
except StoreUnavailable as error:
    print(error.reason)
""")
    assert child.communicate(timeout=60)[0].strip() in ("full", "failed")
    assert len(store.history(number)) == 1
    with store.turn(SENDER) as work:
        assert work.state == b"here"


def test_a_full_disk_of_the_server_undoes_the_turn(
    cluster: Cluster, sqlite: Kept, tmp_path: Path
) -> None:
    folder = cluster.data.parent / "small"
    with small_disk(folder, "14m"):
        if cluster.owner is not None:
            os.chown(folder, cluster.owner, -1)
        cluster.run(
            f"CREATE TABLESPACE small LOCATION '{folder}'",
            "CREATE DATABASE full_one TABLESPACE small",
        )
        kept = Kept(cluster.url("full_one"), tmp_path / "home")
        try:
            store = kept.open()
            number = begun(store, SENDER, "Lefèvre")

            def long_turn() -> None:
                with store.turn(SENDER) as work:
                    work.record(answer(value="more"))
                    work.save_state(os.urandom(30_000_000))

            assert refused(long_turn) == "full"
            assert len(store.history(number)) == 1
            with store.turn(SENDER) as work:
                assert work.state == b"here"
            store.close()
        finally:
            cluster.run("DROP DATABASE full_one WITH (FORCE)", "DROP TABLESPACE small")


def test_a_read_only_disk_undoes_the_turn(sqlite: Kept) -> None:
    with small_disk(sqlite.home):
        store = sqlite.open()
        number = begun(store, SENDER, "Lefèvre")
        store.close()
        subprocess.run(["mount", "-o", "remount,ro", sqlite.home], check=True)
        assert refused(lambda: a_turn(store)) == "read_only"
        assert refused(sqlite.open) == "read_only"
        subprocess.run(["mount", "-o", "remount,rw", sqlite.home], check=True)
        assert len(store.history(number)) == 1
        store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(sqlite: Kept) -> None:
    sqlite.open().close()
    sqlite.file.chmod(0o400)
    sqlite.home.chmod(0o500)
    try:
        assert refused(sqlite.open) == "read_only"
    finally:
        sqlite.home.chmod(0o700)


def test_a_home_that_is_a_file_is_said(sqlite: Kept) -> None:
    sqlite.home.write_text("")
    assert isinstance(refused(sqlite.open), str)


def test_what_is_made_is_for_the_owner_only(sqlite: Kept) -> None:
    previous = os.umask(0)
    try:
        store = sqlite.open()
        begun(store, SENDER, "Lefèvre")
    finally:
        os.umask(previous)
    modes = {p.name: p.stat().st_mode & 0o777 for p in [sqlite.home, *sqlite.home.rglob("*")]}
    folders = {"home", "keys"}
    assert {"vivevoix.sqlite-wal", "vivevoix.sqlite-shm"} <= set(modes)
    assert {name: mode for name, mode in modes.items() if name in folders} == dict.fromkeys(
        folders, 0o700
    )
    assert {mode for name, mode in modes.items() if name not in folders} == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(sqlite: Kept) -> None:
    sqlite.open().close()
    sqlite.file.chmod(0o644)
    sqlite.home.chmod(0o755)
    sqlite.open()
    assert sqlite.file.stat().st_mode & 0o777 == 0o600
    assert sqlite.home.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_other_things_in_it_keeps_its_mode(sqlite: Kept) -> None:
    sqlite.home.mkdir(mode=0o755)
    (sqlite.home / "holiday.jpg").touch()
    sqlite.open()
    assert sqlite.home.stat().st_mode & 0o777 == 0o755


def test_sqlite_is_set_to_lose_nothing(sqlite: Kept) -> None:
    store = sqlite.open()
    with store._database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        wait = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert wait == 5000


@pytest.mark.parametrize("reason", CURES)
def test_each_reason_is_one_line_with_its_cure(reason: str) -> None:
    error = StoreUnavailable(reason, "/somewhere")  # type: ignore[arg-type]
    assert isinstance(error, StoreError)
    assert str(error).startswith("The database /somewhere ")
    assert error.fields == {"reason": reason, "where": "/somewhere"}

"""A backup restored: everything is there again, from any database into any, of any version."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert

from assistant.dossier.access import Done
from assistant.security.key_copies import KeyCopies
from assistant.store.archive import Manifest, Writer
from assistant.store.errors import DossierForgotten
from assistant.store.models import Base, ReminderRow, SchedulerJobRow
from assistant.store.schema import VERSIONS
from assistant.store.store import Store
from tests.store.backups import (
    SCAN,
    all_of_it,
    begun,
    everybody,
    keys_of,
    restored_into,
)
from tests.store.kept import Kept, answer


def test_everything_is_there_again_and_goes_on(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path
) -> None:
    numbers = everybody(store)
    before = all_of_it(store)
    made = store.back_up(disk / "backup")
    done = restored_into(elsewhere, disk / "backup")
    assert (made.dossiers, done.dossiers, done.erased) == (3, 3, 0)
    there = elsewhere.open()
    assert all_of_it(there) == before
    with there.turn("Jeanne") as work:
        assert work.ways_back.opens(numbers[0], "314159", datetime.now(UTC))
        work.record(answer(value="Durand"))
        work.keep_document(SCAN)
    assert [a.value for a, superseded in there.history(numbers[0]) if not superseded] == ["Durand"]
    assert len(there.documents(numbers[0])) == 2
    assert begun(there, "somebody new") not in numbers


def test_every_row_of_every_table_is_there_again(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path
) -> None:
    numbers = everybody(store)
    with kept.behind() as connection:
        told = {"id": "0" * 64, "dossier_id": numbers[0], "told": "told", "at": datetime.now(UTC)}
        connection.execute(insert(ReminderRow), told)
        job = {"id": "daily", "next_run_time": 1764291600.123, "job_state": bytes(range(256))}
        connection.execute(insert(SchedulerJobRow), job)
    store.back_up(disk / "backup")
    restored_into(elsewhere, disk / "backup")
    before, after = kept.backup(), elsewhere.backup()
    assert after["audit"].pop()["what"] == Done.RESTORED.value
    assert after == before
    with elsewhere.behind() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        references = (
            connection.dialect.name == "postgresql"
            and connection.exec_driver_sql(
                "SELECT count(*) FROM pg_constraint WHERE condeferrable"
            ).scalar_one()
        )
        assert not references


def test_an_empty_store_is_backed_up_and_restored(
    store: Store, elsewhere: Kept, disk: Path
) -> None:
    store.back_up(disk / "backup")
    assert restored_into(elsewhere, disk / "backup").dossiers == 0
    assert elsewhere.open().dossiers() == []


def test_a_home_that_was_opened_before_with_another_key_takes_the_backup(
    store: Store, elsewhere: Kept, disk: Path
) -> None:
    """As on a new machine where the program was started once, to see whether it runs."""
    everybody(store)
    store.back_up(disk / "backup")
    other = elsewhere.open(bytes(32))
    with other.turn("somebody who tries it") as work:
        work.save_state(b"the first question")
    other.close()
    restored_into(elsewhere, disk / "backup")
    assert all_of_it(elsewhere.open()) == all_of_it(store)


def test_a_backup_restored_is_backed_up_and_restored_again(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    store = sqlite.open()
    everybody(store)
    store.back_up(disk / "backup")
    restored_into(elsewhere, disk / "backup")
    elsewhere.open().back_up(disk / "backup")
    third = Kept("", disk / "third")
    restored_into(third, disk / "backup")
    assert all_of_it(third.open()) == all_of_it(store)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    sqlite: Kept, elsewhere: Kept, disk: Path, version: str
) -> None:
    """What that version had is there; the tables are those of this one."""
    store = sqlite.open()
    number = begun(store)
    newer = {"secret_codes": 2, "handovers": 2, "reminders": 3, "reach": 3, "scheduler_jobs": 3}
    since = newer | {"documents": 4}
    known = VERSIONS.index(version) + 1
    rows = {name: of for name, of in sqlite.backup().items() if since.get(name, 1) <= known}
    columns = {
        table.name: [column.name for column in table.columns]
        for table in Base.metadata.sorted_tables
        if table.name in rows and table.name in TABLES_OF_0004
    }
    with (disk / "backup").open("wb") as file:
        writer = Writer(file, keys_of(sqlite), Manifest(version, columns))
        for name in columns:
            for row in rows[name]:
                writer.add(name, list(row.values()))
        writer.finish()
    KeyCopies(keys_of(sqlite)).bring_up_to_date(disk)
    restored_into(elsewhere, disk / "backup")
    there = elsewhere.open()
    assert there.history(number) == store.history(number)
    assert len(there.documents(number)) == (known >= 4)
    with elsewhere.behind() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


TABLES_OF_0004 = {
    "dossiers", "answers", "conversations", "vault", "secret_codes", "handovers", "reminders",
    "reach", "scheduler_jobs", "documents",
}  # fmt: skip


def test_what_refers_to_a_row_that_comes_later_is_restored(
    kept: Kept, store: Store, elsewhere: Kept, disk: Path
) -> None:
    """In batches of hundreds: each answer but the last is superseded by one that is read later."""
    number = begun(store)
    with store.turn("Jeanne") as work:
        for n in range(1200):
            work.record(answer(value=str(n)))
    store.back_up(disk / "backup")
    restored_into(elsewhere, disk / "backup")
    assert elsewhere.open().history(number) == store.history(number)


def test_rows_whose_references_lead_nowhere_are_not_restored(
    sqlite: Kept, elsewhere: Kept, disk: Path
) -> None:
    from assistant.store.errors import StoreUnavailable

    store = sqlite.open()
    begun(store)
    rows = sqlite.backup()
    columns = {name: list(of[0]) for name, of in rows.items() if of and name != "dossiers"}
    columns["dossiers"] = ["id", "wrapped_key", "created_at"]
    with (disk / "backup").open("wb") as file:
        writer = Writer(file, keys_of(sqlite), Manifest(VERSIONS[-1], columns))
        for name in columns:
            for row in rows[name] if name != "dossiers" else []:
                writer.add(name, list(row.values()))
        writer.finish()
    with pytest.raises(StoreUnavailable):
        restored_into(elsewhere, disk / "backup")
    assert elsewhere.open().dossiers() == []
    assert elsewhere.execute("SELECT * FROM answers") == []


def test_dossiers_move_to_another_database_in_the_same_home(
    sqlite: Kept, postgresql: Kept, disk: Path
) -> None:
    store = sqlite.open()
    numbers = everybody(store)
    store.back_up(disk / "backup")
    moved = Kept(postgresql.url, sqlite.home)
    assert restored_into(moved, disk / "backup").dossiers == 3
    there = moved.open()
    assert all_of_it(there) == all_of_it(store)
    there.forget(numbers[0])
    with pytest.raises(DossierForgotten):
        store.dossier(numbers[0])

"""The audit log: only added to, and whatever is done to it behind the program's back is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import exc, insert

from assistant.dossier.access import Access, Done
from assistant.store.audit import HEAD_FILE
from assistant.store.errors import (
    AuditBroken,
    AuditCut,
    AuditHeadMissing,
    DossierForgotten,
    DossierUnknown,
)
from assistant.store.models import AuditRow
from assistant.store.store import Store
from tests.store.kept import SENDER, Kept, answer

Lines: TypeAlias = list[dict[str, Any]]
LINES = 8
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def begun(store: Store, sender: str = SENDER) -> str:
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        work.record(answer())
        work.accesses.append(Access(dossier=number, what=Done.BEGUN, by="phone", at=NOON))
    return number


def written(store: Store) -> list[tuple[str | None, Done, str]]:
    return [(one.dossier, one.what, one.detail) for one in store.audit.lines()]


def filled(store: Store) -> str:
    """A log of so many lines."""
    number = begun(store)
    for detail in range(LINES - 1):
        store.write_down(number, Done.SHOWN, str(detail))
    return number


def head_of(kept: Kept) -> Path:
    return kept.home / HEAD_FILE


def fault_in(store: Store) -> AuditBroken | AuditCut | AuditHeadMissing:
    with pytest.raises((AuditBroken, AuditCut, AuditHeadMissing)) as caught:
        list(store.audit.lines())
    assert "\n" not in str(caught.value)
    return caught.value


# --- what is written


def test_a_new_store_has_an_empty_log(store: Store) -> None:
    assert written(store) == []


def test_what_the_operator_does_is_written_down_with_their_account(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.store.audit.account", lambda: "anna")
    number = begun(store)
    store.write_down(number, Done.EXPORTED, "fhir")
    store.forget(number)
    lines = list(store.audit.lines())
    assert [(one.number, one.what, one.by, one.detail) for one in lines] == [
        (1, Done.BEGUN, "phone", ""),
        (2, Done.EXPORTED, "anna", "fhir"),
        (3, Done.FORGOTTEN, "anna", ""),
    ]
    assert lines[0].at == NOON


def test_the_lines_about_a_dossier_outlive_it(store: Store) -> None:
    number = begun(store)
    store.forget(number)
    assert written(store) == [(number, Done.BEGUN, ""), (number, Done.FORGOTTEN, "")]


def test_of_a_dossier_that_cannot_be_opened_nothing_is_written(store: Store) -> None:
    number = begun(store)
    store.forget(number)
    before = written(store)
    with pytest.raises(DossierForgotten):
        store.write_down(number, Done.SHOWN)
    with pytest.raises(DossierUnknown):
        store.write_down("1234567897", Done.SHOWN)
    assert written(store) == before


def test_a_turn_that_fails_writes_nothing(store: Store) -> None:
    def failing() -> None:
        with store.turn(SENDER) as work:
            work.accesses.append(Access(dossier=None, what=Done.OPENED, by="phone", at=NOON))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        failing()
    assert written(store) == []


def test_a_number_that_is_no_dossier_s_is_not_written(store: Store) -> None:
    """Whoever is asked for a dossier's number may say that of their telephone."""
    with store.turn(SENDER) as work:
        said = Access(dossier="0612345678", what=Done.WRONG_CODE, by="phone", at=NOON)
        work.accesses.append(said)
    assert written(store) == [(None, Done.WRONG_CODE, "")]


def test_the_newest_lines_of_one_dossier_are_read_alone(store: Store) -> None:
    filled(store)
    other = begun(store, "Marcel")
    store.write_down(other, Done.SHOWN, "summary")
    with store.turn("Marcel") as work:
        assert [one.what for one in work.accessed(5)] == [Done.SHOWN, Done.BEGUN]
        assert [one.what for one in work.accessed(1)] == [Done.SHOWN]


def test_an_ordinary_turn_writes_nothing(kept: Kept, store: Store) -> None:
    filled(store)
    before = kept.backup()["audit"], head_of(kept).read_bytes()
    with store.turn(SENDER) as work:
        work.record(answer(value="Durand"))
        work.save_state(b"there")
    assert (kept.backup()["audit"], head_of(kept).read_bytes()) == before


# --- it is only added to


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit SET what = 'shown'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 8"],
)
def test_the_database_refuses_to_change_or_drop_a_line(
    kept: Kept, store: Store, change: str
) -> None:
    filled(store)
    with pytest.raises(exc.DBAPIError, match="only added to"):
        kept.execute(change)
    assert len(written(store)) == LINES


def test_postgresql_refuses_to_empty_it(postgresql: Kept) -> None:
    store = postgresql.open()
    filled(store)
    with pytest.raises(exc.DBAPIError, match="only added to"):
        postgresql.execute("TRUNCATE audit")
    assert len(written(store)) == LINES


# --- what is done to it behind the program's back

place = st.integers(0, LINES - 1)
words = st.text("abcdefghij 0123456789", max_size=10)
_Tampering: TypeAlias = Callable[[Lines], Lines]


def _changed(at: int, column: str, value: str) -> _Tampering:
    return lambda lines: [
        {**line, column: value} if n == at else line for n, line in enumerate(lines)
    ]


def _dropped(one: int, other: int) -> _Tampering:
    first, last = sorted((one, other))
    return lambda lines: lines[:first] + lines[last + 1 :]


def _dropped_and_closed_up(at: int) -> _Tampering:
    return lambda lines: _numbered(lines[:at] + lines[at + 1 :])


def _swapped(one: int, other: int) -> _Tampering:
    def swap(lines: Lines) -> Lines:
        lines = list(lines)
        lines[one], lines[other] = lines[other], lines[one]
        return _numbered(lines)

    return swap


def _added(at: int, like: int, mac: str | None) -> _Tampering:
    def add(lines: Lines) -> Lines:
        forged = lines[like] | ({"mac": mac} if mac is not None else {})
        return _numbered([*lines[:at], forged, *lines[at:]])

    return add


def _numbered(lines: Lines) -> Lines:
    return [{**line, "number": number} for number, line in enumerate(lines, start=1)]


tamperings = st.one_of(
    st.builds(
        _changed,
        place,
        st.sampled_from(["at", "dossier_id", "what", "by_whom", "detail", "mac"]),
        words,
    ),
    st.builds(_dropped, place, place),
    st.builds(_dropped_and_closed_up, place),
    st.builds(_swapped, place, place),
    st.builds(_added, st.integers(0, LINES), place, st.none() | words),
)


@contextmanager
def in_its_place(kept: Kept, lines: Lines, others: Lines) -> Iterator[None]:
    """The log is `others` for a time; it was, and will be, `lines`."""

    def put(now: Lines) -> None:
        with kept.behind() as connection:
            connection.exec_driver_sql("DELETE FROM audit")
            if now:
                connection.execute(insert(AuditRow), now)

    put(others)
    try:
        yield
    finally:
        put(lines)


@given(tampering=tamperings)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_first_line_that_is_not_as_it_was_written_is_named(
    kept: Kept, store: Store, tampering: _Tampering
) -> None:
    if not written(store):
        filled(store)
        kept.unguard()
    lines = kept.backup()["audit"]
    others = tampering(lines)
    assume(others != lines)
    with in_its_place(kept, lines, others):
        fault = fault_in(store)
        if others == lines[: len(others)]:
            assert isinstance(fault, AuditCut)
            assert fault.line == LINES
        else:
            assert isinstance(fault, AuditBroken)
            alike = (one == other for one, other in zip(lines, others, strict=False))
            first = next((n for n, same in enumerate(alike, start=1) if not same), LINES + 1)
            assert fault.line == first
    assert len(written(store)) == LINES


@pytest.mark.parametrize("value", [b"\xff\x00", 12, 1.5], ids=["bytes", "a number", "a fraction"])
@pytest.mark.parametrize("column", ["at", "dossier_id", "what", "mac"])
def test_what_is_no_text_at_all_is_a_broken_line(sqlite: Kept, column: str, value: object) -> None:
    """SQLite keeps anything in any column."""
    store = sqlite.open()
    filled(store)
    sqlite.unguard()
    sqlite.execute(f"UPDATE audit SET {column} = :value WHERE number = 3", value=value)  # noqa: S608
    fault = fault_in(store)
    assert isinstance(fault, AuditBroken)
    assert fault.line == 3


def test_the_log_of_another_home_with_the_same_master_key_is_found_out(
    sqlite: Kept, tmp_path: Path
) -> None:
    store, elsewhere = sqlite.open(), Kept("", tmp_path / "elsewhere")
    filled(store)
    filled(elsewhere.open())
    sqlite.unguard()
    lines, others = sqlite.backup()["audit"], elsewhere.backup()["audit"]
    with in_its_place(sqlite, lines, others):
        assert isinstance(fault_in(store), AuditCut)
    with in_its_place(sqlite, lines, [*lines[:4], others[4], *lines[5:]]):
        fault = fault_in(store)
        assert isinstance(fault, AuditBroken)
        assert fault.line == 5


def test_lines_that_were_dropped_are_missed_after_others_were_written(
    kept: Kept, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    number = filled(store)
    kept.unguard()
    kept.execute("DELETE FROM audit WHERE number > 5")
    for _ in range(6):
        store.write_down(number, Done.SHOWN)
    fault = fault_in(store)
    assert isinstance(fault, AuditCut)
    assert fault.line == LINES
    assert "The audit log was cut" in caplog.text


def test_who_has_no_master_key_cannot_bring_the_head_back_to_an_earlier_line(
    kept: Kept, store: Store
) -> None:
    filled(store)
    kept.unguard()
    [(mac,)] = kept.execute("SELECT mac FROM audit WHERE number = 5")
    kept.execute("DELETE FROM audit WHERE number > 5")
    for forged in (f"5 {mac}\n", "0 \n", "", "5"):
        head_of(kept).write_text(forged)
        assert isinstance(fault_in(store), AuditCut | AuditHeadMissing)


def test_a_head_that_is_gone_is_told_and_not_made_anew(kept: Kept, store: Store) -> None:
    number = filled(store)
    head_of(kept).unlink()
    store.close()
    store = kept.open()
    store.write_down(number, Done.SHOWN)
    fault = fault_in(store)
    assert isinstance(fault, AuditHeadMissing)
    assert str(fault).startswith(f"{head_of(kept)} is gone")


# --- a copy that was put back


def test_a_copy_put_back_is_told_until_the_operator_says_that_it_was_put_back(
    kept: Kept, store: Store
) -> None:
    number = filled(store)
    copy = kept.backup()
    store.write_down(number, Done.SHOWN, "later")
    kept.restore(copy)
    assert isinstance(fault_in(store), AuditCut)
    store.note_restored()
    assert written(store)[-1] == (None, Done.RESTORED, f"line {LINES + 1} was known")
    store.write_down(number, Done.SHOWN)
    assert len(written(store)) == LINES + 2


def test_a_broken_line_is_not_made_good_by_saying_that_a_copy_was_put_back(
    kept: Kept, store: Store
) -> None:
    filled(store)
    kept.unguard()
    kept.execute("UPDATE audit SET what = 'shown' WHERE number = 1")
    with pytest.raises(AuditBroken):
        store.note_restored()
    assert len(kept.backup()["audit"]) == LINES


def test_a_whole_home_put_back_somewhere_else_goes_on(sqlite: Kept, tmp_path: Path) -> None:
    store = sqlite.open()
    number = filled(store)
    store.close()
    other = Kept("", tmp_path / "another machine")
    sqlite.home.rename(other.home)
    moved = other.open()
    moved.write_down(number, Done.SHOWN)
    assert len(written(moved)) == LINES + 1


# --- processes that end or come together


def test_killed_before_the_head_it_is_caught_up_and_its_line_missed_from_then_on(
    kept: Kept, store: Store
) -> None:
    number = filled(store)
    before = head_of(kept).read_bytes()
    child = kept.child(
        """
from assistant.dossier.access import Done
def follow():
    print("now", flush=True)
    time.sleep(60)
store.audit.follow = follow
store.write_down(sys.argv[3], Done.SHOWN, "last")
""",
        number,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "now\n"
    child.kill()
    child.wait()
    assert head_of(kept).read_bytes() == before
    assert written(store)[-1] == (number, Done.SHOWN, "last")
    assert head_of(kept).read_bytes() != before
    kept.unguard()
    kept.execute("DELETE FROM audit WHERE number = :last", last=LINES + 1)
    assert isinstance(fault_in(store), AuditCut)


def test_killed_at_any_moment_each_line_is_there_whole_or_not_at_all(
    kept: Kept, store: Store
) -> None:
    number = begun(store)
    told = 0
    for pause in (0.0, 0.002, 0.01, 0.03):
        child = kept.child(
            """
from assistant.dossier.access import Done
while True:
    store.write_down(sys.argv[3], Done.SHOWN)
    print("written", flush=True)
""",
            number,
        )
        assert child.stdout is not None
        told += bool(child.stdout.readline())
        time.sleep(pause)
        child.kill()
        told += child.stdout.read().count("written\n")
        child.wait()
        there = len(written(store)) - 1
        assert there >= told
        told = there


def test_two_processes_that_write_at_once_make_one_chain(kept: Kept, store: Store) -> None:
    """One by commands, one by turns, both about one dossier."""
    number = begun(store)
    code = """
from assistant.dossier.access import Access, Done
for n in range(40):
    if sys.argv[4] == "turns":
        with store.turn(SENDER) as work:
            work.record(answer(value=str(n)))
            at = answer().at
            work.accesses.append(
                Access(dossier=sys.argv[3], what=Done.OPENED, by="phone", at=at)
            )
    else:
        store.write_down(sys.argv[3], Done.SHOWN)
"""
    children = [kept.child(code, number, how) for how in ("turns", "commands", "turns")]
    assert [child.wait(120) for child in children] == [0, 0, 0]
    done = [what for _, what, _ in written(store)]
    assert done.count(Done.OPENED) == 80
    assert done.count(Done.SHOWN) == 40


def test_the_log_is_read_while_another_writes(kept: Kept, store: Store) -> None:
    number = filled(store)
    reading = store.audit.lines()
    assert next(reading).number == 1
    other = kept.open()
    other.write_down(number, Done.SHOWN)
    assert len(list(reading)) in (LINES - 1, LINES)  # a cursor of PostgreSQL sees its own moment
    assert len(written(other)) == LINES + 1
    other.close()

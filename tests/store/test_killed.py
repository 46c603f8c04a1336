"""kill -9 of a real process, and two processes at once: nothing half kept, nothing twice."""

from __future__ import annotations

import shutil
import time

import pytest

from assistant.store.errors import DossierForgotten
from assistant.store.store import Store
from tests.store.kept import SENDER, Kept, answer, values

COUNTING = """
while True:
    with store.turn(SENDER) as work:
        n = int(work.state or b"0") + 1
        if work.dossier is None:
            work.begin_dossier()
        work.record(answer(value=str(n)))
        work.save_state(str(n).encode())
    print(n, flush=True)
    if len(sys.argv) > 3 and n >= int(sys.argv[3]):
        break
"""


def read_line(child: object) -> str:
    return str(child.stdout.readline()).strip()  # type: ignore[attr-defined]


def the_dossier(store: Store) -> str:
    [listed] = store.dossiers()
    return listed.id


def test_killed_in_the_middle_of_a_turn_the_turn_never_was(kept: Kept, store: Store) -> None:
    with store.turn(SENDER) as work:
        number = work.begin_dossier().id
        work.record(answer(value="before"))
        work.save_state(b"before")
    child = kept.child("""
with store.turn(SENDER) as work:
    work.record(answer(value="half"))
    work.record(answer("identity.sex", "female"))
    work.save_state(b"half")
    print("now", flush=True)
    time.sleep(60)
""")
    assert read_line(child) == "now"
    child.kill()
    child.wait()
    with store.turn(SENDER) as work:
        assert work.state == b"before"
        assert work.dossier is not None
        assert [a.value for a in work.dossier.current.values()] == ["before"]
    assert len(store.history(number)) == 1


def test_killed_in_the_middle_of_beginning_no_dossier_is_there(kept: Kept, store: Store) -> None:
    child = kept.child("""
with store.turn(SENDER) as work:
    work.begin_dossier()
    print("now", flush=True)
    time.sleep(60)
""")
    assert read_line(child) == "now"
    child.kill()
    child.wait()
    assert store.dossiers() == []
    with store.turn(SENDER) as work:
        assert work.dossier is None
        work.begin_dossier()
    assert len(store.dossiers()) == 1


def test_killed_at_any_moment_at_most_the_turn_being_said_is_lost(kept: Kept, store: Store) -> None:
    said = 0
    for pause in (0.01, 0.025, 0.04, 0.003, 0.05):
        child = kept.child(COUNTING)
        said = int(read_line(child))
        time.sleep(pause)
        child.kill()
        assert child.stdout is not None
        said = max([said, *map(int, child.stdout.read().split())])
        child.wait()
        history = store.history(the_dossier(store))
        assert len(history) in (said, said + 1)
        assert values(history) == [str(n) for n in range(1, len(history) + 1)]
        assert [superseded for _, superseded in history] == [True] * (len(history) - 1) + [False]
        with store.turn(SENDER) as work:
            assert work.state == str(len(history)).encode()


def test_killed_while_forgetting_it_is_forgotten_or_whole(kept: Kept, store: Store) -> None:
    """Between the key's end and the transaction's: the key decides."""
    with store.turn(SENDER) as work:
        number = work.begin_dossier().id
        work.record(answer())
        work.save_state(b"here")
    child = kept.child(
        """
folder = type(store._keys.folder)
destroy = folder.destroy
def destroy_then_wait(self, dossier):
    destroy(self, dossier)
    print("now", flush=True)
    time.sleep(60)
folder.destroy = destroy_then_wait
store.forget(sys.argv[3])
""",
        number,
    )
    assert read_line(child) == "now"
    child.kill()
    child.wait()
    with pytest.raises(DossierForgotten):
        store.dossier(number)
    assert store.dossiers()[0].forgotten
    with store.turn(SENDER) as work:
        assert (work.state, work.dossier) == (None, None)
    store.forget(number)
    assert kept.execute("SELECT * FROM answers") == []


def test_two_processes_on_one_conversation_wait_for_each_other(kept: Kept, store: Store) -> None:
    """Their very first turns included: one of the two begins the dossier."""
    children = [kept.child(COUNTING, "40") for _ in range(2)]
    printed = sorted(int(n) for child in children for n in child.communicate(timeout=60)[0].split())
    history = store.history(the_dossier(store))
    assert values(history) == [str(n) for n in range(1, len(history) + 1)]
    assert printed == list(range(1, len(history) + 1))
    assert [superseded for _, superseded in history].count(False) == 1


def test_two_conversations_about_one_dossier_wait_for_each_other(kept: Kept, store: Store) -> None:
    with store.turn("first") as work:
        number = work.begin_dossier().id
    with store.turn("second") as work:
        work.bind(number)
    children = [
        kept.child(
            """
for n in range(30):
    with store.turn(sys.argv[3]) as work:
        work.record(answer(value=sys.argv[3]))
""",
            who,
        )
        for who in ("first", "second")
    ]
    assert [child.wait(60) for child in children] == [0, 0]
    history = store.history(number)
    assert len(history) == 60
    assert [superseded for _, superseded in history] == [True] * 59 + [False]


def test_a_torn_write_loses_the_last_turn_only(sqlite: Kept) -> None:
    store = sqlite.open()
    with store.turn(SENDER) as work:
        number = work.begin_dossier().id
        work.record(answer(value="first"))
    with store.turn(SENDER) as work:
        work.record(answer(value="second"))
    torn = Kept("", sqlite.home.with_name("torn"))
    shutil.copytree(sqlite.home, torn.home)
    (torn.home / "vivevoix.sqlite-shm").unlink()
    log = torn.home / "vivevoix.sqlite-wal"
    log.write_bytes(log.read_bytes()[:-100])
    assert values(torn.open().history(number)) == ["first"]

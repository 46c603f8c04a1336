"""Forgotten is forgotten, backups included; and nothing is ever read without the keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.security.key_folder import KeyDestroyed, KeyFolder
from assistant.security.keys import Keys
from assistant.security.sealing import WrongKeyOrDamaged, derive, unseal
from assistant.store.errors import DossierForgotten
from assistant.store.store import Store
from tests.store.kept import MASTER_KEY, SENDER, Kept, answer
from tests.store.postgresql import Cluster

UNIQUE = ("Zwyxkar", "Frombalizine", "Hurfuline", "Plexnar", "Dromvek", "Croubilles", "Brelzum")


def begun(store: Store, sender: str = SENDER) -> str:
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        work.record(answer())
        work.save_state(b"here")
        return number


def test_forgotten_it_cannot_be_read_and_its_conversations_are_gone(
    kept: Kept, store: Store
) -> None:
    number, other = begun(store), begun(store, "Marcel")
    with store.turn("telegram") as work:
        work.bind(number)
    store.forget(number)
    for reading in (store.dossier, store.history):
        with pytest.raises(DossierForgotten, match=number):
            reading(number)
    for sender in (SENDER, "telegram"):
        with store.turn(sender) as work:
            assert (work.state, work.dossier) == (None, None)
    with pytest.raises(DossierForgotten), store.turn("telegram") as work:
        work.bind(number)
    assert {one.id: (one.forgotten, one.answers) for one in store.dossiers()} == {
        number: (True, 0),
        other: (False, 1),
    }
    assert store.dossier(other).value("identity.birth_name") == "Lefèvre"
    assert len(kept.execute("SELECT * FROM answers")) == 1


def test_forgotten_twice_is_forgotten(store: Store) -> None:
    number = begun(store)
    store.forget(number)
    store.forget(number)


def test_another_open_store_knows_at_once(kept: Kept, store: Store) -> None:
    number = begun(store)
    other = kept.open()
    assert other.dossier(number).current
    store.forget(number)
    with pytest.raises(DossierForgotten):
        other.dossier(number)


def test_in_a_backup_put_back_it_is_still_forgotten(kept: Kept, store: Store) -> None:
    number, other = begun(store), begun(store, "Marcel")
    backup = kept.backup()
    store.forget(number)
    kept.restore(backup)
    assert len(kept.execute("SELECT * FROM answers")) == 2
    with pytest.raises(DossierForgotten):
        store.dossier(number)
    assert [one.forgotten for one in store.dossiers()] == [True, False]
    assert store.dossier(other).current
    with store.turn(SENDER) as work:
        assert (work.state, work.dossier) == (None, None)
        work.save_state(b"begins anew")
    with store.turn(SENDER) as work:
        assert work.state == b"begins anew"


def test_the_backup_and_the_master_key_together_do_not_open_it(kept: Kept, store: Store) -> None:
    number = begun(store)
    backup = kept.backup()
    secret = (kept.home / "keys" / number).read_bytes()
    [row] = backup["dossiers"]
    keys = Keys(MASTER_KEY, KeyFolder(kept.home / "keys"))
    assert keys.dossier(number, row["wrapped_key"])
    store.forget(number)
    with pytest.raises(KeyDestroyed):
        keys.dossier(number, row["wrapped_key"])
    place = f"dossiers/{number}/{number}/wrapped_key"
    for key in (
        MASTER_KEY,
        derive(MASTER_KEY, "dossier key"),
        derive(MASTER_KEY, "dossier key", b""),
    ):
        with pytest.raises(WrongKeyOrDamaged):
            unseal(key, row["wrapped_key"], place)
    written = [path.read_bytes() for path in kept.home.rglob("*") if path.is_file()]
    assert not any(secret in content for content in written)


def test_a_number_that_was_forgotten_is_never_given_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = begun(store)
    store.forget(number)
    drawn = iter([number, number, "1234567897"])
    monkeypatch.setattr("assistant.store.work.new_number", lambda: next(drawn))
    assert begun(store, "Marcel") == "1234567897"


def test_no_word_that_was_said_stands_on_the_disk(
    kept: Kept, request: pytest.FixtureRequest
) -> None:
    name, substance, keeper, doctor, town, state, helper = UNIQUE
    store = kept.open()
    with store.turn("+33673915824") as work:
        work.save_state(json.dumps({"heard": state}).encode())
    with store.turn("+33673915824") as work:
        work.begin_dossier()
        work.record(answer(value=name, said=name))
        work.record(answer("identity.doctor", {"name": doctor, "town": town}))
        work.record(answer("health.allergies.substance", substance, item=1))
        work.record(answer(value=keeper, by="helper", by_name=helper))
        work.save_state(json.dumps({"heard": state}).encode())
    folders = [kept.home]
    if not kept.is_sqlite:
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.run("CHECKPOINT")
        folders.append(cluster.data)
    written = _files(folders)
    assert sum(map(len, written.values())) > 4000
    said = [*UNIQUE, "673915824", "identity.", "health.", "birth_name", "lefèvre", "phone"]
    sought = [word.lower().encode() for word in said]
    if not kept.is_sqlite:
        sought.remove(b"phone")  # the server's own time zone files and the like are not ours
    found = [(n, w) for n, content in written.items() for w in sought if w in content.lower()]
    assert found == []
    store.close()


def _files(folders: list[Path]) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }

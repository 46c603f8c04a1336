"""Dossiers to back up, where a backup is restored, and what a folder holds before and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.dossier.document import Document
from assistant.security.key_folder import KeyFolder
from assistant.security.keys import Keys
from assistant.store.restoring import Restored, restore
from assistant.store.store import Store
from tests.store.kept import MASTER_KEY, Kept, answer

PEOPLE = ("Jeanne", "Marcel", "Odette")
SCAN = Document(
    title="Ordonnance Zwyxkar",
    type="letter",
    media_type="image/jpeg",
    summary="Une ordonnance du docteur Plexnar.",
    content=bytes(range(256)) * 800,  # more than three chunks of the file
    channel="telegram",
)


def begun(store: Store, sender: str = "Jeanne", *said: str) -> str:
    """A dossier with answers, one of which supersedes the other, a document and a code."""
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        for value in said or ("Lefebvre", "Lefèvre"):
            work.record(answer(value=value, said=value))
        work.keep_document(replace(SCAN, title=f"Ordonnance de {sender}"))
        work.ways_back.set_secret_code(number, "314159")
        work.keep_reach("telegram", f"chat {sender}")
        work.save_state(f"state of {sender}".encode())
    return number


def everybody(store: Store) -> list[str]:
    """A dossier for each of `PEOPLE`."""
    return [begun(store, person) for person in PEOPLE]


def restored_into(kept: Kept, file: Path, *without: str, key: bytes = MASTER_KEY) -> Restored:
    """`restore` there."""
    return restore(kept.url, kept.home, key, file, without)


def all_of_it(store: Store) -> list[object]:
    """Everything that can be read, of every dossier and every conversation."""
    there: list[object] = []
    for listed in store.dossiers():
        there.append(listed)
        if not listed.forgotten:
            there.append(store.history(listed.id))
            there += [store.document(listed.id, d.number or 0) for d in store.documents(listed.id)]
            there.append(store.reach(listed.id, "telegram"))
    for person in PEOPLE:
        with store.turn(person) as work:
            there.append((work.state, work.dossier_id))
    return there


def keys_of(kept: Kept) -> Keys:
    """The keys of a home."""
    return Keys(MASTER_KEY, KeyFolder(kept.home / "keys"))


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file and folder under `folder`, with its bytes and its mode."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
    }

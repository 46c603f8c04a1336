"""Received documents: kept as they came, sealed, bounded, and erased with their dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.dossier.document import LARGEST_DOCUMENT, Decision, Document, Proposal
from assistant.store.errors import (
    DocumentTooLarge,
    DocumentUnknown,
    DossierForgotten,
    DossierFull,
    DossierUnknown,
    RecordDamaged,
    WrongMasterKey,
)
from assistant.store.store import Store
from tests.store.kept import OTHER_KEY, SENDER, Kept, answer
from tests.store.postgresql import Cluster

CONTENT = bytes(range(256)) * 40 + b"  \n"  # ends in spaces, as padding would
PENICILLIN = Proposal("health.allergies", {"health.allergies.substance": "pénicilline"})
LETTER = Document(
    title="Lettre de sortie",
    type="letter",
    media_type="application/pdf",
    summary="Une lettre de la clinique Zwyxkar.",
    content=CONTENT,
    author="Docteur Plexnar",
    date="2024-03",
    text="Patiente allergique à la frombalizine",
    proposals=(PENICILLIN,),
    channel="telegram",
)


def begun(store: Store, sender: str = SENDER) -> str:
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        work.record(answer())
        return number


def test_a_document_is_kept_as_it_came(store: Store) -> None:
    dossier = begun(store)
    number = store.keep_document(dossier, LETTER)
    kept = store.document(dossier, number)
    assert kept.received_at is not None
    as_it_came = replace(LETTER, number=number, received_at=kept.received_at, size=len(CONTENT))
    assert kept == as_it_came
    assert store.documents(dossier) == [replace(as_it_came, content=b"")]


def test_an_empty_file_and_one_of_20_megabytes_are_kept_whole(store: Store) -> None:
    dossier = begun(store)
    for content in (b"", b"\0", b"x" * LARGEST_DOCUMENT):
        number = store.keep_document(dossier, replace(LETTER, content=content))
        assert store.document(dossier, number).content == content


def test_a_document_of_a_turn_is_kept_with_it_or_not_at_all(store: Store) -> None:
    dossier = begun(store)
    with store.turn(SENDER) as work:
        number = work.keep_document(LETTER)
    with pytest.raises(DocumentTooLarge), store.turn(SENDER) as work:  # noqa: PT012, one turn
        work.keep_document(LETTER)
        work.keep_document(replace(LETTER, content=b"x" * (LARGEST_DOCUMENT + 1)))
    assert [document.number for document in store.documents(dossier)] == [number]


def test_without_a_dossier_no_document_is_kept(store: Store) -> None:
    with store.turn(SENDER) as work, pytest.raises(RuntimeError):
        work.keep_document(LETTER)
    with pytest.raises(DossierUnknown):
        store.keep_document("1234567897", LETTER)


def test_what_the_person_said_of_a_proposal_is_kept_and_it_waits_no_more(store: Store) -> None:
    dossier = begun(store)
    number = store.keep_document(dossier, replace(LETTER, proposals=(PENICILLIN, PENICILLIN)))
    store.keep_document(dossier, replace(LETTER, proposals=()))
    with store.turn(SENDER) as work:
        assert [(d.number, d.pending) for d in work.documents_waiting()] == [(number, [0, 1])]
        work.decide(number, 0, Decision.DECLINED)
        assert [d.pending for d in work.documents_waiting()] == [[1]]
        work.decide(number, 1, Decision.ACCEPTED)
        assert work.documents_waiting() == []
    kept = store.document(dossier, number)
    assert [p.decision for p in kept.proposals] == [Decision.DECLINED, Decision.ACCEPTED]
    assert kept.content == CONTENT


def test_too_large_or_too_many_is_refused_and_nothing_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = begun(store)
    with pytest.raises(DocumentTooLarge, match="20 MB"):
        store.keep_document(dossier, replace(LETTER, content=b"x" * (LARGEST_DOCUMENT + 1)))
    monkeypatch.setattr("assistant.store.documents.MOST_DOCUMENTS", 2)
    store.keep_document(dossier, LETTER)
    store.keep_document(dossier, LETTER)
    with pytest.raises(DossierFull, match="2 documents"):
        store.keep_document(dossier, LETTER)
    assert len(store.documents(dossier)) == 2
    assert store.keep_document(begun(store, "Marcel"), LETTER)


def test_a_document_is_of_its_dossier_alone(store: Store) -> None:
    mine, theirs = begun(store), begun(store, "Marcel")
    number = store.keep_document(mine, LETTER)
    assert store.documents(theirs) == []
    for other in (theirs, mine):
        with pytest.raises(DocumentUnknown, match=other):
            store.document(other, number if other is theirs else number + 1)


def test_documents_are_forgotten_with_the_dossier_in_backups_too(kept: Kept, store: Store) -> None:
    dossier, other = begun(store), begun(store, "Marcel")
    number = store.keep_document(dossier, LETTER)
    theirs = store.keep_document(other, LETTER)
    backup = kept.backup()
    store.forget(dossier)
    assert len(kept.execute("SELECT id FROM documents")) == 1
    kept.restore(backup)
    for reading in (store.documents, lambda id: store.document(id, number)):
        with pytest.raises(DossierForgotten):
            reading(dossier)
    assert store.document(other, theirs).content == CONTENT


def test_another_key_opens_no_document(kept: Kept, store: Store) -> None:
    store.keep_document(begun(store), LETTER)
    with pytest.raises(WrongMasterKey):
        kept.open(OTHER_KEY)


CHANGE = {
    "record": "UPDATE documents SET record = :w WHERE id = :i",
    "content": "UPDATE documents SET content = :w WHERE id = :i",
}


@pytest.mark.parametrize("column", CHANGE)
def test_a_changed_byte_or_a_swapped_document_is_refused(
    kept: Kept, store: Store, column: str
) -> None:
    dossier = begun(store)
    store.keep_document(begun(store, "Marcel"), LETTER)
    assert [store.keep_document(dossier, LETTER) for _ in range(2)] == [1, 2]
    rows: dict[int, Any] = {
        row.id: getattr(row, column) for row in kept.execute("SELECT * FROM documents ORDER BY id")
    }
    _, one, two = rows
    changed = rows[one][:-1] + bytes([rows[one][-1] ^ 1])
    for wrong in (changed, rows[two], b""):
        kept.execute(CHANGE[column], w=wrong, i=one)
        with pytest.raises(RecordDamaged, match=f"Row {one} .* documents"):
            store.document(dossier, 1)
    assert store.document(dossier, 2).content == CONTENT


def test_nothing_of_a_document_stands_in_clear_on_the_disk(
    kept: Kept, request: pytest.FixtureRequest
) -> None:
    store = kept.open()
    store.keep_document(begun(store), replace(LETTER, content=b"%PDF-1.7 Zwyxkar Hurfuline " * 90))
    folders = [kept.home]
    if not kept.is_sqlite:
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.run("CHECKPOINT")
        folders.append(cluster.data)
    written = [
        path.read_bytes().lower() for f in folders for path in f.rglob("*") if path.is_file()
    ]
    assert sum(map(len, written)) > 8000
    for word in (b"zwyxkar", b"hurfuline", b"plexnar", b"frombalizine", b"lettre de sortie"):
        assert not any(word in content for content in written), word
    store.close()

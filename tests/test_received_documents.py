"""What was received is listed and read aloud; what it says is asked, one thing at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.dossier.document import Decision, Document, Proposal
from assistant.store.store import Store
from tests.people import JEANNE
from tests.talking import Person

PENICILLIN = Proposal(
    "health.allergies",
    {"health.allergies.substance": "pénicilline", "health.allergies.reaction": "urticaire"},
)
METFORMIN = Proposal("health.treatments", {"health.treatments.name": "Metformine"})
LETTER = Document(
    title="Lettre",
    type="letter",
    media_type="application/pdf",
    summary="C'est une lettre de médecin. De : Docteur Petit.",
    content=b"%PDF-",
    text="Chère consœur, je vous adresse Madame Lefèvre.",
)


def kept(person: Person, store: Store, *proposals: Proposal, **changed: str) -> str:
    """A letter arrives in the dossier; its number."""
    assert person.last is not None
    assert person.last.dossier is not None
    letter = replace(LETTER, proposals=proposals, **changed)  # type: ignore[arg-type]
    store.keep_document(person.last.dossier, letter)
    return person.last.dossier


@pytest.fixture
def jeanne(jeanne: Person) -> Person:
    """Jeanne, who is asked whether she is a woman or a man."""
    jeanne.answers(JEANNE, until="identity.sex")
    return jeanne


def comes_back(person: Person) -> None:
    person.says("pause")
    person.says("reprendre")


def test_without_a_document_it_is_said_how_to_give_one(jeanne: Person) -> None:
    jeanne.says("mes documents")
    assert "aucun papier" in jeanne.heard()
    assert jeanne.last is not None
    assert jeanne.last.asking == "identity.sex"


def test_documents_are_listed_and_read_aloud(jeanne: Person, store: Store) -> None:
    kept(jeanne, store)
    kept(jeanne, store, summary="C'est une ordonnance.", text="Metformine. " * 200)
    jeanne.says("quels documents avez-vous reçus")
    heard = jeanne.heard()
    assert "2 documents" in heard
    assert heard.index("C'est une ordonnance.") < heard.index("C'est une lettre de médecin.")
    jeanne.says("lire le document numéro un")
    assert "je vous adresse Madame Lefèvre" in jeanne.heard()
    jeanne.says("lire le document 2")
    assert "C'est long. Je m'arrête là." in jeanne.heard()
    jeanne.says("lire le document 9")
    assert "Je n'ai pas de document numéro 9." in jeanne.heard()


def test_what_a_document_says_is_asked_at_the_next_talk_one_by_one(
    jeanne: Person, store: Store
) -> None:
    dossier = kept(jeanne, store, PENICILLIN, METFORMIN)
    comes_back(jeanne)
    assert "Un document dit : allergie, pénicilline, urticaire. Est-ce exact ?" in plain(jeanne)
    jeanne.says("oui")
    assert "Un document dit : vous prenez Metformine. Est-ce exact ?" in plain(jeanne)
    jeanne.says("non")
    assert jeanne.last is not None
    assert jeanne.last.asking == "identity.sex"
    assert "Un document" not in jeanne.heard()
    found = store.dossier(dossier)
    [item] = found.items("health.allergies")
    answer = found.answer("health.allergies.substance", item)
    assert answer is not None
    assert (answer.value, answer.said, answer.confirmed) == ("pénicilline", "oui", True)
    assert found.items("health.treatments") == []
    [document] = store.documents(dossier)
    assert [p.decision for p in document.proposals] == [Decision.ACCEPTED, Decision.DECLINED]
    comes_back(jeanne)
    assert "Un document" not in jeanne.heard()


@pytest.mark.parametrize("said", ["je ne sais pas", "passer"])
def test_what_is_put_off_is_asked_again_another_time(
    jeanne: Person, store: Store, said: str
) -> None:
    dossier = kept(jeanne, store, METFORMIN)
    comes_back(jeanne)
    jeanne.says(said)
    assert jeanne.last is not None
    assert "Un document" not in jeanne.heard()
    assert store.dossier(dossier).items("health.treatments") == []
    comes_back(jeanne)
    assert "vous prenez Metformine" in jeanne.heard()


def test_a_command_is_answered_and_the_proposal_comes_back(jeanne: Person, store: Store) -> None:
    kept(jeanne, store, METFORMIN)
    comes_back(jeanne)
    jeanne.says("aide")
    assert "vous prenez Metformine" in jeanne.heard()
    jeanne.presses("1")
    assert "C'est noté : Metformine." in plain(jeanne)


def test_what_the_dossier_holds_already_is_not_asked(jeanne: Person, store: Store) -> None:
    dossier = kept(jeanne, store, METFORMIN)
    comes_back(jeanne)
    jeanne.says("oui")
    kept(jeanne, store, Proposal("health.treatments", {"health.treatments.name": "METFORMINE"}))
    comes_back(jeanne)
    assert "Un document" not in jeanne.heard()
    assert len(store.dossier(dossier).items("health.treatments")) == 1


def test_an_emergency_comes_before_a_proposal(jeanne: Person, store: Store) -> None:
    kept(jeanne, store, METFORMIN)
    comes_back(jeanne)
    jeanne.says("j'ai très mal à la poitrine")
    assert "15" in jeanne.heard()
    assert "Metformine" not in jeanne.heard()


def plain(person: Person) -> str:
    return person.heard().replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")

"""The operator imports a file, sees it, takes it out again; and exports the dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli import main
from assistant.store.store import Store
from tests.conftest import MASTER_KEY
from tests.documents.papers import LETTER, bundle, cda, needs_shared, text_pdf
from tests.store.kept import SENDER, answer

ALLERGY = {"resourceType": "AllergyIntolerance", "code": {"text": "Zwyxkar"}}


@pytest.fixture
def dossier(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A dossier in the home that the commands use."""
    monkeypatch.setenv("VIVEVOIX_HOME", str(home))
    monkeypatch.setenv("VIVEVOIX_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    return begun(store)


def begun(store: Store, sender: str = SENDER) -> str:
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        work.record(answer())
        return number


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_key_of_the_commands_is_that_of_the_tests() -> None:
    import base64

    assert base64.b64encode(MASTER_KEY).decode() == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def test_a_file_goes_in_is_seen_and_comes_out_as_it_was(dossier: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"  # which it is not: what it holds decides
    path.write_bytes(text_pdf(*LETTER))
    ran = run("import", path)
    assert ran.exit_code == 0, ran.output
    assert "C'est une ordonnance." in ran.output
    number = ran.output.split()[0]
    listed = run("dossier", "documents", dossier).output
    assert listed.startswith(f"{number}  application/pdf  Ordonnance du docteur Petit")
    out = tmp_path / "out"
    assert run("dossier", "documents", dossier, "--take", number, "--output", out).exit_code == 0
    assert out.read_bytes() == path.read_bytes()
    assert out.stat().st_mode & 0o777 == 0o600


def test_what_a_bundle_says_waits_for_the_person(
    dossier: str, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.json"
    path.write_bytes(bundle(ALLERGY))
    assert run("import", path, "--dossier", dossier).exit_code == 0
    assert "1 to ask" in run("dossier", "documents", dossier).output
    assert store.dossier(dossier).items("health.allergies") == []


def test_a_refused_file_is_one_sentence_and_nothing_is_kept(
    dossier: str, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "evil.xml"
    path.write_bytes(cda(before="<!DOCTYPE x>"))
    ran = run("import", path)
    assert ran.exit_code == 1
    assert len(ran.output.splitlines()) == 1
    assert "dangereux" in ran.output
    assert store.documents(dossier) == []


def test_with_several_dossiers_the_operator_says_which(
    dossier: str, store: Store, tmp_path: Path
) -> None:
    begun(store, "Marcel")
    path = tmp_path / "letter.pdf"
    path.write_bytes(text_pdf(*LETTER))
    ran = run("import", path)
    assert (ran.exit_code, "--dossier ID" in ran.output) == (1, True)
    assert run("import", path, "--dossier", "1234567890").exit_code == 1
    assert run("import", path, "--dossier", dossier).exit_code == 0


def test_nothing_readable_is_left_on_the_disk(dossier: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "bundle.json"
    path.write_bytes(bundle(ALLERGY))
    run("import", path)
    path.unlink()
    written = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert written
    assert not any(b"zwyxkar" in content.lower() for content in written)


def test_the_history_of_reimbursements_is_seen_as_care(dossier: str) -> None:
    assert run("import", needs_shared() / "ExemplesCDA" / "CNAM-HR_2021.01.xml").exit_code == 0
    lines = run("dossier", "care", dossier).output.splitlines()
    assert len(lines) == 25
    assert lines[0].startswith("2019-07-11  ")


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("fhir", ["{}.fhir.json"]),
        ("cda", ["{}.paper-1-other.cda.xml", "{}.summary.cda.xml"]),
    ],
)
def test_a_dossier_is_exported(dossier: str, tmp_path: Path, form: str, names: list[str]) -> None:
    ran = run("dossier", "export", dossier, "--format", form, "--output", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        n.format(dossier) for n in names
    ]

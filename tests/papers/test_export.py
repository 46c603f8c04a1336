"""`dossier export`, `dossier print` and `dossier card`: where files go, and what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.exports import pdf, printer
from assistant.exports.formats import FORMATS, export
from assistant.exports.order import CannotExport, Order
from tests.conftest import NOW
from tests.papers.dossiers import EVERYTHING, FIVE, NOTHING

PROJECT = Path(__file__).parents[2]
ORDER = Order.of(EVERYTHING, NOW)
PACK = "10000001-papiers-a-signer"


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_writes_files_that_only_their_owner_reads(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    written = list(export(form, ORDER, folder))
    assert written, form
    assert sorted(written) == sorted(folder.iterdir())
    for path in written:
        assert path.name.startswith("10000001")
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.stat().st_size


def test_the_pdf_export_is_every_paper_and_the_script_beside_what_is_signed(tmp_path: Path) -> None:
    assert {path.name for path in export("pdf", ORDER, tmp_path)} == {
        "10000001-dossier.pdf",
        f"{PACK}.pdf",
        f"{PACK}-a-lire.txt",
        "10000001-carte.pdf",
        "10000001-frigo.pdf",
        "10000001-guichet.pdf",
    }


def test_a_dossier_with_nothing_has_its_record_and_the_counter_sheet(tmp_path: Path) -> None:
    made = export("pdf", Order.of(NOTHING, NOW), tmp_path)
    assert {path.name for path in made} == {"10000005-dossier.pdf", "10000005-guichet.pdf"}


@pytest.mark.parametrize("name", FIVE)
def test_every_dossier_exports_in_both_languages(name: str, tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        order = Order.of(FIVE[name], NOW, lang)  # type: ignore[arg-type]
        assert list(export("text", order, tmp_path / lang))
    assert list(export("json", Order.of(FIVE[name], NOW), tmp_path))


def test_without_pango_one_line_says_what_to_install_and_the_rest_still_works(
    tmp_path: Path,
) -> None:
    """A machine where the library cannot be loaded, as the loader sees it."""
    code = (
        "import ctypes.util, cffi, sys\n"
        "def no(*_, **__):\n"
        "    raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = no\n"
        "from assistant.exports.formats import export\n"
        "from assistant.exports.order import CannotExport\n"
        "from tests.papers.test_export import ORDER\n"
        "from pathlib import Path\n"
        "print(len(list(export('text', ORDER, Path(sys.argv[1])))))\n"
        "print(len(list(export('braille', ORDER, Path(sys.argv[1])))))\n"
        "try:\n"
        "    list(export('pdf', ORDER, Path(sys.argv[1])))\n"
        "except CannotExport as error:\n"
        "    print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == [
        "5", "1",
        f"PDF needs Pango. Run: apt-get install {pdf.PANGO}",
    ]  # fmt: skip


def _tools(folder: Path, **scripts: str) -> None:
    folder.mkdir()
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)


def test_papers_go_to_the_printer_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A `lp` that keeps what it was given and how it was called."""
    _tools(
        tmp_path / "bin",
        lpstat="echo laser",
        lp=f'echo "$@" >> {tmp_path}/called; /bin/cat >> {tmp_path}/printed',
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert list(printer.print_papers(ORDER)) == [
        "dossier", "papiers-a-signer", "carte", "frigo", "guichet",
    ]  # fmt: skip
    called = (tmp_path / "called").read_text()
    assert "-o media=A5" in called
    assert "Martin" not in called
    assert (tmp_path / "printed").read_bytes().count(b"%PDF-") == 5


def test_one_paper_alone_may_be_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _tools(tmp_path / "bin", lpstat="echo laser", lp=f"/bin/cat > {tmp_path}/printed")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert list(printer.print_papers(ORDER, "guichet")) == ["guichet"]
    with pytest.raises(CannotExport, match="No paper called passeport"):
        list(printer.print_papers(ORDER, "passeport"))


def test_without_a_printer_it_says_how_to_get_the_papers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _tools(tmp_path / "bin", lpstat="exit 1", lp="exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(CannotExport, match="dossier export ID --format pdf"):
        list(printer.print_papers(ORDER))


def test_a_printer_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _tools(tmp_path / "bin", lpstat="echo laser", lp="/bin/cat > /dev/null; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(CannotExport, match="refused"):
        list(printer.print_papers(ORDER, "guichet"))


def test_the_files_for_others_hold_the_papers_and_say_that_they_are_not_signed(
    tmp_path: Path,
) -> None:
    (bundle,) = export("fhir", ORDER, tmp_path)
    titles = [
        entry["resource"]["content"][0]["attachment"]["title"]
        for entry in json.loads(bundle.read_text("utf-8"))["entry"]
        if entry["resource"]["resourceType"] == "DocumentReference"
    ]
    assert "Dossier de Jeanne Marie Martin" in titles
    drafts = [title for title in titles if title.startswith("Projet non signé.")]
    assert len(drafts) == 3
    assert len(list(export("cda", ORDER, tmp_path))) == 2 + 4


def test_the_person_chose_the_language_of_what_they_read() -> None:
    assert Order.of(EVERYTHING, NOW).lang == "fr"
    assert Order.of(NOTHING, NOW, "en").lang == "en"


def test_the_json_export_is_as_it_was(tmp_path: Path) -> None:
    (path,) = export("json", ORDER, tmp_path)
    assert path.name == "10000001.json"
    assert json.loads(path.read_text("utf-8"))["schema"] == 1
